import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  importPrivateKey,
  keyPairFromSeed,
  type PrivateKey,
  seedBytes,
  sha256,
  type SignatureAlgorithm,
  toHex,
  utf8,
} from '@entrepot/crypto'

/** Keys that lie in the data folder, one PKCS #8 file each, readable by their owner alone. */
export interface KeyFolder {
  /** The key of this name, made where there is none yet; ES256 unless said. */
  keep(name: string, algorithm?: SignatureAlgorithm): PrivateKey
  find(name: string): PrivateKey | undefined
}

/**
 * Opens the folder `keys` of a data folder, making it where there is none.
 *
 * @throws Error `keys/unreadable` for a file that holds no key.
 */
export function openKeyFolder(dataDir: string): KeyFolder {
  const folder = join(dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const pathOf = (name: string): string => join(folder, `${fileNameOf(name)}.pkcs8`)
  const find = (name: string): PrivateKey | undefined => {
    const path = pathOf(name)
    if (!existsSync(path)) return undefined
    const key = importPrivateKey(readFileSync(path))
    if (!key) throw new Error(`keys/unreadable: ${path} holds no private key`)
    return key
  }
  return { find, keep: (name, algorithm = 'ES256') => find(name) ?? makeKey(pathOf(name), algorithm) }
}

/** In one step under its final name: a key is there whole or not at all, and is never written over. */
function makeKey(path: string, algorithm: SignatureAlgorithm): PrivateKey {
  const { privateKeyPkcs8 } = keyPairFromSeed(algorithm, randomBytes(seedBytes[algorithm]))
  const draft = `${path}.${process.pid}.draft`
  writeFileSync(draft, privateKeyPkcs8, { mode: 0o600, flag: 'wx', flush: true })
  renameSync(draft, path)
  const key = importPrivateKey(privateKeyPkcs8)
  if (!key) throw new Error('a key pair of our own making does not import')
  return key
}

/** Names of organisations may hold what a file name must not. */
const fileNameOf = (name: string): string => (/^[a-z0-9-]{1,64}$/.test(name) ? name : toHex(sha256(utf8.encode(name))))
