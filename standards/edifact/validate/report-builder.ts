import type { Finding, Findings } from '@entrepot/edi'
import type { FunctionalGroup, Interchange, MessageHeader } from '../service.ts'
import { MAX_REPORTED_MESSAGES } from './limits.ts'
import type { GroupReport, InterchangeReport, MessageReport } from './reports.ts'
import { settleFindings } from './settle.ts'

/** Sorts what is found, as it is found, by interchange, group and message. */
export class ReportBuilder {
  readonly #interchange: Interchange
  readonly #tally: Findings
  readonly #omittedBefore: number
  readonly #findings: Finding[] = []
  readonly #groups: GroupReport[] = []
  readonly #messages: MessageReport[] = []
  #group:
    | { readonly group: FunctionalGroup; readonly findings: Finding[]; readonly messages: MessageReport[] }
    | undefined
  #message:
    | { readonly message: MessageHeader; readonly findings: Finding[]; readonly omittedBefore: number }
    | undefined
  #groupCount = 0
  #messageCount = 0
  #reported = 0
  #isCut = false

  /** @param tally Where it is counted how many findings were omitted. */
  constructor(interchange: Interchange, tally: Findings) {
    this.#interchange = interchange
    this.#tally = tally
    this.#omittedBefore = tally.omitted
  }

  add(finding: Finding): void {
    const { findings } = this.#message ?? this.#group ?? { findings: this.#findings }
    findings.push(finding)
  }

  beginGroup(group: FunctionalGroup): void {
    this.#groupCount++
    this.#group = { group, findings: [], messages: [] }
  }

  beginMessage(message: MessageHeader): void {
    this.#messageCount++
    this.#message = { message, findings: [], omittedBefore: this.#tally.omitted }
  }

  endMessage(): void {
    if (this.#message === undefined) return
    const { message, findings, omittedBefore } = this.#message
    this.#message = undefined
    const omitted = this.#tally.omitted - omittedBefore
    const settled = settleFindings(findings)
    if (settled.length === 0 && omitted === 0) return
    if (this.#reported === MAX_REPORTED_MESSAGES) {
      this.#isCut = true
      return
    }
    this.#reported++
    const into = this.#group?.messages ?? this.#messages
    into.push({ message, findings: settled, omitted })
  }

  endGroup(): void {
    if (this.#group === undefined) return
    const { group, findings, messages } = this.#group
    this.#group = undefined
    if (findings.length > 0 || messages.length > 0) {
      this.#groups.push({ group, findings: settleFindings(findings), messages })
    }
  }

  end(): InterchangeReport {
    return {
      interchange: this.#interchange,
      findings: settleFindings(this.#findings),
      groups: this.#groups,
      messages: this.#messages,
      groupCount: this.#groupCount,
      messageCount: this.#messageCount,
      omitted: this.#tally.omitted - this.#omittedBefore,
      isCut: this.#isCut,
    }
  }
}
