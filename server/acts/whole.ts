import { type FileEvidence, signHead } from '@entrepot/trade/evidence'
import { FIRST_HEAD } from '@entrepot/trade/act'
import { packBundle } from './bundle.ts'
import { citedBy, citingFiles } from './dossiers.ts'
import { contentOf } from './documents.ts'
import { erasureOf } from './evidence.ts'
import type { KnownFile } from './files.ts'
import { MAX_DOSSIER } from './limits.ts'
import { memberships } from './lists.ts'
import type { Port } from './port.ts'
import type { FileRows } from './rows.ts'

interface Whole {
  readonly known: KnownFile
  readonly rows: FileRows
}

/** Kept by a bank for its customer, linked to no trade: opening balances stand here. */
const ACCOUNT = 'account'

/**
 * Packs a trade with nothing hidden, for the operator of a practice port: every file that citations link to the root, in either
 * direction, and the accounts of its parties, so that the banks' books can be kept anew.
 *
 * @returns the zip, or `undefined` where there is no such file, and on a port that trades in earnest.
 */
export async function wholeBundleOf(port: Port, root: string): Promise<Uint8Array | undefined> {
  if (port.clock.kind !== 'practice') return undefined
  const files = await linkedTo(port, root)
  if (!files.has(root)) return undefined
  for (const [id, account] of await accountsAmong(port, files)) files.set(id, account)
  const renderings = new Map<string, Uint8Array>()
  for (const [id, { known }] of files)
    for (const { act, rendering } of known.state.documents.values()) {
      const content = rendering === undefined ? undefined : await contentOf(port, id, rendering)
      if (content) renderings.set(act, content)
    }
  return packBundle(port, { files: [...files.values()].map((file) => evidenceOf(port, file)), root, renderings })
}

async function linkedTo(port: Port, root: string): Promise<Map<string, Whole>> {
  const files = new Map<string, Whole>()
  const queue = [root]
  for (let id = queue.shift(); id !== undefined && files.size < MAX_DOSSIER; id = queue.shift()) {
    const found = files.has(id) ? undefined : await port.files.read(id)
    if (!found) continue
    files.set(id, found)
    const { state } = found.known
    // Everybody cites a tariff: it leads nowhere.
    if (!state.kind.public) queue.push(...citedBy(state), ...(await citingFiles(port, id)))
  }
  return files
}

async function accountsAmong(port: Port, files: ReadonlyMap<string, Whole>): Promise<Map<string, Whole>> {
  const among = new Set<string>()
  for (const { known } of files.values())
    for (const party of known.state.parties.values()) among.add(party.organisation)
  const accounts = new Map<string, Whole>()
  for (const organisation of among)
    for (const id of await memberships(port, organisation, MAX_DOSSIER)) {
      const found = accounts.has(id) ? undefined : await port.files.read(id)
      const parties = [...(found?.known.state.parties.values() ?? [])]
      const isAmong = parties.every((party) => among.has(party.organisation))
      if (found?.known.state.kind.name === ACCOUNT && isAmong) accounts.set(id, found)
    }
  return accounts
}

/** Sealed acts verbatim, as they were posted. */
function evidenceOf(port: Port, { known, rows }: Whole): FileEvidence {
  const { state } = known
  const acts = rows.acts.filter(({ seq }) => seq <= state.acts.length)
  const head = { file: state.id, count: acts.length, head: acts.at(-1)?.head ?? FIRST_HEAD }
  return {
    ...{ file: state.id, kind: state.kind.name, erasures: rows.erasures.map(erasureOf) },
    entries: acts.map(({ seq, receipt, sealed }) => ({ seq, receipt, act: sealed })),
    head: signHead({ ...head, at: new Date(port.now()).toISOString() }, port.certificates.operatorKey),
  }
}
