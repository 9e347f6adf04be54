import { type Malformed, parseXml, type XmlDocument, type XmlElement } from '@entrepot/xml'
import { utf8 } from '@entrepot/crypto'

/** A document and the text that it was read from, with its own line ends and byte order mark. */
export interface Source {
  readonly ok: true
  readonly document: XmlDocument
  /** As it stands. */
  readonly raw: string
  /** Characters before the document: a byte order mark. */
  readonly skipped: number
}

const BYTE_ORDER_MARK = '\ufeff'

/** Reads a document so that something can be put into it. */
export function readSource(source: Uint8Array | string): Source | Malformed {
  const raw = typeof source === 'string' ? source : utf8.decode(source)
  if (raw === undefined) return { ok: false, code: 'xml/encoding', at: 0 }
  const skipped = raw.startsWith(BYTE_ORDER_MARK) ? 1 : 0
  const document = parseXml(skipped === 0 ? raw : raw.slice(skipped))
  return document.ok ? { ok: true, document, raw, skipped } : document
}

/** The same place in the text as it stands, where a line may end in two characters. */
export function rawPosition({ raw, skipped, document }: Source, position: number): number {
  if (raw.length - skipped === document.text.length) return position + skipped
  let at = skipped
  for (let seen = 0; seen < position; seen++) at += raw[at] === '\r' && raw[at + 1] === '\n' ? 2 : 1
  return at
}

/** The document with a text as the last of what stands in an element; every other octet stays. */
export function appendInside(source: Source, element: XmlElement, text: string): Uint8Array {
  const { raw, document } = source
  const at = rawPosition(source, element.contentEnd)
  if (document.text[element.contentEnd] !== '/') return utf8.encode(raw.slice(0, at) + text + raw.slice(at))
  // An empty-element tag is opened.
  const name = element.prefix === '' ? element.local : `${element.prefix}:${element.local}`
  return utf8.encode(`${raw.slice(0, at)}>${text}</${name}>${raw.slice(at + 2)}`)
}
