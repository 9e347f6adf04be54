import type { Segment } from '../tree.ts'
import type { Position } from './position.ts'
import { StepKind, stepKind, stepNode, type Steps, stepTurn, UNPLACED } from './steps.ts'

/** Hears a message as groups and segments, in order. */
export interface MessageHandler {
  /** @param repetition From 1. */
  beginGroup(group: string, repetition: number): void
  endGroup(group: string): void
  /** @param placed Whether the structure has a place for it; if not it is told in the group where it stands. */
  segment(segment: Segment, placed: boolean): void
}

/** Turns places into the beginnings and ends of groups. */
export class GroupEvents {
  readonly #steps: Steps
  readonly #handler: MessageHandler
  /** Segments that are not settled yet, the first being `#next`. */
  readonly #waiting: Segment[] = []
  /** Groups that are open, by node, from the outside in. */
  readonly #open: number[] = []

  constructor(steps: Steps, handler: MessageHandler) {
    this.#steps = steps
    this.#handler = handler
  }

  begin(): void {
    this.#waiting.length = 0
    this.#open.length = 0
  }

  /** The next segment, before it is placed. */
  wait(segment: Segment): void {
    this.#waiting.push(segment)
  }

  settled(step: number, position: Position): void {
    const segment = this.#waiting.shift()
    if (step !== UNPLACED) this.#move(step, position)
    if (segment !== undefined) this.#handler.segment(segment, step !== UNPLACED)
  }

  end(): void {
    this.#close(0)
  }

  #move(step: number, position: Position): void {
    const kind = stepKind(step)
    if (kind === StepKind.self) return
    const { table } = this.#steps
    const turn = stepTurn(step)
    this.#close(kind === StepKind.again ? turn - 1 : turn)
    const entered: number[] = []
    let at = table.parent[stepNode(step)] ?? 0
    while (at !== 0 && (table.depth[at] ?? 0) > this.#open.length) {
      entered.push(at)
      at = table.parent[at] ?? 0
    }
    for (const group of entered.reverse()) {
      this.#open.push(group)
      this.#handler.beginGroup(table.names[group] ?? '', position.groups[table.depth[group] ?? 0] ?? 0)
    }
  }

  /** Closes groups until so many are open. */
  #close(depth: number): void {
    while (this.#open.length > depth) this.#handler.endGroup(this.#steps.table.names[this.#open.pop() ?? 0] ?? '')
  }
}
