/**
 * Where a log stands. This comment is the contract; a log is safe on whatever keeps it.
 *
 * - **Durability.** When `write` or `swapHead` resolves, what it wrote survives the loss of power.
 * - **Atomicity.** A reader of a path sees the bytes of one `write` whole, or nothing. `write` of several objects may be
 *   cut between objects by a crash; it may be repeated, and writing the same bytes again changes nothing.
 * - **Order.** Whoever calls `read` after a `write` has resolved sees it.
 * - **Compare and swap.** `swapHead` is linearizable over all processes that share the storage: of two calls with the same
 *   `expected` at most one answers `true`. A head once swapped in is what `head` answers, everywhere, from then on.
 * - **Concurrency.** All calls may run at the same time. A log itself appends one batch after another; two logs over one
 *   storage are found out by `swapHead`, and what the loser wrote is never read.
 */
export interface LogStorage {
  /** The bytes at a path; `undefined` where nothing is. */
  read(path: string): Promise<Uint8Array | undefined>
  write(objects: ReadonlyMap<string, Uint8Array>): Promise<void>
  /** Removes everything whose path begins so; nothing there is no fault. */
  remove(prefix: string): Promise<void>
  /** The head as last swapped in; `undefined` for a log that has none yet. */
  head(): Promise<string | undefined>
  swapHead(expected: string | undefined, next: string): Promise<boolean>
}

/** A storage that forgets with its process: for tests, and for checking a log by replaying it. */
export function memoryStorage(): LogStorage {
  const objects = new Map<string, Uint8Array>()
  let current: string | undefined
  return {
    read: (path) => Promise.resolve(objects.get(path)),
    write(more) {
      for (const [path, bytes] of more) objects.set(path, new Uint8Array(bytes))
      return Promise.resolve()
    },
    remove(prefix) {
      for (const path of objects.keys()) if (path.startsWith(prefix)) objects.delete(path)
      return Promise.resolve()
    },
    head: () => Promise.resolve(current),
    swapHead(expected, next) {
      if (current !== expected) return Promise.resolve(false)
      current = next
      return Promise.resolve(true)
    },
  }
}
