import { Mark } from '../../token.ts'
import { BLANK } from '../classes.ts'
import {
  again,
  againIf,
  type Code,
  constant,
  either,
  get,
  i32,
  loop,
  set,
  sized,
  Type,
  unsigned,
  when,
  wideConstant,
} from './instructions.ts'
import { FitLayout, FitLimit, Layout, PAGES } from './layout.ts'

/**
 * Parameters (segments from, to, as four bytes each; what places count from; marks before; decimal marks; whether every byte is a character), and
 * variables.
 */
const Local = {
  segment: 0,
  end: 1,
  base: 2,
  marksBefore: 3,
  decimalMark: 4,
  otherMark: 5,
  isExact: 6,
  /** Four bytes each, from `Layout.marks` on. */
  mark: 7,
  ended: 8,
  /** Where a tag or value begins, and its length. */
  from: 9,
  length: 10,
  state: 11,
  verdict: 12,
  way: 13,
  check: 14,
  /** A tag or code, where it is looked up, what stands there. */
  key: 15,
  slot: 16,
  found: 17,
  list: 18,
  at: 19,
  figures: 20,
  kind: 21,
} as const
const PARAMETERS = 7
const LOCALS: Code = [...unsigned(1), 15, Type.i32]

/** What is checked of a value, in the lowest bits of a check; `any` is for others to check. */
export const FitCheck = { any: 0, number: 1, decimal: 2, whole: 3, length: 4, code: 5 } as const
/**
 * A way as one integer: up to how many bytes whatever stands before the mark is right, five bits of nothing, and the state that it leads to, 0 where
 * nobody has gone it yet. So shifted by `WAY_SHIFT` it is where the ways of that state stand, 32 bytes a state.
 */
const WAY_SHIFT = 11
export const MAX_PLAIN: number = (1 << WAY_SHIFT) - 1
export const STATE_SHIFT: number = WAY_SHIFT + 5
/** Behind it stand the number of a list, or the least and the most characters or figures. */
export const FitBits = { kind: 3, least: 13, most: 15 } as const
const LEAST_SHIFT = FitBits.kind
export const MOST_SHIFT: number = FitBits.kind + FitBits.least
/** 2 ** 32 divided by the golden ratio: spreads what differs in few bits (Knuth, multiplicative hashing). */
export const MULTIPLIER = 0x9e3779b1
/** Hashes of tags, of which there are at most half as many. */
const TAG_BITS = Math.log2(2 * FitLimit.segments)
export const TAG_SHIFT: number = 32 - TAG_BITS
const CODE_BYTES = 3
const ZERO = 0x30
const POINT = 0x2e

const assign = (local: number, ...value: Code[]): Code => [...value.flat(), ...set(local)]
const from = (local: number, ...rest: Code[]): Code => [...get(local), ...rest.flat()]
const increase = (local: number, by: number): Code => assign(local, from(local, constant(by), i32.add))
/** Place of a separator. */
const placeOfMark: Code = from(Local.ended, constant(2), i32.shiftRight)
const kindOfMark: Code = from(Local.ended, constant(3), i32.and)
const byteAt = (local: number): Code => from(local, i32.load8(Layout.bytes))
const hash: Code = from(Local.key, wideConstant(MULTIPLIER), i32.multiply)
const fail: Code = assign(Local.state, constant(0))

/** Up to three bytes from `from` on as one number, the first lowest. */
const takeKey: Code = assign(
  Local.key,
  from(Local.from, i32.load(Layout.bytes)),
  [constant(1), from(Local.length, constant(3), i32.shiftLeft), i32.shiftLeft, constant(1), i32.subtract].flat(),
  i32.and,
)

/** Goes on from slot to slot until there is the key or nothing. */
const probe = (load: Code, next: Code): Code =>
  loop(
    assign(Local.found, from(Local.slot, load)),
    from(Local.found, get(Local.key), i32.notEqual, get(Local.found), constant(0), i32.notEqual, i32.and),
    when(assign(Local.slot, next), again(1)),
  )

/** The state to begin with, by the segment's tag: 0 where there is none. */
const beginWithTag: Code = [
  assign(Local.from, from(Local.segment, i32.load(Layout.starts), get(Local.base), i32.subtract)),
  loop(
    [byteAt(Local.from), i32.load8(Layout.classes), constant(BLANK), i32.and].flat(),
    when(increase(Local.from, 1), again(1)),
  ),
  assign(Local.length, placeOfMark, get(Local.base), i32.subtract, get(Local.from), i32.subtract),
  fail,
  [kindOfMark, constant(Mark.element), i32.eq].flat(),
  from(Local.length, constant(CODE_BYTES), i32.lessOrEqual, i32.and),
  when(
    takeKey,
    assign(Local.slot, hash, constant(TAG_SHIFT), i32.shiftRight, constant(3), i32.shiftLeft),
    probe(
      i32.load(FitLayout.tags),
      from(Local.slot, constant(8), i32.add, constant(16 * FitLimit.segments - 1), i32.and),
    ),
    from(Local.found),
    when(assign(Local.state, from(Local.slot, i32.load(FitLayout.tags + 4)))),
  ),
].flat()

const isKind = (kind: number): Code => from(Local.kind, constant(kind), i32.eq)
const isByte = (value: Code): Code => [...byteAt(Local.at), ...value, ...i32.eq]
const isMark: Code = [
  [isByte(get(Local.decimalMark)), isByte(get(Local.otherMark)), i32.or, isKind(FitCheck.number), i32.and],
  [isByte(constant(POINT)), isKind(FitCheck.decimal), i32.and, i32.or],
].flat(2)

