import { closeSync, openSync, readSync } from 'node:fs'
import { type Directory, NONE, type Separators, Tokenizer } from '@entrepot/edi'
import {
  DEFAULT_SEPARATORS,
  InterchangeReader,
  InterchangeValidator,
  type MessageToWrite,
  readDocument,
  treeOf,
  streamInterchange,
  writeInterchange,
} from '@entrepot/edifact'
import { readSchema, Validation } from '@entrepot/x12'
import { CHUNK_BYTES } from './limits.ts'
import { ORDER_SCHEMA } from './order-schema.ts'

/** Something that goes over all bytes; it answers a number, so that nothing of it is left out. */
export type Work = (bytes: Uint8Array) => number

/** The bare loop: every byte looked at once. */
export const bareLoop: Work = (bytes) => {
  let sum = 0
  for (let at = 0; at < bytes.length; at++) sum ^= bytes[at] ?? 0
  return sum
}

/** The fastest way that the runtime has to find terminators. */
export const indexOfAll =
  (terminator: string): Work =>
  (bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const code = terminator.charCodeAt(0)
    let count = 0
    for (let at = buffer.indexOf(code); at >= 0; at = buffer.indexOf(code, at + 1)) count++
    return count
  }

/** Reading the file alone. */
export const readingFile =
  (path: string): Work =>
  () => {
    const chunk = new Uint8Array(CHUNK_BYTES)
    const file = openSync(path, 'r')
    let total = 0
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) total += read
    closeSync(file)
    return total
  }

function inChunks(bytes: Uint8Array, push: (chunk: Uint8Array) => void): void {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) push(bytes.subarray(at, at + CHUNK_BYTES))
}

const X12_SEPARATORS: Separators = { element: 0x2a, component: 0x3e, repetition: NONE, release: NONE, terminator: 0x7e }

const tokenize =
  (separators: Separators): Work =>
  (bytes) => {
    const tokenizer = new Tokenizer()
    tokenizer.setAlphabet({ separators })
    let count = 0
    inChunks(bytes, (chunk) => {
      for (let at = 0; at < chunk.length; ) {
        at += tokenizer.fill(chunk, at)
        while (tokenizer.next() === 'segments') count += tokenizer.tokens.count
      }
    })
    return count
  }

export const tokenizeEdifact: Work = tokenize({ ...DEFAULT_SEPARATORS, repetition: NONE })
export const tokenizeX12: Work = tokenize(X12_SEPARATORS)

/** Tokens, envelope and findings. */
export const readEdifact: Work = (bytes) => {
  let messages = 0
  const reader = new InterchangeReader({ message: () => void messages++ })
  inChunks(bytes, (chunk) => reader.push(chunk))
  reader.end()
  return messages + reader.findings.list.length
}

/** Everything: places and groups, elements, formats, codes. @throws where the sample is not valid. */
export const validateEdifact =
  (directories: readonly Directory[]): Work =>
  (bytes) => {
    let found = 0
    const validator = new InterchangeValidator({
      directories,
      reported: ({ findings, messages }) => {
        found += findings.length + messages.length
      },
    })
    inChunks(bytes, (chunk) => validator.push(chunk))
    validator.end()
    if (found > 0) throw new Error('the sample is not valid')
    return found
  }

export const validateX12: Work = (bytes) => {
  const validation = new Validation({ schemas: [orderSchema] })
  inChunks(bytes, (chunk) => validation.push(chunk))
  validation.end()
  const [first] = validation.findings.list
  if (first) throw new Error(`the sample is not valid: ${first.code} ${first.path}`)
  return 0
}

const orderSchema = (() => {
  const read = readSchema(ORDER_SCHEMA)
  if (!read.ok) throw new Error(`${read.code}, line ${read.line}`)
  return read.schema
})()

/** How often the trees of a sample are written into one interchange. */
export const TIMES_WRITTEN = 10
/** What is written is as much as the others read, but for the last message of a sample. */
const TOLERANCE = 0.01

/**
 * Writes the trees of a sample, which are there before, ten times into one interchange, whole or handed on in pieces: a writer makes a message,
 * writes it and forgets it, while trees of all that is written would be looked through by the collector, and that be measured.
 */
export function writing(sample: Uint8Array): { readonly whole: Work; readonly streamed: Work } {
  const [interchange] = readDocument(sample).interchanges
  if (!interchange) throw new Error('the sample has an interchange')
  const { header } = interchange
  const messages = interchange.content.flatMap((item) => (item.kind === 'message' ? [item] : item.messages))
  const content = messages.map((message): MessageToWrite => ({ header: message.header, tree: treeOf(message) }))
  const once = writeInterchange({ header, content })
  if (!once.ok || Buffer.compare(once.bytes, sample) !== 0) throw new Error('it was not written as it was')
  const all = Array.from({ length: TIMES_WRITTEN }, () => content).flat()
  const asMuch = (length: number, bytes: Uint8Array): number => {
    if (Math.abs(length / bytes.length - 1) > TOLERANCE) throw new Error('it was not as much as the others read')
    return length
  }
  return {
    whole(bytes) {
      const written = writeInterchange({ header, content: all })
      return asMuch(written.ok ? written.bytes.length : 0, bytes)
    },
    streamed(bytes) {
      let taken = 0
      streamInterchange({ header, content: all }, ({ length }) => {
        taken += length
      })
      return asMuch(taken, bytes)
    },
  }
}
