import { type Directory, type Finding, NONE } from '@entrepot/edi'
import {
  directoryFor,
  findingsOf,
  type Interchange,
  type InterchangeReport,
  InterchangeValidator,
  type MessageHeader,
} from '@entrepot/edifact'
import { MAX_SHOWN_MESSAGES } from './limits.ts'
import type { JudgedBy, ShownFile, ShownInterchange, ShownMessage } from './shown.ts'
import { type Room, ShownTree } from './tree.ts'

interface Heard {
  readonly header: MessageHeader
  readonly tree: ShownTree
  readonly judgedBy: JudgedBy | undefined
}

/** Looks into UN/EDIFACT: every message as a tree by the directory that its UNH names. */
export function inspectEdifact(bytes: Uint8Array, directories: readonly Directory[], room: Room): ShownFile {
  const interchanges: ShownInterchange[] = []
  let heard: Heard[] = []
  let notShown = 0
  let omitted = 0
  const validator = new InterchangeValidator({
    directories,
    handlerFor: (header, interchange) => {
      if (heard.length >= MAX_SHOWN_MESSAGES) {
        notShown += 1
        return undefined
      }
      const chosen = chosenFor(header, interchange, directories)
      const repeats = interchange.serviceString.separators.repetition !== NONE
      const tree = new ShownTree(chosen?.directory, repeats, room)
      heard.push({
        header,
        tree,
        judgedBy: chosen && { name: chosen.name, source: chosen.source, isExact: chosen.isExact },
      })
      return tree
    },
    reported: (report) => {
      omitted += report.omitted
      interchanges.push(shown(report, heard))
      heard = []
    },
  })
  validator.push(bytes)
  validator.end()
  const file = { interchanges, findings: validator.strays, omitted }
  return { syntax: 'edifact', ...file, notShown: { segments: room.notShown, messages: notShown } }
}

const chosenFor = (header: MessageHeader, { syntaxVersion }: Interchange, directories: readonly Directory[]) => {
  const { type, version, release, agency, associationCode: association } = header
  return directoryFor({ type, version, release, agency, association, syntaxVersion }, directories)
}

function shown(report: InterchangeReport, heard: readonly Heard[]): ShownInterchange {
  const { interchange } = report
  const ofMessages = new Map<number, readonly Finding[]>()
  for (const { message, findings } of [...report.messages, ...report.groups.flatMap(({ messages }) => messages)])
    ofMessages.set(message.offset, findings)
  const inMessages = new Set([...ofMessages.values()].flat())
  const { sender, recipient, reference, date, time, syntaxIdentifier, syntaxVersion, testIndicator } = interchange
  return {
    ...{ sender: sender.identification, recipient: recipient.identification, reference },
    ...{ prepared: `${date} ${time}`.trim(), version: `${syntaxIdentifier}:${syntaxVersion}` },
    isTest: testIndicator === '1',
    messages: heard.map((each) => shownMessage(each, ofMessages.get(each.header.offset) ?? [])),
    findings: findingsOf(report).filter((finding) => !inMessages.has(finding)),
  }
}

function shownMessage({ header, tree, judgedBy }: Heard, findings: readonly Finding[]): ShownMessage {
  const { type, reference, version, release, agency, associationCode } = header
  const nodes = tree.finish(findings)
  return {
    ...{ type, reference, version: [`${version}.${release}`, agency, associationCode].join(' ').trim() },
    ...(judgedBy ? { judgedBy } : {}),
    // Header and trailer stand around what was heard.
    ...{ segments: tree.count + 1, nodes, findings },
  }
}
