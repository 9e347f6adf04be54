import { type Finding, Findings } from '@entrepot/edi'
import { MAX_ACKNOWLEDGED_SETS } from '../limits.ts'
import type { Ending, FunctionalGroup, Interchange, InterchangeHandler, TransactionSet } from '../read/handler.ts'
import { Validation, type ValidationOptions } from '../validate.ts'
import type { GroupOutcome, InterchangeOutcome, SetOutcome } from './outcome.ts'

interface OpenGroup {
  readonly group: FunctionalGroup
  readonly sets: SetOutcome[]
  readonly findings: Finding[]
  further: number
}

/**
 * Validates interchanges and keeps what became of each, to be acknowledged: every finding with the set, group or interchange that
 * it concerns, by one and the same list.
 *
 * @example
 * const inspection = new Inspection({ schemas })
 * inspection.push(bytes)
 * inspection.end()
 * const answers = inspection.outcomes.map(acknowledge)
 */
export class Inspection implements InterchangeHandler {
  readonly outcomes: InterchangeOutcome[] = []
  readonly findings: Findings
  private readonly validation: Validation
  private open: { readonly interchange: Interchange; groups: GroupOutcome[]; findings: Finding[] } | undefined
  private group_: OpenGroup | undefined
  private set_: { readonly set: TransactionSet; readonly findings: Finding[] } | undefined

  constructor(options: Omit<ValidationOptions, 'findings' | 'handler'>) {
    this.findings = new Findings(undefined, (finding) => this.place(finding))
    this.validation = new Validation({ ...options, findings: this.findings, handler: this })
  }

  push(chunk: Uint8Array): void {
    this.validation.push(chunk)
  }

  end(): void {
    this.validation.end()
  }

  interchange(interchange: Interchange): void {
    this.open = { interchange, groups: [], findings: [] }
  }

  group(group: FunctionalGroup): void {
    this.group_ = { group, sets: [], findings: [], further: 0 }
  }

  set(set: TransactionSet): void {
    this.set_ = { set, findings: [] }
  }

  setEnd(): void {
    const ended = this.set_
    this.set_ = undefined
    if (!ended || !this.group_) return
    if (this.group_.sets.length < MAX_ACKNOWLEDGED_SETS) this.group_.sets.push(ended)
    else this.group_.further += 1
  }

  groupEnd({ trailer }: Ending): void {
    const ended = this.group_
    this.group_ = undefined
    const said = trailer?.component(0) ?? ''
    if (ended) this.open?.groups.push({ ...ended, included: /^\d{1,6}$/.test(said) ? Number(said) : undefined })
  }

  interchangeEnd(): void {
    if (this.open) this.outcomes.push(this.open)
    this.open = undefined
  }

  /** A finding concerns what is open, from the inside out; one of a trailer what the trailer ends. */
  private place(finding: Finding): void {
    const isOfInterchange = finding.tag === 'IEA' || finding.tag === 'ISA'
    const isOfGroup = finding.tag === 'GE' || finding.tag === 'GS'
    if (this.set_ && !isOfInterchange && !isOfGroup) this.set_.findings.push(finding)
    else if (this.group_ && !isOfInterchange) this.group_.findings.push(finding)
    else this.open?.findings.push(finding)
  }
}
