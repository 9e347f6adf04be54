import { createHash, hash } from 'node:crypto'
import type { DigestAlgorithm, RunningDigest } from './face.ts'

export type { DigestAlgorithm, Encryption, RunningDigest } from './face.ts'

const digestNames: Readonly<Record<DigestAlgorithm, string>> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}

/** The same octets without `Buffer`'s own methods, so that both implementations answer alike. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}

/** {@inheritDoc Encryption.digest} */
export function digest(algorithm: DigestAlgorithm, octets: Uint8Array): Uint8Array {
  return plain(hash(digestNames[algorithm], octets, 'buffer'))
}

/** {@inheritDoc Encryption.startDigest} */
export function startDigest(algorithm: DigestAlgorithm): RunningDigest {
  const running = createHash(digestNames[algorithm])
  return {
    update(octets) {
      running.update(octets)
    },
    finish: () => plain(running.digest()),
  }
}
