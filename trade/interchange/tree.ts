import type { Directory, Finding, MessageHandler, Segment } from '@entrepot/edi'
import { describeSegment } from './describe.ts'
import type { ShownNode, ShownSegment } from './shown.ts'

/** How many segments may still be shown of a file. */
export interface Room {
  left: number
  notShown: number
}

interface Open {
  readonly group: string
  readonly repetition: number
  readonly nodes: ShownNode[]
}

/** A segment before it is known what was found in it. */
type Draft = Omit<ShownSegment, 'findings'> & { findings: readonly Finding[] }

/** Builds the tree that is shown of one message, from the inside of its header to its trailer. */
export class ShownTree implements MessageHandler {
  readonly #directory: Directory | undefined
  readonly #repeats: boolean
  readonly #room: Room
  readonly #root: ShownNode[] = []
  readonly #open: Open[] = []
  readonly #segments: Draft[] = []
  /** The header is segment 1. */
  #position = 1

  constructor(directory: Directory | undefined, repeats: boolean, room: Room) {
    this.#directory = directory
    this.#repeats = repeats
    this.#room = room
  }

  /** Segments heard so far, header included. */
  get count(): number {
    return this.#position
  }

  beginGroup(group: string, repetition: number): void {
    const nodes: ShownNode[] = []
    this.#into().push({ is: 'group', group, repetition, nodes })
    this.#open.push({ group, repetition, nodes })
  }

  endGroup(): void {
    this.#open.pop()
  }

  segment(segment: Segment, placed: boolean): void {
    this.#position += 1
    if (this.#room.left <= 0) {
      this.#room.notShown += 1
      return
    }
    this.#room.left -= 1
    const { tag } = segment
    const described = describeSegment(segment, this.#directory, this.#repeats)
    const shown: Draft = { is: 'segment', tag, position: this.#position, placed, ...described, findings: [] }
    this.#segments.push(shown)
    this.#into().push(shown)
  }

  /** The tree, each finding at its segment; one of a missing segment at the one before which it was missed. */
  finish(findings: readonly Finding[]): readonly ShownNode[] {
    const bySegment = Map.groupBy(findings, ({ segment }) => segment)
    for (const segment of this.#segments) segment.findings = bySegment.get(segment.position) ?? []
    return this.#root
  }

  #into(): ShownNode[] {
    return this.#open.at(-1)?.nodes ?? this.#root
  }
}
