import { z } from 'zod'
import { median } from '../measure.ts'
import type { Amounts } from './limits.ts'

/** Something that is done over and over; it answers whether it went well, and a benchmark of what does not is none. */
export interface Work {
  readonly name: string
  readonly run: () => boolean | Promise<boolean>
}

/** Works of one kind, beside the bare operations that none can do without. */
export interface Subject {
  readonly title: string
  /** The limit: the bare operations. */
  readonly limit: Work
  readonly ours: readonly Work[]
  readonly peers: readonly Work[]
  /** What the first of ours shall reach. */
  readonly target?: Target
}

/** A rate for each second, a share of the limit, or a multiple of the fastest peer. */
const target = z.union([
  z.object({ perSecond: z.number() }),
  z.object({ shareOfLimit: z.number() }),
  z.object({ timesFastestPeer: z.number() }),
])
export type Target = z.infer<typeof target>

/** How often in a second of CPU time, and the median of the shares of the limit in each run. */
const rate = z.object({ name: z.string(), perSecond: z.number(), shareOfLimit: z.number() })
type Rate = z.infer<typeof rate>

/** What was found of one subject. */
export const measured = z.object({
  title: z.string(),
  rates: z.array(rate),
  target: z.intersection(target, z.object({ isMet: z.boolean() })).optional(),
})
export type Measured = z.infer<typeof measured>

type Pace = Pick<Amounts, 'runs' | 'warmUpMs' | 'sliceMs'>

/** Measures a subject: the limit with ours, and then the limit with the peers, so that nobody cleans up after another. */
export async function measure(subject: Subject, pace: Pace): Promise<Measured> {
  const { title, limit, ours, peers, target } = subject
  const first = await inTurns([limit, ...ours], pace)
  const others = peers.length === 0 ? [] : (await inTurns([limit, ...peers], pace)).slice(1)
  const rates = [...first, ...others]
  const [, own] = first
  if (target === undefined || own === undefined) return { title, rates }
  return { title, rates, target: { ...target, isMet: reached(own, target, others) } }
}

/** Each work warmed up, then all in turns, so that a slow moment meets all alike; the first one is the limit. */
async function inTurns(works: readonly Work[], { runs, warmUpMs, sliceMs }: Pace): Promise<Rate[]> {
  for (const work of works) await slice(work, warmUpMs)
  const found = works.map(({ name }) => ({ name, each: [] as { rate: number; share: number }[] }))
  for (let run = 0; run < runs; run++) {
    let bare: number | undefined
    for (const [at, work] of works.entries()) {
      const rate = await slice(work, sliceMs)
      bare ??= rate
      found[at]?.each.push({ rate, share: rate / bare })
    }
  }
  return found.map(({ name, each }) => ({
    name,
    perSecond: median(each.map(({ rate }) => rate)),
    shareOfLimit: median(each.map(({ share }) => share)),
  }))
}

/** Beside peers it is shares of the limit that count, as both were measured beside it. */
function reached({ perSecond, shareOfLimit }: Rate, target: Target, peers: readonly Rate[]): boolean {
  if ('perSecond' in target) return perSecond >= target.perSecond
  if ('shareOfLimit' in target) return shareOfLimit >= target.shareOfLimit
  return peers.every((peer) => shareOfLimit >= target.timesFastestPeer * peer.shareOfLimit)
}

const MICROSECONDS = 1_000_000
const MILLISECOND_US = 1_000

/**
 * Does one work for so much CPU time of the process, its threads included: others on the machine take none of it, and keep
 * nothing from being warmed up.
 */
async function slice({ name, run }: Work, ms: number): Promise<number> {
  const before = process.cpuUsage()
  let spentUs = 0
  let count = 0
  let look = performance.now()
  do {
    const answer = run()
    if (!(typeof answer === 'boolean' ? answer : await answer)) throw new Error(`${name}: it was not done`)
    count++
    // Asking for CPU time takes as long as some of the works, so it is asked once in a millisecond.
    if (performance.now() < look) continue
    look = performance.now() + 1
    const { user, system } = process.cpuUsage(before)
    spentUs = user + system
  } while (spentUs < ms * MILLISECOND_US)
  return (count * MICROSECONDS) / spentUs
}
