/** Documents of tests as texts, to be changed by hand. */
import { verifyXml, type XmlVerification } from '../index.ts'
import { invoice as invoiceOfForms } from './forms.ts'
import { timeStamps, trust } from './practice.ts'

/** The document of every form with line feeds alone, as the reader of XML sees it. */
export const invoice = invoiceOfForms.replaceAll('\r\n', '\n')

/** Octets as text, a byte order mark included. */
export const text = (octets: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets)

/** Why the first signature that does not hold does not; `holds` when every signature does. */
export function codeOf(document: Uint8Array | string, more: Partial<XmlVerification> = {}): string {
  const verified = verifyXml(document, { trust, timeStamps, ...more })
  return verified.ok ? (verified.refusal?.code ?? 'holds') : verified.code
}

/** The first element of a name, as it stands. */
export function element(document: string, name: string): string {
  const start = document.indexOf(`<${name}`)
  const end = `</${name}>`
  return document.slice(start, document.indexOf(end, start) + end.length)
}
