import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { DigestAlgorithm, RunningDigest } from './face.ts'

export type { DigestAlgorithm, Encryption, RunningDigest } from './face.ts'

const hashes = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const

/** {@inheritDoc Encryption.digest} */
export function digest(algorithm: DigestAlgorithm, octets: Uint8Array): Uint8Array {
  return hashes[algorithm](octets)
}

/** {@inheritDoc Encryption.startDigest} */
export function startDigest(algorithm: DigestAlgorithm): RunningDigest {
  const running = hashes[algorithm].create()
  return {
    update(octets) {
      running.update(octets)
    },
    finish: () => running.digest(),
  }
}
