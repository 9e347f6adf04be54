import Parser from 'edifact/parser.js'
import Validator from 'edifact/validator.js'
import elements from 'edifact/elements.js'
import segments from 'edifact/segments.js'
import { X12Parser as NodeX12Parser } from 'node-x12'
import { Configuration } from 'ts-edifact/lib/configuration.js'
import { Parser as TsParser } from 'ts-edifact/lib/parser.js'
import { NullValidator } from 'ts-edifact/lib/validator.js'
import { X12parser } from 'x12-parser'

/** What others on npm do, each as its README has it; text is made for those who want text, outside of the measured time. */
export interface Peer {
  readonly name: string
  readonly parse: (bytes: Uint8Array, text: string) => number | Promise<number>
}

/** `edifact`: events for every component, without definitions. */
const edifact: Peer = {
  name: 'edifact',
  parse: (_bytes, text) => countedBy(new Parser(), text),
}

/** `edifact` with its segment and element definitions: formats and counts of components; no groups, no codes. */
const edifactValidating: Peer = {
  name: 'edifact, its partial validation',
  parse(_bytes, text) {
    const validator = new Validator()
    validator.define(segments)
    validator.define(elements)
    return countedBy(new Parser(validator), text)
  },
}

function countedBy(parser: Parser, text: string): number {
  let count = 0
  parser.on('opensegment', () => void count++)
  parser.write(text)
  parser.end()
  return count
}

const tsEdifact: Peer = {
  name: 'ts-edifact',
  parse(_bytes, text) {
    let count = 0
    const parser = new TsParser(new Configuration({ charset: 'UNOC', validator: new NullValidator() }))
    parser.onOpenSegment = () => void count++
    parser.write(text)
    parser.end()
    return count
  },
}

const nodeX12: Peer = {
  name: 'node-x12',
  parse: (_bytes, text) => (new NodeX12Parser(false).parse(text) ? 1 : 0),
}

const x12Parser: Peer = {
  name: 'x12-parser',
  parse: (bytes) =>
    new Promise((resolve, reject) => {
      let count = 0
      const parser = new X12parser()
      parser.on('data', () => void count++)
      parser.on('error', reject)
      parser.on('end', () => resolve(count))
      parser.end(Buffer.from(bytes))
    }),
}

export const edifactPeers: readonly Peer[] = [edifact, tsEdifact]
export const edifactValidatingPeers: readonly Peer[] = [edifactValidating]
export const x12Peers: readonly Peer[] = [nodeX12, x12Parser]
