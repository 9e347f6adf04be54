/** A folder in which other programs judge documents of ours, and make documents of theirs. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How long a program may take. */
const TIMEOUT_MS = 60_000

/** What pdfsig says of one signature, by its own words. */
export type Said = ReadonlyMap<string, string>

/** Makes a folder of its own, with programs to run in it. */
export function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'pades-'))
  const place = (name: string): string => join(folder, name)
  const run = (program: string, ...words: string[]): SpawnSyncReturns<string> =>
    spawnSync(program, words, { cwd: folder, encoding: 'utf8', timeout: TIMEOUT_MS })
  return {
    place,
    run,
    makeFolder: (name: string) => mkdirSync(place(name)),
    write: (name: string, content: Uint8Array | string) => writeFileSync(place(name), content),
    read: (name: string): Uint8Array => new Uint8Array(readFileSync(place(name))),
    /** What pdfsig says of every signature of a document, in the order of the form. */
    pdfsig(pdf: Uint8Array, ...words: string[]): Said[] {
      writeFileSync(place('judged.pdf'), pdf)
      const { stdout } = run('pdfsig', ...words, 'judged.pdf')
      return stdout
        .split(/^Signature #\d+:$/m)
        .slice(1)
        .map(
          (text) =>
            new Map(
              [...text.matchAll(/^ {2}- ([^:\n]*)(?:: (.*))?$/gm)].map(([, key = '', value = '']) => [key, value]),
            ),
        )
    },
    close: () => rmSync(folder, { recursive: true }),
  }
}
