import { isList, type Label, label, type Value } from '@entrepot/trade/file'
import type { Field } from './define.ts'
import { countryName, placeName } from './places.ts'

const DECIMAL = /^(-?)(\d+)(\.\d+)?$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})$/
const THOUSANDS = /\B(?=(\d{3})+$)/g

/**
 * Writes a field's value as every rendering prints it, the same for ever: dates as ISO 8601, instants with their local
 * offset, numbers with separators of thousands, amounts behind their currency, lists line by line.
 *
 * Only what comes from a closed list has two languages; anything else reads the same in both.
 */
export function printedValue(field: Pick<Field, 'prints'>, value: Value): Label {
  if (typeof value === 'boolean') return value ? YES : NO
  if (typeof value === 'string') return printedText(field, value)
  if (isList(value))
    return joined(
      value.map((item) => printedValue(field, item)),
      field.prints === 'number' ? ' × ' : '\n',
    )
  const { amount, currency, ...rest } = value
  if (typeof amount === 'string' && typeof currency === 'string' && Object.keys(rest).length === 0)
    return same(`${currency} ${grouped(amount)}`)
  return joined(
    Object.values(value).map((item) => printedValue(field, item)),
    '; ',
  )
}

const YES = label('yes', '是')
const NO = label('no', '否')
const same = (text: string): Label => label(text, text)

function printedText({ prints }: Pick<Field, 'prints'>, text: string): Label {
  if (prints === 'number') return same(grouped(text))
  if (prints === 'place') return same(placeName(text))
  if (prints === 'country') return countryName(text)
  if (prints !== undefined) return (Object.hasOwn(prints.of, text) ? prints.of[text] : undefined) ?? same(text)
  const instant = INSTANT.exec(text)
  return same(instant ? `${instant[1]} ${instant[2]} ${instant[3]}` : text)
}

function joined(items: readonly Label[], by: string): Label {
  return label(items.map(({ en }) => en).join(by), items.map(({ zh }) => zh).join(by))
}

/** `50100.00` as `50,100.00`; what is no decimal stays as it is. */
function grouped(text: string): string {
  const parts = DECIMAL.exec(text)
  return parts ? `${parts[1]}${parts[2]?.replaceAll(THOUSANDS, ',')}${parts[3] ?? ''}` : text
}
