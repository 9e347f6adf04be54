import { childElements, type Malformed } from '@entrepot/xml'
import { writeCanonicalForm } from '../algorithms.ts'
import { encodeBase64 } from '../base64.ts'
import { CanonicalWriter, octetsOf } from '../canonical-octets.ts'
import { isCovered } from '../document/covering.ts'
import { SIGNATURE_NAMESPACE } from '../names.ts'
import { NotSigned, type SigningRefusal } from './refusal.ts'
import { signedOf } from './sign-xml.ts'
import { appendProperty, signatureOf, unsignedPlace, writeProperty } from './unsigned-properties.ts'

/**
 * Puts a time-stamp token over a signature into it (ETSI EN 319 132-1 5.3), which makes XAdES-B-B to XAdES-B-T. The token is
 * over the `timeStampInput` of the signature, and comes whenever the authority has answered. It is not judged here.
 *
 * @param token DER (RFC 3161 2.4.2).
 * @example
 * const signed = signXml(invoice, signer)
 * const token = await authority(imprintOf(signed.timeStampInput))
 * const stamped = stampXml(signed.document, signed.id, token)
 */
export function stampXml(
  document: Uint8Array | string,
  signatureId: string,
  token: Uint8Array,
): { readonly ok: true; readonly document: Uint8Array } | SigningRefusal | Malformed {
  return signedOf(document, (source, identifiers) => {
    const place = unsignedPlace(signatureOf(signatureId, identifiers))
    if (isCovered(place.inside, source.document, identifiers)) throw new NotSigned('xades/breaks-a-signature')
    const form = writeCanonicalForm(`ds:CanonicalizationMethod xmlns:ds="${SIGNATURE_NAMESPACE}"`, EXCLUSIVE)
    const encapsulated = `<xades:EncapsulatedTimeStamp>${encodeBase64(token)}</xades:EncapsulatedTimeStamp>`
    const property = writeProperty('SignatureTimeStamp', form + encapsulated)
    return { ok: true, document: appendProperty(source, place, property) }
  })
}

const EXCLUSIVE = { method: 'exclusive' } as const

/** What is to be stamped for a signature that is there already: its SignatureValue in exclusive canonical form. */
export function timeStampInputOf(
  document: Uint8Array | string,
  signatureId: string,
): { readonly ok: true; readonly timeStampInput: Uint8Array } | SigningRefusal | Malformed {
  return signedOf(document, (_, identifiers) => {
    const [value] = childElements(signatureOf(signatureId, identifiers), SIGNATURE_NAMESPACE, 'SignatureValue')
    const canonical = value && new CanonicalWriter().write(value, EXCLUSIVE)
    if (canonical === undefined) throw new NotSigned('xades/not-canonical')
    return { ok: true, timeStampInput: octetsOf(canonical) }
  })
}
