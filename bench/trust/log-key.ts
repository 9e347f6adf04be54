import { sign, utf8 } from '@entrepot/crypto'
import { isMalformed, type LogOptions, noteKey } from '@entrepot/merkle-log'
import { importPrivateKey, keyPairFromSeed, seedBytes } from '@entrepot/crypto'
import { randomBytes } from 'node:crypto'

/** Bytes of a SubjectPublicKeyInfo before an Ed25519 point (RFC 8410). */
const SPKI_HEAD_BYTES = 12
const ORIGIN = 'bench.example/log'

/** A log of its own, with a key that signs its checkpoints. */
export function newLogOptions(): LogOptions {
  const pair = keyPairFromSeed('Ed25519', randomBytes(seedBytes.Ed25519))
  const key = importPrivateKey(pair.privateKeyPkcs8)
  const named = noteKey(ORIGIN, 'ed25519', pair.publicKeySpki.subarray(SPKI_HEAD_BYTES))
  if (key === undefined || isMalformed(named)) throw new Error('a key pair of our own making does not import')
  const { name, id } = named
  return { origin: ORIGIN, sign: (text) => [{ name, id, signature: sign(key, utf8.encode(text)) }] }
}
