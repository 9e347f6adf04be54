import { Mark } from '../../token.ts'
import { COUNTED_SHIFT, RELEASE, SPECIAL } from '../classes.ts'
import {
  again,
  againIf,
  type Code,
  constant,
  either,
  get,
  i32,
  i64,
  leave,
  loop,
  set,
  sized,
  Type,
  unsigned,
  v128,
  when,
} from './instructions.ts'
import { Layout, PAGES, Result } from './layout.ts'

const BLOCK_BYTES = 64
const VECTOR_BYTES = 16

/** Parameters (how many bytes there are, what is added to places, how many marks there are before), and variables. */
const Local = {
  length: 0,
  base: 1,
  marksBefore: 2,
  at: 3,
  class: 4,
  kind: 5,
  place: 6,
  /** Where the next mark is written, from `Layout.marks` on. */
  mark: 7,
  /** Where the next segment is written, from `Layout.firstMarks` and `Layout.starts` on. */
  segment: 8,
  counted: 9,
  strangers: 10,
  blockEnd: 11,
  separators: 12,
  countedBits: 13,
  /** Four separators, two halves of each of two sets, and the bits of upper halves of bytes. */
  separator: 14,
  specialRows: 18,
  countedRows: 20,
  bits: 22,
  bytes: 23,
  lower: 24,
  upper: 25,
  bit: 26,
  special: 27,
} as const
const LOCALS: Code = [...unsigned(3), 9, Type.i32, 2, Type.i64, 14, Type.v128]

const add = (local: number, value: Code): Code => [get(local), value, i32.add, set(local)].flat()
const classOf = (at: Code): Code => [at, i32.load8(Layout.bytes), i32.load8(Layout.classes)].flat()
const isCounted: Code = [get(Local.class), constant(COUNTED_SHIFT), i32.shiftRight, constant(1), i32.and].flat()

/** Writes the mark at `place`, and behind it where a segment would begin; only behind a terminator that stays. */
const writeMark: Code = [
  [
    get(Local.mark),
    get(Local.base),
    get(Local.place),
    i32.add,
    constant(2),
    i32.shiftLeft,
    get(Local.kind),
    i32.or,
    i32.store(Layout.marks),
  ],
  [add(Local.mark, constant(4))],
  [
    get(Local.segment),
    get(Local.mark),
    constant(2),
    i32.shiftRight,
    get(Local.marksBefore),
    i32.add,
    i32.store(Layout.firstMarks),
  ],
  [get(Local.segment), get(Local.base), get(Local.place), i32.add, constant(1), i32.add, i32.store(Layout.starts)],
  [add(Local.segment, [get(Local.kind), constant(Mark.terminator), i32.eq, constant(2), i32.shiftLeft].flat())],
].flat(2)

/** Looks at sixteen bytes of a block: which are separators, which are counted, whether one is special. */
function lookAt(vector: number): Code {
  const shifted = (bits: Code[]): Code =>
    [...bits, v128.bitmask, i64.fromI32, i64.constant(vector * VECTOR_BYTES), i64.shiftLeft].flat()
  const isMember = (rows: number): Code =>
    [
      [get(rows), get(Local.lower), v128.swizzle, get(rows + 1), get(Local.upper), v128.swizzle, v128.or],
      [get(Local.bit), v128.and],
    ].flat(2)
  const equals = (separator: number): Code => [get(Local.bytes), get(Local.separator + separator), v128.equal].flat()
  return [
    [get(Local.at), v128.load(Layout.bytes + vector * VECTOR_BYTES), set(Local.bytes)],
    // Upper and lower four bits: a swizzle gives 0 for an index with the highest bit, so each byte finds its row in one half only.
    [get(Local.bytes), v128.constant(0x8f), v128.and, set(Local.lower)],
    [get(Local.lower), v128.constant(0x80), v128.xor, set(Local.upper)],
    [
      get(Local.bits),
      get(Local.bytes),
      constant(4),
      v128.shiftRight16,
      v128.constant(0x0f),
      v128.and,
      v128.swizzle,
      set(Local.bit),
    ],
    [
      get(Local.separators),
      shifted([equals(0), equals(1), v128.or, equals(2), v128.or, equals(3), v128.or]),
      i64.or,
      set(Local.separators),
    ],
    [get(Local.special), isMember(Local.specialRows), v128.or, set(Local.special)],
    [
      get(Local.countedBits),
      shifted([isMember(Local.countedRows), v128.constant(0), v128.notEqual]),
      i64.or,
      set(Local.countedBits),
    ],
  ].flat(2)
}

