import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** A scenario's input: nested texts, because every number is a decimal and never a float. */
export type Keyed = string | readonly Keyed[] | { readonly [name: string]: Keyed }

/** Largest input file in bytes. */
const MAX_INPUT_BYTES = 262_144

/** Reads a scenario's input. @throws when the file is too large or not a table. */
export function readKeyed(file: URL | string): Input {
  const text = readFileSync(file, 'utf8')
  if (text.length > MAX_INPUT_BYTES)
    throw new Error(`scenario/too-large: ${String(file)} has more than ${MAX_INPUT_BYTES} bytes`)
  return new Input(keyedOf(parse(text, { schema: 'failsafe' })), '')
}

/** A place in the input; every look-up that finds nothing says where it looked. */
export class Input {
  readonly #keyed: Keyed | undefined
  readonly #place: string

  constructor(keyed: Keyed | undefined, place: string) {
    this.#keyed = keyed
    this.#place = place
  }

  /** What stands here, as it was read. */
  get keyed(): Keyed | undefined {
    return this.#keyed
  }

  /** The table entry or list item at a dotted place. */
  at(place: string): Input {
    let found = this.#keyed
    for (const name of place.split('.')) found = typeof found === 'object' ? memberOf(found, name) : undefined
    return new Input(found, this.#place === '' ? place : `${this.#place}.${place}`)
  }

  /** The text at a place. @throws `scenario/missing` */
  text(place: string): string {
    const found = this.at(place).#keyed
    if (typeof found !== 'string') throw new Error(`scenario/missing: ${this.#place}.${place} is not a text`)
    return found
  }

  /** Whether something stands at a place. */
  has(place: string): boolean {
    return this.at(place).#keyed !== undefined
  }

  /** The names of a table, in their order. */
  names(place: string): readonly string[] {
    const found = this.at(place).#keyed
    return typeof found === 'object' && !Array.isArray(found) ? Object.keys(found) : []
  }

  /** The texts of a list. */
  texts(place: string): readonly string[] {
    const found = this.at(place).#keyed
    if (!Array.isArray(found)) throw new Error(`scenario/missing: ${this.#place}.${place} is not a list`)
    return found.map(String)
  }

  /** The items of a list. */
  items(place: string): readonly Input[] {
    return this.texts(place).map((_, i) => this.at(`${place}.${i}`))
  }

  /** An amount written as `{ USD: '2150.00' }`. */
  money(place: string): { readonly amount: string; readonly currency: string } {
    const [currency] = this.names(place)
    if (currency === undefined) throw new Error(`scenario/missing: ${this.#place}.${place} is not an amount`)
    return { amount: this.text(`${place}.${currency}`), currency }
  }
}

const memberOf = (table: Exclude<Keyed, string>, name: string): Keyed | undefined =>
  Object.hasOwn(table, name) ? new Map(Object.entries(table)).get(name) : undefined

/** Takes what the reader of YAML gives, where every scalar is a text, as what it is. */
function keyedOf(read: unknown): Keyed {
  if (typeof read === 'string') return read
  if (Array.isArray(read)) return read.map(keyedOf)
  if (typeof read !== 'object' || read === null) throw new Error('scenario/not-a-table')
  return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, keyedOf(value)]))
}
