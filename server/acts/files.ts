import { type Catalogue, FIRST_HEAD, openAct, readAct } from '@entrepot/trade/act'
import {
  type ActIdentity,
  emptyFile,
  type FileState,
  type FoldableAct,
  foldAct,
  foldErasure,
} from '@entrepot/trade/file'
import type { Signer } from '@entrepot/trade/file'
import type { Shards } from '../database/index.ts'
import type { CertificateRegister } from '../registers/certificates/index.ts'
import { type FileCache, fileCache } from './file-cache.ts'
import { type ActRow, type FileRows, readRows } from './rows.ts'

/** A file as the port knows it: the whole, folded. Lies in memory, and is rebuilt from its rows at any time. */
export interface KnownFile {
  readonly state: FileState
  /** Identities by the clients' act ids. */
  readonly ids: Map<string, ActIdentity>
  /** Commitments of what was erased. */
  readonly erased: Set<string>
  /** Disclosures of other files that its acts carry along: fewer in its rows means that some were erased where they come from. */
  copies: number
  head: string
  lastReceivedMs: number
  lastReached: string | undefined
}

/** The folded files of a port. */
export interface Files {
  readonly catalogue: Catalogue
  /** A file as it stands here; another server process may know more of it. `undefined` where there is none. */
  get(file: string): Promise<KnownFile | undefined>
  /** The same, caught up with the database, with all of its rows. */
  read(file: string): Promise<{ readonly known: KnownFile; readonly rows: FileRows } | undefined>
  /** Many files, each caught up where another server process appended; those that do not stand are left out. */
  fresh(files: readonly string[]): Promise<ReadonlyMap<string, KnownFile>>
  /** Forgets what is in memory. */
  forget(file: string): void
  /** Folds an act that now stands; `kind` where it is the first of its file. */
  take(row: ActRow, act: FoldableAct): void
}

/** What folding needs. */
export interface FilesPlace {
  readonly shards: Shards
  readonly catalogue: Catalogue
  readonly certificates: CertificateRegister
}

/** Opens the folded files; at most `MAX_CACHED_FILES` and `MAX_CACHED_ACTS` stay in memory. */
export function openFiles(place: FilesPlace): Files {
  const cache = fileCache()
  const loading = new Map<string, Promise<KnownFile | undefined>>()
  const get = (file: string): Promise<KnownFile | undefined> => {
    const known = cache.get(file)
    if (known) return Promise.resolve(known)
    const under = loading.get(file) ?? load(place, cache, file).finally(() => loading.delete(file))
    loading.set(file, under)
    return under
  }
  const store: Store = { place, cache, get }
  return {
    ...{ catalogue: place.catalogue, get, forget: cache.forget },
    read: (file) => readWhole(store, file),
    fresh: (files) => readFresh(store, files),
    take(row, act) {
      const known = cache.get(row.file) ?? beginning(place.catalogue, row, act)
      if (known && fold(known, row, act)) cache.grew(known)
      if (known && row.seq === 1) cache.keep(known)
    },
  }
}

interface Store {
  readonly place: FilesPlace
  readonly cache: FileCache
  readonly get: Files['get']
}

async function load(place: FilesPlace, cache: FileCache, file: string): Promise<KnownFile | undefined> {
  const { shards, catalogue, certificates } = place
  const rows = await readRows(shards.ofFile(file), file)
  if (!rows) return undefined
  const kind = catalogue.kinds.get(rows.kind)
  if (!kind) throw new Error(`files/unknown-kind: ${file} is a ${rows.kind}, which this program does not know`)
  const known = begin(emptyFile(file, kind))
  const signers = await signersOf(certificates, rows.acts)
  // Erased first: what links to an erased element then counts as undisclosed, as it will for every reader.
  for (const { path, commitment } of rows.erasures) {
    known.state.erased.set(path, commitment)
    known.erased.add(commitment)
  }
  for (const row of rows.acts) fold(known, row, open(catalogue, known, row, signers))
  for (const erasure of rows.erasures) foldErasure(known.state, erasure)
  cache.keep(known)
  return known
}