/** A block in which nothing is special: its separators, one by one. */
const takeSeparators: Code = [
  add(Local.counted, [get(Local.countedBits), i64.population, i32.fromI64].flat()),
  loop(
    [get(Local.separators), i64.isZero].flat(),
    either(
      [],
      [
        [get(Local.at), get(Local.separators), i64.trailingZeros, i32.fromI64, i32.add, set(Local.place)],
        [get(Local.place), i32.load8(Layout.bytes), i32.load8(Layout.kinds), set(Local.kind)],
        [writeMark],
        [get(Local.separators), get(Local.separators), i64.constant(1), i64.subtract, i64.and, set(Local.separators)],
        [again(1)],
      ].flat(2),
    ),
  ),
  add(Local.at, constant(BLOCK_BYTES)),
].flat()

const result = (place: number, ...value: Code[]): Code =>
  [constant(0), ...value, i32.store(Layout.results + 4 * place)].flat()
const finish: Code = [
  result(Result.at, get(Local.at)),
  result(Result.marks, get(Local.mark), constant(2), i32.shiftRight),
  result(Result.segments, get(Local.segment), constant(2), i32.shiftRight),
  result(Result.counted, get(Local.counted)),
  result(Result.strangers, get(Local.strangers)),
].flat()

/** Passes over a release character and what it releases; if that is not there yet, the scan ends. */
const passReleased: Code = [
  [get(Local.at), constant(1), i32.add, get(Local.length), i32.greaterOrEqual, when(finish, leave)],
  [add(Local.at, constant(1)), classOf(get(Local.at)), set(Local.class), add(Local.counted, isCounted)],
  [add(Local.strangers, [get(Local.class), constant(SPECIAL | RELEASE), i32.and, constant(SPECIAL), i32.eq].flat())],
].flat(2)

/** A block in which something is special: byte by byte, as `scanBytes` does. */
const takeBytes: Code = [
  [get(Local.at), constant(BLOCK_BYTES), i32.add, set(Local.blockEnd)].flat(),
  loop(
    [classOf(get(Local.at)), set(Local.class), add(Local.counted, isCounted)].flat(),
    [get(Local.class), constant(1), i32.and].flat(),
    when(
      [get(Local.at), set(Local.place), get(Local.class), constant(1), i32.shiftRight, constant(3), i32.and].flat(),
      set(Local.kind),
      writeMark,
    ),
    [get(Local.class), constant(SPECIAL), i32.greaterOrEqual].flat(),
    when(
      [get(Local.class), constant(RELEASE), i32.and].flat(),
      either(passReleased, add(Local.strangers, constant(1))),
    ),
    add(Local.at, constant(1)),
    [get(Local.at), get(Local.blockEnd), i32.less].flat(),
    againIf(0),
  ),
].flat()

const zero = (bits: number): Code => [i64.constant(0), set(bits)].flat()
const loadVectors: Code = Array.from({ length: 9 }, (_, index) =>
  [constant(0), v128.load(Layout.separators + VECTOR_BYTES * index), set(Local.separator + index)].flat(),
).flat()

/** Block after block, as long as whole ones are there. */
const body: Code = [
  loadVectors,
  loop(
    [get(Local.at), constant(BLOCK_BYTES), i32.add, get(Local.length), i32.lessOrEqual].flat(),
    when(
      [zero(Local.separators), zero(Local.countedBits), v128.constant(0), set(Local.special)].flat(),
      [lookAt(0), lookAt(1), lookAt(2), lookAt(3)].flat(),
      [get(Local.special), v128.any].flat(),
      either(takeBytes, takeSeparators),
      again(1),
    ),
  ),
  finish,
].flat()

const section = (id: number, ...content: Code[]): Code => [id, ...sized(content.flat())]
const name = (text: string): Code => sized(Array.from(text, (character) => character.charCodeAt(0)))

/** The module: it exports `memory`, and `scan(length, base, marksBefore)`, which scans the bytes at `Layout.bytes`. */
export function assembleProgram(): Uint8Array<ArrayBuffer> {
  const signature = [Type.function, 3, Type.i32, Type.i32, Type.i32, 0]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1], signature),
    ...section(3, [1, 0]),
    ...section(5, [1, 1], unsigned(PAGES), unsigned(PAGES)),
    ...section(7, [2], name('memory'), [2, 0], name('scan'), [0, 0]),
    ...section(10, [1], sized([...LOCALS, ...body, 0x0b])),
  ])
}
