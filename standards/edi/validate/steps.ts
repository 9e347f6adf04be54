import { groupAt, type StructureTable } from './structure-table.ts'

/**
 * How the next segment continues a message, as one integer: where it stands, and how it got there.
 *
 * - `self`: it repeats the segment before
 * - `forward`: it stands behind, in a group that both share; groups below that one are entered anew
 * - `again`: a group that both share begins anew
 */
export const StepKind = { self: 1, forward: 2, again: 3 } as const

/** Tags per place in `Steps.usual`, and integers per tag. */
export const USUAL_WAYS = 2
export const USUAL_WIDTH = 4
/**
 * Where they stand: the tag's number and one; the step it takes; how often what the step repeats may be there; groups around where it leads.
 */
export const UsualAt = { tag: 0, step: 1, limit: 2, depth: 3 } as const

/** No step: the segment was not placed. */
export const UNPLACED = 0
/** The tag stands nowhere that can be reached without leaving something out. */
export const NO_STEP = -1

const TURN_SHIFT = 15
const KIND_SHIFT = 21

const encode = (kind: number, node: number, turn: number): number => (kind << KIND_SHIFT) | (turn << TURN_SHIFT) | node
/** The node where the segment stands. */
export const stepNode = (step: number): number => step & 0x7fff
/** Depth of the group that the step turns in: shared by `forward`, begun anew by `again`. */
export const stepTurn = (step: number): number => (step >> TURN_SHIFT) & 0x3f
export const stepKind = (step: number): number => step >> KIND_SHIFT

/** A step, and the mandatory segments and groups that it leaves out. */
export interface Candidate {
  readonly step: number
  /** Nodes: first those of groups that are left, then those of groups that are entered. */
  readonly missing: readonly number[]
  /** How many of them are of groups that are left. */
  readonly left: number
}

/** A step that leaves out more than these is no explanation of anything. */
const MAX_MISSING_AT_ONCE = 4

/** Mandatory children of a group from one place (inclusive) to another (exclusive). */
function mandatoryBetween(table: StructureTable, from: number, to: number, into: number[]): void {
  for (let node = from; node < to; node = table.end[node] ?? 0) {
    if (table.mandatory[node] === 1) into.push(node)
  }
}

/** What is left out by leaving groups from `node` outwards, up to and including the group `outermost`. */
function leave(table: StructureTable, node: number, outermost: number, into: number[]): void {
  for (let at = node; at !== outermost; at = table.parent[at] ?? 0) {
    const group = table.parent[at] ?? 0
    mandatoryBetween(table, table.end[at] ?? 0, table.end[group] ?? 0, into)
  }
}

/** What is left out by entering groups from `outermost` inwards, down to `node`. */
function enter(table: StructureTable, node: number, outermost: number, into: number[]): void {
  const path: number[] = []
  for (let at = node; at !== outermost; at = table.parent[at] ?? 0) path.push(at)
  for (const at of path.reverse()) {
    const trigger = (table.parent[at] ?? 0) + 1
    // A group without its trigger is one mistake, whatever else of it is missing.
    if (at === trigger || trigger === 1) mandatoryBetween(table, trigger, at, into)
    else into.push(trigger)
  }
}

const isWithin = (table: StructureTable, node: number, group: number): boolean =>
  node > group && node < (table.end[group] ?? 0)

/** The child of `group` that holds `node`. */
function branch(table: StructureTable, node: number, group: number): number {
  let at = node
  while ((table.parent[at] ?? 0) !== group) at = table.parent[at] ?? 0
  return at
}

function forward(table: StructureTable, from: number, to: number, shared: number): Candidate {
  const missing: number[] = []
  const target = branch(table, to, shared)
  if (from === shared) mandatoryBetween(table, shared + 1, target, missing)
  else {
    const source = branch(table, from, shared)
    leave(table, from, source, missing)
    mandatoryBetween(table, table.end[source] ?? 0, target, missing)
  }
  const left = missing.length
  enter(table, to, target, missing)
  return { step: encode(StepKind.forward, to, table.depth[shared] ?? 0), missing, left }
}

function again(table: StructureTable, from: number, to: number, group: number): Candidate {
  const missing: number[] = []
  leave(table, from, group, missing)
  const left = missing.length
  enter(table, to, group, missing)
  return { step: encode(StepKind.again, to, table.depth[group] ?? 0), missing, left }
}

