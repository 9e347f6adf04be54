/** SubjectPublicKeyInfo of every kind of key that is verified here, with the checks that both implementations share. */
import { type Cursor, close, readBitString, readInteger, readNull, readObjectIdentifier } from '@entrepot/asn1'
import { fieldBits, isCurvePoint, isEd25519Point, isEd448Point, power } from '../curves.ts'
import { RSASSA_PSS } from './algorithm-identifier.ts'
import { enterAlgorithm, readBitStringOf, readFields, readWhole } from './der.ts'
import { MAXIMUM_EXPONENT_BITS, MAXIMUM_MODULUS_BITS, MINIMUM_MODULUS_BITS } from './limits.ts'
import { type PssParameters, readPssParameters } from './pss-parameters.ts'
import { type CurveName, isCurveName, type NamedScheme } from './scheme.ts'

/** An RSA key. */
export interface RsaKeyInfo {
  readonly type: 'RSA'
  readonly bits: number
  readonly modulus: bigint
  readonly exponent: bigint
  /** Set for a key that signs with PSS only; its parameters, where it names some, bind its signatures (RFC 4055 3.3). */
  readonly pssOnly: { readonly parameters: PssParameters | undefined } | undefined
}

/** A DSA key with its domain parameters (RFC 3279 2.3.2). */
export interface DsaKeyInfo {
  readonly type: 'DSA'
  readonly bits: number
  readonly p: bigint
  readonly q: bigint
  readonly g: bigint
  readonly y: bigint
}

/** A key that is a point or an octet string. */
export interface PointKeyInfo {
  readonly type: CurveName | NamedScheme
  readonly bits: number
  /** `04 || x || y` on a NIST curve, else the key's own encoding. */
  readonly point: Uint8Array
}

/** A public key taken apart. */
export type KeyInfo = RsaKeyInfo | DsaKeyInfo | PointKeyInfo

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const DSA = '1.2.840.10040.4.1'
const EC_PUBLIC_KEY = '1.2.840.10045.2.1'

/** RFC 5480 2.1.1.1. */
export const curveIdentifiers: ReadonlyMap<string, CurveName> = new Map([
  ['1.2.840.10045.3.1.7', 'P-256'],
  ['1.3.132.0.34', 'P-384'],
  ['1.3.132.0.35', 'P-521'],
])

/** RFC 8410 3, RFC 9881 4; octets of a public key and the strength in bits (FIPS 204 table 1, categories 2, 3 and 5). */
export const namedKeys: ReadonlyMap<string, { type: NamedScheme; octets: number; bits: number }> = new Map([
  ['1.3.101.112', { type: 'Ed25519', octets: 32, bits: 255 }],
  ['1.3.101.113', { type: 'Ed448', octets: 57, bits: 448 }],
  ['2.16.840.1.101.3.4.3.17', { type: 'ML-DSA-44', octets: 1312, bits: 128 }],
  ['2.16.840.1.101.3.4.3.18', { type: 'ML-DSA-65', octets: 1952, bits: 192 }],
  ['2.16.840.1.101.3.4.3.19', { type: 'ML-DSA-87', octets: 2592, bits: 256 }],
])

/**
 * Takes a SubjectPublicKeyInfo apart and checks what can be checked: ranges, curve, small order.
 *
 * @returns `undefined` for another algorithm, a curve that is not named, a compressed point, parameters that are missing or too many.
 */
export function readKeyInfo(spkiDer: Uint8Array): KeyInfo | undefined {
  const info = readWhole(spkiDer, (cursor) => readFields(cursor, readFieldsOfKey))
  return info !== undefined && isSound(info) ? info : undefined
}

function readFieldsOfKey(fields: Cursor): KeyInfo | undefined {
  const { identifier, parameters } = enterAlgorithm(fields)
  const read = readers.get(identifier)
  const named = namedKeys.get(identifier)
  if (read !== undefined) return read(fields, parameters)
  if (named === undefined) return undefined
  close(parameters)
  return { type: named.type, bits: named.bits, point: new Uint8Array(readBitString(fields)) }
}

