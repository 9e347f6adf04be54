/** Signs what nobody should: a document whose signature was changed by hand gets right digests and a right value again. */
import { derToRawEcdsa, digest, signWith, utf8 } from '@entrepot/crypto'
import { attributeOf, canonicalize, childElements, parseXml, type XmlDocument, type XmlElement } from '@entrepot/xml'
import { canonicalOfUri } from '../algorithms.ts'
import { encodeBase64 } from '../base64.ts'
import { SIGNATURE_NAMESPACE } from '../names.ts'
import type { Party } from './practice.ts'

const ds = (parent: XmlElement, local: string): XmlElement[] => childElements(parent, SIGNATURE_NAMESPACE, local)

function parsed(text: string): XmlDocument {
  const document = parseXml(text)
  if (!document.ok) throw new Error(document.code)
  return document
}

function find(element: XmlElement, isWanted: (element: XmlElement) => boolean): XmlElement | undefined {
  if (isWanted(element)) return element
  for (const child of childElements(element)) {
    const found = find(child, isWanted)
    if (found) return found
  }
  return undefined
}

const isSignature = ({ local, namespace }: XmlElement) => local === 'Signature' && namespace === SIGNATURE_NAMESPACE

const fill = (text: string, element: XmlElement, content: string): string => {
  const start = text.indexOf('>', element.start) + 1
  return text.slice(0, start) + content + text.slice(element.contentEnd)
}

/** The document with the digests and the value of its first signature made anew, by a P-256 key. Line ends are line feeds. */
export function forged(document: string, { key }: Party): string {
  let { text } = parsed(document)
  const count = referencesIn(text).length
  for (let index = 0; index < count; index++) {
    const reference = sure(referencesIn(text)[index])
    const value = digestFor(text, reference)
    if (value !== undefined) text = fill(text, first(reference, 'DigestValue'), value)
  }
  const signature = signatureIn(text)
  const info = first(signature, 'SignedInfo')
  const canonical = canonicalize(info, formOf(first(info, 'CanonicalizationMethod')))
  const signed = signWith(key, { name: 'ECDSA', hash: 'SHA-256' }, utf8.encode(canonical ?? ''))
  return fill(text, first(signature, 'SignatureValue'), encodeBase64(sure(derToRawEcdsa(signed, 32))))
}

function sure<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('there is nothing to be forged')
  return value
}

const first = (parent: XmlElement, local: string): XmlElement => sure(ds(parent, local)[0])

const signatureIn = (text: string): XmlElement => sure(find(parsed(text).root, isSignature))

const referencesIn = (text: string): XmlElement[] => ds(first(signatureIn(text), 'SignedInfo'), 'Reference')

const formOf = (element: XmlElement) =>
  canonicalOfUri(attributeOf(element, 'Algorithm') ?? '') ?? { method: 'exclusive' as const }

function digestFor(text: string, reference: XmlElement): string | undefined {
  const uri = attributeOf(reference, 'URI')
  const document = parsed(text)
  const isWanted = (element: XmlElement) => `#${attributeOf(element, 'Id')}` === uri
  const node = uri === '' ? document : find(document.root, isWanted)
  if (node === undefined) return undefined
  const transforms = ds(reference, 'Transforms').flatMap((each) => ds(each, 'Transform'))
  const omit = find(document.root, isSignature)
  const isEnveloped = transforms.some((each) => attributeOf(each, 'Algorithm')?.endsWith('enveloped-signature'))
  const form = { ...formOf(sure(transforms.at(-1))), withComments: false }
  const canonical = canonicalize(node, isEnveloped && omit ? { ...form, omit } : form)
  return encodeBase64(digest('SHA-256', utf8.encode(canonical ?? '')))
}
