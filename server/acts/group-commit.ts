import type { Shards } from '../database/index.ts'
import { type Append, type Appended, appendAll } from './append.ts'
import type { Ledger } from './effects.ts'
import { MAX_COMMITS_AT_ONCE, MAX_GROUP } from './limits.ts'

/**
 * Writes acts of many files in few transactions: whatever came while the last ones were being committed goes together.
 *
 * At most one act of a file is under way (its lane sees to that), so a group never holds two of one file. An answer is given
 * after the commit, never before.
 */
export interface Committer {
  append(append: Append): Promise<Appended>
}

interface Waiting {
  readonly append: Append
  readonly done: (outcome: Appended) => void
  readonly failed: (error: unknown) => void
}

/** A committer over these shards; what waits is bounded by the lanes. */
export function groupCommit(shards: Shards, ledger: Ledger): Committer {
  const queues = new Map<unknown, { readonly waiting: Waiting[]; running: number }>()
  return {
    append(append) {
      const pool = shards.ofFile(append.act.file)
      const queue = queues.get(pool) ?? { waiting: [], running: 0 }
      queues.set(pool, queue)
      const outcome = new Promise<Appended>((done, failed) => {
        queue.waiting.push({ append, done, failed })
      })
      const pump = (): void => {
        if (queue.running >= MAX_COMMITS_AT_ONCE || queue.waiting.length === 0) return
        const group = queue.waiting.splice(0, MAX_GROUP)
        queue.running += 1
        appendAll(
          pool,
          ledger,
          group.map((each) => each.append),
        )
          .then(
            (outcomes) => group.forEach((each, at) => each.done(outcomes[at] ?? 'overtaken')),
            (error: unknown) => group.forEach((each) => each.failed(error)),
          )
          .finally(() => {
            queue.running -= 1
            pump()
          })
      }
      // In the next turn of the loop, so that acts which are ready at the same time go together.
      setImmediate(pump)
      return outcome
    },
  }
}
