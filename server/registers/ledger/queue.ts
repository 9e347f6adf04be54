/** Something to do in one keeper's books, waiting for its batch. */
interface Waiting<Task, Outcome> {
  readonly task: Task
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

/** How tasks are put together. */
export interface Batching<Task, Outcome> {
  readonly maxBatch: number
  readonly maxWaiting: number
  /** Does many tasks in one transaction: answers each, or throws, and then nothing was done. */
  readonly run: (key: string, tasks: readonly Task[]) => Promise<readonly Outcome[]>
}

/** Thrown when a queue is full: the caller may try again later. */
class Overloaded extends Error {
  readonly code = 'ledger/overloaded'
}

/**
 * Puts what comes while a batch is under way into the next batch: one transaction for many, and never two at once for one key.
 *
 * When a batch throws, its tasks are done one by one, so that one poisoned task fails alone.
 */
export function batching<Task, Outcome>({ maxBatch, maxWaiting, run }: Batching<Task, Outcome>) {
  const queues = new Map<string, Waiting<Task, Outcome>[]>()

  async function work(key: string, queue: Waiting<Task, Outcome>[]): Promise<void> {
    while (queue.length > 0) await runBatch(key, queue.splice(0, maxBatch))
    queues.delete(key)
  }

  async function runBatch(key: string, batch: readonly Waiting<Task, Outcome>[]): Promise<void> {
    try {
      const outcomes = await run(
        key,
        batch.map(({ task }) => task),
      )
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index]
        if (outcome === undefined) reject(new Error('a batch left a task without answer'))
        else resolve(outcome)
      }
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const each of batch) await runBatch(key, [each])
    }
  }

  return (key: string, task: Task): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const present = queues.get(key)
      if (present && present.length >= maxWaiting) {
        reject(new Overloaded(`more than ${maxWaiting} wait for the books of ${key}`))
        return
      }
      const queue = present ?? []
      queue.push({ task, resolve, reject })
      if (present) return
      queues.set(key, queue)
      // The microtask lets what is asked in the same turn go into the first batch.
      queueMicrotask(() => void work(key, queue))
    })
}
