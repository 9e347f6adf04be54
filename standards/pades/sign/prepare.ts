import { toHex } from '@entrepot/crypto'
import { openDocument } from '../file/document.ts'
import { octetsOf } from '../file/lexer.ts'
import { writeDate, writeText } from '../file/text.ts'
import { DEFAULT_CONTENTS_BYTES, MAXIMUM_CONTENTS_BYTES, MAXIMUM_PDF_BYTES, MAXIMUM_TEXT_BYTES } from '../limits.ts'
import { malformed, type Read } from '../malformed.ts'
import { updateForm } from './form-update.ts'
import { writeIncrement } from './increment.ts'

/** What a signature says beside the document (ISO 32000-1 12.8.1, table 252). All of it is signed. */
export interface PdfStatement {
  /** When it is signed, in milliseconds since 1970 UTC, cut to seconds: the signer's own claim. */
  readonly time: number
  readonly name?: string
  readonly reason?: string
  readonly location?: string
}

/** Where a signature goes, and how much room it has. */
export interface PdfPlace {
  /**
   * The field that is signed: a signature field that is there and empty, by its full name, or else a new one of this name.
   * Default: a new one, `Signature1` or the next number that is free.
   */
  readonly field?: string
  /** Octets kept for signature, certificates and time-stamps. Default: `DEFAULT_CONTENTS_BYTES`. */
  readonly contentsBytes?: number
}

/** A document that waits for its signature. */
export interface PreparedPdf {
  /** The octets that are signed: all before, and all behind the place of the signature. */
  readonly covered: readonly [Uint8Array, Uint8Array]
  /** Puts the signature into its place: SignedData in DER; for a document time-stamp the token. The whole document, or why not. */
  finish(message: Uint8Array): Read<Uint8Array>
}

/**
 * Prepares a document for a signature (ISO 32000-1 12.8, ETSI EN 319 142-1 5.2 and 6.3) by an incremental update, so that the document
 * stays, octet by octet, the beginning of what is made. The signature may be made elsewhere and later.
 *
 * @returns what is to be signed; or where and why the document is malformed.
 */
export function preparePdfSignature(pdf: Uint8Array, options: PdfStatement & PdfPlace): Read<PreparedPdf> {
  const { time, name, reason, location } = options
  const texts = Object.entries({ Name: name, Reason: reason, Location: location })
  const stated = texts.flatMap(([key, text]) => (text === undefined ? [] : [`/${key} ${writeBounded(text)}`]))
  const said = [`/M ${writeDate(time)}`, ...stated].join(' ')
  return prepare(pdf, options, { type: 'Sig', subFilter: 'ETSI.CAdES.detached', said })
}

/** Prepares a document for a document time-stamp (ISO 32000-2 12.8.5, ETSI EN 319 142-1 5.4.3): the token is of the octets that are covered. */
export function preparePdfTimeStamp(pdf: Uint8Array, place: PdfPlace = {}): Read<PreparedPdf> {
  return prepare(pdf, place, { type: 'DocTimeStamp', subFilter: 'ETSI.RFC3161', said: '' })
}

function writeBounded(text: string): string {
  if (text.length * 2 > MAXIMUM_TEXT_BYTES) throw new Error('pades: a text that a signature states is too long')
  return writeText(text)
}

/** As many digits as the largest offset has. */
const RANGE_DIGITS = String(MAXIMUM_PDF_BYTES * 2).length
const RANGE = '0'.repeat(RANGE_DIGITS)

interface Form {
  readonly type: 'Sig' | 'DocTimeStamp'
  readonly subFilter: string
  readonly said: string
}

function prepare(
  pdf: Uint8Array,
  { field, contentsBytes = DEFAULT_CONTENTS_BYTES }: PdfPlace,
  form: Form,
): Read<PreparedPdf> {
  if (!Number.isInteger(contentsBytes) || contentsBytes < 1 || contentsBytes > MAXIMUM_CONTENTS_BYTES) {
    throw new Error('pades: contentsBytes is a number of octets up to MAXIMUM_CONTENTS_BYTES')
  }
  const opened = openDocument(pdf)
  if (!opened.ok) return opened
  const document = opened.value
  const number = document.size
  const others = updateForm(document, number, field)
  if (document.failure !== undefined) return document.failure
  if (others === undefined) return malformed('pdf/no-such-field', 0)
  const { type, subFilter, said } = form
  const head = `<< /Type /${type} /Filter /Adobe.PPKLite /SubFilter /${subFilter} /ByteRange [0 `
  const text = `${head}${RANGE} ${RANGE} ${RANGE}] /Contents <${'00'.repeat(contentsBytes)}> ${said} >>`
  const { octets, offsets } = writeIncrement(document, [{ number, generation: 0, text }, ...others])
  const whole = new Uint8Array(pdf.length + octets.length)
  whole.set(pdf)
  whole.set(octets, pdf.length)
  const rangeAt = (offsets.get(number) ?? 0) + `${number} 0 obj\n`.length + head.length
  const opening = rangeAt + `${RANGE} ${RANGE} ${RANGE}] /Contents `.length
  const closing = opening + contentsBytes * 2 + 2
  const range = [opening, closing, whole.length - closing].map((value) => String(value).padEnd(RANGE_DIGITS))
  whole.set(octetsOf(range.join(' ')), rangeAt)
  return { ok: true, value: preparedOf(whole, { opening, closing, contentsBytes }) }
}

function preparedOf(
  whole: Uint8Array,
  {
    opening,
    closing,
    contentsBytes,
  }: { readonly opening: number; readonly closing: number; readonly contentsBytes: number },
): PreparedPdf {
  return {
    covered: [whole.subarray(0, opening), whole.subarray(closing)],
    finish(message) {
      if (message.length > contentsBytes) return malformed('pdf/contents-too-small', opening)
      const signed = whole.slice()
      signed.set(octetsOf(toHex(message)), opening + 1)
      return { ok: true, value: signed }
    },
  }
}
