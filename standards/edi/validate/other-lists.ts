import { Mark } from '../token.ts'
import { type SegmentTable, VALUE_WIDTH, ValueAt } from './segment-table.ts'

/** Longer than any qualifier of a code: both are `an..17`. */
const MAX_QUALIFIER_BYTES = 64

/** A code that the directory's list has not, and the marks around it. */
export interface UnknownCode {
  /** Where its definition stands. */
  readonly value: number
  /** Where it ends, and the last mark of its segment. */
  readonly to: number
  readonly lastMark: number
  readonly marks: Int32Array
  readonly bytes: Uint8Array
}

/** Whether what stands behind a code says that it is of another list, or of another agency: then it is not for the directory to know. */
export function isOfOtherList({ values, names, ownAgency }: SegmentTable, code: UnknownCode): boolean {
  if (values[code.value + ValueAt.qualified] !== 1) return false
  let mark = code.lastMark
  while (mark > 0 && (code.marks[mark] ?? 0) >> 2 > code.to) mark--
  const list = componentBehind(code, mark)
  const agency = list === undefined ? undefined : componentBehind(code, mark + 1)
  const isOwnList = list === undefined || list === '' || list === names[code.value / VALUE_WIDTH]
  return !isOwnList || (agency !== undefined && agency !== '' && agency !== ownAgency)
}

/** The component behind a mark, if there is another in the element. */
function componentBehind({ marks, bytes }: UnknownCode, mark: number): string | undefined {
  const begin = marks[mark] ?? 0
  if ((begin & 3) !== Mark.component) return undefined
  const from = (begin >> 2) + 1
  const to = Math.min((marks[mark + 1] ?? 0) >> 2, from + MAX_QUALIFIER_BYTES)
  return String.fromCharCode(...bytes.subarray(from, to))
}
