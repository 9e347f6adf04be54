import type { Group, MessageTree, Node, Segment } from '../tree.ts'
import type { MessageHandler } from './group-events.ts'

/**
 * Builds the tree of a message from its events. A segment that has no place stands in the group in which it came, so that nothing is lost.
 *
 * @example
 * const builder = new TreeBuilder('ORDERS')
 * const validator = createValidator(message, { findings, handler: builder })
 */
export class TreeBuilder implements MessageHandler {
  readonly type: string
  readonly #stack: Node[][] = [[]]

  constructor(type: string) {
    this.type = type
  }

  beginGroup(group: string): void {
    const items: Node[] = []
    const node: Group = { group, items }
    this.#stack.at(-1)?.push(node)
    this.#stack.push(items)
  }

  endGroup(): void {
    this.#stack.pop()
  }

  segment(segment: Segment): void {
    this.#stack.at(-1)?.push(segment)
  }

  /** The tree of what was heard so far. */
  tree(): MessageTree {
    return { type: this.type, items: this.#stack[0] ?? [] }
  }
}
