import type { Blocks } from '../../token.ts'
import type { Batch } from '../batch.ts'
import { COUNTED, SPECIAL, type Tables } from '../classes.ts'
import type { Scan } from '../scan.ts'
import { Layout, Result } from './layout.ts'
import { assembleProgram } from './program.ts'

/** Fewer bytes are scanned sooner one by one. */
export const BLOCKS_WORTHWHILE_BYTES = 512

/** The part of WebAssembly that is used; every engine has it, unless a page's policy forbids it. */
declare const WebAssembly:
  | {
      readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
      readonly Instance: new (module: object, imports?: object) => { readonly exports: Exports }
    }
  | undefined

interface Memory {
  readonly buffer: ArrayBuffer
}
/** What one or the other of our programs exports. */
interface Exports {
  readonly memory?: Memory
  readonly scan?: ScanProgram
  readonly fit?: (...parameters: readonly [number, number, number, number, number, number, number]) => void
}
type ScanProgram = (length: number, base: number, marksBefore: number) => void

interface Program {
  readonly scan: ScanProgram
  readonly memory: Memory
  readonly alphabet: Uint8Array
  readonly results: Int32Array
  readonly bytes: Uint8Array
  readonly marks: Int32Array
  readonly firstMarks: Int32Array
  readonly starts: Int32Array
  /** The tables that its memory holds. */
  loaded: Tables | undefined
  /** Scans so far. */
  scans: number
}

/**
 * Scans whole blocks of 64 bytes up to `to` at most, as `scanBytes` does, sixteen bytes an instruction; and finds where
 * segments end on the way. One program serves all tokenizers: bytes are copied in, and what was found is copied out.
 *
 * @returns how many segments it found. Where WebAssembly is not to be had nothing is scanned.
 */
export function scanBlocks(scan: Scan, batch: Batch, tables: Tables, to: number): number {
  program ??= load()
  if (program === 'none') return 0
  if (program.loaded !== tables) {
    program.alphabet.set(imageOf(tables))
    program.loaded = tables
  }
  const { bytes, marks, firstMarks, starts, results } = program
  const { at: base, count: marksBefore } = scan
  bytes.set(scan.bytes.subarray(scan.at, to))
  program.scan(to - scan.at, scan.at, scan.count)
  const found = results[Result.marks] ?? 0
  const segments = results[Result.segments] ?? 0
  batch.makeRoomForMarks(scan, scan.count + found)
  batch.makeRoom(segments + 1)
  scan.marks.set(marks.subarray(0, found), scan.count)
  batch.firstMarks.set(firstMarks.subarray(0, segments), 1)
  batch.starts.set(starts.subarray(0, segments), 1)
  scan.count += found
  scan.at += results[Result.at] ?? 0
  scan.counted += results[Result.counted] ?? 0
  scan.strangers += results[Result.strangers] ?? 0
  batch.blocks = { scan: ++program.scans, segments, base, marksBefore }
  return segments
}

/** Whether what a scan found still stands in the program's memory. */
export const isLatest = ({ scan }: Blocks): boolean => program !== 'none' && program?.scans === scan

/** The memory, for another program that goes on from what was found. */
export const scannerMemory = (): Memory | undefined => (program === 'none' ? undefined : program?.memory)

let program: Program | 'none' | undefined

function load(): Program | 'none' {
  const { memory, scan } = instantiate(assembleProgram())
  return memory === undefined || scan === undefined ? 'none' : programOf(memory, scan)
}

/** What a module exports; nothing where WebAssembly is not to be had. */
export function instantiate(module: Uint8Array<ArrayBuffer>, imports?: object): Exports {
  if (typeof WebAssembly === 'undefined') return {}
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(module), imports).exports
  } catch {
    return {}
  }
}

function programOf(memory: Memory, scan: ScanProgram): Program {
  const numbers = (from: number, to: number): Int32Array => new Int32Array(memory.buffer, from, (to - from) / 4)
  return {
    scan,
    alphabet: new Uint8Array(memory.buffer, 0, Layout.alphabetEnd),
    results: numbers(Layout.results, Layout.bytes),
    bytes: new Uint8Array(memory.buffer, Layout.bytes, Layout.marks - Layout.bytes),
    marks: numbers(Layout.marks, Layout.firstMarks),
    firstMarks: numbers(Layout.firstMarks, Layout.starts),
    starts: numbers(Layout.starts, Layout.end),
    loaded: undefined,
    memory,
    scans: 0,
  }
}

const VECTOR_BYTES = 16
const SEPARATORS = 4

/** The beginning of the program's memory: all that depends on the alphabet. */
function imageOf({ classes, kinds }: Tables): Uint8Array {
  const image = new Uint8Array(Layout.alphabetEnd)
  image.set(kinds, Layout.kinds)
  image.set(classes, Layout.classes)
  const separators = Array.from(classes.keys()).filter((byte) => ((classes[byte] ?? 0) & 1) === 1)
  for (let index = 0; index < SEPARATORS; index++) {
    const from = Layout.separators + VECTOR_BYTES * index
    image.fill(separators[index] ?? separators[0] ?? 0, from, from + VECTOR_BYTES)
  }
  setRows(image, Layout.special, (byte) => ((classes[byte] ?? 0) & SPECIAL) !== 0)
  setRows(image, Layout.counted, (byte) => ((classes[byte] ?? 0) & COUNTED) !== 0)
  for (let upper = 0; upper < VECTOR_BYTES; upper++) image[Layout.bits + upper] = 1 << (upper & 7)
  return image
}

/** A set of bytes: by the lower four bits a row with a bit for each upper four bits, in two halves. */
function setRows(image: Uint8Array, from: number, isMember: (byte: number) => boolean): void {
  for (let byte = 0; byte < 256; byte++) {
    if (!isMember(byte)) continue
    const upper = byte >> 4
    const row = from + (upper < 8 ? 0 : VECTOR_BYTES) + (byte & 0x0f)
    image[row] = (image[row] ?? 0) | (1 << (upper & 7))
  }
}
