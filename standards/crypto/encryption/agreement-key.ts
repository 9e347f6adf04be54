import {
  encode,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeWrapped,
} from '@entrepot/asn1'
import { curveSeedBytes } from '../curves.ts'
import {
  curveIdentifiers,
  type KeyInfo,
  type PointKeyInfo,
  readKeyInfo,
  type RsaKeyInfo,
} from '../signature/key-info.ts'
import { type CurveName, isCurveName } from '../signature/scheme.ts'

/** Octets of randomness that `agreementKeyFromSeed` takes (FIPS 186-5 A.2.1). */
export const agreementSeedBytes: Readonly<Record<CurveName, number>> = {
  'P-256': curveSeedBytes('P-256'),
  'P-384': curveSeedBytes('P-384'),
  'P-521': curveSeedBytes('P-521'),
}

/** Asserts a seed's length: a seed is made by the program, so a wrong one is a broken invariant. */
export function assertAgreementSeed(curve: CurveName, seed: Uint8Array): void {
  if (seed.length === agreementSeedBytes[curve]) return
  throw new RangeError(
    `crypto/seed-length: ${curve} takes ${agreementSeedBytes[curve]} random octets, not ${seed.length}`,
  )
}

/** A public key that can be encrypted to. */
export type EncryptionKeyInfo = RsaKeyInfo | (PointKeyInfo & { readonly type: CurveName })

/** Takes a SubjectPublicKeyInfo apart; `undefined` for a key that cannot be encrypted to. */
export function readEncryptionKey(spkiDer: Uint8Array): EncryptionKeyInfo | undefined {
  const info = readKeyInfo(spkiDer)
  return info !== undefined && isForEncryption(info) ? info : undefined
}

function isForEncryption(info: KeyInfo): info is EncryptionKeyInfo {
  return info.type === 'RSA' ? info.pssOnly === undefined : isCurveName(info.type)
}

/** PKCS #8 of a scalar, without its public key (RFC 5958, RFC 5915). */
export function writeAgreementPkcs8(curve: CurveName, scalar: Uint8Array): Uint8Array {
  const identifier = [...curveIdentifiers].find(([, name]) => name === curve)?.[0] ?? ''
  const algorithm = writeSequence([writeObjectIdentifier('1.2.840.10045.2.1'), writeObjectIdentifier(identifier)])
  const key = writeSequence([writeInteger(1), writeOctetString(scalar)])
  return encode(writeSequence([writeInteger(0), algorithm, writeWrapped(key)]))
}
