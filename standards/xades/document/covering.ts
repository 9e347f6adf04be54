import { attributeOf, childElements, type XmlDocument, type XmlElement } from '@entrepot/xml'
import { ENVELOPED_TRANSFORM, SIGNATURE_NAMESPACE } from '../names.ts'
import { type Identifiers, isWithin, targetOf } from './identifiers.ts'

const ds = (parent: XmlElement, local: string): XmlElement[] => childElements(parent, SIGNATURE_NAMESPACE, local)

/** Whether some signature of a document would no longer hold if something were put into an element. */
export function isCovered(place: XmlElement, document: XmlDocument, identifiers: Identifiers): boolean {
  return identifiers.signatures.some((signature) => {
    const references = ds(signature, 'SignedInfo').flatMap((info) => ds(info, 'Reference'))
    return references.some((reference) => {
      const target = targetOf(attributeOf(reference, 'URI'), document, identifiers)
      if (typeof target === 'string' || !isWithin(place, target.node)) return false
      return !(isWithin(place, signature) && isEnveloped(reference))
    })
  })
}

function isEnveloped(reference: XmlElement): boolean {
  const transforms = ds(reference, 'Transforms').flatMap((each) => ds(each, 'Transform'))
  return transforms.some((each) => attributeOf(each, 'Algorithm') === ENVELOPED_TRANSFORM)
}
