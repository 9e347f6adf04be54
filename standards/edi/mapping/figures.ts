import type { ElementDefinition, Representation } from '../structure.ts'
import { isFields } from './content.ts'
import { notUnderstood, type Slot, unsayable, type Written, written } from './slot.ts'

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?$/
/** As partners write figures: a sign, a decimal mark of either kind, a bare mark. */
const FOREIGN_DECIMAL = /^([+-]?)([0-9]*)(?:[.,]([0-9]*))?$/

/** A decimal figure, its decimals kept as they are. */
export const decimal = (field: string): Slot => ({
  field,
  width: 1,
  write: (content, [room]) =>
    typeof content === 'string' && DECIMAL.test(content)
      ? writtenFigure(content, room)
      : unsayable('mapping/not-a-number'),
  read([text = ''], [room]) {
    const content = figureOf(text, room?.representation)
    return content === undefined ? notUnderstood('mapping/not-a-number') : { content }
  },
})

/** An amount with its currency, `{ amount, currency }`, in two components. */
export const money = (field: string): Slot => ({
  field,
  width: 2,
  write(content, [room]) {
    const { amount, currency } = isFields(content) ? content : {}
    if (typeof amount !== 'string' || !DECIMAL.test(amount) || typeof currency !== 'string')
      return unsayable('mapping/not-an-amount')
    const figure = writtenFigure(amount, room)
    return figure.ok ? written(...figure.texts, currency) : figure
  },
  read([text = '', currency = ''], [room]) {
    const amount = figureOf(text, room?.representation)
    if (amount === undefined) return notUnderstood('mapping/not-a-number')
    return currency === '' ? notUnderstood('mapping/not-an-amount', 1) : { content: { amount, currency } }
  },
})

function writtenFigure(figure: string, room: ElementDefinition | undefined): Written {
  const scale = impliedScale(room?.representation)
  const text = scale === undefined ? figure : withoutMark(figure, scale)
  if (text === undefined) return unsayable('mapping/not-a-number', `${scale} decimals`)
  return room && lengthIn(text, room) > room.max ? unsayable('mapping/too-long', String(room.max)) : written(text)
}

/** Sign and decimal mark of a numeric element do not count (ISO 9735-1 10.1; X12.6 3.3.1); those of a text do. */
const lengthIn = (text: string, { representation }: ElementDefinition): number =>
  representation === 'an' || representation === 'AN' ? text.length : text.replace(/[-.]/g, '').length

/** Decimals of `N2`, whose mark is not written. */
function impliedScale(representation: Representation | undefined): number | undefined {
  const digits = representation !== undefined && /^N([0-9])$/.exec(representation)?.[1]
  return typeof digits === 'string' ? Number(digits) : undefined
}

function withoutMark(figure: string, scale: number): string | undefined {
  const [whole = '', decimals = ''] = figure.split('.')
  if (decimals.length > scale) return undefined
  const digits = `${whole}${decimals.padEnd(scale, '0')}`.replace(/^(-?)0+(?=[0-9])/, '$1')
  return digits
}

function figureOf(text: string, representation: Representation | undefined): string | undefined {
  const [, sign = '', whole = '', decimals] = FOREIGN_DECIMAL.exec(text) ?? []
  if (whole === '' && (decimals === undefined || decimals === '')) return undefined
  const scale = decimals === undefined ? impliedScale(representation) : undefined
  if (scale !== undefined && scale > 0) {
    const digits = whole.padStart(scale + 1, '0')
    return plain(sign, digits.slice(0, -scale), digits.slice(-scale))
  }
  return plain(sign, whole, decimals ?? '')
}

function plain(sign: string, whole: string, decimals: string): string {
  const digits = whole.replace(/^0+(?=[0-9])/, '') || '0'
  return `${sign === '-' ? '-' : ''}${digits}${decimals === '' ? '' : `.${decimals}`}`
}
