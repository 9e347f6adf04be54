import { MAX_REFERENCE_RUNS, MAX_REFERENCES } from './limits.ts'

/** Ascending references: a prefix and a number, of fixed width where it is padded with zeros. */
interface Run {
  readonly prefix: string
  readonly width: number
  readonly first: number
  last: number
}

/** Digits at the end that are counted as a number: so many are exact as a double. */
const MAX_COUNTED_DIGITS = 15

/**
 * References within one interchange, to find doubled ones in bounded memory.
 *
 * Most senders count: a run of ascending references is kept as its two ends, however long it is.
 */
export class References {
  private readonly runs: Run[] = []
  private readonly others = new Set<string>()
  private readonly limit: number

  constructor(limit: number = MAX_REFERENCES) {
    this.limit = limit
  }

  /** `doubled` if it was added before; `full` if it is new, and no more can be kept. */
  add(reference: string): 'added' | 'doubled' | 'full' {
    const counted = digitsAtEnd(reference)
    if (counted === 0 || reference.length > MAX_REFERENCE_CHARACTERS) return this.addOther(reference)
    const prefix = reference.slice(0, reference.length - counted)
    const digits = reference.slice(-counted)
    const number = Number(digits)
    let continued: Run | undefined
    for (const run of this.runs) {
      if (run.prefix !== prefix || !isWrittenAlike(run, digits)) continue
      if (number >= run.first && number <= run.last) return 'doubled'
      if (number === run.last + 1) continued = run
    }
    if (continued !== undefined) return this.continueRun(continued, reference)
    if (this.runs.length >= MAX_REFERENCE_RUNS || this.others.has(reference)) return this.addOther(reference)
    this.runs.push({ prefix, width: digits.startsWith('0') ? counted : 0, first: number, last: number })
    return 'added'
  }

  private continueRun(run: Run, reference: string): 'added' | 'doubled' {
    if (this.others.size > 0 && this.others.has(reference)) return 'doubled'
    run.last++
    return 'added'
  }

  private addOther(reference: string): 'added' | 'doubled' | 'full' {
    if (this.others.has(reference)) return 'doubled'
    if (this.others.size >= this.limit || reference.length > MAX_REFERENCE_CHARACTERS) return 'full'
    this.others.add(reference)
    return 'added'
  }
}

/** References are short (UN/EDIFACT an..14, X12 AN 4/9); longer ones are findings already and not kept. */
const MAX_REFERENCE_CHARACTERS = 35

function isWrittenAlike(run: Run, digits: string): boolean {
  return run.width === 0 ? !digits.startsWith('0') : digits.length === run.width
}

function digitsAtEnd(reference: string): number {
  let at = reference.length
  while (at > 0 && reference.length - at < MAX_COUNTED_DIGITS && isDigit(reference.charCodeAt(at - 1))) at--
  return reference.length - at
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
