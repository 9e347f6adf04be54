/**
 * The process of one party. It has its own key folder and the address of a port, and nothing else: what it knows of the trade it
 * reads from the port, checks, and folds itself; what it says it seals with its own key.
 *
 * Started with the folder and the port's address as arguments; takes orders over the channel of its parent, one at a time, and
 * ends when the channel does.
 */
import { randomBytes } from 'node:crypto'
import type { Catalogue } from '@entrepot/trade/act'
import type { Desk, Intent } from '@entrepot/trade/party'
import { computeIntended, uuidV7 } from '@entrepot/trade/party'
import {
  type Api,
  type DocumentSigner,
  enrol,
  isProblem,
  keepFile,
  type KeyFolder,
  openApi,
  openDocumentSigner,
  openKeyFolder,
  openStore,
  ownContext,
  type PartyStore,
  type Problem,
} from '../client/index.ts'
import { filesReadBy, intentOf } from './intent-of.ts'
import type { Cue, Numbered, Order, Reply } from './messages.ts'

const [folderPath = '', base = ''] = process.argv.slice(2)
const folder = openKeyFolder(folderPath)
const key = folder.apiKey.read()
const api = openApi({ base, ...(key === undefined ? {} : { key }) })
let store: Promise<PartyStore> | undefined
let signer: DocumentSigner | undefined
/** The file of its latest act. */
let actedIn: string | undefined

// The parent ends us; an interrupt from the terminal reaches it, too.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.exit(0))

let last: Promise<void> = Promise.resolve()
process.on('message', (order: Numbered<Order>) => {
  last = inTurn(last, order)
})

async function inTurn(before: Promise<void>, { number, content }: Numbered<Order>): Promise<void> {
  await before
  process.send?.({ number, content: await answer(content) } satisfies Numbered<Reply>)
}

async function answer(order: Order): Promise<Reply> {
  try {
    switch (order.is) {
      case 'enrol':
        return (await enrol(folder, api, order.subject)) ?? { ok: true }
      case 'play':
        return await play(order.cue)
      case 'fetch':
        return await fetchEvidence(api, order)
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'party/failed'
    return { ok: 'fault', code, message }
  }
}

async function play(cue: Cue): Promise<Reply> {
  store ??= openPartyStore(folder, api)
  const { sealing, refresh, ...party } = await store
  const { name: issuer } = sealing.signer
  const intent = intentOf(cue, { act: uuidV7(Date.now(), random), newFile: uuidV7(Date.now(), random) })
  if (isProblem(intent)) return intent
  const unread = await read(refresh, cue)
  if (unread) return unread
  const answer = await party.do({
    ...{ name: cue.step.name, intent, context: ownContext(cue.now) },
    ...(intent.issues ? { render: (desk: Desk) => render(desk, intent, issuer) } : {}),
  })
  if (isProblem(answer)) return answer
  actedIn = answer.file
  const advice = answer.advice.flatMap(({ code }) => (typeof code === 'string' ? [code] : []))
  return { ok: true, identity: answer.identity, file: answer.file, seq: answer.seq, advice }
}

async function openPartyStore(own: KeyFolder, port: Api): Promise<PartyStore> {
  const { catalogue }: { catalogue: Catalogue } = await import('@entrepot/trade/catalogue')
  return openStore(catalogue, own, port)
}

/**
 * What a document reads may lie in any file of the trade, and a document may have been passed on through any; files that this
 * party is not in answer as if they were not there.
 */
async function read(refresh: PartyStore['refresh'], cue: Cue): Promise<Problem | undefined> {
  const needed = new Set(filesReadBy(cue))
  for (const file of cue.step.issues || cue.step.documents ? Object.values(cue.files) : needed) {
    const problem = await refresh(file)
    if (problem && (needed.has(file) || problem.status !== NOT_FOUND)) return problem
  }
  return undefined
}

const NOT_FOUND = 404

const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

async function render(desk: Desk, intent: Intent, issuer: string) {
  const computed = computeIntended(desk, intent)
  if ('ok' in computed) return computed
  // Typst and its fonts are loaded by issuers alone.
  const { renderComputed } = await import('./render.ts')
  const opened = signer ?? (await openDocumentSigner(folder, api))
  if (isProblem(opened)) return opened
  signer = opened
  return renderComputed(intent, computed, { issuer, random, signer })
}

async function fetchEvidence(port: Api, { root, path }: Extract<Order, { is: 'fetch' }>): Promise<Reply> {
  const zip = await ownEvidence(port, root)
  if (isProblem(zip)) return zip
  keepFile(path, zip, 0o644)
  return { ok: true }
}

/**
 * Who does not see the root of the trade (the carrier, the bank) has its own picture of it: the largest of its dossiers. Who has
 * none (the publisher of a tariff) has the file in which it acted.
 */
async function ownEvidence(port: Api, root: string): Promise<Uint8Array | Problem> {
  const zip = await port.evidence(root)
  if (!isProblem(zip) || zip.status !== NOT_FOUND) return zip
  const dossiers = await port.dossiers()
  if (isProblem(dossiers)) return dossiers
  const [largest] = dossiers.toSorted((a, b) => b.files - a.files)
  const own = largest?.root ?? actedIn
  return own === undefined ? zip : port.evidence(own)
}
