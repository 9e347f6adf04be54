import {
  type Cursor,
  type DerNode,
  close,
  encode,
  readAny,
  readBitString,
  readObjectIdentifier,
  readSequence,
  writeBitString,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import {
  decodeScheme,
  encodeScheme,
  type SignatureScheme,
  type SigningKey,
  signWith,
  usualSchemes,
  type VerificationKey,
  verifySignature,
} from '@entrepot/crypto'
import { MAXIMUM_REMEMBERED_ALGORITHMS } from '../limits.ts'
import { sameOctets } from '../name/name.ts'

/** An AlgorithmIdentifier that names how something was signed. */
export interface SignedWith {
  readonly raw: Uint8Array
  readonly objectIdentifier: string
  /** `undefined` for an algorithm that is not verified here. */
  readonly scheme: SignatureScheme | undefined
}

/** What certificates, requests, lists and responses have in common: octets to be signed, how, and the signature. */
export interface Signed {
  readonly raw: Uint8Array
  /** The octets that the signature covers. */
  readonly signedOctets: Uint8Array
  readonly signedWith: SignedWith
  readonly signature: Uint8Array
}

/** Reads an AlgorithmIdentifier. */
export function readSignedWith(cursor: Cursor): SignedWith {
  const start = cursor.offset
  const sequence = readSequence(cursor)
  const objectIdentifier = readObjectIdentifier(sequence)
  if (!sequence.atEnd) readAny(sequence)
  close(sequence)
  const raw = cursor.bytes.subarray(start, cursor.offset)
  return { raw, objectIdentifier, scheme: schemeOf(raw) }
}

const remembered = new Map<string, SignatureScheme | undefined>()

/** A handful of algorithms sign everything, so each is read once. */
function schemeOf(raw: Uint8Array): SignatureScheme | undefined {
  if (raw.length > MAXIMUM_REMEMBERED_OCTETS) return decodeScheme(raw)
  const key = String.fromCharCode(...raw)
  const known = remembered.get(key)
  if (known !== undefined || remembered.has(key)) return known
  const scheme = decodeScheme(raw)
  if (remembered.size < MAXIMUM_REMEMBERED_ALGORITHMS) remembered.set(key, scheme)
  return scheme
}

/** The longest AlgorithmIdentifier in use, of PSS, has about 70 octets. */
const MAXIMUM_REMEMBERED_OCTETS = 128

/** Writes the AlgorithmIdentifier with which a key signs. */
export function writeSignedWith(key: SigningKey, scheme: SignatureScheme = usualSchemes[key.type]): DerNode {
  return writeRaw(encodeScheme(scheme))
}

/** Reads what follows the octets that are signed: algorithm and signature; `inner` is the algorithm that stands among them. */
export function readSignature(cursor: Cursor, inner?: SignedWith): Pick<Signed, 'signedWith' | 'signature'> {
  const offset = cursor.offset
  const signedWith = readSignedWith(cursor)
  if (inner !== undefined && !sameOctets(inner.raw, signedWith.raw)) {
    cursor.fail('x509/signature-algorithm-mismatch', offset)
  }
  return { signedWith, signature: readBitString(cursor) }
}

/** Signs a structure and writes it with algorithm and signature as one DER encoding. */
export function writeSigned(
  toBeSigned: DerNode,
  key: SigningKey,
  scheme: SignatureScheme = usualSchemes[key.type],
): Uint8Array {
  const octets = encode(toBeSigned)
  const signature = signWith(key, scheme, octets)
  return encode(writeSequence([writeRaw(octets), writeSignedWith(key, scheme), writeBitString(signature)]))
}

/** Whether SHA-1 and DSA count; they do not unless this says so. */
export interface LegacyOption {
  readonly legacy?: 'accepted'
}

/** Whether the signature is this key's, by the algorithm that is named. */
export function isSignedBy(signed: Signed, key: VerificationKey, { legacy }: LegacyOption = {}): boolean {
  const { signedWith, signature, signedOctets } = signed
  if (signedWith.scheme === undefined) return false
  const given = { scheme: signedWith.scheme, message: signedOctets, signature }
  return verifySignature(key, legacy === undefined ? given : { ...given, legacy })
}
