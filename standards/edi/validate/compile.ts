import type { Directory, MessageStructure } from '../structure.ts'
import { type SegmentTables, segmentTablesOf } from './segment-tables.ts'
import { Steps } from './steps.ts'
import { tabulate } from './structure-table.ts'

/** A message structure and its directory, ready for validation. Immutable to the outside; what it learns it keeps, within the structure's size. */
export interface CompiledMessage {
  readonly directory: Directory
  readonly structure: MessageStructure
  readonly steps: Steps
  /** Segments of a syntax with, and of one without a repetition separator. */
  readonly repeating: SegmentTables
  readonly plain: SegmentTables
}

/** What is asked of a compilation. */
export interface CompileOptions {
  /** Service segments that the structure lists although they stand around the body of a message: `UNH`, `UNT`; `ST`, `SE`. */
  readonly outside?: readonly string[]
}

const compiled = new WeakMap<Directory, Map<string, CompiledMessage>>()

/**
 * Compiles a message of a directory for validation, once: asked again it answers the same.
 *
 * @returns `undefined` where the directory has no such message.
 * @throws StructureInvalid when the directory contradicts itself or exceeds a limit of ours.
 *
 * @example
 * compileMessage(directory, 'ORDERS', { outside: ['UNH', 'UNT'] })
 */
export function compileMessage(
  directory: Directory,
  type: string,
  { outside = [] }: CompileOptions = {},
): CompiledMessage | undefined {
  const structure = directory.messages.get(type)
  if (structure === undefined) return undefined
  const ofDirectory = compiled.get(directory) ?? new Map<string, CompiledMessage>()
  compiled.set(directory, ofDirectory)
  const key = [type, ...outside].join(' ')
  const known = ofDirectory.get(key)
  if (known !== undefined) return known
  const made: CompiledMessage = {
    directory,
    structure,
    steps: new Steps(tabulate(structure, outside)),
    repeating: segmentTablesOf(directory, true),
    plain: segmentTablesOf(directory, false),
  }
  ofDirectory.set(key, made)
  return made
}
