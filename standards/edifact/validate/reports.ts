import type { Finding } from '@entrepot/edi'
import type { FunctionalGroup, Interchange, MessageHeader } from '../service.ts'

/** How an interchange came out: what acknowledgements are made of. */
export interface InterchangeReport {
  readonly interchange: Interchange
  /** Of UNB, UNZ, and what stands outside of groups and messages. */
  readonly findings: readonly Finding[]
  /** Groups in which something was found, or in a message of which. */
  readonly groups: readonly GroupReport[]
  /** Messages outside of groups in which something was found. */
  readonly messages: readonly MessageReport[]
  /** How many there were, with or without findings. */
  readonly groupCount: number
  readonly messageCount: number
  /** Findings beyond the limit, which are told nowhere. */
  readonly omitted: number
  /** Whether more messages had findings than are listed (`MAX_REPORTED_MESSAGES`). */
  readonly isCut: boolean
}

/** A functional group in which something was found. */
export interface GroupReport {
  readonly group: FunctionalGroup
  /** Of UNG and UNE. */
  readonly findings: readonly Finding[]
  readonly messages: readonly MessageReport[]
}

/** A message in which something was found. */
export interface MessageReport {
  readonly message: MessageHeader
  readonly findings: readonly Finding[]
  /** Findings beyond the limit: they say only how many. */
  readonly omitted: number
}

/** Everything that was found in an interchange, in the order of its bytes. */
export function findingsOf(report: InterchangeReport): readonly Finding[] {
  const ofMessages = (messages: readonly MessageReport[]): Finding[] => messages.flatMap(({ findings }) => findings)
  const ofGroups = report.groups.flatMap(({ findings, messages }) => [...findings, ...ofMessages(messages)])
  return [...report.findings, ...ofGroups, ...ofMessages(report.messages)].sort(
    (one, other) => one.offset - other.offset,
  )
}
