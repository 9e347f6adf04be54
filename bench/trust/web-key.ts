import { webcrypto } from 'node:crypto'
import { bufferOf } from './material.ts'

/** A P-256 private key as WebCrypto has it, for peers that sign by it. */
export const webKeyOf = (pkcs8: Uint8Array): Promise<CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', bufferOf(pkcs8), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
