import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { InterchangeReader as EdifactReader, readDocument, treeOf, writeInterchange } from '@entrepot/edifact'
import { MAX_INSPECTED_BYTES, syntaxOf } from '@entrepot/trade/interchange'
import {
  InterchangeReader as X12Reader,
  readDocument as readX12,
  treeOf as x12TreeOf,
  writeInterchange as writeX12,
} from '@entrepot/x12'
import { type Arguments, UsageError, valueOf } from '../arguments.ts'
import { readWhole, type Source, sourcesOf } from './source.ts'
import type { EdiTask, Terminal } from './task.ts'

/** Bytes that are kept while it is not known where their interchange ends. */
const MAX_INTERCHANGE_BYTES = 1 << 30

/** `entrepot edi split`: a file for each interchange, byte for byte, or for each message with an envelope of its own. */
export const split: EdiTask = {
  summary: 'write a file for each interchange, or for each message (--by message)',
  operands: '[FILE ...] --out DIR [--by interchange|message]',
  async run(given, terminal) {
    const out = valueOf(given, 'out')
    if (out === undefined) throw new UsageError('say where to: --out DIR')
    const by = byOf(given)
    await mkdir(out, { recursive: true })
    let written = 0
    for (const source of await sourcesOf(given.operands)) {
      const name = source.name === '-' ? 'stdin' : (source.name.split('/').at(-1) ?? 'file')
      const target = { out, name, terminal }
      written += by === 'message' ? await splitMessages(source, target) : await splitInterchanges(source, target)
    }
    if (written === 0) terminal.err('No interchange was found.')
    return written === 0 ? 1 : 0
  },
}

function byOf(given: Arguments): 'interchange' | 'message' {
  const by = valueOf(given, 'by') ?? 'interchange'
  if (by === 'interchange' || by === 'message') return by
  throw new UsageError(`--by ${by}: it is interchange or message`)
}

interface Target {
  readonly out: string
  readonly name: string
  readonly terminal: Terminal
}

/** Copies each interchange as it stands, while it goes by. */
async function splitInterchanges(source: Source, target: Target): Promise<number> {
  const kept: { bytes: Uint8Array; offset: number }[] = []
  let [length, from, count] = [0, 0, 0]
  const ends: number[] = []
  let reader: EdifactReader | X12Reader | undefined
  const hear = {
    interchangeEnd({
      trailer,
      offset,
    }: {
      trailer: { tokens: { base: number; marks: Int32Array; firstMarks: Int32Array }; index: number } | undefined
      offset: number
    }) {
      if (!trailer) return void ends.push(offset)
      const { base, marks, firstMarks } = trailer.tokens
      ends.push(base + ((marks[(firstMarks[trailer.index + 1] ?? 0) - 1] ?? 0) >> 2) + 1)
    },
  }
  const flush = async (): Promise<void> => {
    for (const end of ends.splice(0)) {
      count += 1
      await writePart(target, count, cut(kept, from, end))
      from = end
    }
  }
  for await (const chunk of source.chunks()) {
    reader ??= syntaxOf(chunk) === 'x12' ? new X12Reader(hear) : new EdifactReader(hear)
    kept.push({ bytes: Uint8Array.from(chunk), offset: length })
    length += chunk.length
    if (length - from > MAX_INTERCHANGE_BYTES)
      throw new UsageError(`${source.name}: an interchange is larger than ${MAX_INTERCHANGE_BYTES} bytes`)
    reader.push(chunk)
    await flush()
  }
  reader?.end()
  await flush()
  return count
}

/** Takes the bytes of a stretch, and forgets what comes before its end. */
function cut(kept: { bytes: Uint8Array; offset: number }[], from: number, end: number): Uint8Array {
  const parts: Uint8Array[] = []
  while (kept[0] && kept[0].offset < end) {
    const { bytes, offset } = kept[0]
    parts.push(bytes.subarray(Math.max(0, from - offset), end - offset))
    if (offset + bytes.length > end) break
    kept.shift()
  }
  return Buffer.concat(parts)
}

/** Each message or transaction set in an interchange of its own, with the envelope of the one that it came in. */
async function splitMessages(source: Source, target: Target): Promise<number> {
  const bytes = await readWhole(source, MAX_INSPECTED_BYTES)
  let count = 0
  for (const { reference, written } of syntaxOf(bytes) === 'x12' ? setsIn(bytes) : messagesIn(bytes)) {
    count += 1
    if (written.ok) await writePart(target, count, written.bytes)
    else target.terminal.err(`message ${reference} cannot be written: ${written.findings[0]?.code}`)
  }
  return count
}

/** A message by itself, or why it cannot be. */
interface Single {
  readonly reference: string
  readonly written: ReturnType<typeof writeInterchange>
}

function* messagesIn(bytes: Uint8Array): Generator<Single> {
  for (const { header, content } of readDocument(bytes).interchanges) {
    const { separators, decimalMark } = header.serviceString
    for (const message of content.flatMap((item) => (item.kind === 'group' ? item.messages : [item]))) {
      const alone = [{ header: message.header, tree: treeOf(message) }]
      const written = writeInterchange({ header, separators, decimalMark, content: alone })
      yield { reference: message.header.reference, written }
    }
  }
}

function* setsIn(bytes: Uint8Array): Generator<Single> {
  for (const { header, groups } of readX12(bytes).interchanges)
    for (const group of groups)
      for (const set of group.sets) {
        const { identifier, controlNumber, convention } = set.header
        const alone = { tree: x12TreeOf(set), controlNumber, ...(convention !== '' && { convention }) }
        const inGroup = group.header ?? {
          ...header,
          ...NO_GROUP,
          identifier,
          sender: header.sender.id,
          receiver: header.receiver.id,
        }
        const usage = header.usage === 'T' || header.usage === 'I' ? header.usage : 'P'
        const acknowledgementRequested = header.acknowledgementRequested === '1'
        const interchange = {
          ...header,
          usage,
          acknowledgementRequested,
          groups: [{ ...inGroup, sets: [alone] }],
        } as const
        yield { reference: controlNumber, written: writeX12(interchange) }
      }
}

/** Of a set that stands in no group. */
const NO_GROUP = { controlNumber: '1', version: '' }

async function writePart({ out, name, terminal }: Target, number: number, bytes: Uint8Array): Promise<void> {
  const path = join(out, `${name.replace(/\.[^.]*$/, '')}-${String(number).padStart(4, '0')}.edi`)
  await using file = await open(path, 'w')
  await file.writeFile(bytes)
  terminal.out(path)
}
