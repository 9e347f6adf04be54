/** PKCS #8 (RFC 5958) of the kinds of keys that sign here. */
import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  isNext,
  readAny,
  readBitString,
  readConstructed,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
  readWrapped,
  readNull,
} from '@entrepot/asn1'
import { isCurveScalar } from '../curves.ts'
import { enterAlgorithm, readFields, readWhole } from './der.ts'
import { curveIdentifiers, namedKeys } from './key-info.ts'
import type { CurveName, NamedScheme } from './scheme.ts'

/** A private key taken apart; RSA stays closed, as only native code signs with it. */
export type PrivateKeyInfo =
  | { readonly type: 'RSA' }
  | {
      readonly type: CurveName | NamedScheme
      /** Scalar of a curve, seed of EdDSA and ML-DSA. */
      readonly secret: Uint8Array
      /** The public key that stood beside the secret; not yet checked to belong to it. */
      readonly embedded: Uint8Array | undefined
    }

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const EC_PUBLIC_KEY = '1.2.840.10045.2.1'

/** Octets of a seed (RFC 8032 5.1.5, 5.2.5; FIPS 204 algorithm 1). */
const seedLengths: Readonly<Record<NamedScheme, number>> = {
  Ed25519: 32,
  Ed448: 57,
  'ML-DSA-44': 32,
  'ML-DSA-65': 32,
  'ML-DSA-87': 32,
}

/** Takes a PKCS #8 key apart. ML-DSA keys are read as seeds alone (RFC 9881 6). `undefined` for anything else. */
export function readPrivateKeyInfo(pkcs8Der: Uint8Array): PrivateKeyInfo | undefined {
  return readWhole(pkcs8Der, (cursor) =>
    readFields(cursor, (fields) => {
      const version = readSmallInteger(fields, 1)
      const { identifier, parameters } = enterAlgorithm(fields)
      const key = readKey(fields, identifier, parameters)
      close(parameters)
      if (isNext(fields, contextConstructed(0))) readAny(fields)
      const hasPublic = version === 1 && isNext(fields, contextPrimitive(1))
      const beside = hasPublic ? readBitString(fields, contextPrimitive(1)) : undefined
      if (key === undefined || key.type === 'RSA') return key
      return { ...key, embedded: key.embedded ?? beside }
    }),
  )
}

function readKey(fields: Cursor, identifier: string, parameters: Cursor): PrivateKeyInfo | undefined {
  if (identifier === RSA_ENCRYPTION) {
    readNull(parameters)
    readAny(fields)
    return { type: 'RSA' }
  }
  if (identifier === EC_PUBLIC_KEY) {
    const type = curveIdentifiers.get(readObjectIdentifier(parameters))
    const inside = readWrapped(fields)
    const key = readFields(inside, (inner) => readEcKey(inner))
    close(inside)
    return type && isCurveScalar(type, key.secret) ? { type, ...key } : undefined
  }
  const named = namedKeys.get(identifier)
  return named && readSeed(fields, named.type)
}

/** ECPrivateKey (RFC 5915 3). */
function readEcKey(inner: Cursor): { secret: Uint8Array; embedded: Uint8Array | undefined } {
  readSmallInteger(inner, 1)
  const secret = new Uint8Array(readOctetString(inner))
  if (isNext(inner, contextConstructed(0))) readAny(inner)
  if (!isNext(inner, contextConstructed(1))) return { secret, embedded: undefined }
  const tagged = readConstructed(inner, contextConstructed(1))
  const embedded = new Uint8Array(readBitString(tagged))
  close(tagged)
  return { secret, embedded }
}

function readSeed(fields: Cursor, type: NamedScheme): PrivateKeyInfo | undefined {
  const inside = readWrapped(fields)
  const isEdwards = type === 'Ed25519' || type === 'Ed448'
  const secret = isEdwards ? readOctetString(inside).slice() : readOctetString(inside, contextPrimitive(0)).slice()
  close(inside)
  return secret.length === seedLengths[type] ? { type, secret, embedded: undefined } : undefined
}
