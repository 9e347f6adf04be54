import { encode, writeBitString, writeInteger, writeNull, writeObjectIdentifier, writeSequence } from '@entrepot/asn1'
import { curveIdentifiers, namedKeys, type RsaKeyInfo } from './key-info.ts'
import type { CurveName, NamedScheme } from './scheme.ts'

/** The SubjectPublicKeyInfo of an RSA key without restriction to a scheme (RFC 3279 2.3.1). */
export function writeRsaSpki({ modulus, exponent }: Pick<RsaKeyInfo, 'modulus' | 'exponent'>): Uint8Array {
  const algorithm = writeSequence([writeObjectIdentifier('1.2.840.113549.1.1.1'), writeNull()])
  const key = writeSequence([writeInteger(modulus), writeInteger(exponent)])
  return encode(writeSequence([algorithm, writeBitString(encode(key))]))
}

/** The SubjectPublicKeyInfo of a key that is a point or an octet string (RFC 5480 2, RFC 8410 4, RFC 9881 4). */
export function writePointSpki(type: CurveName | NamedScheme, point: Uint8Array): Uint8Array {
  const curve = [...curveIdentifiers].find(([, name]) => name === type)?.[0]
  const named = [...namedKeys].find(([, key]) => key.type === type)?.[0]
  const identifiers = curve === undefined ? [named ?? ''] : ['1.2.840.10045.2.1', curve]
  const algorithm = writeSequence(identifiers.map((identifier) => writeObjectIdentifier(identifier)))
  return encode(writeSequence([algorithm, writeBitString(point)]))
}