/** Fails unless `figures` is within what the check allows. */
const checkLength: Code = [
  from(Local.figures, from(Local.check, constant(MOST_SHIFT), i32.shiftRight), i32.greater),
  from(
    Local.figures,
    from(Local.check, constant(LEAST_SHIFT), i32.shiftRight, constant((1 << FitBits.least) - 1), i32.and),
    i32.less,
    i32.or,
  ),
  when(fail),
].flat()

/** Figures, and a decimal mark between them. */
const checkNumber: Code = [
  assign(Local.at, get(Local.from)),
  loop(
    [byteAt(Local.at), constant(ZERO), i32.subtract, constant(9), i32.greater].flat(),
    when(
      isMark,
      from(Local.figures, get(Local.length), i32.eq, i32.and),
      from(Local.at, get(Local.from), i32.notEqual, i32.and),
      from(Local.at, constant(1), i32.add, get(Local.from), i32.subtract, get(Local.length), i32.notEqual, i32.and),
      either(assign(Local.figures, from(Local.figures, constant(1), i32.subtract)), fail),
    ),
    increase(Local.at, 1),
    from(Local.at, get(Local.from), i32.subtract, get(Local.length), i32.less),
    againIf(0),
  ),
  checkLength,
].flat()

/** A code of up to three bytes that is in its list. */
const checkCode: Code = [
  from(Local.length, constant(CODE_BYTES), i32.greater),
  either(
    fail,
    [
      takeKey,
      assign(Local.list, from(Local.check, constant(FitBits.kind), i32.shiftRight, constant(3), i32.shiftLeft)),
      assign(
        Local.slot,
        hash,
        from(Local.list, i32.load(FitLayout.lists + 4)),
        i32.shiftRight,
        constant(2),
        i32.shiftLeft,
      ),
      assign(Local.slot, from(Local.slot, get(Local.list), i32.load(FitLayout.lists), i32.add)),
      probe(i32.load(FitLayout.codes), from(Local.slot, constant(4), i32.add)),
      from(Local.found, i32.isZero),
      when(fail),
    ].flat(),
  ),
].flat()

/** A value of more bytes than are right whatever they are. */
const checkValue: Code = [
  assign(Local.check, from(Local.way, i32.load(FitLayout.checks))),
  assign(Local.from, from(Local.from, get(Local.base), i32.subtract)),
  assign(Local.kind, from(Local.check, constant((1 << FitBits.kind) - 1), i32.and)),
  assign(Local.figures, get(Local.length)),
  isKind(FitCheck.code),
  either(
    checkCode,
    [
      from(
        Local.kind,
        constant(FitCheck.number),
        i32.subtract,
        constant(FitCheck.whole - FitCheck.number),
        i32.greater,
      ),
      either([isKind(FitCheck.length), get(Local.isExact), i32.and, either(checkLength, fail)].flat(), checkNumber),
    ].flat(),
  ),
].flat()

/** Goes from state to state along a segment's marks. */
const followMarks: Code = loop(
  assign(Local.from, placeOfMark, constant(1), i32.add),
  increase(Local.mark, 4),
  assign(Local.ended, from(Local.mark, i32.load(Layout.marks))),
  assign(Local.length, placeOfMark, get(Local.from), i32.subtract),
  assign(
    Local.way,
    [kindOfMark, constant(3), i32.shiftLeft].flat(),
    from(Local.length, constant(0), i32.notEqual, constant(2), i32.shiftLeft, i32.or),
    from(Local.state, i32.or),
  ),
  assign(Local.found, from(Local.way, i32.load(FitLayout.ways))),
  assign(Local.state, from(Local.found, constant(WAY_SHIFT), i32.shiftRight)),
  from(Local.length, from(Local.found, constant(MAX_PLAIN), i32.and), i32.greater),
  when(checkValue),
  from(Local.state),
  when([kindOfMark, constant(Mark.terminator), i32.notEqual].flat(), againIf(1)),
)

const body: Code = loop(
  assign(
    Local.mark,
    from(Local.segment, i32.load(Layout.firstMarks), get(Local.marksBefore), i32.subtract),
    constant(2),
    i32.shiftLeft,
  ),
  assign(Local.ended, from(Local.mark, i32.load(Layout.marks))),
  beginWithTag,
  assign(Local.verdict, get(Local.state)),
  from(Local.state),
  when(
    assign(Local.state, from(Local.state, constant(5), i32.shiftLeft)),
    followMarks,
    from(Local.state, i32.isZero),
    when(assign(Local.verdict, constant(0))),
  ),
  from(Local.segment, get(Local.verdict), i32.store(FitLayout.verdicts)),
  increase(Local.segment, 4),
  from(Local.segment, get(Local.end), i32.less),
  againIf(0),
)

const section = (id: number, ...content: Code[]): Code => [id, ...sized(content.flat())]
const name = (text: string): Code => sized(Array.from(text, (character) => character.charCodeAt(0)))

/**
 * The module: it takes the scanner's `memory`, and exports `fit` (its parameters stand at `Local`), which goes over segments that the scanner found and writes of each the number of its definition, or 0 where it is in no known shape or must be looked at.
 */
export function assembleFitProgram(): Uint8Array<ArrayBuffer> {
  const signature = [Type.function, PARAMETERS, ...Array.from({ length: PARAMETERS }, () => Type.i32), 0]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1], signature),
    ...section(2, [1], name('scanner'), name('memory'), [2, 1], unsigned(PAGES), unsigned(PAGES)),
    ...section(3, [1, 0]),
    ...section(7, [1], name('fit'), [0, 0]),
    ...section(10, [1], sized([...LOCALS, ...body, 0x0b])),
  ])
}
