import { type DerNode, writeObjectIdentifier, writeSequence } from '@entrepot/asn1'
import { derToRawEcdsa, type PrivateKey, type PublicKey, rawToDerEcdsa, sign, verify } from '@entrepot/crypto'
import type { DigestAlgorithm } from '@entrepot/crypto/encryption'
import type { AlgorithmIdentifier } from '../algorithm-identifier.ts'

const ids = { ES256: '1.2.840.10045.4.3.2', Ed25519: '1.3.101.112' } as const
const nodes = {
  ES256: writeSequence([writeObjectIdentifier(ids.ES256)]),
  Ed25519: writeSequence([writeObjectIdentifier(ids.Ed25519)]),
}

/** The hash function that a key's signatures go with: of content and of attributes alike. */
export function digestFor(key: PrivateKey): DigestAlgorithm {
  return key.algorithm === 'Ed25519' ? 'SHA-512' : 'SHA-256'
}

/** Writes the AlgorithmIdentifier with which a key signs. */
export function writeSignatureAlgorithm(key: PrivateKey): DerNode {
  return nodes[key.algorithm]
}

/** Signs, in the form that CMS carries. */
export function signOctets(key: PrivateKey, octets: Uint8Array): Uint8Array {
  const signature = sign(key, octets)
  const written = key.algorithm === 'ES256' ? rawToDerEcdsa(signature) : signature
  if (written === undefined) throw new Error('cms: a signature of unexpected length')
  return written
}

/** Why a signature algorithm cannot be used, or whether it holds. */
export type SignatureAnswer = 'holds' | 'fails' | 'unsupported' | 'digest-mismatch'

/** Whether a signature holds by the algorithm that is named, which must fit the key and the digest algorithm. */
export function verifyOctets(
  octets: Uint8Array,
  signature: Uint8Array,
  how: { algorithm: AlgorithmIdentifier; digest: DigestAlgorithm; key: PublicKey },
): SignatureAnswer {
  const { algorithm, digest, key } = how
  if (algorithm.parameters !== undefined || ids[key.algorithm] !== algorithm.objectIdentifier) return 'unsupported'
  if (digest !== (key.algorithm === 'Ed25519' ? 'SHA-512' : 'SHA-256')) return 'digest-mismatch'
  const raw = key.algorithm === 'ES256' ? derToRawEcdsa(signature) : signature
  return raw !== undefined && verify(key, octets, raw) ? 'holds' : 'fails'
}
