import type { PdfDocument } from '../file/document.ts'
import { characters, octetsOf } from '../file/lexer.ts'
import type { PdfDictionary } from '../file/object.ts'
import { digest, toHex } from '@entrepot/crypto'

/** An object as it is written anew; its text is octets as characters. */
export interface ObjectToWrite {
  readonly number: number
  readonly generation: number
  readonly text: string
}

/** An incremental update (ISO 32000-1 7.5.6): what stands behind a document, and where in it each object begins. */
export interface Increment {
  readonly octets: Uint8Array
  /** Offsets in the whole file, by number. */
  readonly offsets: ReadonlyMap<number, number>
}

/**
 * Writes objects as an incremental update: a cross-reference table after a table, a stream after a stream. The second part
 * of the file's identifier is made of the first and of what is written (14.4).
 */
export function writeIncrement(document: PdfDocument, objects: readonly ObjectToWrite[]): Increment {
  const sorted = [...objects].sort((one, other) => one.number - other.number)
  const { pdf, sections } = document
  const offsets = new Map<number, number>()
  const last = pdf[pdf.length - 1]
  let body = last === 10 || last === 13 ? '' : '\n'
  for (const { number, generation, text } of sorted) {
    offsets.set(number, pdf.length + body.length)
    body += `${number} ${generation} obj\n${text}\nendobj\n`
  }
  const section = sections[0].kind === 'table' ? writeTable : writeStream
  body += section(document, sorted, {
    offsets,
    start: pdf.length + body.length,
    identifier: identifierOf(document, body),
  })
  return { octets: octetsOf(body), offsets }
}

interface Written {
  readonly offsets: ReadonlyMap<number, number>
  readonly start: number
  readonly identifier: string
}

const sizeOf = (document: PdfDocument, objects: readonly ObjectToWrite[]): number =>
  objects.reduce((size, { number }) => Math.max(size, number + 1), document.size)

function writeTable(document: PdfDocument, objects: readonly ObjectToWrite[], written: Written): string {
  const rows = runsOf(objects).map((run) => {
    const lines = run.map(
      ({ number, generation }) => `${pad(written.offsets.get(number) ?? 0, 10)} ${pad(generation, 5)} n\r\n`,
    )
    return `${run[0]?.number ?? 0} ${run.length}\n${lines.join('')}`
  })
  const trailer = `<< ${trailerEntries(document, sizeOf(document, objects), written.identifier)} >>`
  return `xref\n${rows.join('')}trailer\n${trailer}\nstartxref\n${written.start}\n%%EOF\n`
}

/** Octets of the fields of an entry: its type, offset, generation. */
const WIDTHS = [1, 4, 2] as const

function writeStream(document: PdfDocument, objects: readonly ObjectToWrite[], written: Written): string {
  const own: ObjectToWrite = { number: sizeOf(document, objects), generation: 0, text: '' }
  const all = [...objects, own]
  const index = runsOf(all).map((run) => `${run[0]?.number ?? 0} ${run.length}`)
  const data = all.map(({ number, generation }) => {
    const fields = [1, written.offsets.get(number) ?? written.start, generation]
    return fields.map((value, at) => bigEndian(value, WIDTHS[at] ?? 0)).join('')
  })
  const entries = trailerEntries(document, own.number + 1, written.identifier)
  const length = data.length * WIDTHS.reduce((sum, one) => sum + one, 0)
  const dictionary = `<< /Type /XRef /W [${WIDTHS.join(' ')}] /Index [${index.join(' ')}] /Length ${length} ${entries} >>`
  const object = `${own.number} 0 obj\n${dictionary}\nstream\n${data.join('')}\nendstream\nendobj\n`
  return `${object}startxref\n${written.start}\n%%EOF\n`
}

function runsOf(objects: readonly ObjectToWrite[]): ObjectToWrite[][] {
  const runs: ObjectToWrite[][] = []
  for (const object of objects) {
    const run = runs.at(-1)
    if (run?.at(-1)?.number === object.number - 1) run.push(object)
    else runs.push([object])
  }
  return runs
}

function trailerEntries(document: PdfDocument, size: number, identifier: string): string {
  const { trailer, pdf, sections } = document
  const kept = ['Root', 'Info'].flatMap((key) => {
    const value = trailer.entries.get(key)
    return value === undefined ? [] : [`/${key} ${characters(pdf, value.start, value.end)}`]
  })
  return [`/Size ${size}`, ...kept, ...(identifier === '' ? [] : [identifier]), `/Prev ${sections[0].offset}`].join(' ')
}

/** Octets of a file identifier. */
const IDENTIFIER_BYTES = 16

function identifierOf(document: PdfDocument, body: string): string {
  const [first, second] = document.arrayAt(document.trailer.entries.get('ID'))?.items ?? []
  if (first?.kind !== 'string' || second?.kind !== 'string') return ''
  const hash = digest('SHA-256', octetsOf(characters(second.octets, 0, second.octets.length) + body))
  return `/ID [<${toHex(first.octets)}> <${toHex(hash.subarray(0, IDENTIFIER_BYTES))}>]`
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')

function bigEndian(value: number, width: number): string {
  return Array.from({ length: width }, (_, at) => String.fromCharCode((value >>> (8 * (width - 1 - at))) & 0xff)).join(
    '',
  )
}

/** Writes a dictionary again, octet by octet but for the entries that are given. */
export function writeDictionary(
  { entries }: PdfDictionary,
  source: Uint8Array,
  changed: Readonly<Record<string, string>>,
): string {
  const kept = [...entries]
    .filter(([key]) => changed[key] === undefined)
    .map(([key, { start, end }]) => `${writeName(key)} ${characters(source, start, end)}`)
  const given = Object.entries(changed).map(([key, text]) => `${writeName(key)} ${text}`)
  return `<<\n${[...kept, ...given].join('\n')}\n>>`
}

function writeName(name: string): string {
  const written = name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (one) => `#${one.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `/${written}`
}
