import { type Finding, type MessageTree, TreeBuilder } from '@entrepot/edi'
import { findingsOf, type Interchange, InterchangeValidator, type MessageHeader } from '@entrepot/edifact'

/** A message of an interchange, with its segments in their groups. */
export interface ReadMessage {
  readonly interchange: Interchange
  readonly header: MessageHeader
  readonly tree: MessageTree
}

/** What bytes hold: messages, and everything that is wrong with them. */
export interface ReadInterchanges {
  readonly messages: readonly ReadMessage[]
  readonly findings: readonly Finding[]
}

/** Reads and validates interchanges, each message by the directory that it names. */
export function readInterchanges(bytes: Uint8Array): ReadInterchanges {
  const messages: { interchange: Interchange; header: MessageHeader; builder: TreeBuilder }[] = []
  const findings: Finding[] = []
  const validator = new InterchangeValidator({
    handlerFor(header, interchange) {
      const builder = new TreeBuilder(header.type)
      messages.push({ interchange, header, builder })
      return builder
    },
    reported: (report) => void findings.push(...findingsOf(report)),
  })
  validator.push(bytes)
  validator.end()
  return {
    messages: messages.map(({ builder, ...message }) => ({ ...message, tree: builder.tree() })),
    findings: [...validator.strays, ...findings],
  }
}
