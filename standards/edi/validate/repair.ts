import { CREDIT_LASTS, Generation, Hypothesis } from './hypothesis.ts'
import { type Explanation, tell } from './explanation.ts'
import type { PlacementListener } from './placer.ts'
import { Position } from './position.ts'
import { type Candidate, StepKind, stepKind, stepNode, type Steps, UNPLACED } from './steps.ts'

/** Segments before a disorder that are placed anew to explain it. */
const RECONSIDERED = 12
/** Segments in order that must follow a disorder before it counts as explained. */
const CALM = 10
/** Segments that one repair may span. Reaching it, the best explanation so far is taken: time stays linear. */
const MAX_SPAN = 160
/** Explanations that are followed at a time. */
const MAX_HYPOTHESES = 32
/** An explanation dearer than the best by more than this (two findings and a half) is given up. */
const SLACK = 40

/** What a finding costs, in sixteenths of one; the small differences settle which of two explanations is told. */
const COST = {
  missing: 16,
  /** A group without its trigger: rather one segment too many than this; rather this than two too many. */
  trigger: 18,
  unexpected: 17,
  /** Left out although it fits. */
  needless: 20,
  tooMany: 15,
  /** A trigger twice: rather a group that lacks one segment than this; rather this than one that lacks two. */
  triggerTwice: 18,
  wrongCode: 16,
  /** A fault before the segment at which it was noticed. */
  early: 1,
} as const

/**
 * Explains a disorder: follows the likeliest explanations side by side, segment by segment, until one is clearly the best.
 *
 * Bounded in every direction (`MAX_SPAN`, `MAX_HYPOTHESES`), so that whatever comes in costs time in proportion to its length.
 */
export class Repair {
  active = false
  readonly #steps: Steps
  readonly #listener: PlacementListener
  readonly #base = new Position()
  readonly #symbols = new Int32Array(MAX_SPAN)
  readonly #codes = new Int32Array(MAX_SPAN)
  readonly #taken = new Int32Array(MAX_SPAN)
  readonly #waived = new Uint8Array(MAX_SPAN)
  #count = 0
  #detected = 0
  #began = 0
  #firstIndex = 0
  #current = new Generation(MAX_HYPOTHESES)
  #next = new Generation(MAX_HYPOTHESES)
  readonly #draft = new Hypothesis()
  readonly #traceParent = new Int32Array(MAX_SPAN * MAX_HYPOTHESES)
  readonly #traceStep = new Int32Array(MAX_SPAN * MAX_HYPOTHESES)
  readonly #traceWaived = new Uint8Array(MAX_SPAN * MAX_HYPOTHESES)
  #traces = 0
  #missingAtEnd: readonly number[] = []

  constructor(steps: Steps, listener: PlacementListener) {
    this.#steps = steps
    this.#listener = listener
  }

  stop(): void {
    this.active = false
  }

  /** Begins where the oldest segment that may be reconsidered stands. */
  start(base: Position, firstIndex: number): void {
    this.active = true
    this.#base.copy(base)
    this.#firstIndex = firstIndex
    this.#count = 0
    this.#traces = 0
    this.#missingAtEnd = []
  }

  /** A segment that was placed already. */
  recall(symbol: number, codes: number, taken: number): void {
    const at = this.#count++
    this.#symbols[at] = symbol
    this.#codes[at] = codes
    this.#taken[at] = taken
    this.#waived[at] = 0
  }

