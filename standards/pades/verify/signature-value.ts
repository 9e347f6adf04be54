import type { PdfDocument } from '../file/document.ts'
import { fieldsOf } from '../file/form.ts'
import type { IndirectObject, PdfDictionary, PdfObject, PdfString } from '../file/object.ts'
import { textOf, timeOf } from '../file/text.ts'
import { MAXIMUM_SIGNATURES } from '../limits.ts'
import type { PadesCode } from './refusal.ts'

/** The value of a signature field where it stands in the file. */
export interface SignatureValue {
  /** The full name of the field. */
  readonly field: string
  readonly dictionary: PdfDictionary
  /** Where the indirect object begins; `undefined` when it is none, or stands in a stream. */
  readonly offset: number | undefined
}

/** Every signature field of a document that has a value, in the order of the form. */
export function signatureValuesOf(document: PdfDocument): SignatureValue[] {
  const values: SignatureValue[] = []
  for (const { name, dictionary, type } of fieldsOf(document)) {
    const value = type === 'Sig' ? dictionary.entries.get('V') : undefined
    const found = document.dictionaryAt(value)
    if (found === undefined) continue
    if (values.length >= MAXIMUM_SIGNATURES) {
      document.fail('pdf/too-many-signatures', found.start)
      break
    }
    values.push({ field: name, dictionary: found, offset: indirectAt(document, value)?.offset })
  }
  return values
}

function indirectAt(document: PdfDocument, value: PdfObject | undefined): IndirectObject | undefined {
  return value?.kind === 'reference' ? document.get(value.number, value.generation) : undefined
}

/** What is signed and where, as a signature dictionary says it; whether that is true is judged by {@link readCoverage}. */
export interface Coverage {
  readonly kind: 'signature' | 'time-stamp'
  /** Offsets of Contents with its brackets. */
  readonly gap: { readonly start: number; readonly end: number }
  /** The end of the second range. */
  readonly end: number
  readonly contents: Uint8Array
}

/** By type of dictionary (table 252) and format of the signature. */
const kinds: ReadonlyMap<string, Coverage['kind']> = new Map([
  ['Sig ETSI.CAdES.detached', 'signature'],
  ['DocTimeStamp ETSI.RFC3161', 'time-stamp'],
])
const types: ReadonlySet<string> = new Set(['Sig', 'DocTimeStamp'])

/**
 * Reads what a signature covers (ISO 32000-1 12.8.1): two ranges that begin at the first octet and leave out nothing but the
 * string Contents of this very dictionary. References are not followed: what is judged stands in the dictionary itself.
 */
export function readCoverage({ dictionary, offset }: SignatureValue, pdf: Uint8Array): Coverage | PadesCode {
  if (offset === undefined) return 'pades/value'
  const { entries } = dictionary
  // The type may be left out of a signature (table 252); never of a time-stamp.
  const type = entries.has('Type') ? nameOf(entries.get('Type')) : 'Sig'
  if (!types.has(type)) return 'pades/type'
  const kind = kinds.get(`${type} ${nameOf(entries.get('SubFilter'))}`)
  if (kind === undefined) return 'pades/format'
  const contents = entries.get('Contents')
  if (contents?.kind !== 'string' || !isPlainHexadecimal(contents, pdf)) return 'pades/contents'
  const { start, end } = contents
  const range = rangeOf(entries.get('ByteRange'))
  const [first, firstBytes, second, secondBytes = 0] = range ?? []
  const isSound = range?.length === 4 && first === 0 && firstBytes === start && second === end && secondBytes > 0
  if (!isSound || end + secondBytes > pdf.length) return 'pades/byte-range'
  if (kind === 'signature' && entries.has('Cert')) return 'pades/certificate-entry'
  if (kind === 'signature' && statementOf(dictionary).time === undefined) return 'pades/stated-time'
  return { kind, gap: { start, end }, end: end + secondBytes, contents: contents.octets }
}

/** Digits without white space between them, their letters all of one case, so that these octets are written in no other way. */
function isPlainHexadecimal({ form, start, end, octets }: PdfString, pdf: Uint8Array): boolean {
  if (form !== 'hexadecimal' || end - start !== octets.length * 2 + 2) return false
  let [hasCapitals, hasSmall] = [false, false]
  for (let at = start + 1; at < end - 1; at++) {
    const digit = pdf[at] ?? 0
    if (digit < 0x30) return false
    if (digit >= 0x61) hasSmall = true
    else if (digit >= 0x41) hasCapitals = true
  }
  return !hasCapitals || !hasSmall
}

const nameOf = (object: PdfObject | undefined): string => (object?.kind === 'name' ? object.value : '')

function rangeOf(object: PdfObject | undefined): number[] | undefined {
  if (object?.kind !== 'array') return undefined
  const values = object.items.map((item) => (item.kind === 'number' && item.isInteger ? item.value : -1))
  return values.every((value) => value >= 0) ? values : undefined
}

/** What a signature says beside the document; authentic when the signature holds. */
export interface StatedInPdf {
  /** Milliseconds since 1970 UTC. */
  readonly time: number | undefined
  readonly name: string | undefined
  readonly reason: string | undefined
  readonly location: string | undefined
}

/** Reads what a signature states (ISO 32000-1 12.8.1, table 252). */
export function statementOf({ entries }: PdfDictionary): StatedInPdf {
  const octets = (key: string): Uint8Array | undefined => {
    const value = entries.get(key)
    return value?.kind === 'string' ? value.octets : undefined
  }
  const text = (key: string): string | undefined => {
    const value = octets(key)
    return value && textOf(value)
  }
  const date = octets('M')
  return { time: date && timeOf(date), name: text('Name'), reason: text('Reason'), location: text('Location') }
}
