import { importPrivateKey, keyPairFromSeed, sign, utf8 } from '@entrepot/crypto'
import { cosignatureLine, cosignedMessage } from '../cosignature.ts'
import { isMalformed } from '../malformed.ts'
import { type NoteKey, noteKey, type SignatureLine, type SignatureType } from '../note.ts'

const SPKI_PREFIX_BYTES = 12

/** A log's or a witness's key, made from one byte. */
export function signer(name: string, type: SignatureType, seed: number) {
  const pair = keyPairFromSeed('Ed25519', new Uint8Array(32).fill(seed))
  const privateKey = importPrivateKey(pair.privateKeyPkcs8)
  const key = noteKey(name, type, pair.publicKeySpki.subarray(SPKI_PREFIX_BYTES))
  if (privateKey === undefined || isMalformed(key)) throw new Error('no key')
  return {
    key,
    sign: (text: string): SignatureLine => lineOf(key, sign(privateKey, utf8.encode(text))),
    cosign: (text: string, seconds: number): SignatureLine =>
      cosignatureLine(key, seconds, sign(privateKey, cosignedMessage(text, seconds))),
  }
}

const lineOf = ({ name, id }: NoteKey, signature: Uint8Array): SignatureLine => ({ name, id, signature })
