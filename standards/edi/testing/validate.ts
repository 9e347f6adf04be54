import { singleByteSet } from '../characters/character-set.ts'
import type { Finding } from '../finding.ts'
import { Findings } from '../findings.ts'
import type { Directory } from '../structure.ts'
import type { Segment } from '../tree.ts'
import { compileMessage } from '../validate/compile.ts'
import { createValidator, type ValidatorOptions } from '../validate/validator.ts'
import { SEPARATORS_3, textOf, tokensOf } from './tokens.ts'

/** ISO 8859-1, in which each byte is a character. */
export const LATIN_1 = singleByteSet(
  'UNOC',
  Array.from({ length: 256 }, (_, byte) => byte),
)

/** Validates the body of one message, given as segments or as text. */
export function findingsIn(
  directory: Directory,
  type: string,
  body: readonly Segment[] | string,
  options: Partial<ValidatorOptions> & { readonly outside?: readonly string[] } = {},
): readonly Finding[] {
  const { outside = [], separators = SEPARATORS_3, characters = LATIN_1 } = options
  const message = compileMessage(directory, type, { outside })
  if (message === undefined) throw new Error(`no message ${type}`)
  const findings = new Findings()
  const validator = createValidator(message, { findings, ...options, separators, characters })
  const tokens = tokensOf(typeof body === 'string' ? body : textOf(body, separators), separators)
  validator.begin()
  validator.segments(tokens, 0, tokens.count)
  validator.end(tokens.bytes.length)
  return findings.list
}
