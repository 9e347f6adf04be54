import { readSchema, type Schema } from '../schema/read-schema.ts'
import { ELEMENTS } from './elements.ts'
import { SEGMENTS } from './segments.ts'
import { SETS } from './sets.ts'

/**
 * Schemas of the transaction sets of a trade (850, 855, 856, 810, 304, 315, 820), version 004010, unofficial: written by us from
 * public knowledge, with labels of ours, not taken from the tables of ASC X12. What they refuse may be right.
 *
 * They stand behind a user's own schemas.
 */
export const unofficialSchemas: readonly Schema[] = [read(`schema 004010 unofficial\n${SETS}${SEGMENTS}${ELEMENTS}`)]

/** @throws when one of our own tables is not in our own notation, which its test rules out. */
function read(text: string): Schema {
  const result = readSchema(text)
  if (!result.ok)
    throw new Error(`line ${result.line} of the unofficial schemas: ${result.code} ${result.name ?? ''}`.trim())
  return result.schema
}
