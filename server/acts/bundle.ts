import { Buffer } from 'node:buffer'
import { readAct, readApproval, readReceipt } from '@entrepot/trade/act'
import { type BundleContent, type FileEvidence, type Trust, writeBundle } from '@entrepot/trade/evidence'
import { zipSync } from 'fflate'
import type { Caller } from './answer.ts'
import { listDocuments, renderingOf } from './documents.ts'
import { dossierOf, linkedFiles } from './dossiers.ts'
import { evidenceOf, type Sight, sightOf } from './evidence.ts'
import type { Port } from './port.ts'

/**
 * Packs a dossier as its reader may see it: evidence of each file, what is needed to trust it, renderings of documents.
 *
 * @returns the zip, or `undefined` where the root file is none of the reader's.
 */
export async function bundleOf(port: Port, caller: Caller, root: string): Promise<Uint8Array | undefined> {
  const linked = await linkedFiles(port, caller, [root])
  if (!linked.files.has(root)) return undefined
  const sights: Sight[] = []
  for (const file of dossierOf(linked, root)) {
    const sight = await sightOf(port, caller, file)
    if (sight) sights.push(sight)
  }
  const files = sights.map((sight) => evidenceOf(port, sight))
  return packBundle(port, {
    files,
    root,
    reader: caller.organisation,
    renderings: await renderingsOf(port, caller, sights),
  })
}

/** Packs evidence with what is needed to trust it, under the operator's seal. */
export async function packBundle(
  port: Port,
  content: Pick<BundleContent, 'files' | 'root' | 'reader' | 'renderings'>,
): Promise<Uint8Array> {
  const shown = content.files.map(({ file, entries }) => ({ file, seqs: entries.map(({ seq }) => seq) }))
  const log = await port.transparency?.evidenceFor(shown)
  const entries = writeBundle({
    ...{ ...content, made: new Date(port.now()).toISOString(), ...(log ? { log } : {}) },
    ...{ trust: await trustFor(port, content.files), operator: port.certificates.operatorKey },
  })
  // Stored, not packed: PDF and signatures do not get smaller, and the same content gives the same bytes.
  return zipSync(Object.fromEntries(entries), { level: 0, mtime: new Date('2026-01-01T00:00:00Z') })
}

/** Certificates and lists that evidence needs: its signers', approvers', the operator's, the authorities'. */
export async function trustFor(port: Port, files: readonly FileEvidence[]): Promise<Trust> {
  const prints = new Set<string>()
  const lists = new Set<string>()
  const { authority } = port.certificates
  for (const { thumbprint } of [authority.root, authority.issuing, authority.operator]) prints.add(thumbprint)
  for (const { entries } of files) for (const entry of entries) gather(entry, prints, lists)
  const certificates: [string, string][] = []
  for (const print of [...prints].toSorted()) {
    const known = await port.certificates.find(print)
    if (known) certificates.push([print, base64(known.certificate.raw)])
  }
  const revocationLists = (await port.certificates.lists([...lists])).map(base64)
  return { certificates: Object.fromEntries(certificates), revocationLists }
}

function gather(entry: FileEvidence['entries'][number], prints: Set<string>, lists: Set<string>): void {
  const receipt = readReceipt(entry.receipt)
  if (receipt.ok) {
    prints.add(receipt.thumbprint)
    lists.add(receipt.claims.revocation.list)
  }
  if (!('act' in entry)) return
  const read = readAct(entry.act)
  for (const each of read.ok ? [read, ...read.citations] : []) prints.add(each.thumbprint)
  for (const jws of entry.act.approvals ?? []) {
    const approval = readApproval(jws)
    if (approval.ok) prints.add(approval.thumbprint)
  }
}

async function renderingsOf(port: Port, caller: Caller, sights: readonly Sight[]): Promise<Map<string, Uint8Array>> {
  const renderings = new Map<string, Uint8Array>()
  for (const sight of sights)
    for (const { act, rendering } of await listDocuments(port, caller, sight)) {
      const content = renderings.has(act)
        ? undefined
        : await renderingOf(port, caller, { file: sight.state.id, document: rendering })
      if (content) renderings.set(act, content)
    }
  return renderings
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
