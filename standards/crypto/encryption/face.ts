/** The one face that `node.ts` and `browser.ts` of this folder both show, and the types that cross it. */

/** Hash functions (FIPS 180-4). SHA-1 is there to recognise old certificate identifiers (RFC 2634), never to sign. */
export type DigestAlgorithm = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

/** A hash over octets that come in pieces. */
export interface RunningDigest {
  /** Takes the next octets. */
  update(octets: Uint8Array): void
  /** Ends the hash; nothing may follow. */
  finish(): Uint8Array
}

/** What both implementations export. */
export interface Encryption {
  /** Hashes octets. */
  digest(algorithm: DigestAlgorithm, octets: Uint8Array): Uint8Array

  /** Starts a hash over octets that come in pieces; memory stays constant. */
  startDigest(algorithm: DigestAlgorithm): RunningDigest
}
