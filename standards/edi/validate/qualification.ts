import { Mark, type Tokens } from '../token.ts'
import type { CodeTable } from './code-table.ts'

/** A condition on a segment's code that tells one place from another (`when`), and its bit. */
export interface Qualification {
  readonly bit: number
  /** From 1. */
  readonly element: number
  readonly codes: readonly string[]
  readonly table: CodeTable
}

/** Whether the first component of the element is one of the codes. */
export function fulfilled({ element, table }: Qualification, tokens: Tokens, segment: number): boolean {
  const { marks, firstMarks, bytes } = tokens
  const last = (firstMarks[segment + 1] ?? 0) - 1
  let before = element
  for (let mark = firstMarks[segment] ?? 0; mark < last; mark++) {
    if (((marks[mark] ?? 0) & 3) !== Mark.element || --before > 0) continue
    return table.has(bytes, ((marks[mark] ?? 0) >> 2) + 1, (marks[mark + 1] ?? 0) >> 2)
  }
  return false
}
