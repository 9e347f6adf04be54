import { type DerNode, writeRaw } from '@entrepot/asn1'
import {
  decodeScheme,
  encodeScheme,
  type HashName,
  type SignatureScheme,
  type SigningKey,
  signWith,
  usualSchemes,
  type VerificationKey,
  verifySignature,
} from '@entrepot/crypto'
import { type AlgorithmIdentifier, hasNoParameters } from '../algorithm-identifier.ts'

/** Key and scheme of one who signs. */
export interface SigningMeans {
  readonly key: SigningKey
  /** Default: the usual one of the kind of key (RFC 5758 3.2). */
  readonly scheme?: SignatureScheme
}

/**
 * Hash functions that may stand beside schemes that hash by themselves, weakest first; the strongest is written.
 * Ed25519: RFC 8419 3.1; ML-DSA: RFC 9882 3.3. Ed448 goes with SHAKE256, which is not there.
 */
const digestsOfNamed: Readonly<Record<string, readonly HashName[]>> = {
  Ed25519: ['SHA-512'],
  'ML-DSA-44': ['SHA-256', 'SHA-384', 'SHA-512'],
  'ML-DSA-65': ['SHA-384', 'SHA-512'],
  'ML-DSA-87': ['SHA-512'],
}

function digestsOf(scheme: SignatureScheme): readonly HashName[] {
  return 'hash' in scheme ? [scheme.hash] : (digestsOfNamed[scheme.name] ?? [])
}

function schemeOf({ key, scheme }: SigningMeans): SignatureScheme {
  return scheme ?? usualSchemes[key.type]
}

/** The hash function of content and attributes that goes with a signer's scheme. Asserts that there is one. */
export function digestFor(means: SigningMeans): HashName {
  const digest = digestsOf(schemeOf(means)).at(-1)
  if (digest === undefined) throw new Error(`cms: ${means.key.type} goes with no hash function that is there`)
  return digest
}

const algorithmNodes = new WeakMap<SignatureScheme, DerNode>()

/** Writes the AlgorithmIdentifier by which a signer signs; made once for each scheme that is given. */
export function writeSignatureAlgorithm(means: SigningMeans): DerNode {
  const scheme = schemeOf(means)
  const known = algorithmNodes.get(scheme)
  if (known !== undefined) return known
  const node = writeRaw(encodeScheme(scheme))
  algorithmNodes.set(scheme, node)
  return node
}

/** Signs, in the form that CMS carries. */
export function signOctets(means: SigningMeans, octets: Uint8Array): Uint8Array {
  return signWith(means.key, schemeOf(means), octets)
}

/** rsaEncryption: PKCS #1 v1.5 by the hash function of the digest algorithm (RFC 3370 3.2). */
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'

function readScheme(algorithm: AlgorithmIdentifier, digest: HashName): SignatureScheme | undefined {
  if (algorithm.objectIdentifier !== RSA_ENCRYPTION) return decodeScheme(algorithm.raw)
  return hasNoParameters(algorithm) ? { name: 'RSASSA-PKCS1-v1_5', hash: digest } : undefined
}

/** Whether a signature holds, or why it cannot be judged. */
export type SignatureAnswer = 'holds' | 'fails' | 'unsupported' | 'digest-mismatch'

/** What a signature is held against. */
export interface VerificationMeans {
  readonly algorithm: AlgorithmIdentifier
  readonly digest: HashName
  readonly key: VerificationKey
}

/** Whether a signature holds by the algorithm that is named, which must fit the digest algorithm (RFC 5754 3). */
export function verifyOctets(octets: Uint8Array, signature: Uint8Array, means: VerificationMeans): SignatureAnswer {
  const scheme = readScheme(means.algorithm, means.digest)
  if (scheme === undefined) return 'unsupported'
  if (!digestsOf(scheme).includes(means.digest)) return 'digest-mismatch'
  return verifySignature(means.key, { scheme, message: octets, signature }) ? 'holds' : 'fails'
}
