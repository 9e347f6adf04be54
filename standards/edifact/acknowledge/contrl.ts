import type { Finding, FindingCode, Group, MessageTree, Node } from '@entrepot/edi'
import type { Interchange } from '../service.ts'
import type { GroupReport, InterchangeReport, MessageReport } from '../validate/reports.ts'
import { copyGroup, copyInterchange, copyMessage, segment } from './copied.ts'
import { SYNTAX_ERRORS, syntaxErrorOf, UNSPECIFIED_ERROR } from './syntax-errors.ts'

/** How an interchange is answered. */
export interface ContrlOptions {
  /** Only that it was received (0083 code 8); no check is reported. @default false */
  readonly isReceiptOnly?: boolean
  /** Findings for which nothing is rejected, as agreed between the partners. @default none */
  readonly tolerated?: ReadonlySet<FindingCode>
}

/** A message that answers another's interchange, ready for the writer. */
export interface Acknowledgement {
  /** What its UNH says; its reference is the writer's. */
  readonly header: { readonly version: string; readonly release: string; readonly agency: string }
  readonly tree: MessageTree
  /** What the UNB around it says: the other way round, in the same syntax. */
  readonly interchange: Pick<Interchange, 'sender' | 'recipient' | 'syntaxIdentifier' | 'syntaxVersion'>
  /** What becomes of the interchange that is answered. */
  readonly action: 'rejected' | 'partly-rejected' | 'acknowledged' | 'received'
}

/** 0083, action, coded. */
const REJECTED = '4'
const ACKNOWLEDGED = '7'
const RECEIVED = '8'

/** Repetitions of UCS in SG2 and of UCD behind it. A report need not be complete: what is beyond is not told. */
const MAX_UCS = 999
const MAX_UCD = 99

/**
 * Makes the syntax and service report (CONTRL) that answers an interchange: ISO 9735-4; before syntax version 4 CONTRL version D, release 3.
 *
 * A message with a finding is rejected, with what was found in its segments; what is not named is acknowledged. A finding in
 * the envelope rejects all that is within it.
 *
 * @returns `undefined` where the interchange's reference, sender or recipient can't be repeated: nothing can name it.
 */
export function contrl(report: InterchangeReport, options: ContrlOptions = {}): Acknowledgement | undefined {
  const { interchange } = report
  const copied = copyInterchange(interchange)
  if (copied === undefined) return undefined
  const syntaxVersion = /^[123]$/.test(interchange.syntaxVersion) ? interchange.syntaxVersion : '4'
  const { action, items } = new Report(syntaxVersion, options).answer(report, copied)
  return {
    header: syntaxVersion === '4' ? VERSION_4 : VERSION_3,
    tree: { type: 'CONTRL', items },
    interchange: {
      sender: interchange.recipient,
      recipient: interchange.sender,
      syntaxIdentifier: interchange.syntaxIdentifier,
      syntaxVersion,
    },
    action,
  }
}

const VERSION_3 = { version: 'D', release: '3', agency: 'UN' }
const VERSION_4 = { version: '4', release: '1', agency: 'UN' }

/** An error in a segment of the envelope, as UCI, UCF and UCM tell it: code, tag, place in the segment. */
type EnvelopeError = readonly (readonly string[])[]

class Report {
  readonly #version: string
  readonly #options: ContrlOptions

  constructor(version: string, options: ContrlOptions) {
    this.#version = version
    this.#options = options
  }

  answer(
    report: InterchangeReport,
    copied: readonly (readonly string[])[],
  ): Pick<Acknowledgement, 'action'> & { items: readonly Node[] } {
    if (this.#options.isReceiptOnly === true) {
      return { action: 'received', items: [segment('UCI', [...copied, [RECEIVED]])] }
    }
    const groups = report.groups.map((group) => this.#group(group))
    const messages = this.#messages(report.messages, 'SG1', 'SG2')
    const unnamed = [...groups, messages].find(({ lost }) => lost !== undefined)?.lost
    const cut = report.isCut ? [[UNSPECIFIED_ERROR]] : undefined
    const error = this.#envelopeError(report.findings) ?? unnamed ?? cut
    const items = [...messages.nodes, ...groups.flatMap(({ nodes }) => nodes)]
    const action = error !== undefined ? 'rejected' : items.length > 0 ? 'partly-rejected' : 'acknowledged'
    const uci = segment('UCI', [...copied, [error === undefined ? ACKNOWLEDGED : REJECTED], ...(error ?? [])])
    return { action, items: [uci, ...items] }
  }

  /** UCF, and its messages. */
  #group({ group, findings, messages }: GroupReport): Answered {
    const answered = this.#messages(messages, 'SG4', 'SG5')
    const error = this.#envelopeError(findings) ?? answered.lost
    if (error === undefined && answered.nodes.length === 0) return NOTHING
    const copied = copyGroup(group)
    if (copied === undefined) return { nodes: [], lost: error ?? [[UNSPECIFIED_ERROR]] }
    const ucf = segment('UCF', [...copied, [error === undefined ? ACKNOWLEDGED : REJECTED], ...(error ?? [])])
    return { nodes: [{ group: 'SG3', items: [ucf, ...answered.nodes] }], lost: undefined }
  }

