import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Directory } from '@entrepot/edi'
import { compileDirectory } from './official/compile.ts'

/**
 * Where the official zips are: a folder named in the environment, else beside the clone. They may not be part of the project, so the
 * tests that need them are left out where there are none.
 */
const FOLDER =
  process.env['ENTREPOT_EDIFACT_DIRECTORIES'] ?? join(import.meta.dirname, '../../../../shared/data/edifact')

/** The official zips that are at hand, `d01b` and so on. */
export const OFFICIAL = ['d96a', 'd01b', 'd14b', 'd21b'] as const
export type Official = (typeof OFFICIAL)[number]

/** Why tests that need all of them are left out; `undefined` where they are there. */
export const withoutOfficial = OFFICIAL.every((name) => existsSync(join(FOLDER, `${name}.zip`)))
  ? undefined
  : 'no official directories, see ENTREPOT_EDIFACT_DIRECTORIES'

export const officialZip = (name: Official): Uint8Array => new Uint8Array(readFileSync(join(FOLDER, `${name}.zip`)))

const compiled = new Map<Official, Directory>()

/** An official directory, compiled once. */
export function officialDirectory(name: Official): Directory {
  const known = compiled.get(name)
  if (known) return known
  const result = compileDirectory(officialZip(name))
  if (!result.ok) throw new Error(`${name}: ${result.code} at ${result.at}`)
  compiled.set(name, result.directory)
  return result.directory
}
