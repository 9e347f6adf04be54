import { acknowledgementSchema } from './built-in.ts'
import type { Schema } from './read-schema.ts'

/**
 * Finds the schema for a transaction set of some version (GS08, `005010X220A1`): of those that know the set the one of that very
 * version, else of the longest version that it begins with, else the newest that is not newer.
 *
 * Acknowledgements are the same in every version as far as the built-in schema goes; it stands in where no other is closer.
 *
 * @returns `undefined` where none knows the set, or none is that old.
 */
export function schemaFor(
  schemas: readonly Schema[],
  { set, version }: { readonly set: string; readonly version: string },
): Schema | undefined {
  const knowing = schemas.filter(({ directory }) => directory.messages.has(set))
  const begins = knowing.filter(({ directory }) => version.startsWith(directory.name))
  const [closest] = begins.toSorted((a, b) => b.directory.name.length - a.directory.name.length)
  if (closest) return closest
  const release = version.slice(0, RELEASE_CHARACTERS)
  const acknowledging = knowing.find((schema) => schema === acknowledgementSchema)
  if (acknowledging) return acknowledging
  const older = knowing.filter(({ directory }) => directory.name <= release)
  return older.toSorted((a, b) => (a.directory.name < b.directory.name ? 1 : -1))[0]
}

/** `005010`. */
const RELEASE_CHARACTERS = 6
