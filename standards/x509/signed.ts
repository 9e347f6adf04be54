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
  writeObjectIdentifier,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import {
  derToRawEcdsa,
  type PrivateKey,
  type PublicKey,
  rawToDerEcdsa,
  type SignatureAlgorithm,
  sign,
  verify,
} from '@entrepot/crypto'
import { sameOctets } from './name.ts'

/** ecdsa-with-SHA256 (RFC 5758 3.2) and Ed25519 (RFC 8410 3); both without parameters. */
const algorithmNodes: Readonly<Record<SignatureAlgorithm, DerNode>> = {
  ES256: writeSequence([writeObjectIdentifier('1.2.840.10045.4.3.2')]),
  Ed25519: writeSequence([writeObjectIdentifier('1.3.101.112')]),
}

const algorithmEncodings: readonly (readonly [SignatureAlgorithm, Uint8Array])[] = [
  ['ES256', encode(algorithmNodes.ES256)],
  ['Ed25519', encode(algorithmNodes.Ed25519)],
]

/** An AlgorithmIdentifier that names how something was signed. */
export interface SignedWith {
  readonly raw: Uint8Array
  readonly objectIdentifier: string
  /** `undefined` for an algorithm that is not verified here. */
  readonly algorithm: SignatureAlgorithm | undefined
}

/** What certificates, requests and lists have in common: octets to be signed, how, and the signature. */
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
  const algorithm = algorithmEncodings.find(([, encoding]) => sameOctets(encoding, raw))?.[0]
  return { raw, objectIdentifier, algorithm }
}

/** Writes the AlgorithmIdentifier with which a key signs. */
export function writeSignedWith(key: PrivateKey): DerNode {
  return algorithmNodes[key.algorithm]
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
export function writeSigned(toBeSigned: DerNode, key: PrivateKey): Uint8Array {
  const octets = encode(toBeSigned)
  const signature = sign(key, octets)
  const written = key.algorithm === 'ES256' ? rawToDerEcdsa(signature) : signature
  if (written === undefined) throw new Error('x509: a signature of unexpected length')
  return encode(writeSequence([writeRaw(octets), writeSignedWith(key), writeBitString(written)]))
}

/** Whether the signature is this key's, by the algorithm that is named. */
export function isSignedBy(signed: Signed, key: PublicKey): boolean {
  const { signedWith, signature, signedOctets } = signed
  if (signedWith.algorithm !== key.algorithm) return false
  const raw = key.algorithm === 'ES256' ? derToRawEcdsa(signature) : signature
  return raw !== undefined && verify(key, signedOctets, raw)
}
