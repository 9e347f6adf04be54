import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SECRET_BYTES } from './limits.ts'

/**
 * The secret kept in a data folder's file of this name, mode 600; made at first use, the same ever after.
 *
 * The file appears whole under its name or not at all, and of two processes that make it at once both get the same.
 *
 * @param make gives a new secret: base64url of `SECRET_BYTES` random bytes unless said
 */
export function keptSecret(
  dataDir: string,
  name: string,
  make: () => string = () => randomBytes(SECRET_BYTES).toString('base64url'),
): string {
  const path = join(dataDir, name)
  const present = read(path)
  if (present !== undefined) return present
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `${make()}\n`, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  const made = read(path)
  if (made === undefined) throw new Error(`the secret ${path} was removed while it was made`)
  return made
}

function read(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim()
    if (text === '') throw new Error(`${path} is empty; remove it, and everybody signs in anew`)
    chmodSync(path, 0o600)
    return text
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
