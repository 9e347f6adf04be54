import type { ListedElement } from './element-list.ts'
import { singleBlanks } from './lines.ts'

/** A code's name begins this far right of the column of `Repr:`: in column 11 of later releases, in 10 of D.96A and D.96B. */
const NAME_AFTER: Readonly<Record<number, number>> = { 2: 8, 5: 6 }
const DEFAULT_NAME_AFTER = 6

/** `     380   Commercial invoice`, `X    1     Logistics code list`, `      380 Commercial invoice`. */
const VALUE = /^(?:[+*#|X-]{1,3}\s+)?\s*(\S+)\s+(\S.*?)\s*$/
const NOTE = /^[\s+*#|X-]*Note:/

/**
 * Reads the values of one coded element of UNCL, each with its name; descriptions are passed over.
 *
 * Names stand in one column, descriptions further right; a value's line is one that begins before the column of names, and a
 * line that begins in it goes on with the name above.
 */
export function readCodes({ column, rest }: ListedElement): ReadonlyMap<string, string> {
  const nameColumn = column + (NAME_AFTER[column] ?? DEFAULT_NAME_AFTER)
  const values = new Map<string, string>()
  let isNote = false
  let last: string | undefined
  for (const line of rest) {
    const text = line.slice(1).search(/\S/) + 1
    if (line.trim() === '') {
      isNote = false
      last = undefined
    } else if (NOTE.test(line)) {
      isNote = true
      last = undefined
    } else if (isNote || text > nameColumn) last = undefined
    else if (text === nameColumn && last !== undefined)
      values.set(last, `${values.get(last) ?? ''} ${singleBlanks(line)}`)
    else if (text < nameColumn) {
      const [, code, name] = VALUE.exec(line) ?? []
      if (code === undefined || name === undefined) continue
      values.set(code, singleBlanks(name))
      last = code
    }
  }
  return values
}