const readers = new Map<string, (fields: Cursor, parameters: Cursor) => KeyInfo | undefined>([
  [RSA_ENCRYPTION, readRsa],
  [RSASSA_PSS, readRsaPss],
  [DSA, readDsa],
  [EC_PUBLIC_KEY, readEc],
])

/** RFC 3279 2.3.1: the parameters are NULL. */
function readRsa(fields: Cursor, parameters: Cursor): KeyInfo | undefined {
  readNull(parameters)
  close(parameters)
  return readModulus(fields, undefined)
}

function readRsaPss(fields: Cursor, parameters: Cursor): KeyInfo | undefined {
  const isRestricted = !parameters.atEnd
  const read = isRestricted ? readPssParameters(parameters) : undefined
  close(parameters)
  return isRestricted && read === undefined ? undefined : readModulus(fields, { parameters: read })
}

function readModulus(fields: Cursor, pssOnly: RsaKeyInfo['pssOnly']): KeyInfo | undefined {
  return readBitStringOf(fields, (inside) =>
    readFields(inside, (key): KeyInfo => {
      const modulus = readInteger(key)
      const exponent = readInteger(key)
      return { type: 'RSA', bits: bitLength(modulus), modulus, exponent, pssOnly }
    }),
  )
}

function readDsa(fields: Cursor, parameters: Cursor): KeyInfo | undefined {
  // Parameters that are left out are its issuer's (RFC 3279 2.3.2): who knows the issuer puts them in before.
  if (parameters.atEnd) return undefined
  const domain = readFields(parameters, (inside) => [readInteger(inside), readInteger(inside), readInteger(inside)])
  close(parameters)
  const [p = 0n, q = 0n, g = 0n] = domain
  return readBitStringOf(
    fields,
    (inside): KeyInfo => ({ type: 'DSA', bits: bitLength(p), p, q, g, y: readInteger(inside) }),
  )
}

function readEc(fields: Cursor, parameters: Cursor): KeyInfo | undefined {
  const type = curveIdentifiers.get(readObjectIdentifier(parameters))
  close(parameters)
  const point = new Uint8Array(readBitString(fields))
  return type && { type, bits: fieldBits[type], point }
}

function bitLength(value: bigint): number {
  return value <= 0n ? 0 : value.toString(2).length
}

function isSound(info: KeyInfo): boolean {
  const { type } = info
  if (type === 'RSA') return isSoundRsa(info)
  if (type === 'DSA') return isSoundDsa(info)
  if (isCurveName(type)) return isCurvePoint(type, info.point)
  if (type === 'Ed25519') return isEd25519Point(info.point)
  if (type === 'Ed448') return isEd448Point(info.point)
  return [...namedKeys.values()].some((named) => named.type === type && named.octets === info.point.length)
}

function isSoundRsa({ bits, modulus, exponent }: RsaKeyInfo): boolean {
  const isModulus = bits >= MINIMUM_MODULUS_BITS && bits <= MAXIMUM_MODULUS_BITS && (modulus & 1n) === 1n
  // An exponent of 1 would make every signature hold; an even one belongs to no key.
  return isModulus && exponent >= 3n && (exponent & 1n) === 1n && bitLength(exponent) <= MAXIMUM_EXPONENT_BITS
}

/** FIPS 186-4 4.2: lengths of the two primes. */
const dsaSubgroupBits: readonly number[] = [160, 224, 256]
const MINIMUM_DSA_BITS = 512
const MAXIMUM_DSA_BITS = 4096

function isSoundDsa({ bits, p, q, g, y }: DsaKeyInfo): boolean {
  const isDomain = bits >= MINIMUM_DSA_BITS && bits <= MAXIMUM_DSA_BITS && dsaSubgroupBits.includes(bitLength(q))
  const isInRange = g > 1n && g < p && y > 1n && y < p
  // Of order q, so that no value of a small subgroup makes a signature hold for many messages.
  return (
    isDomain && isInRange && (p & 1n) === 1n && (p - 1n) % q === 0n && power(g, q, p) === 1n && power(y, q, p) === 1n
  )
}
