import type { SignatureScheme } from '@entrepot/crypto'
import { attributeOf, isNcName, type XmlElement } from '@entrepot/xml'
import { type CanonicalForm, canonicalOfUri, schemeOfUri } from '../algorithms.ts'
import { idOf } from '../document/identifiers.ts'
import { MAXIMUM_CERTIFICATES, MAXIMUM_LISTED, MAXIMUM_PREFIXES, MAXIMUM_REFERENCES } from '../limits.ts'
import { ENVELOPED_TRANSFORM, EXCLUSIVE_NAMESPACE, SIGNATURE_NAMESPACE } from '../names.ts'
import { DoesNotHold } from './refusal.ts'
import {
  algorithmOf,
  base64Of,
  Children,
  refusedAlgorithm,
  simpleText,
  type StatedDigest,
  takeDigest,
} from './structure.ts'

/** A reference that was read. */
export interface ReadReference {
  readonly uri: string | undefined
  readonly id: string | undefined
  readonly type: string | undefined
  readonly isEnveloped: boolean
  readonly form: CanonicalForm
  readonly digest: StatedDigest
}

/** A signature that was read; nothing of it is judged. */
export interface ReadSignature {
  readonly element: XmlElement
  readonly id: string | undefined
  readonly signedInfo: XmlElement
  readonly form: CanonicalForm
  readonly scheme: SignatureScheme
  readonly references: readonly ReadReference[]
  readonly value: { readonly element: XmlElement; readonly octets: Uint8Array }
  /** Certificates in KeyInfo, base64 as it stands. */
  readonly certificates: readonly string[]
  readonly objects: readonly XmlElement[]
}

const STRUCTURE = 'xades/structure'

/** Reads a signature (XML Signature 1.1, 4.2 to 4.5). */
export function readSignature(element: XmlElement): ReadSignature {
  const children = new Children(element, STRUCTURE)
  const signedInfo = children.required(SIGNATURE_NAMESPACE, 'SignedInfo')
  const value = children.required(SIGNATURE_NAMESPACE, 'SignatureValue')
  const keyInfo = children.optional(SIGNATURE_NAMESPACE, 'KeyInfo')
  const objects = children.list(SIGNATURE_NAMESPACE, 'Object', MAXIMUM_LISTED)
  children.close()
  return {
    ...{ element, id: idOf(element), signedInfo, objects },
    ...readSignedInfo(signedInfo),
    value: { element: value, octets: base64Of(value, STRUCTURE) },
    certificates: keyInfo === undefined ? [] : certificatesIn(keyInfo),
  }
}

/** XML Signature 1.1, 4.4. */
function readSignedInfo(signedInfo: XmlElement): Pick<ReadSignature, 'form' | 'scheme' | 'references'> {
  const children = new Children(signedInfo, STRUCTURE)
  const form = readForm(children.required(SIGNATURE_NAMESPACE, 'CanonicalizationMethod'))
  const method = children.required(SIGNATURE_NAMESPACE, 'SignatureMethod')
  // Parameters would be HMACOutputLength, or those of PSS that the URI does not fix.
  new Children(method, STRUCTURE).close()
  const uri = algorithmOf(method, STRUCTURE)
  const scheme = schemeOfUri(uri)
  if (scheme === undefined) throw refusedAlgorithm(uri)
  const references = children.list(SIGNATURE_NAMESPACE, 'Reference', MAXIMUM_REFERENCES)
  children.close()
  if (references.length === 0) throw new DoesNotHold(STRUCTURE)
  return { form: form ?? unsupported(signedInfo), scheme, references: references.map(readReference) }
}

function unsupported(signedInfo: XmlElement): never {
  const [method] = new Children(signedInfo, STRUCTURE).rest()
  throw new DoesNotHold('xades/unsupported-algorithm', method && { about: algorithmOf(method, STRUCTURE) })
}

/** XML Signature 1.1, 4.4.3. */
function readReference(element: XmlElement): ReadReference {
  const children = new Children(element, STRUCTURE)
  const transforms = children.optional(SIGNATURE_NAMESPACE, 'Transforms')
  const digest = takeDigest(children, STRUCTURE)
  children.close()
  return {
    ...{ uri: attributeOf(element, 'URI'), id: attributeOf(element, 'Id'), type: attributeOf(element, 'Type'), digest },
    ...readTransforms(transforms),
  }
}

/** What becomes octets without a canonical form of its own has this one (XML Signature 1.1, 4.4.3.2). */
const USUAL_FORM: CanonicalForm = { method: 'inclusive' }

/** The enveloped signature, then one canonical form: each at most once (XML Signature 1.1, 4.4.3.4, 6.6). */
function readTransforms(transforms: XmlElement | undefined): Pick<ReadReference, 'isEnveloped' | 'form'> {
  if (transforms === undefined) return { isEnveloped: false, form: USUAL_FORM }
  const children = new Children(transforms, STRUCTURE)
  const list = children.list(SIGNATURE_NAMESPACE, 'Transform', 2)
  children.close()
  const [first, second] = list
  if (first === undefined) throw new DoesNotHold(STRUCTURE)
  const isEnveloped = algorithmOf(first, STRUCTURE) === ENVELOPED_TRANSFORM
  if (isEnveloped) new Children(first, STRUCTURE).close()
  const canonical = isEnveloped ? second : first
  const form = canonical === undefined ? USUAL_FORM : readForm(canonical)
  const refused = form === undefined ? canonical : isEnveloped ? undefined : second
  if (form === undefined || refused !== undefined)
    throw new DoesNotHold('xades/refused-transform', refused && { about: algorithmOf(refused, STRUCTURE) })
  return { isEnveloped, form }
}

/** Reads CanonicalizationMethod or Transform; `undefined` for what names no canonical form. */
function readForm(element: XmlElement): CanonicalForm | undefined {
  const form = canonicalOfUri(algorithmOf(element, STRUCTURE))
  if (form === undefined) return undefined
  const children = new Children(element, STRUCTURE)
  const list = children.optional(EXCLUSIVE_NAMESPACE, 'InclusiveNamespaces')
  children.close()
  if (list === undefined) return form
  if (form.method !== 'exclusive') throw new DoesNotHold(STRUCTURE)
  return { ...form, inclusivePrefixes: prefixesIn(list) }
}

/** Exclusive XML Canonicalization 1.0, 3. */
function prefixesIn(list: XmlElement): string[] {
  const names = (attributeOf(list, 'PrefixList') ?? '').split(/[ \t\n\r]+/u).filter((name) => name !== '')
  if (names.length > MAXIMUM_PREFIXES) throw new DoesNotHold('xades/limit')
  return names.map((name) => {
    if (name !== '#default' && !isNcName(name)) throw new DoesNotHold(STRUCTURE)
    return name === '#default' ? '' : name
  })
}

/** Certificates in KeyInfo (XML Signature 1.1, 4.5.4). What else stands there is not looked at: nothing authenticates it. */
function certificatesIn(keyInfo: XmlElement): string[] {
  const data = new Children(keyInfo, STRUCTURE).rest().filter(isOf('X509Data'))
  const certificates = data.flatMap((each) => new Children(each, STRUCTURE).rest().filter(isOf('X509Certificate')))
  if (certificates.length > MAXIMUM_CERTIFICATES) throw new DoesNotHold('xades/limit')
  return certificates.map((each) => simpleText(each, STRUCTURE))
}

const isOf =
  (name: string) =>
  ({ local, namespace }: XmlElement): boolean =>
    local === name && namespace === SIGNATURE_NAMESPACE
