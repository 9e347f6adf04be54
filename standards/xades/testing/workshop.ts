/** A folder for other programs, with the keys and certificates of the tests as PEM. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePem } from '@entrepot/x509'
import type { Party } from './practice.ts'

/** A folder in which other programs work. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'entrepot-xades-'))

  path(name: string): string {
    return join(this.folder, name)
  }

  write(name: string, content: Uint8Array | string): string {
    writeFileSync(this.path(name), content)
    return this.path(name)
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(this.path(name)))
  }

  /** Writes a party's certificate and key. */
  writeParty(name: string, { certificate, pkcs8 }: Party): { readonly certificate: string; readonly key: string } {
    return {
      certificate: this.write(`${name}.crt`, encodePem('CERTIFICATE', certificate.raw)),
      key: this.write(`${name}.key`, encodePem('PRIVATE KEY', pkcs8)),
    }
  }

  run(program: string, words: readonly string[]) {
    return spawnSync(program, words, { cwd: this.folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  }

  close(): void {
    rmSync(this.folder, { recursive: true })
  }
}
