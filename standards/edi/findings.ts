import type { Finding } from './finding.ts'
import { MAX_FINDINGS } from './limits.ts'

/**
 * The list that reader and validator report to. Its length is bounded: a hostile interchange costs no more than its limit, and what is
 * left out is counted.
 */
export class Findings {
  readonly list: Finding[] = []
  /** How many were reported and not kept. */
  omitted = 0
  private readonly limit: number
  private readonly told: ((finding: Finding) => void) | undefined

  /** @param told hears of each finding that is kept, at once. */
  constructor(limit: number = MAX_FINDINGS, told?: (finding: Finding) => void) {
    this.limit = limit
    this.told = told
  }

  /** Whether what is reported now is counted only: then it need not be said what it is. */
  get isFull(): boolean {
    return this.list.length >= this.limit
  }

  report(finding: Finding): void {
    if (this.isFull) {
      this.omitted++
      return
    }
    this.list.push(finding)
    this.told?.(finding)
  }
}
