import { isGroup, type Node, type Segment } from '../tree.ts'

/** A segment with its place, `SG28[2]/QTY[1]`: groups and segment, each counted among its like in the same group. */
export interface PlacedSegment {
  readonly segment: Segment
  readonly path: string
}

/** Names each node of a list, and counts it among its like: `SG28[2]`. */
export function namesOf(nodes: readonly Node[], within = ''): string[] {
  const counts = new Map<string, number>()
  return nodes.map((node) => {
    const name = isGroup(node) ? node.group : node.tag
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return `${within}${name}[${count}]`
  })
}

/** Every segment with its place, in order. */
export function placesIn(nodes: readonly Node[], within = ''): PlacedSegment[] {
  const names = namesOf(nodes, within)
  return nodes.flatMap((node, i) => {
    const path = names[i] ?? ''
    return isGroup(node) ? placesIn(node.items, `${path}/`) : [{ segment: node, path }]
  })
}
