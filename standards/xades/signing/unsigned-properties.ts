import { childElements, onlyChild, parseElementInside, type XmlElement } from '@entrepot/xml'
import { type Identifiers, idOf } from '../document/identifiers.ts'
import { appendInside, type Source } from '../document/source.ts'
import { SIGNATURE_NAMESPACE, XADES_NAMESPACE } from '../names.ts'
import { NotSigned } from './refusal.ts'

/** The one signature of an identifier. */
export function signatureOf(id: string, { byId, signatures }: Identifiers): XmlElement {
  const found = byId.get(id)
  if (found === undefined || found === 'ambiguous' || idOf(found) !== id || !signatures.includes(found))
    throw new NotSigned('xades/no-such-signature')
  return found
}

/** Where a signature's next unsigned property stands (ETSI EN 319 132-1 4.3.5, 4.3.6). */
export interface UnsignedPlace {
  /** The element whose last child it becomes, within `head` and `tail`. */
  readonly inside: XmlElement
  readonly head: string
  readonly tail: string
}

/** Finds the place of the next unsigned property. */
export function unsignedPlace(signature: XmlElement): UnsignedPlace {
  const objects = childElements(signature, SIGNATURE_NAMESPACE, 'Object')
  const [qualifying, ...others] = objects.flatMap((each) =>
    childElements(each, XADES_NAMESPACE, 'QualifyingProperties'),
  )
  if (qualifying === undefined || others.length > 0) throw new NotSigned('xades/not-qualified')
  const unsigned = childElements(qualifying, XADES_NAMESPACE, 'UnsignedProperties')
  const [first] = unsigned
  const [head, tail] = around('UnsignedSignatureProperties')
  if (first === undefined) {
    const [outerHead, outerTail] = around('UnsignedProperties')
    return { inside: qualifying, head: outerHead + head, tail: tail + outerTail }
  }
  const inside = onlyChild(first, XADES_NAMESPACE, 'UnsignedSignatureProperties')
  if (inside !== undefined) return { inside, head: '', tail: '' }
  // Those of the signature stand before those of data objects, and nothing is put in front of what is there.
  if (unsigned.length > 1 || childElements(first).length > 0) throw new NotSigned('xades/not-qualified')
  return { inside: first, head, tail }
}

const around = (name: string): readonly [head: string, tail: string] => [
  `<xades:${name} xmlns:xades="${XADES_NAMESPACE}">`,
  `</xades:${name}>`,
]

/** Writes an unsigned property. */
export function writeProperty(name: string, content: string): string {
  const [head, tail] = around(name)
  return head + content + tail
}

/** The element of an unsigned property as it will stand, before it has content. */
export function propertyElement(place: UnsignedPlace, name: string): XmlElement {
  const outermost = parseElementInside(place.head + writeProperty(name, '') + place.tail, place.inside)
  if ('ok' in outermost) throw new Error(`xades: a property of our own making: ${outermost.code}`)
  let at = outermost
  for (let [child] = childElements(at); child !== undefined; [child] = childElements(at)) at = child
  return at
}

/** The document with one more unsigned property of a signature. */
export function appendProperty(source: Source, { inside, head, tail }: UnsignedPlace, property: string): Uint8Array {
  return appendInside(source, inside, head + property + tail)
}
