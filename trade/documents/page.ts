import { type Label, label, type Value } from '@entrepot/trade/file'
import type { DocumentDefinition, Field } from './define.ts'
import type { Block, Box, Layout, Pair, TableBlock } from './layout.ts'
import { printedValue } from './print.ts'

/** The languages in which documents are printed: one, or one with the other smaller beside it. */
export type PrintLanguage = 'en' | 'zh' | 'en-zh' | 'zh-en'

/** A text in the document's first language, and in its second where it has one and reads otherwise. */
export interface Text {
  readonly main: string
  readonly sub?: string
}

/** A value under its label. */
export interface Item {
  readonly tag?: string
  readonly label: Text
  readonly value: Text
}

/** One part of a page with all its texts. */
export type PageBlock =
  | { readonly is: 'boxes'; readonly rows: readonly (readonly PageBox[])[] }
  | {
      readonly is: 'table'
      readonly columns: readonly { readonly label: Text; readonly width: number; readonly number: boolean }[]
      readonly rows: readonly (readonly Text[])[]
      readonly totals: readonly Text[]
    }
  | { readonly is: 'pairs'; readonly items: readonly Item[] }
  | { readonly is: 'words'; readonly notice: boolean; readonly texts: readonly Text[] }

/** A box of the grid with its texts. */
export interface PageBox {
  readonly as: Box['as']
  readonly span: number
  readonly height: number
  readonly items: readonly Item[]
  readonly words: readonly Text[]
}

/** Everything that a template prints, in its order: a template adds lines and page numbers, and no other text. */
export interface Page {
  readonly form: Layout['form']
  readonly language: PrintLanguage
  readonly code: string
  readonly title: Text
  readonly blocks: readonly PageBlock[]
  readonly frame: Frame
}

/** What stands at the foot of every page. */
export interface Frame {
  readonly issuer: Text
  readonly issuedBy: string
  readonly verification: Text
  readonly verificationCode: string
  readonly derived: Text
}

/** A document as it is printed. */
export interface Printable {
  readonly definition: DocumentDefinition
  /** Values by the field's path within the document, rows in the order in which they shall stand. */
  readonly fields: ReadonlyMap<string, Value>
  readonly language: PrintLanguage
  /** Name of the issuing organisation. */
  readonly issuer: string
  readonly verificationCode: string
}

const FRAME = {
  issuer: label('Issued by', '签发'),
  verification: label('Verification code', '验证码'),
  derived: label('What is printed here is derived from signed acts.', '本单证内容均源自已签名的行为记录。'),
  total: label('Total', '合计'),
  empty: label('—', '—'),
} as const

/** Lays a document out: its fields and wording in the places that its definition gives them. */
export function pageOf(printable: Printable): Page {
  const { definition, language, issuer, verificationCode } = printable
  const say = speaker(language)
  return {
    form: definition.layout.form,
    language,
    code: definition.code,
    title: say(definition.title),
    blocks: definition.layout.blocks.flatMap((block) => blockOf(block, { ...printable, say })),
    frame: {
      ...{ issuer: say(FRAME.issuer), issuedBy: issuer, verification: say(FRAME.verification) },
      ...{ verificationCode, derived: say(FRAME.derived) },
    },
  }
}

type Say = (label: Label) => Text
type Case = Printable & { readonly say: Say }

const LANGUAGES: Readonly<Record<PrintLanguage, { readonly first: keyof Label; readonly second?: keyof Label }>> = {
  en: { first: 'en' },
  zh: { first: 'zh' },
  'en-zh': { first: 'en', second: 'zh' },
  'zh-en': { first: 'zh', second: 'en' },
}

/** Picks the languages of a text; one that reads the same in both stands once. */
function speaker(language: PrintLanguage): Say {
  const { first, second } = LANGUAGES[language]
  return (said) => {
    const sub = second === undefined ? undefined : said[second]
    return sub === undefined || sub === said[first] ? { main: said[first] } : { main: said[first], sub }
  }
}

function blockOf(block: Block, given: Case): PageBlock[] {
  if ('boxes' in block) return [{ is: 'boxes', rows: block.boxes.map((row) => row.map((box) => boxOf(box, given))) }]
  if ('table' in block) return tableOf(block, given)
  if ('words' in block) {
    const texts = block.words.map((name) => given.say(wordingOf(given, name)))
    return [{ is: 'words', notice: block.as === 'notice', texts }]
  }
  const items = block.pairs.flatMap((pair) => pairOf(pair, given))
  return items.length === 0 ? [] : [{ is: 'pairs', items }]
}

