import type { Amounts } from './limits.ts'
import { drive, type LoadResult, type Prepared } from './load.ts'
import { median } from './measure.ts'
import type { Trader } from './parties.ts'
import type { Peer } from './peer.ts'
import type { PortUnderLoad } from './port-under-load.ts'
import { Sale } from './sales.ts'

/** How the server takes acts in, beside its peer. */
export interface Acceptance {
  readonly act: string
  readonly elementsPerAct: number
  readonly bytesPerAct: number
  readonly clients: number
  readonly actsPerRun: number
  readonly runs: readonly Run[]
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly commitsPerAct: number
  readonly serverCpuUsPerAct: number
  readonly generatorCpuUsPerAct: number
  /** Highest resident memory of the server's process up to the end of the last run. */
  readonly serverPeakMb: number
  readonly peer: { readonly name: string; readonly runs: readonly number[]; readonly perSecond: number }
  /** Acts for each transaction of the peer. */
  readonly ratio: number
}

/** One run of the load. */
export interface Run {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly commitsPerAct: number
  readonly serverCpuUsPerAct: number
  readonly generatorCpuUsPerAct: number
}

/** Who loads what. */
export interface LoadPlan {
  readonly port: PortUnderLoad
  readonly peer: Peer
  readonly sellers: readonly Trader[]
  readonly buyer: Trader
  readonly amounts: Amounts
  readonly say: (what: string) => void
}

/** Warms the server up, then lets it and its peer run in turns. */
export async function measureAcceptance(plan: LoadPlan): Promise<Acceptance> {
  const { port, peer, amounts, say } = plan
  say('warming up')
  await oneRun(plan, amounts.warmUpActs)
  const runs: Run[] = []
  const peerRuns: number[] = []
  for (let run = 1; run <= amounts.runs; run += 1) {
    say(`run ${run} of ${amounts.runs}: acts`)
    runs.push(await oneRun(plan, amounts.acts))
    say(`run ${run} of ${amounts.runs}: ${peer.name}`)
    peerRuns.push(await peer.run())
  }
  const { peakRssKb } = await port.state()
  const middle = (of: (run: Run) => number): number => median(runs.map(of))
  const perSecond = middle((run) => run.perSecond)
  return {
    ...sampleAct(plan),
    ...{ clients: amounts.clients, actsPerRun: amounts.clients * amounts.acts, runs, perSecond },
    ...{ p50Ms: middle((run) => run.p50Ms), p99Ms: middle((run) => run.p99Ms) },
    commitsPerAct: middle((run) => run.commitsPerAct),
    serverCpuUsPerAct: middle((run) => run.serverCpuUsPerAct),
    generatorCpuUsPerAct: middle((run) => run.generatorCpuUsPerAct),
    serverPeakMb: peakRssKb / 1_024,
    peer: { name: peer.name, runs: peerRuns, perSecond: median(peerRuns) },
    ratio: perSecond / median(peerRuns),
  }
}

/** Fresh files, concluded before the clock runs; then every client packs. */
async function oneRun(plan: LoadPlan, acts: number): Promise<Run> {
  const { port, sellers, buyer } = plan
  const sales = sellers.map((seller) => new Sale(seller, buyer))
  await drive(port.url, sales.map(concluded))
  const prepared = sales.map((sale) => Array.from({ length: acts }, () => sale.pack().request))
  const before = await port.state()
  const load = await drive(port.url, prepared)
  const after = await port.state()
  return runOf(load, { commits: after.commits - before.commits, cpuUs: after.cpuUs - before.cpuUs })
}

const concluded = (sale: Sale): Prepared => sale.conclude().map(({ request }) => request)

function runOf(load: LoadResult, server: { readonly commits: number; readonly cpuUs: number }): Run {
  const { count, perSecond, p50Ms, p99Ms, cpuUs } = load
  return {
    ...{ perSecond, p50Ms, p99Ms, commitsPerAct: server.commits / count },
    ...{ serverCpuUsPerAct: server.cpuUs / count, generatorCpuUsPerAct: cpuUs / count },
  }
}

function sampleAct({ sellers: [seller], buyer }: LoadPlan) {
  if (!seller) throw new Error('bench/no-clients')
  const sale = new Sale(seller, buyer)
  sale.conclude()
  const { act, sealed } = sale.pack()
  return { act: act.type, elementsPerAct: act.statements.length, bytesPerAct: JSON.stringify(sealed).length }
}