async function readWhole({ place, cache, get }: Store, file: string): ReturnType<Files['read']> {
  const rows = await readRows(place.shards.ofFile(file), file)
  const known = rows && (await get(file))
  if (!rows || !known) return undefined
  const folded = rows.acts.slice(0, known.state.acts.length)
  const hasLost = folded.reduce((total, row) => total + copiesIn(row), 0) < known.copies
  if (hasLost || rows.erasures.some(({ commitment }) => !known.erased.has(commitment))) {
    cache.forget(file)
    const again = await get(file)
    return again && { known: again, rows }
  }
  const signers = await signersOf(place.certificates, rows.acts.slice(known.state.acts.length))
  for (const row of rows.acts.slice(known.state.acts.length))
    if (fold(known, row, open(place.catalogue, known, row, signers))) cache.grew(known)
  return { known, rows }
}

async function readFresh(store: Store, wanted: readonly string[]): Promise<ReadonlyMap<string, KnownFile>> {
  const found = new Map<string, KnownFile>()
  for (const [pool, ids] of Map.groupBy(wanted, (file) => store.place.shards.ofFile(file))) {
    const { rows } = await pool.query<{ file_id: string; count: number }>(
      'select file_id, max(seq) as count from act where file_id = any($1::uuid[]) group by file_id',
      [ids],
    )
    for (const { file_id: file, count } of rows) {
      const cached = await store.get(file)
      const known = cached && cached.state.acts.length < count ? (await readWhole(store, file))?.known : cached
      if (known) found.set(file, known)
    }
  }
  return found
}

/** A file that was forgotten meanwhile is read from its rows when it is wanted; one that begins, begins in memory. */
function beginning(catalogue: Catalogue, row: ActRow, act: FoldableAct): KnownFile | undefined {
  const kind = act.opens && catalogue.kinds.get(act.opens.kind)
  return kind && row.seq === 1 ? begin(emptyFile(row.file, kind)) : undefined
}

const begin = (state: FileState): KnownFile => ({
  ...{ state, ids: new Map(), erased: new Set<string>(), copies: 0 },
  ...{ head: FIRST_HEAD, lastReceivedMs: 0, lastReached: undefined },
})

/** Folds an act in its turn; one that was folded already, by a read that was quicker, is left alone. */
function fold(known: KnownFile, row: ActRow, act: FoldableAct): boolean {
  if (row.seq !== known.state.acts.length + 1) return false
  foldAct(known.state, act)
  known.ids.set(row.id, row.identity)
  known.copies += copiesIn(row)
  known.head = row.head
  known.lastReceivedMs = row.receivedMs
  known.lastReached = row.reached
  return true
}

const copiesIn = ({ sealed }: Pick<ActRow, 'sealed'>): number =>
  (sealed.citations ?? []).reduce((total, { disclosures }) => total + disclosures.length, 0)

/** Signers by thumbprint, of the acts and of those that they cite. */
async function signersOf(
  certificates: CertificateRegister,
  rows: readonly Pick<ActRow, 'thumbprint' | 'sealed'>[],
): Promise<ReadonlyMap<string, Signer>> {
  const signers = new Map<string, Signer>()
  for (const { thumbprint, sealed } of rows) {
    const prints = [thumbprint]
    for (const cited of sealed.citations ?? []) {
      const read = readAct(cited)
      if (read.ok) prints.push(read.thumbprint)
    }
    for (const print of prints) {
      const signer = signers.has(print) ? undefined : (await certificates.find(print))?.signer
      if (signer) signers.set(print, signer)
    }
  }
  return signers
}

/** Opens an act that stands: what was accepted once must open for ever, so anything else is a broken invariant. */
function open(catalogue: Catalogue, known: KnownFile, row: ActRow, signers: ReadonlyMap<string, Signer>): FoldableAct {
  const read = readAct(row.sealed)
  if (!read.ok) throw new Error(`files/act-unreadable: ${row.file} ${row.seq}: ${read.code}`)
  const definition = catalogue.acts.get(read.claims.type)
  const signer = signers.get(row.thumbprint)
  if (!definition || !signer) throw new Error(`files/act-unknown: ${row.file} ${row.seq} is a ${row.type}`)
  const act = openAct(read, {
    ...{ definition, signer, file: known.state, unresolved: 'undisclosed' },
    receipt: { seq: row.seq, receivedMs: row.receivedMs, reached: row.reached },
    signerOf: (print) => signers.get(print),
  })
  if ('ok' in act) throw new Error(`files/act-does-not-open: ${row.file} ${row.seq}: ${act.code}`)
  return act
}
