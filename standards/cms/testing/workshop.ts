/** A folder in which other programs read what we wrote, and write what we read. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePem } from '@entrepot/x509'
import type { Party } from './parties.ts'

/** Makes a folder of its own, with a program to run in it. */
export function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'cms-'))
  const place = (name: string): string => join(folder, name)
  return {
    place,
    write: (name: string, content: Uint8Array | string) => writeFileSync(place(name), content),
    read: (name: string): Uint8Array => new Uint8Array(readFileSync(place(name))),
    run: (program: string, ...words: string[]): SpawnSyncReturns<string> =>
      spawnSync(program, words, { cwd: folder, encoding: 'utf8' }),
    writeParty(name: string, { certificate, pkcs8 }: Party) {
      writeFileSync(place(`${name}.pem`), encodePem('CERTIFICATE', certificate.raw))
      writeFileSync(place(`${name}.key`), encodePem('PRIVATE KEY', pkcs8))
    },
    close: () => rmSync(folder, { recursive: true }),
  }
}
