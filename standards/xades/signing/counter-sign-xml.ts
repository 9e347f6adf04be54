import { childElements, type Malformed, type XmlElement } from '@entrepot/xml'
import { CanonicalWriter } from '../canonical-octets.ts'
import { isCovered } from '../document/covering.ts'
import { type Identifiers, idOf } from '../document/identifiers.ts'
import { COUNTERSIGNED_TYPE, SIGNATURE_NAMESPACE } from '../names.ts'
import { formOf, makeSignature, type ReferenceToWrite, type XmlSigner } from './make-signature.ts'
import { NotSigned, type SigningRefusal } from './refusal.ts'
import { freeId, type SignedXml, signedOf } from './sign-xml.ts'
import { appendProperty, propertyElement, signatureOf, unsignedPlace, writeProperty } from './unsigned-properties.ts'

/**
 * Signs a signature (ETSI EN 319 132-1 5.2.7): the counter-signature, itself XAdES-B-B, becomes an unsigned property of the
 * signature whose value it signs. That value needs an identifier, as `signXml` writes it.
 */
export function counterSignXml(
  document: Uint8Array | string,
  signatureId: string,
  signer: XmlSigner,
): SignedXml | SigningRefusal | Malformed {
  return signedOf(document, (source, identifiers) => {
    const signature = signatureOf(signatureId, identifiers)
    const place = unsignedPlace(signature)
    if (isCovered(place.inside, source.document, identifiers)) throw new NotSigned('xades/breaks-a-signature')
    const id = freeId(signer.id, identifiers)
    const parent = propertyElement(place, 'CounterSignature')
    const writer = new CanonicalWriter()
    const references = [referenceToValue(signature, identifiers, { signer, writer })]
    const made = makeSignature({ signer, id, parent, references, object: '', writer })
    if ('ok' in made) return made
    const property = writeProperty('CounterSignature', made.text)
    const { timeStampInput } = made
    return { ok: true, document: appendProperty(source, place, property), id, timeStampInput }
  })
}

function referenceToValue(
  signature: XmlElement,
  { byId }: Identifiers,
  { signer, writer }: { readonly signer: XmlSigner; readonly writer: CanonicalWriter },
): ReferenceToWrite {
  const [value] = childElements(signature, SIGNATURE_NAMESPACE, 'SignatureValue')
  const id = value && idOf(value)
  if (value === undefined || id === undefined) throw new NotSigned('xades/no-such-element')
  if (byId.get(id) !== value) throw new NotSigned('xades/ambiguous-element')
  const form = { ...formOf(signer), withComments: false }
  return {
    ...{ uri: `#${id}`, type: COUNTERSIGNED_TYPE, isEnveloped: false, form, digest: signer.digest ?? 'SHA-256' },
    format: undefined,
    canonical: () => writer.write(value, form),
  }
}
