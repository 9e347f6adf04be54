import { attributeOf, type XmlDocument, type XmlElement } from '@entrepot/xml'
import { type Identifiers, targetOf } from '../document/identifiers.ts'
import { SIGNATURE_NAMESPACE, SIGNED_PROPERTIES_TYPE, XADES_NAMESPACE } from '../names.ts'
import type { ReadReference, ReadSignature } from './read-signature.ts'
import { DoesNotHold } from './refusal.ts'
import { Children } from './structure.ts'

/** The document that signatures stand in. */
export interface Surroundings {
  readonly document: XmlDocument
  readonly identifiers: Identifiers
}

/** The qualifying properties of a signature, and its reference to those that are signed. */
export interface Qualifying {
  readonly element: XmlElement
  readonly signedProperties: XmlElement
  readonly unsignedProperties: XmlElement | undefined
  readonly reference: ReadReference
}

const STRUCTURE = 'xades/properties-structure'

/**
 * Finds the qualifying properties of a signature (ETSI EN 319 132-1 4.4): in an object of its own, aimed at it, signed by it.
 *
 * @returns `undefined` for a signature that has none and says nothing of any.
 */
export function qualifyingOf(signature: ReadSignature, surroundings: Surroundings): Qualifying | undefined {
  const element = elementIn(signature)
  const references = signature.references.filter(({ type }) => type === SIGNED_PROPERTIES_TYPE)
  if (element === undefined && references.length === 0) return undefined
  if (element === undefined) throw new DoesNotHold('xades/signed-properties-elsewhere')
  const children = new Children(element, STRUCTURE)
  const signedProperties = children.required(XADES_NAMESPACE, 'SignedProperties')
  const unsignedProperties = children.optional(XADES_NAMESPACE, 'UnsignedProperties')
  children.close()
  const [reference] = references
  if (reference === undefined || references.length > 1) throw new DoesNotHold('xades/signed-properties-not-signed')
  const target = targetOf(reference.uri, surroundings.document, surroundings.identifiers)
  if (target === 'ambiguous') throw new DoesNotHold('xades/ambiguous-id', { about: reference.uri ?? '' })
  const isOwn = typeof target !== 'string' && target.node === signedProperties && !reference.isEnveloped
  if (!isOwn || !isTarget(element, signature, surroundings)) throw new DoesNotHold('xades/signed-properties-elsewhere')
  return { element, signedProperties, unsignedProperties, reference }
}

/** Properties that stand elsewhere, and are only referred to, are not looked for (ETSI EN 319 132-1 4.4.3). */
function elementIn({ objects }: ReadSignature): XmlElement | undefined {
  const inside = objects.flatMap((object) => object.children.filter((child) => child.is === 'element'))
  const found = inside.filter(({ namespace }) => namespace === XADES_NAMESPACE)
  const [first] = found
  if (found.length > 1 || (first !== undefined && first.local !== 'QualifyingProperties'))
    throw new DoesNotHold(STRUCTURE)
  return first
}

function isTarget(element: XmlElement, { element: signature, id }: ReadSignature, { identifiers }: Surroundings) {
  return id !== undefined && attributeOf(element, 'Target') === `#${id}` && identifiers.byId.get(id) === signature
}

/** Where the properties that hold a counter-signature stand, innermost first (ETSI EN 319 132-1 4.3, 5.2.7.2). */
const way: readonly (readonly [namespace: string, local: string])[] = [
  [XADES_NAMESPACE, 'CounterSignature'],
  [XADES_NAMESPACE, 'UnsignedSignatureProperties'],
  [XADES_NAMESPACE, 'UnsignedProperties'],
  [XADES_NAMESPACE, 'QualifyingProperties'],
  [SIGNATURE_NAMESPACE, 'Object'],
  [SIGNATURE_NAMESPACE, 'Signature'],
]

/** The signature as whose property a counter-signature stands; `undefined` for a signature that does not stand so. */
export function countersignedBy({ parent }: XmlElement): XmlElement | undefined {
  if (parent?.namespace !== XADES_NAMESPACE || parent.local !== 'CounterSignature') return undefined
  let at: XmlElement | undefined = parent
  for (const [index, [namespace, local]] of way.entries()) {
    if (at?.namespace !== namespace || at.local !== local) throw new DoesNotHold('xades/countersigned')
    if (index < way.length - 1) at = at.parent
  }
  return at
}
