import { TILE_WIDTH } from './limits.ts'
import { type Malformed, malformed } from './malformed.ts'

/** Consecutive hashes of one row of the tree: of the leaves at level 0, of full tiles of the level below above it. */
export interface Tile {
  readonly level: number
  readonly index: number
  /** Hashes in it: 256 where it is full, fewer at the right edge. */
  readonly width: number
}

/** Levels of tiles that any tree can have: 256^6 leaves are the largest tree. */
export const MAX_TILE_LEVEL = 6

/** Where a tile stands (C2SP tlog-tiles): `tile/0/x001/x234/067.p/112`. */
export const tilePath = ({ level, index, width }: Tile): string => `tile/${level}/${indexPath(index)}${partial(width)}`

/** Where the entries stand whose hashes are in a tile of level 0: `tile/entries/x001/x234/067.p/112`. */
export const bundlePath = ({ index, width }: Pick<Tile, 'index' | 'width'>): string =>
  `tile/entries/${indexPath(index)}${partial(width)}`

/** What all partial versions of a tile or bundle stand under. */
export const partialsPath = (fullPath: string): string => `${fullPath}.p/`

const partial = (width: number): string => (width === TILE_WIDTH ? '' : `.p/${width}`)

const GROUP_DIGITS = 3

function indexPath(index: number): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / GROUP_DIGITS) * GROUP_DIGITS, '0')
  const groups = padded.match(/\d{3}/gu) ?? []
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
}

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/u

/** Reads the path of a tile or bundle; one tile has one path. */
export function parsePath(path: string): ({ readonly is: 'tile' | 'bundle' } & Tile) | Malformed {
  const parts = PATH.exec(path)
  if (parts === null) return malformed('log/tile-path')
  const [, place = '', groups = '', part] = parts
  const index = Number(groups.replaceAll(/[x/]/gu, ''))
  const is = place === 'entries' ? 'bundle' : 'tile'
  const tile = {
    level: is === 'bundle' ? 0 : Number(place),
    index,
    width: part === undefined ? TILE_WIDTH : Number(part),
  }
  const isOne = tile.level <= MAX_TILE_LEVEL && (is === 'bundle' ? bundlePath(tile) : tilePath(tile)) === path
  return isOne ? { is, ...tile } : malformed('log/tile-path')
}

/** The width of a tile in a tree of `size` leaves; 0 where the tree has no such tile. */
export function widthIn(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH
  return Math.max(0, Math.min(TILE_WIDTH, hashes))
}