function computeCandidates(table: StructureTable, from: number, symbol: number): readonly Candidate[] {
  const found: Candidate[] = []
  const places = table.places[symbol] ?? []
  if (places.includes(from)) {
    found.push({ step: encode(StepKind.self, from, table.depth[from] ?? 0), missing: [], left: 0 })
  }
  // From the innermost group outwards: what is behind in the group, then the group anew.
  let group = table.isGroup[from] === 1 ? from : (table.parent[from] ?? 0)
  let inner = from
  for (;;) {
    const behind = from === group ? group + 1 : (table.end[branch(table, inner, group)] ?? 0)
    for (const to of places) {
      if (to >= behind && isWithin(table, to, group)) found.push(forward(table, from, to, group))
    }
    if (group === 0) break
    for (const to of places) if (isWithin(table, to, group)) found.push(again(table, from, to, group))
    inner = group
    group = table.parent[group] ?? 0
  }
  return found
    .filter(({ missing }) => missing.length <= MAX_MISSING_AT_ONCE)
    .sort((one, other) => one.missing.length - other.missing.length)
}

/**
 * The steps of one structure, found when they are first asked for and then kept: a structure has as many as it has places
 * times tags.
 */
export class Steps {
  readonly table: StructureTable
  /** By place and symbol: the first step that leaves nothing out; `NO_STEP`; 0 while unknown. */
  readonly first: Int32Array
  readonly symbols: number
  /** By symbol: 1 where codes tell its places apart. */
  readonly qualified: Uint8Array
  /** By place: the tags that came last behind it, and what follows from each. */
  readonly usual: Int32Array
  readonly #candidates = new Map<number, readonly Candidate[]>()

  constructor(table: StructureTable) {
    this.table = table
    this.symbols = table.places.length
    this.first = new Int32Array(table.names.length * this.symbols)
    this.usual = new Int32Array(table.names.length * USUAL_WIDTH * USUAL_WAYS)
    this.qualified = Uint8Array.from(table.conditions, (conditions) => (conditions.length > 0 ? 1 : 0))
  }

  /** Whether a segment that fulfils these conditions may stand where the step leads. */
  fulfils(step: number, codes: number): boolean {
    const when = this.table.when[stepNode(step)] ?? 0
    return when === 0 || (when & codes) !== 0
  }

  /** Whether a node is the trigger of its group. */
  opensGroup(node: number): boolean {
    return node > 1 && (this.table.parent[node] ?? 0) === node - 1
  }

  /** Every step from a place to a tag, those that leave out least first, then in the order of the standard. */
  candidates(from: number, symbol: number): readonly Candidate[] {
    const key = from * this.symbols + symbol
    let found = this.#candidates.get(key)
    if (found === undefined) {
      found = computeCandidates(this.table, from, symbol)
      this.#candidates.set(key, found)
    }
    return found
  }

  /**
   * Makes a tag the second of the usual ones behind a place, and the one that was second the first; not where its place depends on codes, or
   * something would be left out.
   */
  expect(from: number, symbol: number): boolean {
    if (this.qualified[symbol] === 1) return false
    const step = this.first[from * this.symbols + symbol] || this.learn(from, symbol)
    if (step === NO_STEP) return false
    const node = stepNode(step)
    const { repeat, depth } = this.table
    const repeated = stepKind(step) === StepKind.again ? groupAt(this.table, node, stepTurn(step)) : node
    const second = (from * USUAL_WAYS + 1) * USUAL_WIDTH
    this.usual.copyWithin(second - USUAL_WIDTH, second, second + USUAL_WIDTH)
    this.usual.set([symbol + 1, step, repeat[repeated] ?? 0, depth[node] ?? 0], second)
    return true
  }

  /** The first step that leaves nothing out, else `NO_STEP`. */
  learn(from: number, symbol: number): number {
    const best = this.candidates(from, symbol).find(
      ({ step, missing }) => missing.length === 0 && this.#isPossible(step),
    )
    const step = best?.step ?? NO_STEP
    this.first[from * this.symbols + symbol] = step
    return step
  }

  /** Whether a step can be taken at all: what may stand once only is never repeated. */
  #isPossible(step: number): boolean {
    const { repeat, parent, depth } = this.table
    const node = stepNode(step)
    if (stepKind(step) === StepKind.forward) return true
    if (stepKind(step) === StepKind.self) return repeat[node] !== 1
    let group = node
    while ((depth[group] ?? 0) > stepTurn(step)) group = parent[group] ?? 0
    return repeat[group] !== 1
  }

  /** What is missing when the message ends behind a place. */
  atEnd(from: number): readonly number[] {
    const missing: number[] = []
    if (from === 0) mandatoryBetween(this.table, 1, this.table.end[0] ?? 0, missing)
    else leave(this.table, from, 0, missing)
    return missing
  }
}
