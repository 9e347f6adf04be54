import { MAX_GROUP_DEPTH } from '../limits.ts'
import { StepKind, stepKind, stepNode, stepTurn } from './steps.ts'
import { groupAt, type StructureTable } from './structure-table.ts'

/** Where a message stands: the last placed segment, how often it was repeated, and the groups around it likewise. */
export class Position {
  node = 0
  count = 0
  /** By depth, from 1: how often the group around the segment was repeated. */
  readonly groups: Int32Array

  /** @param depth More than any of the structure's. */
  constructor(depth = MAX_GROUP_DEPTH) {
    this.groups = new Int32Array(depth)
  }

  reset(): void {
    this.node = 0
    this.count = 0
  }

  copy(other: Position): void {
    this.node = other.node
    this.count = other.count
    const { groups } = this
    for (let depth = 1; depth < groups.length; depth++) groups[depth] = other.groups[depth] ?? 0
  }

  /**
   * Whether a step stays within the repetitions that its segment or group may have. Only the first one beyond is refused: what goes on after it is not
   * worse than it was.
   */
  admits(table: StructureTable, step: number): boolean {
    const kind = stepKind(step)
    if (kind === StepKind.self) return this.count !== (table.repeat[this.node] ?? 0)
    if (kind === StepKind.forward) return true
    const turn = stepTurn(step)
    return (this.groups[turn] ?? 0) !== (table.repeat[groupAt(table, stepNode(step), turn)] ?? 0)
  }

  take(table: StructureTable, step: number): void {
    const kind = stepKind(step)
    if (kind === StepKind.self) {
      this.count++
      return
    }
    const { groups } = this
    const node = stepNode(step)
    const turn = stepTurn(step)
    const depth = table.depth[node] ?? 0
    if (kind === StepKind.again) groups[turn] = (groups[turn] ?? 0) + 1
    for (let at = turn + 1; at < depth; at++) groups[at] = 1
    this.node = node
    this.count = 1
  }
}

/** `SG25[2]/QTY[1]`: a node, the repetitions of the groups around it, and its own. */
export function pathTo(table: StructureTable, node: number, position: Position, count: number): string {
  if (node === 0) return ''
  let path = `${table.names[node]}[${count}]`
  for (let at = table.parent[node] ?? 0; at !== 0; at = table.parent[at] ?? 0) {
    path = `${table.names[at]}[${position.groups[table.depth[at] ?? 0]}]/${path}`
  }
  return path
}

/** `SG25[2]/XYZ[1]`: a segment that has no place, where the message stands. */
export function pathBeside(table: StructureTable, position: Position, tag: string): string {
  let path = `${tag}[1]`
  let at = table.isGroup[position.node] === 1 ? position.node : (table.parent[position.node] ?? 0)
  for (; at !== 0; at = table.parent[at] ?? 0) {
    path = `${table.names[at]}[${position.groups[table.depth[at] ?? 0]}]/${path}`
  }
  return path
}
