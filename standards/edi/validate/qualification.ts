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
  const last = (firstMarks[segment + 1] as number) - 1
  let before = element
  for (let mark = firstMarks[segment] as number; mark < last; mark++) {
    if (((marks[mark] as number) & 3) !== Mark.element || --before > 0) continue
    return table.has(bytes, ((marks[mark] as number) >> 2) + 1, (marks[mark + 1] as number) >> 2)
  }
  return false
}
