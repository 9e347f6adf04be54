import { percentile } from './measure.ts'
import { openWire, type Wire } from './wire.ts'

/** What one client posts, in order, one after the other's answer. */
export type Prepared = readonly Uint8Array[]

/** What a run showed. */
export interface LoadResult {
  readonly count: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** CPU time of this process: what the load generator itself took from the machine. */
  readonly cpuUs: number
}

const CREATED = 201

/**
 * Posts what every client prepared, all clients at once, each on a connection of its own, without a pause.
 *
 * @throws at the first answer that is not 201: an act that is not accepted does not count, and spoils those after it.
 */
export async function drive(url: string, clients: readonly Prepared[]): Promise<LoadResult> {
  const wires = await Promise.all(clients.map(() => openWire(url)))
  const latencies: number[] = []
  const before = process.cpuUsage()
  const start = performance.now()
  try {
    await Promise.all(wires.map((wire, at) => postAll(wire, clients[at] ?? [], latencies)))
  } finally {
    for (const wire of wires) wire.close()
  }
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(before)
  return {
    ...{ count: latencies.length, perSecond: latencies.length / seconds, cpuUs: user + system },
    ...{ p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) },
  }
}

async function postAll(wire: Wire, requests: Prepared, latencies: number[]): Promise<void> {
  for (const request of requests) {
    const sent = performance.now()
    const { status, body } = await wire.ask(request)
    if (status !== CREATED) throw new Error(`bench/not-accepted: ${status} ${body.slice(0, 400)}`)
    latencies.push(performance.now() - sent)
  }
}
