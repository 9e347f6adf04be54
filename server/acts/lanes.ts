import { MAX_WAITING, MAX_WAITING_IN_FILE } from './limits.ts'

/** One thing at a time for each file, in the order of arrival; different files do not wait for each other. */
export interface Lanes {
  /**
   * Runs `work` when its file's turn has come.
   *
   * @returns `undefined` where too much waits already: the caller is told to come back.
   */
  run<Result>(file: string, work: () => Promise<Result>): Promise<Result> | undefined
  /** Waits until nothing is under way. */
  drained(): Promise<void>
}

/** Lanes with bounded queues. */
export function openLanes(): Lanes {
  const lanes = new Map<string, { tail: Promise<unknown>; waiting: number }>()
  let waiting = 0
  return {
    run(file, work) {
      const lane = lanes.get(file) ?? { tail: Promise.resolve(), waiting: 0 }
      if (waiting >= MAX_WAITING || lane.waiting >= MAX_WAITING_IN_FILE) return undefined
      lanes.set(file, lane)
      waiting += 1
      lane.waiting += 1
      const result = lane.tail.then(work)
      const leave = (): void => {
        waiting -= 1
        lane.waiting -= 1
        if (lane.waiting === 0) lanes.delete(file)
      }
      // Whether it failed is for its own caller; the next in the lane only waits for its end.
      lane.tail = result.then(leave, leave)
      return result
    },
    async drained() {
      await Promise.all([...lanes.values()].map(({ tail }) => tail))
    },
  }
}
