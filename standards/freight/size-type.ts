import { malformed, type Malformed } from './malformed.ts'

/** A container's size and type, taken apart (ISO 6346): '22G1' is 20 ft long, 8 ft 6 in high, general purpose. */
export type SizeType = {
  readonly text: string
  readonly lengthMm: number
  /** Absent where the code gives no single height (more than 9 ft 6 in). */
  readonly heightMm?: number
  readonly group: ContainerGroup
}

/** What a container is built for. */
export type ContainerGroup =
  | 'general-purpose'
  | 'ventilated'
  | 'dry-bulk'
  | 'named-cargo'
  | 'refrigerated'
  | 'thermal-removable'
  | 'open-top'
  | 'platform'
  | 'tank'
  | 'air-surface'

export type SizeTypeMalformed = Malformed<
  'size-type/syntax' | 'size-type/length' | 'size-type/height' | 'size-type/type'
>

// ISO 6346, first character: nominal length.
const lengthsMm: ReadonlyMap<string, number> = new Map([
  ['1', 2991],
  ['2', 6058],
  ['3', 9125],
  ['4', 12192],
  ['A', 7150],
  ['B', 7315],
  ['C', 7430],
  ['D', 7450],
  ['E', 7820],
  ['F', 8100],
  ['G', 12500],
  ['H', 13106],
  ['K', 13600],
  ['L', 13716],
  ['M', 14630],
  ['N', 14935],
  ['P', 16154],
])

// ISO 6346, second character: height; letters say a box wider than 2438 mm as well. `undefined`: above 9 ft 6 in.
const heightsMm: ReadonlyMap<string, number | undefined> = new Map([
  ['0', 2438],
  ['2', 2591],
  ['4', 2743],
  ['5', 2896],
  ['6', undefined],
  ['8', 1295],
  ['9', 1219],
  ['C', 2591],
  ['D', 2743],
  ['E', 2896],
  ['F', undefined],
  ['L', 2591],
  ['M', 2743],
  ['N', 2896],
  ['P', undefined],
])

// ISO 6346, third character: the group; the fourth tells characteristics within it and is taken as it is.
const groups: ReadonlyMap<string, ContainerGroup> = new Map([
  ['G', 'general-purpose'],
  ['V', 'ventilated'],
  ['B', 'dry-bulk'],
  ['S', 'named-cargo'],
  ['R', 'refrigerated'],
  ['H', 'thermal-removable'],
  ['U', 'open-top'],
  ['P', 'platform'],
  ['T', 'tank'],
  ['A', 'air-surface'],
])

/** Reads a size and type code of four characters; refuses lengths, heights and groups that ISO 6346 does not give. */
export function parseSizeType(text: string): SizeType | SizeTypeMalformed {
  if (!/^[0-9A-Z]{4}$/.test(text)) return malformed('size-type/syntax', 0)
  const [length, height, group] = [text.charAt(0), text.charAt(1), text.charAt(2)]
  const lengthMm = lengthsMm.get(length)
  if (lengthMm === undefined) return malformed('size-type/length', 0)
  if (!heightsMm.has(height)) return malformed('size-type/height', 1)
  const named = groups.get(group)
  if (named === undefined) return malformed('size-type/type', 2)
  const heightMm = heightsMm.get(height)
  const sizeType = { text, lengthMm, group: named }
  return heightMm === undefined ? sizeType : { ...sizeType, heightMm }
}
