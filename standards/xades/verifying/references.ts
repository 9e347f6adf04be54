import { digest } from '@entrepot/crypto'
import { type Malformed, parseXml, type XmlDocument, type XmlElement } from '@entrepot/xml'
import { type CanonicalWriter, octetsOf } from '../canonical-octets.ts'
import { isWithin, type Target, targetOf } from '../document/identifiers.ts'
import type { Surroundings } from './qualifying.ts'
import type { ReadReference } from './read-signature.ts'
import { DoesNotHold } from './refusal.ts'
import type { StatedFormat } from './read-properties.ts'
import { sameOctets } from './structure.ts'

/** A part of a document that was signed. */
export interface SignedPart {
  /** The reference's URI: empty for the whole document. */
  readonly uri: string
  /** The reference's type, as the signer stated it. */
  readonly type: string | undefined
  /** Where it stands in the document; the signature itself, where it stands inside, is not part of what was signed. */
  readonly node: XmlDocument | XmlElement
  /** Whether it is all of the document, all of its root, or an element inside. */
  readonly covers: 'document' | 'root' | 'element'
  /** What was signed, exactly: the canonical form that was hashed. Nothing else was. `readSigned` reads it. */
  readonly canonical: string
  readonly format: StatedFormat | undefined
}

/**
 * Reads what was signed, and nothing else: a document of the canonical form, so that no element, comment or signature that
 * stands around it can be taken for it. Namespaces that the signer's canonical form left out are left out.
 */
export function readSigned({ canonical }: Pick<SignedPart, 'canonical'>): XmlDocument | Malformed {
  return parseXml(canonical)
}

/** A reference that holds. */
export interface JudgedReference {
  readonly reference: ReadReference
  readonly node: XmlDocument | XmlElement
  readonly canonical: string
}

const codeOf = {
  external: 'xades/external-reference',
  'not-found': 'xades/reference-not-found',
  ambiguous: 'xades/ambiguous-id',
} as const

/** Finds what a reference names. */
function targetFor({ uri }: ReadReference, { document, identifiers }: Surroundings): Target {
  const target = targetOf(uri, document, identifiers)
  if (typeof target === 'string') throw new DoesNotHold(codeOf[target], { about: uri ?? '' })
  return target
}

/** Judges that what a reference names is what was signed (XML Signature 1.1, 3.2.1, 4.4.3). */
export function judgeReference(
  reference: ReadReference,
  signature: XmlElement,
  { surroundings, writer }: { readonly surroundings: Surroundings; readonly writer: CanonicalWriter },
): JudgedReference {
  const { node, withComments } = targetFor(reference, surroundings)
  const { form, isEnveloped, uri = '' } = reference
  if (isEnveloped && (node === signature || !isWithin(signature, node)))
    throw new DoesNotHold('xades/not-enveloped', { about: uri })
  const written = { ...form, withComments: withComments && form.withComments === true }
  const canonical = writer.write(node, written, isEnveloped ? signature : undefined)
  if (canonical === undefined) throw new DoesNotHold('xades/not-canonical', { about: uri })
  const { algorithm, value } = reference.digest
  if (!sameOctets(digest(algorithm, octetsOf(canonical)), value))
    throw new DoesNotHold('xades/digest-mismatch', { about: uri })
  return { reference, node, canonical }
}

/** What a reference that holds tells the caller. */
export function signedPart(
  { reference, node, canonical }: JudgedReference,
  { document }: Surroundings,
  formats: readonly StatedFormat[],
): SignedPart {
  const { uri = '', type, id } = reference
  const covers = 'root' in node ? 'document' : node === document.root ? 'root' : 'element'
  const format = formats.find((each) => id !== undefined && each.reference === `#${id}`)
  return { uri, type, node, covers, canonical, format }
}
