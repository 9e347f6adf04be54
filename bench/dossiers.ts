import { setTimeout as sleep } from 'node:timers/promises'
import { openAct, readAct, readReceipt } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { checkFileEvidence, type FileEvidence, isMalformed } from '@entrepot/trade/evidence'
import { emptyFile, foldAct, type Signer } from '@entrepot/trade/file'
import { NEXT_ID_MS, READS_AT_ONCE } from './limits.ts'
import { drive } from './load.ts'
import { median } from './measure.ts'
import { membersOf } from './members.ts'
import type { Trader } from './parties.ts'
import { Sale, type Written } from './sales.ts'

/** How long it takes to read a dossier and to fold it. */
export interface DossierTimes {
  readonly acts: number
  readonly files: number
  readonly bytes: number
  /** Its list of files and the evidence of each over HTTP, `READS_AT_ONCE` at once, parsed as JSON. */
  readonly readMs: number
  /** Read, opened and folded by the reader's program; signatures not checked. */
  readonly foldMs: number
}

/** A dossier to be made. */
export interface DossierPlan {
  readonly acts: number
  readonly files: number
  readonly seller: Trader
  readonly buyer: Trader
}

/** Makes a dossier: a framework contract, and call-offs that cite its goods. Answers its root file. */
export async function makeDossier(url: string, { acts, files, seller, buyer }: DossierPlan): Promise<string> {
  const root = new Sale(seller, buyer)
  await sleep(NEXT_ID_MS)
  const others = Array.from({ length: files - 1 }, () => new Sale(seller, buyer))
  const wholeOf = (sale: Sale, size: number, framework?: Written): Written[] => {
    const concluded = sale.conclude(framework)
    return [...concluded, ...Array.from({ length: size - concluded.length }, () => sale.pack())]
  }
  const each = Math.floor(acts / files)
  const framework = wholeOf(root, acts - each * (files - 1))
  await drive(url, [framework.map(({ request }) => request)])
  await drive(
    url,
    others.map((sale) => wholeOf(sale, each, framework[0]).map(({ request }) => request)),
  )
  return root.file
}

/** Reads a dossier with its buyer's key, `times` over; the middle of each time. */
export async function readDossier(
  url: string,
  root: string,
  { reader, signers, times }: { readonly reader: Trader; readonly signers: readonly Signer[]; readonly times: number },
): Promise<DossierTimes> {
  const [reads, folds]: [number[], number[]] = [[], []]
  let size = { acts: 0, files: 0, bytes: 0 }
  for (let time = 0; time < times; time += 1) {
    const start = performance.now()
    const { evidence, bytes } = await fetchDossier(url, root, reader.apiKey)
    const fetched = performance.now()
    const acts = evidence.reduce((sum, each) => sum + fold(each, signers), 0)
    folds.push(performance.now() - fetched)
    reads.push(fetched - start)
    size = { acts, files: evidence.length, bytes }
  }
  return { ...size, readMs: median(reads), foldMs: median(folds) }
}

async function fetchDossier(url: string, root: string, key: string) {
  let bytes = 0
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${key}` } })
    const text = await response.text()
    if (!response.ok) throw new Error(`bench/not-read: ${response.status} ${text.slice(0, 400)}`)
    bytes += text.length
    return JSON.parse(text)
  }
  const dossier = await get(`/v1/dossiers/${root}`)
  const waiting = filesOf(dossier)
  const evidence: FileEvidence[] = []
  const reader = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const read = checkFileEvidence(await get(`/v1/files/${file}`))
      if (isMalformed(read)) throw new Error(`bench/not-evidence: ${read.code}`)
      evidence.push(read)
    }
  }
  await Promise.all(Array.from({ length: READS_AT_ONCE }, reader))
  return { evidence, bytes }
}

function filesOf(dossier: unknown): string[] {
  const files = membersOf(dossier).get('files')
  if (!Array.isArray(files)) throw new Error('bench/not-a-dossier')
  return files.map((each: unknown) => String(membersOf(each).get('file')))
}

/** @returns how many acts were folded. */
function fold({ file, kind: name, entries }: FileEvidence, signers: readonly Signer[]): number {
  const kind = catalogue.kinds.get(name)
  if (!kind) throw new Error(`bench/unknown-kind: ${name}`)
  const state = emptyFile(file, kind)
  const signerOf = (print: string): Signer | undefined => signers.find(({ thumbprint }) => thumbprint === print)
  for (const entry of entries) {
    const read = 'act' in entry ? readAct(entry.act) : undefined
    const receipt = readReceipt(entry.receipt)
    if (!read?.ok || !receipt.ok) throw new Error(`bench/does-not-read: ${file} ${entry.seq}`)
    const definition = catalogue.acts.get(read.claims.type)
    const signer = signerOf(read.thumbprint)
    if (!definition || !signer) throw new Error(`bench/unknown: ${read.claims.type} by ${read.thumbprint}`)
    const { seq, reached, received } = receipt.claims
    const facts = { seq, reached, receivedMs: Date.parse(received) }
    const act = openAct(read, { definition, file: state, signer, receipt: facts, signerOf })
    if ('ok' in act) throw new Error(`bench/does-not-open: ${act.code}`)
    foldAct(state, act)
  }
  return state.acts.length
}
