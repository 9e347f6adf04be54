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

/** Measures a subject: each work warmed up, then all in turns, so that a slow moment meets all alike. */
export async function measure(
  subject: Subject,
  { runs, warmUpMs, sliceMs }: Pick<Amounts, 'runs' | 'warmUpMs' | 'sliceMs'>,
): Promise<Measured> {
  const { title, limit, ours, peers, target } = subject
  const works = [limit, ...ours, ...peers]
  for (const work of works) await slice(work, warmUpMs)
  const each = new Map(works.map(({ name }) => [name, [] as { rate: number; share: number }[]]))
  for (let run = 0; run < runs; run++) {
    let bare = Number.NaN
    for (const work of works) {
      const rate = await slice(work, sliceMs)
      if (work === limit) bare = rate
      each.get(work.name)?.push({ rate, share: rate / bare })
    }
  }
  const rates = [...each].map(([name, found]) => ({
    name,
    perSecond: median(found.map(({ rate }) => rate)),
    shareOfLimit: median(found.map(({ share }) => share)),
  }))
  const own = rates.at(1)
  const fastest = Math.max(...rates.slice(1 + ours.length).map(({ perSecond }) => perSecond))
  if (target === undefined || own === undefined) return { title, rates }
  return { title, rates, target: { ...target, isMet: reached(own, target, fastest) } }
}

function reached({ perSecond, shareOfLimit }: Rate, target: Target, fastestPeer: number): boolean {
  if ('perSecond' in target) return perSecond >= target.perSecond
  if ('shareOfLimit' in target) return shareOfLimit >= target.shareOfLimit
  return perSecond >= target.timesFastestPeer * fastestPeer
}

const MICROSECONDS = 1_000_000

/** Does one work for a while. CPU time of the process counts, its threads included: others on the machine take none of it. */
async function slice({ name, run }: Work, ms: number): Promise<number> {
  const before = process.cpuUsage()
  const end = performance.now() + ms
  let count = 0
  do {
    const answer = run()
    if (!(typeof answer === 'boolean' ? answer : await answer)) throw new Error(`${name}: it was not done`)
    count++
  } while (performance.now() < end)
  const { user, system } = process.cpuUsage(before)
  return (count * MICROSECONDS) / (user + system)
}
