import { MAX_GROUP_DEPTH } from '../limits.ts'
import { isGroup, type MessageTree, type Node } from '../tree.ts'
import type { SegmentPlace, SegmentWriter } from './segment-writer.ts'

/**
 * Writes the segments of a tree in order; the first has the given position in its message.
 *
 * @returns how many there were. Groups nested deeper than `MAX_GROUP_DEPTH` are a finding.
 */
export function writeTree(writer: SegmentWriter, tree: MessageTree, firstPosition: number): number {
  const walk = new TreeWalk(writer, firstPosition)
  walk.write(tree.items)
  return walk.segment - firstPosition
}

class TreeWalk implements SegmentPlace {
  segment: number
  private readonly writer: SegmentWriter
  private readonly above: { readonly items: readonly Node[]; readonly index: number }[] = []
  private items: readonly Node[] = []
  private index = 0

  constructor(writer: SegmentWriter, firstPosition: number) {
    this.writer = writer
    this.segment = firstPosition
  }

  readonly path = (): string =>
    [...this.above, { items: this.items, index: this.index }].map(({ items, index }) => step(items, index)).join('/')

  write(items: readonly Node[]): void {
    for (let index = 0; index < items.length; index++) {
      const node = items[index]
      if (node === undefined) continue
      this.items = items
      this.index = index
      if (isGroup(node)) this.enter(node.items)
      else {
        this.writer.segment(node, this)
        this.segment++
      }
    }
  }

  private enter(items: readonly Node[]): void {
    const { items: parents, index } = this
    if (this.above.length >= MAX_GROUP_DEPTH) {
      this.writer.refuse({ code: 'edi/limit', tag: nameOf(parents[index]), expected: 'MAX_GROUP_DEPTH' }, this)
      return
    }
    this.above.push({ items: parents, index })
    this.write(items)
    this.above.pop()
  }
}

/** `QTY[2]`: the name, and how many of its kind there are up to it. */
function step(items: readonly Node[], index: number): string {
  const name = nameOf(items[index])
  const among = items.slice(0, index + 1).filter((node) => nameOf(node) === name)
  return `${name}[${among.length}]`
}

function nameOf(node: Node | undefined): string {
  if (node === undefined) return ''
  return isGroup(node) ? node.group : node.tag
}
