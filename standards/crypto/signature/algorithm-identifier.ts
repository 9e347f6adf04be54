/** AlgorithmIdentifiers of signatures, as certificates and messages carry them. */
import { close, encode, readNull, writeNull, writeObjectIdentifier, writeSequence } from '@entrepot/asn1'
import { enterAlgorithm, readWhole } from './der.ts'
import { readPssParameters, writePssParameters } from './pss-parameters.ts'
import type { SignatureScheme } from './scheme.ts'

/** id-RSASSA-PSS, of signatures and of keys that sign in no other way (RFC 4055 1.2, 3). */
export const RSASSA_PSS = '1.2.840.113549.1.1.10'

/** RFC 3279 2.2, RFC 4055 5, RFC 5758 3, RFC 8410 3, RFC 9881 2. */
const schemes: readonly (readonly [identifier: string, scheme: SignatureScheme])[] = [
  ['1.2.840.113549.1.1.5', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' }],
  ['1.2.840.113549.1.1.11', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }],
  ['1.2.840.113549.1.1.12', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' }],
  ['1.2.840.113549.1.1.13', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }],
  ['1.2.840.10045.4.1', { name: 'ECDSA', hash: 'SHA-1' }],
  ['1.2.840.10045.4.3.2', { name: 'ECDSA', hash: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { name: 'ECDSA', hash: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { name: 'ECDSA', hash: 'SHA-512' }],
  ['1.2.840.10040.4.3', { name: 'DSA', hash: 'SHA-1' }],
  ['2.16.840.1.101.3.4.3.2', { name: 'DSA', hash: 'SHA-256' }],
  ['1.3.101.112', { name: 'Ed25519' }],
  ['1.3.101.113', { name: 'Ed448' }],
  ['2.16.840.1.101.3.4.3.17', { name: 'ML-DSA-44' }],
  ['2.16.840.1.101.3.4.3.18', { name: 'ML-DSA-65' }],
  ['2.16.840.1.101.3.4.3.19', { name: 'ML-DSA-87' }],
]

const byIdentifier = new Map(schemes)

/**
 * Reads the AlgorithmIdentifier of a signature.
 *
 * Parameters are absent; for RSASSA-PKCS1-v1_5 they are NULL or absent (RFC 4055 5), for RSASSA-PSS they must be there.
 *
 * @returns `undefined` for anything that is not verified here, however well formed.
 */
export function decodeScheme(algorithmIdentifier: Uint8Array): SignatureScheme | undefined {
  return readWhole(algorithmIdentifier, (cursor): SignatureScheme | undefined => {
    const { identifier, parameters } = enterAlgorithm(cursor)
    if (identifier === RSASSA_PSS) {
      const read = readPssParameters(parameters)
      close(parameters)
      return read && { name: 'RSASSA-PSS', ...read }
    }
    const scheme = byIdentifier.get(identifier)
    if (scheme?.name === 'RSASSA-PKCS1-v1_5' && !parameters.atEnd) readNull(parameters)
    close(parameters)
    return scheme
  })
}

/** Writes the AlgorithmIdentifier of a signature. Asserts that the scheme has one. */
export function encodeScheme(scheme: SignatureScheme): Uint8Array {
  if (scheme.name === 'RSASSA-PSS') {
    return encode(writeSequence([writeObjectIdentifier(RSASSA_PSS), writePssParameters(scheme)]))
  }
  const hash = 'hash' in scheme ? scheme.hash : undefined
  const found = schemes.find(
    ([, each]) => each.name === scheme.name && ('hash' in each ? each.hash : undefined) === hash,
  )
  if (found === undefined) throw new Error(`crypto: no algorithm identifier for ${scheme.name} with ${hash}`)
  const identifier = writeObjectIdentifier(found[0])
  return encode(writeSequence(scheme.name === 'RSASSA-PKCS1-v1_5' ? [identifier, writeNull()] : [identifier]))
}