  #messages(reports: readonly MessageReport[], group: string, inner: string): Answered {
    const nodes: Group[] = []
    let lost: EnvelopeError | undefined
    for (const report of reports) {
      const findings = this.#grave(report.findings)
      if (findings.length === 0 && report.omitted === 0) continue
      const copied = copyMessage(report.message)
      if (copied === undefined) lost ??= this.#unnamed(findings)
      else nodes.push(this.#message(copied, findings, group, inner))
    }
    return { nodes, lost }
  }

  /** UCM, and what was found within the message. */
  #message(copied: readonly (readonly string[])[], findings: readonly Finding[], group: string, inner: string): Group {
    const isOfEnvelope = ({ tag, code }: Finding): boolean =>
      tag === 'UNH' || tag === 'UNT' || code === 'edi/message-unknown'
    const error = this.#envelopeError(findings.filter(isOfEnvelope))
    const ucm = segment('UCM', [...copied, [REJECTED], ...(error ?? [])])
    const body = findings.filter((finding) => !isOfEnvelope(finding))
    return { group, items: [ucm, ...this.#segments(body, inner)] }
  }

  /** UCS and UCD: one UCS for the values of a segment, and one for each error of a whole segment. */
  #segments(findings: readonly Finding[], group: string): Group[] {
    const groups: { readonly position: string; readonly items: Node[] }[] = []
    for (const finding of findings) {
      const position = String(positionOf(finding))
      const code = syntaxErrorOf(finding.code, this.#version)
      if (SYNTAX_ERRORS[finding.code].level === 'segment') {
        groups.push({ position, items: [segment('UCS', [[position], [code]])] })
        continue
      }
      let own = groups.at(-1)
      if (own?.position !== position) {
        own = { position, items: [segment('UCS', [[position]])] }
        groups.push(own)
      }
      if (own.items.length <= MAX_UCD) own.items.push(segment('UCD', [[code], this.#place(finding)]))
    }
    return groups.slice(0, MAX_UCS).map(({ items }) => ({ group, items }))
  }

  /** The first error of a level's own segments, all that UCI, UCF and UCM have place for. */
  #envelopeError(findings: readonly Finding[]): EnvelopeError | undefined {
    const [first] = this.#grave(findings)
    if (first === undefined) return undefined
    const code = [syntaxErrorOf(first.code, this.#version)]
    if (!SERVICE_TAGS.has(first.tag)) return [code]
    return first.element === undefined ? [code, [first.tag]] : [code, [first.tag], this.#place(first)]
  }

  /** A message that can't be named is reported of what holds it. */
  #unnamed(findings: readonly Finding[]): EnvelopeError {
    const [first] = findings
    return [[first === undefined ? UNSPECIFIED_ERROR : syntaxErrorOf(first.code, this.#version)]]
  }

  /** S011: the tag of the segment is element 1 of it (0098); the repetition (0136) from syntax version 4 on. */
  #place({ element = 0, component, repetition }: Finding): readonly string[] {
    const place = [String(element + 1), component === undefined ? '' : String(component)]
    return this.#version === '4' && repetition !== undefined ? [...place, String(repetition)] : place
  }

  #grave(findings: readonly Finding[]): readonly Finding[] {
    const { tolerated } = this.#options
    return tolerated === undefined ? findings : findings.filter(({ code }) => !tolerated.has(code))
  }
}

/** What a level answers of those within it, and the error of one that can't be named. */
interface Answered {
  readonly nodes: readonly Group[]
  readonly lost: EnvelopeError | undefined
}
const NOTHING: Answered = { nodes: [], lost: undefined }

/** Segments that UCI, UCF and UCM may name (0013, 0135). */
const SERVICE_TAGS: ReadonlySet<string> = new Set(['UNA', 'UNB', 'UNZ', 'UNG', 'UNE', 'UNH', 'UNT'])

const MISSING: ReadonlySet<FindingCode> = new Set(['edi/segment-missing', 'edi/group-missing'])

/** 0096: of a missing segment the position of the last one before it. */
const positionOf = ({ code, segment: position }: Finding): number => (MISSING.has(code) ? position - 1 : position)