function boxOf(box: Box, given: Case): PageBox {
  const items = box.fields.flatMap((name) => itemOf(name, given))
  const [head] = box.fields
  // An empty box keeps its heading, so that the grid of the Layout Key stays what it is.
  const kept = items.length > 0 || head === undefined || box.words ? items : [empty(head, given)]
  return {
    ...{ as: box.as, span: box.span, height: box.height ?? 0, items: kept },
    words: (box.words ?? []).map((name) => given.say(wordingOf(given, name))),
  }
}

function empty(name: string, { definition, say }: Case): Item {
  return { label: say(fieldOf(definition, name).label), value: say(FRAME.empty) }
}

function pairOf(pair: Pair, given: Case): Item[] {
  if (typeof pair === 'string') return itemOf(pair, given)
  if ('table' in pair) return columnOf(pair, given)
  const { tag, label: named, words } = pair
  const item = { label: given.say(wordingOf(given, named)), value: given.say(wordingOf(given, words)) }
  return [tag === undefined ? item : { tag, ...item }]
}

/** A field with its value, or nothing where it is empty. */
function itemOf(name: string, given: Case): Item[] {
  const value = given.fields.get(name)
  return value === undefined ? [] : [itemWith(fieldOf(given.definition, name), value, given.say)]
}

/** The values of a table's column, one item for each row. */
function columnOf({ table, column }: { readonly table: string; readonly column: string }, given: Case): Item[] {
  const field = given.definition.tables?.[table]?.columns[column]
  if (!field) throw new Error(`${given.definition.definition}: no column ${table}/${column}`)
  return rowsOf(table, given.fields.keys()).flatMap((row) => {
    const value = given.fields.get(`${table}/${row}/${column}`)
    return value === undefined ? [] : [itemWith(field, value, given.say)]
  })
}

function itemWith(field: Field, value: Value, say: Say): Item {
  const { tag, label: named } = field
  return { ...(tag === undefined ? {} : { tag }), label: say(named), value: say(printedValue(field, value)) }
}

function tableOf({ table, columns, totals = {} }: TableBlock, { definition, fields, say }: Case): PageBlock[] {
  const fieldsOf = definition.tables?.[table]?.columns ?? {}
  const rows = rowsOf(table, fields.keys())
  const shown = Object.entries(columns).flatMap(([name, width]) => {
    const field = fieldsOf[name]
    if (!field) throw new Error(`${definition.definition}: no column ${table}/${name}`)
    return rows.some((row) => fields.has(`${table}/${row}/${name}`)) ? [{ name, width, field }] : []
  })
  if (shown.length === 0) return []
  const cell = (field: Field, value: Value | undefined): Text =>
    value === undefined ? { main: '' } : say(printedValue(field, value))
  const foot = shown.map(({ name, field }) => cell(field, fields.get(totals[name] ?? '')))
  const hasTotals = foot.some(({ main }) => main !== '')
  return [
    {
      is: 'table',
      columns: shown.map(({ field, width }) => ({ label: say(field.label), width, number: field.prints === 'number' })),
      rows: rows.map((row) => shown.map(({ name, field }) => cell(field, fields.get(`${table}/${row}/${name}`)))),
      totals: hasTotals ? foot.map((text, at) => (at === 0 && text.main === '' ? say(FRAME.total) : text)) : [],
    },
  ]
}

/** The rows of a table, by the paths of its fields, in the order in which they first stand. */
function rowsOf(table: string, names: Iterable<string>): string[] {
  const rows = new Set<string>()
  for (const name of names) {
    const [of, row, column] = name.split('/')
    if (of === table && row !== undefined && column !== undefined) rows.add(row)
  }
  return [...rows]
}

function fieldOf({ definition, fields }: DocumentDefinition, name: string): Field {
  const field = fields[name]
  if (!field) throw new Error(`${definition}: no field ${name}`)
  return field
}

function wordingOf({ definition }: Case, name: string): Label {
  const wording = definition.wording?.[name]
  if (!wording) throw new Error(`${definition.definition}: no wording ${name}`)
  return wording
}
