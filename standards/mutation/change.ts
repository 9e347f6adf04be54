import { type Draw, pick } from './draw.ts'

/** What changes are made of besides chance. */
export interface Material<Input> {
  /** What means something in the format: brackets, tags, lengths, words. */
  readonly telling: readonly Input[]
  /** Other inputs of the format, of which parts are taken. */
  readonly others: readonly Input[]
}

/** The longest stretch that is cut out, doubled or taken from another input. */
export const MAX_STRETCH = 512

/** Bits of a unit of which one is turned over. */
const BITS = 8

/** The most steps of a change. */
const MAX_STEPS = 4

/** Changes octets in one to four steps. */
export function changedOctets(input: Uint8Array, material: Material<Uint8Array>, draw: Draw): Uint8Array {
  return changed(input, material, ofOctets, draw)
}

/** Changes a text in one to four steps, by UTF-16 units, so that lone surrogates come up. */
export function changedText(input: string, material: Material<string>, draw: Draw): string {
  return changed(input, material, ofText, draw)
}

/** What octets and texts have in common. */
interface Kind<Input> {
  readonly slice: (input: Input, from: number, to?: number) => Input
  readonly join: (...parts: readonly Input[]) => Input
  /** The unit at a place, and an input of one unit. */
  readonly unitAt: (input: Input, at: number) => number
  readonly ofUnit: (unit: number) => Input
  /** Units that chance makes: from 0 to below this. */
  readonly units: number
}

const ofOctets: Kind<Uint8Array> = {
  slice: (input, from, to) => input.subarray(from, to),
  join(...parts) {
    const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
    let at = 0
    for (const part of parts) {
      joined.set(part, at)
      at += part.length
    }
    return joined
  },
  unitAt: (input, at) => input[at] ?? 0,
  ofUnit: (unit) => Uint8Array.of(unit & 0xff),
  units: 0x100,
}

const ofText: Kind<string> = {
  slice: (input, from, to) => input.slice(from, to),
  join: (...parts) => parts.join(''),
  unitAt: (input, at) => input.charCodeAt(at) || 0,
  ofUnit: (unit) => String.fromCharCode(unit & 0xffff),
  units: 0x80,
}

function changed<Input extends { readonly length: number }>(
  input: Input,
  material: Material<Input>,
  kind: Kind<Input>,
  draw: Draw,
): Input {
  let result = input
  for (let steps = 1 + draw(MAX_STEPS); steps > 0; steps--) {
    const at = draw(result.length + 1)
    const { inserted, removed } = step(result, at, { material, kind, draw })
    result = kind.join(kind.slice(result, 0, at), inserted, kind.slice(result, at + removed))
  }
  return result
}

/** What one step puts at a place, and how much it takes away there. */
function step<Input extends { readonly length: number }>(
  input: Input,
  at: number,
  { material, kind, draw }: { material: Material<Input>; kind: Kind<Input>; draw: Draw },
): { readonly inserted: Input; readonly removed: number } {
  const { slice, unitAt, ofUnit } = kind
  const unit = unitAt(input, at)
  const nothing = slice(input, 0, 0)
  switch (draw(9)) {
    case 0:
      return { inserted: ofUnit(unit ^ (1 << draw(BITS))), removed: 1 }
    case 1:
      return { inserted: ofUnit(draw(kind.units)), removed: 1 }
    case 2:
      return { inserted: ofUnit(unit + (draw(2) === 0 ? 1 : -1)), removed: 1 }
    case 3:
      return { inserted: pick(material.telling, draw), removed: 0 }
    case 4: {
      const word = pick(material.telling, draw)
      return { inserted: word, removed: word.length }
    }
    case 5:
      return { inserted: nothing, removed: stretch(draw) }
    case 6:
      return { inserted: slice(input, at, at + stretch(draw)), removed: 0 }
    case 7: {
      const other = pick(material.others, draw)
      const from = draw(other.length + 1)
      const part = slice(other, from, from + stretch(draw))
      return { inserted: part, removed: draw(2) * part.length }
    }
    default:
      // Seldom, the whole end is cut off: of many steps, most would leave nothing else.
      return draw(4) === 0 ? { inserted: nothing, removed: input.length } : { inserted: ofUnit(unit), removed: 0 }
  }
}

/** Short ones most of the time. */
const stretch = (draw: Draw): number => 1 + draw(1 << (1 + draw(Math.log2(MAX_STRETCH))))
