/** Signatures that hold over whatever octets a forger chooses: what is refused is the document, never the arithmetic. */
import { type Signing, startDetachedSigning } from '@entrepot/cms'
import { type PdfPlace, preparePdfSignature } from '../index.ts'
import { textOf, octetsOf } from './sample.ts'
import { at, issuing, seller } from './signers.ts'

/** A document that waits for a signature, as text, and where its place is. */
export interface Waiting {
  readonly text: string
  /** Contents with its brackets. */
  readonly start: number
  readonly end: number
}

export function waiting(pdf: Uint8Array, place: PdfPlace = {}): Waiting {
  const prepared = preparePdfSignature(pdf, { time: at, contentsBytes: 4096, ...place })
  if (!prepared.ok) throw new Error(prepared.code)
  const [before, after] = prepared.value.covered
  const contents = `<${'00'.repeat(place.contentsBytes ?? 4096)}>`
  const text = textOf(before) + contents + textOf(after)
  return { text, start: before.length, end: before.length + contents.length }
}

export interface Forgery {
  /** What stands as the ranges; default: those that are signed. */
  readonly stated?: string
  /** What is signed, as offsets and lengths. */
  readonly ranges: readonly number[]
  /** What is made of the signature before it goes into its place. */
  readonly change?: (message: Uint8Array) => Uint8Array
  readonly more?: Partial<Signing>
}

/** Signs the ranges that a forger names, with the seller's key. */
export function forge(
  waitingPdf: Waiting,
  { ranges, stated, change = (message) => message, more }: Forgery,
): Uint8Array {
  const { start, end } = waitingPdf
  const place = /\[(0 [0-9]+ +[0-9]+ +[0-9]+ {2,})\]/.exec(waitingPdf.text)
  if (place?.[1] === undefined) throw new Error('no ranges')
  const range = (stated ?? ranges.join(' ')).padEnd(place[1].length)
  const at = place.index + 1
  const text = waitingPdf.text.slice(0, at) + range + waitingPdf.text.slice(at + range.length)
  const signing = startDetachedSigning({
    signers: [{ ...seller, attributes: {} }],
    certificates: [issuing.certificate],
    ...more,
  })
  for (let index = 0; index < ranges.length; index += 2) {
    const from = ranges[index] ?? 0
    signing.push(octetsOf(text.slice(from, from + (ranges[index + 1] ?? 0))))
  }
  const digits = Buffer.from(change(signing.finish())).toString('hex')
  return octetsOf(text.slice(0, start + 1) + digits.padEnd(end - start - 2, '0') + text.slice(end - 1))
}
