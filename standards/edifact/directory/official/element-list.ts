import { type DirectoryMalformed, malformed } from '../malformed.ts'
import { blocksOf, singleBlanks } from './lines.ts'

/** `* 1001  Document name code      [C]`. */
const HEADING = /^([+*#|X-]*\s*)(\d{4})\s+(\S.*?)\s*(?:\[[BIC]\])?$/
const REPRESENTATION = /^[\s+*#|X-]*Repr:\s*((?:an|a|n)(?:\.\.)?\d+)\s*$/

/** A data element as its heading has it, in EDED, TRED or UNCL. */
export interface ListedElement {
  readonly code: string
  readonly name: string
  /** `an..35`. */
  readonly format: string
  /** The column of its `Repr:`, by which the layouts differ. */
  readonly column: number
  /** What follows its representation, with the number of the first line. */
  readonly rest: readonly string[]
  readonly restLine: number
}

/** Reads the data elements of EDED, TRED or UNCL, each with its representation. */
export function readElementList(
  lines: readonly string[],
  isContinued = false,
): readonly ListedElement[] | DirectoryMalformed {
  const elements: ListedElement[] = []
  for (const { lines: block, firstLine } of blocksOf(lines, isContinued)) {
    const at = block.findIndex((line) => line.trim() !== '')
    if (at < 0) continue
    const blank = block.findIndex((line, i) => i > at && line.trim() === '')
    const heading = block.slice(at, blank < 0 ? undefined : blank).map((line) => line.trim())
    const [, , code, name] = HEADING.exec(heading.join(' ')) ?? []
    const repr = block.findIndex((line) => REPRESENTATION.test(line))
    const line = block[repr] ?? ''
    const format = REPRESENTATION.exec(line)?.[1]
    if (code === undefined || name === undefined || format === undefined)
      return malformed('directory/element', String(firstLine + at))
    elements.push({
      code,
      name: singleBlanks(name.replace(/\[[BIC]\]/, '')),
      format,
      column: line.indexOf('Repr:'),
      rest: block.slice(repr + 1),
      restLine: firstLine + repr + 1,
    })
  }
  return elements
}
