/** Leaves from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A perfect subtree: the `index`-th of 2^level leaves. */
export interface Node {
  readonly level: number
  readonly index: number
}

/** The largest power of two that is smaller than `n` (RFC 9162 2.1.1), `n` being at least 2. */
function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/**
 * The subtrees whose hashes prove that a leaf is in a tree, from the leaf's sibling up (RFC 9162 2.1.3.1).
 *
 * @param index less than `size`
 */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    const isLeft = index < middle
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle })
    if (isLeft) end = middle
    else start = middle
  }
  return ranges.toReversed()
}

/**
 * The subtrees whose hashes prove that a tree of `first` leaves is the beginning of one of `second` (RFC 9162 2.1.4.1).
 *
 * @param first more than 0, less than `second`
 */
export function consistencyRanges(first: number, second: number): Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, second]
  let isWhole = true
  while (first !== end) {
    const middle = start + splitOf(end - start)
    if (first <= middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
      isWhole = false
    }
  }
  // The older tree itself, unless it is a subtree that the verifier knows as the older root.
  if (!isWhole) ranges.push({ start, end })
  return ranges.toReversed()
}

/** Cuts leaves into perfect subtrees, the largest first, as a tree of them would have. `start` must be where one may begin. */
export function nodesOf({ start, end }: Range): Node[] {
  const nodes: Node[] = []
  let from = start
  while (from < end) {
    let level = 0
    let width = 1
    while (from % (width * 2) === 0 && from + width * 2 <= end) {
      width *= 2
      level++
    }
    nodes.push({ level, index: from / width })
    from += width
  }
  return nodes
}
