import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '@entrepot/edi'
import type { FileState } from '@entrepot/trade/file'
import { findingsIn, inspect } from '@entrepot/trade/interchange'
import { interchangeOf, messagesOf, type NotSent, type TradeMessage } from '@entrepot/trade/messages'
import { keepFile } from '../client/index.ts'

/** A message that was written out. */
export interface DeliveredMessage {
  readonly message: string
  readonly number: string
  readonly sender: string
  readonly receiver: string
  readonly reference: string
}

/** What was written of a trade's messages, and what does not hold of them, in words. */
export interface DeliveredMessages {
  readonly written: readonly DeliveredMessage[]
  readonly faults: readonly string[]
}

/**
 * Derives the messages of a trade, validates each, and writes it: the interchange of UN/EDIFACT (`01-REQOTE-….edi`) or X12 (`04-850-….x12`), and where each of its data
 * elements comes from (`.json`).
 */
export function writeMessages(folder: string, root: string, files: ReadonlyMap<string, FileState>): DeliveredMessages {
  const file = files.get(root)
  if (!file) return { written: [], faults: [] }
  mkdirSync(folder, { recursive: true })
  const { sent, notSent } = messagesOf({ root: file, files })
  const written: DeliveredMessage[] = []
  const faults = notSent.map(inWords)
  for (const [i, message] of sent.entries()) {
    const interchange = interchangeOf(message, { isTest: true })
    const findings = interchange.ok ? findingsIn(inspect(interchange.bytes)) : interchange.findings
    faults.push(...findings.map((finding) => findingInWords(message, finding)))
    if (!interchange.ok) continue
    const { definition, number, sender, receiver } = message
    const path = join(folder, nameOf(i, message))
    keepFile(`${path}.${definition.functionalGroup === undefined ? 'edi' : 'x12'}`, interchange.bytes, 0o644)
    keepFile(`${path}.json`, `${JSON.stringify(describe(message, interchange.reference), undefined, 2)}\n`, 0o644)
    written.push({
      ...{ message: definition.message, number, reference: interchange.reference },
      ...{ sender: sender.name ?? sender.organisation, receiver: receiver.name ?? receiver.organisation },
    })
  }
  return { written, faults }
}

const nameOf = (i: number, { definition, number }: TradeMessage): string =>
  [String(i + 1).padStart(2, '0'), definition.message, number].join('-').replaceAll(/[^A-Za-z0-9.-]/g, '_')

/** A message for programs: parties, fields, and every data element with its sources. */
const describe = ({ definition, number, sender, receiver, ...message }: TradeMessage, reference: string) => ({
  ...{ message: definition.message, release: releaseOf(definition), number, reference },
  ...{ prepared: message.preparedAt, sender, receiver, file: message.file, act: message.act },
  ...{ fields: message.fields, elements: message.elements },
})

/** `D.01B`, or X12's `004010`. */
const releaseOf = ({ release, functionalGroup }: TradeMessage['definition']): string =>
  functionalGroup === undefined ? `D.${release}` : release

const inWords = ({ code, message, fields }: NotSent): string =>
  `${message} is not sent: ${code} ${fields.join(', ')}`.trim()

const findingInWords = ({ definition, number }: TradeMessage, { code, path, found }: Finding): string =>
  [`${definition.message} ${number}: ${code} at ${path}`, found].filter((part) => part !== undefined).join(': ')
