import type { Finding } from '../finding.ts'
import type { Tokens } from '../token.ts'
import type { ElementFault } from './elements.ts'
import { type Decode, describeFault } from './fault.ts'
import type { GroupEvents } from './group-events.ts'
import { type Disorder, type PlacementListener, UNKNOWN_TAG } from './placer.ts'
import { pathBeside, pathTo, type Position } from './position.ts'
import { type Steps, stepNode, UNPLACED } from './steps.ts'

/** Where findings go, and whether they are only counted there. */
export interface FindingSink {
  report(finding: Finding): void
  readonly isFull: boolean
}

/** Segments whose offsets and tags are remembered: more than are ever reconsidered. A power of two. */
const REMEMBERED = 256
/** What is reported when nobody keeps it any more, and only its number counts. */
const UNKEPT: Finding = { code: 'edi/limit', offset: 0, segment: 0, path: '', tag: '' }

/** A fault in a segment whose place is not settled yet. */
interface Draft {
  readonly index: number
  readonly finding: Omit<Finding, 'path'>
}

/** Makes findings of faults and disorders, once it is settled where in the message they are. */
export class MessageReport implements PlacementListener {
  readonly #steps: Steps
  readonly #sink: FindingSink
  readonly #decode: Decode
  readonly #groups: GroupEvents | undefined
  readonly #offsets = new Float64Array(REMEMBERED)
  readonly #symbols = new Int32Array(REMEMBERED)
  /** Tags that are not of the message. */
  readonly #foreignTags: string[] = []
  readonly #drafts: Draft[] = []
  #headerPosition = 1

  constructor(steps: Steps, sink: FindingSink, decode: Decode, groups?: GroupEvents) {
    this.#steps = steps
    this.#sink = sink
    this.#decode = decode
    this.#groups = groups
  }

  /** @param headerPosition Position of the message's header, as segments are counted. */
  begin(headerPosition: number): void {
    this.#drafts.length = 0
    this.#headerPosition = headerPosition
  }

  /** Notes a segment before it is checked and placed; of one that is not of the message its tag as well. */
  note(index: number, offset: number, symbol: number): void {
    const at = index & (REMEMBERED - 1)
    this.#offsets[at] = offset
    this.#symbols[at] = symbol
  }

  noteTag(index: number, tag: string): void {
    this.#foreignTags[index & (REMEMBERED - 1)] = tag
  }

  /** Something is wrong within segment `index`. */
  fault(index: number, fault: ElementFault, tokens: Tokens): void {
    if (!this.explains()) {
      this.#sink.report(UNKEPT)
      return
    }
    const at = { segment: this.#headerPosition + 1 + index, tag: this.#tagOf(index) }
    this.#drafts.push({ index, finding: { ...at, ...describeFault(fault, tokens, this.#decode) } })
  }

  listens(): boolean {
    return this.#groups !== undefined || this.#drafts.length > 0
  }

  explains(): boolean {
    return !this.#sink.isFull
  }

  settled(index: number, step: number, position: Position): void {
    this.#groups?.settled(step, position)
    for (let draft = this.#drafts[0]; draft?.index === index; draft = this.#drafts[0]) {
      this.#drafts.shift()
      this.#sink.report({ ...draft.finding, path: this.#pathOf(index, step, position) })
    }
  }

  disorder(kind: Disorder, index: number, node: number, position: Position): void {
    if (!this.explains()) this.#sink.report(UNKEPT)
    else if (kind === 'wrong-code' && this.#isFaulty(index, node)) return
    else if (kind === 'missing') this.#sink.report(this.#missing(index, node, position))
    else this.#sink.report(this.#misplaced(kind, index, node, position))
  }

  #missing(index: number, node: number, position: Position): Finding {
    const { table } = this.#steps
    const tag = table.tags.tags[table.symbol[node] ?? 0] ?? ''
    return {
      code: table.isGroup[node] === 1 ? 'edi/group-missing' : 'edi/segment-missing',
      offset: this.#offsetOf(index),
      segment: this.#headerPosition + 1 + index,
      path: pathTo(table, node, position, 1),
      tag,
      expected: tag,
    }
  }

  #misplaced(kind: Exclude<Disorder, 'missing'>, index: number, node: number, position: Position): Finding {
    const { table } = this.#steps
    const tag = this.#tagOf(index)
    const at = { offset: this.#offsetOf(index), segment: this.#headerPosition + 1 + index, tag }
    if (kind === 'unexpected') {
      const unknown = this.#symbols[index & (REMEMBERED - 1)] === UNKNOWN_TAG
      const path = this.#pathOf(index, UNPLACED, position)
      return { code: unknown ? 'edi/segment-unknown' : 'edi/segment-unexpected', ...at, path, found: tag }
    }
    const path = pathTo(table, node, position, position.count)
    if (kind === 'wrong-code') return { code: 'edi/code-unknown', ...at, path, ...this.#qualification(node) }
    const isGroup = kind === 'group-too-many'
    const limit = table.repeat[isGroup ? (table.parent[node] ?? 0) : node]
    return { code: isGroup ? 'edi/group-too-many' : 'edi/segment-too-many', ...at, path, expected: String(limit) }
  }

  /** Whether something was found already in the element that tells the place. */
  #isFaulty(index: number, node: number): boolean {
    const { element } = this.#qualification(node)
    return this.#drafts.some((draft) => draft.index === index && draft.finding.element === element)
  }

  /** Which element tells the place, and what it should say. */
  #qualification(node: number): { readonly element: number; readonly expected: string } {
    const { conditions, symbol, when } = this.#steps.table
    const own = conditions[symbol[node] ?? 0]?.find(({ bit }) => bit === when[node])
    return { element: own?.element ?? 1, expected: (own?.codes ?? []).join(', ') }
  }

  #pathOf(index: number, step: number, position: Position): string {
    if (step !== UNPLACED) return pathTo(this.#steps.table, stepNode(step), position, position.count)
    return pathBeside(this.#steps.table, position, this.#tagOf(index))
  }

  #tagOf(index: number): string {
    const at = index & (REMEMBERED - 1)
    const symbol = this.#symbols[at] ?? 0
    return (symbol < 0 ? this.#foreignTags[at] : this.#steps.table.tags.tags[symbol]) ?? ''
  }

  #offsetOf(index: number): number {
    return this.#offsets[index & (REMEMBERED - 1)] ?? 0
  }
}