  /** Looks at the segments recalled again. */
  look(): void {
    this.#detected = this.#count
    const reconsidered = Math.max(0, this.#detected - RECONSIDERED)
    const position = this.#draft.position
    position.copy(this.#base)
    this.#began = this.#firstChoice(position, reconsidered)
    this.#current.at(0).begin(position)
    this.#current.size = 1
    for (let at = this.#began; at < this.#detected; at++) this.#advance(at, at >= reconsidered)
  }

  /** Another segment. True when the explanation is found. */
  feed(symbol: number, codes: number): boolean {
    this.recall(symbol, codes, UNPLACED)
    const at = this.#count - 1
    this.#advance(at, true)
    return this.#count === MAX_SPAN || this.#calm(at)
  }

  /** The message ends here. */
  end(): void {
    let cheapest = Number.MAX_SAFE_INTEGER
    for (let i = 0; i < this.#current.size; i++) {
      const hypothesis = this.#current.at(i)
      const missing: number[] = []
      for (const node of this.#steps.atEnd(hypothesis.position.node)) {
        if (hypothesis.redeems(this.#steps.table.symbol[node] ?? 0, this.#count)) hypothesis.redeem()
        else missing.push(node)
      }
      hypothesis.cost += missing.length * COST.missing
      if (hypothesis.cost < cheapest) {
        cheapest = hypothesis.cost
        this.#missingAtEnd = missing
      }
    }
  }

  /**
   * Tells the best explanation, and where the message stands behind what it settles.
   *
   * Where nothing was wrong, and only another choice had to be made, the last segments stay open to be reconsidered.
   *
   * @returns how many segments are settled; the others are to be had from `symbolAt` and so on.
   */
  conclude(position: Position, keep: number): number {
    const best = this.#current.cheapest()
    const settled = best.cost === 0 ? Math.max(0, this.#count - keep) : this.#count
    let trace = best.trace
    for (let at = this.#count - 1; at >= this.#began; at--) {
      this.#taken[at] = this.#traceStep[trace] ?? 0
      this.#waived[at] = this.#traceWaived[trace] ?? 0
      trace = this.#traceParent[trace] ?? 0
    }
    position.copy(this.#base)
    this.active = false
    tell(this.#steps, this.#listener, this.#explanation(settled), position)
    for (const node of this.#missingAtEnd) {
      this.#listener.disorder('missing', this.#firstIndex + this.#count, node, position)
    }
    return settled
  }

  /** How many segments were looked at, settled or not. */
  get count(): number {
    return this.#count
  }

  symbolAt(at: number): number {
    return this.#symbols[at] ?? 0
  }

  codesAt(at: number): number {
    return this.#codes[at] ?? 0
  }

  stepAt(at: number): number {
    return this.#taken[at] ?? UNPLACED
  }

  #explanation(count: number): Explanation {
    return {
      firstIndex: this.#firstIndex,
      count,
      symbols: this.#symbols,
      codes: this.#codes,
      taken: this.#taken,
      waived: this.#waived,
    }
  }

  /** Moves on to the first segment that could have stood elsewhere, at most to `limit`. */
  #firstChoice(position: Position, limit: number): number {
    let at = 0
    for (; at < limit; at++) {
      const symbol = this.#symbols[at] ?? 0
      const other = symbol < 0 ? undefined : this.#steps.candidates(position.node, symbol)[1]
      if (other !== undefined && other.missing.length === 0) return at
      const step = this.#taken[at] ?? 0
      if (step !== UNPLACED) position.take(this.#steps.table, step)
    }
    return at
  }

  /** Whether all was well for long enough, or nothing is left to choose from. */
  #calm(at: number): boolean {
    const best = this.#current.cheapest()
    const since = at - Math.max(best.lastError, this.#detected)
    return since >= CALM || (this.#current.size === 1 && since > CREDIT_LASTS)
  }

  /** Segment `at`: every hypothesis goes on in every way. */
  #advance(at: number, explaining: boolean): void {
    const symbol = this.#symbols[at] ?? 0
    this.#next.size = 0
    for (let i = 0; i < this.#current.size; i++) {
      const from = this.#current.at(i)
      let fits = false
      if (symbol >= 0) {
        for (const candidate of this.#steps.candidates(from.position.node, symbol)) {
          if (!explaining && candidate.missing.length > 0) break
          if (this.#goOn(from, candidate, at)) fits = true
        }
      }
      if (explaining || !fits) this.#leaveOut(from, at, fits)
    }
    this.#pass()
  }

  /** One hypothesis takes one step. Whether it did so at no cost. */
  #goOn(from: Hypothesis, candidate: Candidate, at: number): boolean {
    const steps = this.#steps
    const draft = this.#draft
    draft.copy(from)
    let cost = 0
    let waived = 0
    if (!draft.position.admits(steps.table, candidate.step)) cost += this.#excess(candidate.step)
    if (!steps.fulfils(candidate.step, this.#codes[at] ?? 0)) cost += COST.wrongCode
    for (let i = 0; i < candidate.missing.length; i++) {
      const node = candidate.missing[i] ?? 0
      if (waived === 0 && draft.redeems(steps.table.symbol[node] ?? 0, at)) {
        waived = i + 1
        draft.redeem()
      } else cost += steps.opensGroup(node) && i >= candidate.left ? COST.trigger : COST.missing
    }
    draft.position.take(steps.table, candidate.step)
    this.#charge(draft, cost, at)
    this.#propose(draft, candidate.step, waived)
    return cost === 0
  }

  #excess(step: number): number {
    const twice = stepKind(step) === StepKind.self && this.#steps.opensGroup(stepNode(step))
    return twice ? COST.triggerTwice : COST.tooMany
  }

  #leaveOut(from: Hypothesis, at: number, fits: boolean): void {
    const draft = this.#draft
    const symbol = this.#symbols[at] ?? 0
    draft.copy(from)
    this.#charge(draft, fits ? COST.needless : COST.unexpected, at)
    draft.leaveOut(symbol, at)
    this.#propose(draft, UNPLACED, 0)
  }

  #charge(draft: Hypothesis, cost: number, at: number): void {
    if (cost === 0) return
    draft.cost += cost + (at < this.#detected ? COST.early : 0)
    draft.lastError = at
  }

  /** Takes the draft among the next hypotheses, unless another there is at the same place for less. */
  #propose(draft: Hypothesis, step: number, waived: number): void {
    const { table } = this.#steps
    let worst = 0
    for (let i = 0; i < this.#next.size; i++) {
      const other = this.#next.at(i)
      if (draft.equals(table, other, MAX_SPAN)) {
        if (!other.outdoes(draft)) this.#write(i, draft, step, waived)
        return
      }
      if (other.cost > this.#next.at(worst).cost) worst = i
    }
    if (this.#next.size < MAX_HYPOTHESES) this.#write(this.#next.size++, draft, step, waived)
    else if (this.#next.at(worst).cost > draft.cost) this.#write(worst, draft, step, waived)
  }

  #write(at: number, draft: Hypothesis, step: number, waived: number): void {
    const trace = this.#traces + at
    this.#traceParent[trace] = draft.trace
    this.#traceStep[trace] = step
    this.#traceWaived[trace] = waived
    this.#next.at(at).copy(draft)
  }

  /** The next hypotheses become the current ones, without those that are far too dear. */
  #pass(): void {
    const next = this.#next
    const most = next.cheapest().cost + SLACK
    let kept = 0
    for (let i = 0; i < next.size; i++) {
      const hypothesis = next.at(i)
      hypothesis.trace = this.#traces + i
      if (hypothesis.cost <= most) next.swap(i, kept++)
    }
    next.size = kept
    this.#traces += MAX_HYPOTHESES
    this.#next = this.#current
    this.#current = next
  }
}
