import { Buffer } from 'node:buffer'
import {
  type GroupToWrite as EdifactGroup,
  type InterchangeToWrite as EdifactInterchange,
  type MessageToWrite,
  readDocument as readEdifact,
  treeOf as treeOfMessage,
  writeInterchange as writeEdifact,
} from '@entrepot/edifact'
import { MAX_INSPECTED_BYTES, syntaxOf } from '@entrepot/trade/interchange'
import {
  type InterchangeToWrite as X12Interchange,
  readDocument as readX12,
  treeOf as treeOfSet,
  writeInterchange as writeX12,
} from '@entrepot/x12'
import { UsageError } from '../arguments.ts'
import { sayFinding, sayPlace } from './finding-words.ts'
import { isInterchangeJson, type InterchangeJson } from './interchange-json.ts'
import { readWhole, sourcesOf } from './source.ts'
import type { EdiTask } from './task.ts'

/** `entrepot edi convert`: interchanges to JSON, and JSON to interchanges. */
export const convert: EdiTask = {
  summary: 'convert interchanges to JSON, and such JSON back',
  operands: '[FILE]',
  async run(given, terminal) {
    const [source, ...more] = await sourcesOf(given.operands)
    if (!source || more.length > 0) throw new UsageError('convert takes one file')
    const bytes = await readWhole(source, MAX_INSPECTED_BYTES)
    const text = Buffer.from(bytes).toString('utf8')
    if (!text.trimStart().startsWith('[') && !text.trimStart().startsWith('{')) {
      const converted = toJson(bytes)
      if (converted.length === 0) throw new UsageError(`${source.name} holds no interchange`)
      terminal.out(JSON.stringify(converted, undefined, 2))
      return 0
    }
    const interchanges = parse(text, source.name)
    for (const interchange of interchanges) {
      const written =
        interchange.syntax === 'x12' ? writeX12(interchange.interchange) : writeEdifact(interchange.interchange)
      if (!written.ok) {
        for (const finding of written.findings) terminal.err(`${sayPlace(finding)}: ${sayFinding(finding)}`)
        return 1
      }
      terminal.out(Buffer.from(written.bytes).toString('latin1'))
    }
    return 0
  },
}

function parse(text: string, name: string): readonly InterchangeJson[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // JSON.parse throws for nothing but ill-formed text.
    throw new UsageError(`${name} is neither an interchange nor JSON`)
  }
  const list: unknown[] = Array.isArray(value) ? value : [value]
  const interchanges = list.filter(isInterchangeJson)
  if (interchanges.length === list.length) return interchanges
  throw new UsageError(
    `${name}: entry ${list.findIndex((each) => !isInterchangeJson(each)) + 1} is not made as "edi convert" makes them`,
  )
}

function toJson(bytes: Uint8Array): InterchangeJson[] {
  return syntaxOf(bytes) === 'x12' ? x12ToJson(bytes) : edifactToJson(bytes)
}

function edifactToJson(bytes: Uint8Array): InterchangeJson[] {
  return readEdifact(bytes).interchanges.map(({ header, content }) => {
    const { characters: _characters, serviceString, offset: _offset, ...fields } = header
    const messageOf = (message: Parameters<typeof treeOfMessage>[0]): MessageToWrite => {
      const { firstSegment: _first, offset: _at, type: _type, ...rest } = message.header
      return { header: rest, tree: treeOfMessage(message) }
    }
    const items = content.map((item): MessageToWrite | EdifactGroup => {
      if (item.kind === 'message') return messageOf(item)
      const { offset: _, ...group } = item.header
      return { group, messages: item.messages.map(messageOf) }
    })
    const interchange: EdifactInterchange = { header: fields, separators: serviceString.separators, content: items }
    return { syntax: 'edifact', interchange }
  })
}

function x12ToJson(bytes: Uint8Array): InterchangeJson[] {
  return readX12(bytes).interchanges.map(({ header, groups }) => {
    const { sender, receiver, date, time, version, controlNumber, usage, separators } = header
    const interchange: X12Interchange = {
      ...{ sender, receiver, date, time, version, controlNumber, separators },
      ...(usage === 'T' || usage === 'P' || usage === 'I' ? { usage } : {}),
      acknowledgementRequested: header.acknowledgementRequested === '1',
      groups: groups.flatMap(({ header: group, sets }) => {
        if (!group) return []
        const { offset: _offset, agency: _agency, ...named } = group
        const written = sets.map((set) => ({
          ...{ tree: treeOfSet(set), controlNumber: set.header.controlNumber },
          ...(set.header.convention === '' ? {} : { convention: set.header.convention }),
        }))
        return [{ ...named, sets: written }]
      }),
    }
    return { syntax: 'x12', interchange }
  })
}
