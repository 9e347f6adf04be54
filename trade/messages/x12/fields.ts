import type { Field, Table } from '@entrepot/trade/documents'
import { isList, type Value } from '@entrepot/trade/file'
import type { MessageField } from '../define.ts'

/** Characters of a description (element 352), and of marks (87). */
const DESCRIPTION = 80
export const MARK = 48

/** `17:00` of an instant. */
const TIME = { from: 11, to: 16 } as const

/** Hours and minutes of the act from which the message arises, where its signer stood. */
export const messageTime: MessageField = {
  label: { en: 'Message time', zh: '报文时间' },
  of: ({ home }) => timeOf(home.file.acts.at(-1)?.at),
  envelope: 'act',
}

/** Hours and minutes of an instant; nothing of a day. */
export const timeOf = (at: string | undefined): string | undefined => at?.slice(TIME.from, TIME.to) || undefined

/** Fields of a message that X12 says in another form, each computed from its sibling's field. */
type Fields = Readonly<Record<string, MessageField>>

/** A field of a sibling by its name. @throws where there is none. */
export function fieldOf(fields: Fields, name: string): MessageField {
  const found = fields[name]
  if (!found) throw new Error(`there is no field ${name}`)
  return found
}

const formed = (field: MessageField, form: (value: Value) => Value | undefined): MessageField => ({
  ...field,
  of(scene) {
    const value = field.of(scene)
    return value === undefined ? undefined : form(value)
  },
})

/** A text in pieces no longer than a place of X12, which has no composites of lines; it is broken at spaces. */
export const inPieces = (fields: Fields, name: string, width: number): MessageField =>
  formed(fieldOf(fields, name), (value) => (typeof value === 'string' ? pieces(value, width) : undefined))

function pieces(text: string, width: number): string[] {
  const found: string[] = []
  let rest = text.trim()
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    found.push(rest.slice(0, space > 0 ? space : width).trimEnd())
    rest = rest.slice(space > 0 ? space : width).trimStart()
  }
  return [...found, rest]
}

/** The figure of an amount whose currency another field says. */
export const amountOf = (fields: Fields, name: string): MessageField =>
  formed(fieldOf(fields, name), (value) => memberOf(value, 'amount'))

/** The currency of an amount. */
export const currencyOf = (fields: Fields, name: string): MessageField =>
  formed(fieldOf(fields, name), (value) => memberOf(value, 'currency'))

const memberOf = (value: Value, name: string): Value | undefined =>
  typeof value === 'object' && !isList(value) ? value[name] : undefined

/** The amount of a field, else of another, with the two decimals that X12 implies. */
export const withDecimals = (field: MessageField, other?: MessageField): MessageField => ({
  ...field,
  of(scene) {
    const value = field.of(scene) ?? other?.of(scene)
    return typeof value === 'string' && !value.includes('.') ? `${value}.00` : value
  },
})

/** A table whose goods are described in pieces. */
export const describedIn = (tables: Tables, without: readonly string[] = []): Table =>
  columnsOf(tables, 'lines', {
    instead: (columns) => ({ goods: inPieces(columns, 'goods', DESCRIPTION) }),
    without,
  })

type Tables = Readonly<Record<string, Table>> | undefined

/** A table with some columns otherwise, and without others. */
export function columnsOf(tables: Tables, name: string, { instead = () => ({}), without = [] }: ColumnChange): Table {
  const table = tables?.[name]
  if (!table) throw new Error(`there is no table ${name}`)
  const columns = { ...table.columns, ...instead(table.columns) }
  return {
    ...table,
    columns: Object.fromEntries(Object.entries(columns).filter(([column]) => !without.includes(column))),
  }
}

interface ColumnChange {
  readonly instead?: (columns: Readonly<Record<string, Field>>) => Readonly<Record<string, Field>>
  readonly without?: readonly string[]
}

/** Letters of a container's number (ISO 6346), which X12 says apart from its figures. */
const OWNER_LENGTH = 4

const textIn = (value: Value): string => (typeof value === 'string' ? value : '')

/** A table of containers with their numbers in two, `initial` and `serial`. */
export const containersIn = (tables: Tables, without: readonly string[] = []): Table =>
  columnsOf(tables, 'containers', {
    instead: (columns) => ({
      initial: formed(fieldOf(columns, 'number'), (value) => textIn(value).slice(0, OWNER_LENGTH)),
      serial: formed(fieldOf(columns, 'number'), (value) => textIn(value).slice(OWNER_LENGTH)),
    }),
    without: ['number', ...without],
  })
