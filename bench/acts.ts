/** `npm run bench:acts`: how fast acts are accepted, beside small transactions on the same database; see README.md. */
import { loadavg } from 'node:os'
import { measureAcceptance } from './acceptance.ts'
import { type DossierTimes, makeDossier, readDossier } from './dossiers.ts'
import { type Amounts, TOTAL_TIMEOUT_MS } from './limits.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import { admitTrader, type Trader } from './parties.ts'
import { openPeer } from './peer.ts'
import { type PortUnderLoad, startPort } from './port-under-load.ts'
import { asJson, asTable, machineOf, type Report } from './report.ts'
import { NOW } from './sales.ts'
import { measureCore } from './single-core.ts'

const say = (what: string): void => void process.stderr.write(`${what}\n`)

process.exitCode = await main(process.argv.slice(2))

async function main(parameters: readonly string[]): Promise<number> {
  const options = readOptions(parameters)
  if (typeof options === 'string') {
    say(`${options}\n${USAGE}`)
    return 2
  }
  const report = await measure(options)
  process.stdout.write(`${options.json ? asJson(report) : asTable(report)}\n`)
  return 0
}

async function measure({ amounts, profile }: Options): Promise<Report> {
  const start = performance.now()
  const [loadBefore = 0] = loadavg()
  say('starting a server and its database')
  const port = await startPort({ clock: NOW, log: say, ...(profile === undefined ? {} : { profile }) })
  const cut = endWhenCut(port)
  let found: Awaited<ReturnType<typeof underLoad>>
  try {
    found = await underLoad(port, amounts)
  } finally {
    cut.lift()
    await port.stop()
  }
  // With the server gone the core is ours.
  const oneCore = measureCore(amounts.coreMs, say)
  const machine = machineOf(port.settings, loadBefore)
  return { machine, ...found, oneCore, durationMs: Math.round(performance.now() - start) }
}

async function underLoad(port: PortUnderLoad, amounts: Amounts) {
  const { clients, peerSeconds, peerScale } = amounts
  say('admitting parties')
  const buyer = await admitTrader(port, 'BENCH-BUYER')
  const sellers: Trader[] = []
  for (let n = 1; n <= clients; n += 1) sellers.push(await admitTrader(port, `BENCH-SELLER-${n}`))
  say('preparing the peer')
  const { databaseUrl } = port
  const peer = await openPeer({ databaseUrl, clients, seconds: peerSeconds, scale: peerScale })
  const acceptance = await measureAcceptance({ port, peer, sellers, buyer, amounts, say })
  await peer.remove()
  const dossiers: DossierTimes[] = []
  for (const plan of amounts.dossiers) {
    say(`a dossier of ${plan.acts} acts`)
    const seller = await admitTrader(port, `BENCH-DOSSIER-${plan.acts}`)
    const root = await makeDossier(port.url, { ...plan, seller, buyer })
    const signers = [seller.signer, buyer.signer]
    dossiers.push(await readDossier(port.url, root, { reader: buyer, signers, times: amounts.readings }))
  }
  return { acceptance, dossiers }
}

/** Interrupted, or far too slow: the server and what it wrote go before we do. */
function endWhenCut(port: PortUnderLoad): { lift(): void } {
  const end = (why: string) => {
    say(why)
    void port.stop().finally(() => process.exit(1))
  }
  const interrupted = () => end('interrupted')
  const timer = setTimeout(end, TOTAL_TIMEOUT_MS, `given up after ${TOTAL_TIMEOUT_MS / 1_000} s`)
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  return {
    lift() {
      clearTimeout(timer)
      process.off('SIGINT', interrupted)
      process.off('SIGTERM', interrupted)
    },
  }
}
