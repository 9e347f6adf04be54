import { Position } from './position.ts'
import { Repair } from './repair.ts'
import { NO_STEP, type Steps, stepNode, UNPLACED } from './steps.ts'
import type { StraightRun } from './straight-run.ts'

/** A tag that is in no directory, or in the directory but not in the message. */
export const UNKNOWN_TAG = -1
export const FOREIGN_TAG = -2

/** What is wrong with the order of segments. */
export type Disorder = 'missing' | 'too-many' | 'group-too-many' | 'unexpected' | 'wrong-code'

/** Hears, in order, where each segment came to stand. Positions are lent, not given. */
export interface PlacementListener {
  /** Whether `settled` is wanted; disorders are always told. */
  listens(): boolean
  /** Whether the reasons of further disorders still matter. */
  explains(): boolean
  /** Segment `index` (from 0) was placed, or left out (`UNPLACED`); `position` is where the message then stands. */
  settled(index: number, step: number, position: Position): void
  /** What is wrong with segment `index`, or missing before it; `position` holds the repetitions of the groups around `node`. */
  disorder(kind: Disorder, index: number, node: number, position: Position): void
}

/** Segments whose places may still be reconsidered. */
const HELD = 64

/**
 * Places segments one by one.
 *
 * As long as all is well each takes the first step that leaves nothing out (ISO 9735: the order of the message's table). Where there is none the last
 * segments are placed anew, together with some that follow, so that what is wrong costs least (`Repair`).
 */
export class Placer {
  readonly #steps: Steps
  readonly #listener: PlacementListener
  readonly #position = new Position()
  /** Where the message stood before the first segment held. */
  readonly #base = new Position()
  readonly #middle = new Position()
  readonly #symbols = new Int32Array(HELD)
  readonly #codes = new Int32Array(HELD)
  readonly #taken = new Int32Array(HELD)
  #held = 0
  #settled = 0
  readonly #repair: Repair

  constructor(steps: Steps, listener: PlacementListener) {
    this.#steps = steps
    this.#listener = listener
    this.#repair = new Repair(steps, listener)
  }

  /** Begins a message. */
  reset(): void {
    this.#position.reset()
    this.#base.reset()
    this.#held = 0
    this.#settled = 0
    this.#repair.stop()
  }

  /** Where the message stands, and whether others may go on from there: nothing is being repaired or listened to. */
  get position(): Position {
    return this.#position
  }

  get isFree(): boolean {
    return !this.#repair.active && !this.#listener.listens()
  }

  /** Takes over `count` segments that a run has placed. */
  adopt(run: StraightRun, count: number): void {
    const { before } = run
    if (before > 0) {
      this.#settled += this.#held + before
      this.#held = 0
      this.#base.copy(run.kept)
      this.#position.copy(run.kept)
    }
    const { table } = this.#steps
    for (let at = before; at < count; at++) {
      const step = run.steps[at] ?? 0
      this.#position.take(table, step)
      this.#hold(table.symbol[stepNode(step)] ?? 0, 0, step)
    }
  }

  /** @param codes Which of the tag's conditions (`when`) the segment fulfils, as bits. */
  place(symbol: number, codes: number): void {
    if (this.#repair.active) {
      if (this.#repair.feed(symbol, codes)) this.#resume()
      return
    }
    const step = this.#stepTo(symbol, codes)
    if (step === NO_STEP) this.#misplaced(symbol, codes)
    else {
      this.#position.take(this.#steps.table, step)
      this.#hold(symbol, codes, step)
    }
  }

  /** Ends the message: tells what is missing, and settles what is held. */
  end(): void {
    if (!this.#repair.active && this.#steps.atEnd(this.#position.node).length > 0) this.#startRepair()
    if (this.#repair.active) {
      this.#repair.end()
      this.#resume()
    }
    this.#settle(this.#held)
    this.#held = 0
  }

  #stepTo(symbol: number, codes: number): number {
    if (symbol < 0) return NO_STEP
    const steps = this.#steps
    const position = this.#position
    let step = steps.first[position.node * steps.symbols + symbol] ?? 0
    if (step === 0) step = steps.learn(position.node, symbol)
    if (step !== NO_STEP && position.admits(steps.table, step) && steps.qualified[symbol] === 0) return step
    return this.#otherStep(symbol, codes)
  }

  #otherStep(symbol: number, codes: number): number {
    const { table } = this.#steps
    for (const { step, missing } of this.#steps.candidates(this.#position.node, symbol)) {
      if (missing.length > 0) break
      if (this.#steps.fulfils(step, codes) && this.#position.admits(table, step)) return step
    }
    return NO_STEP
  }

  #hold(symbol: number, codes: number, step: number): void {
    const at = this.#held++
    this.#symbols[at] = symbol
    this.#codes[at] = codes
    this.#taken[at] = step
    if (at === HELD / 2 - 1) this.#middle.copy(this.#position)
    else if (at === HELD - 1) this.#letGo()
  }

  /** Settles the older half of what is held. */
  #letGo(): void {
    const half = HELD / 2
    this.#settle(half)
    this.#symbols.copyWithin(0, half)
    this.#codes.copyWithin(0, half)
    this.#taken.copyWithin(0, half)
    this.#base.copy(this.#middle)
    this.#middle.copy(this.#position)
    this.#held = half
  }

  /** Settles the first segments held, as they were placed. */
  #settle(count: number): void {
    if (this.#listener.listens()) {
      for (let at = 0; at < count; at++) {
        const step = this.#taken[at] ?? 0
        if (step !== UNPLACED) this.#base.take(this.#steps.table, step)
        this.#listener.settled(this.#settled + at, step, this.#base)
      }
    }
    this.#settled += count
  }

  #misplaced(symbol: number, codes: number): void {
    if (this.#listener.explains()) {
      this.#startRepair()
      if (this.#repair.feed(symbol, codes)) this.#resume()
    } else this.#passOver(symbol, codes)
  }

  /** Without an explanation: takes what leaves out least, else leaves the segment out. */
  #passOver(symbol: number, codes: number): void {
    const { table } = this.#steps
    const candidate = symbol < 0 ? undefined : this.#steps.candidates(this.#position.node, symbol)[0]
    this.#listener.disorder('unexpected', this.#settled + this.#held, this.#position.node, this.#position)
    if (candidate === undefined) this.#hold(symbol, codes, UNPLACED)
    else {
      this.#position.take(table, candidate.step)
      this.#hold(symbol, codes, candidate.step)
    }
  }

  #startRepair(): void {
    this.#repair.start(this.#base, this.#settled)
    for (let at = 0; at < this.#held; at++) {
      this.#repair.recall(this.#symbols[at] ?? 0, this.#codes[at] ?? 0, this.#taken[at] ?? 0)
    }
    this.#repair.look()
  }

  #resume(): void {
    const repair = this.#repair
    const settled = repair.conclude(this.#position, HELD / 2)
    this.#settled += settled
    this.#base.copy(this.#position)
    this.#held = 0
    for (let at = settled; at < repair.count; at++) {
      const step = repair.stepAt(at)
      if (step !== UNPLACED) this.#position.take(this.#steps.table, step)
      this.#hold(repair.symbolAt(at), repair.codesAt(at), step)
    }
  }
}
