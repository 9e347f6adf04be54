import { type Dossier, type FileState, readerOf, stateFor } from '@entrepot/trade/file'
import type { Caller } from './answer.ts'
import { MAX_DOSSIER } from './limits.ts'
import type { Port } from './port.ts'

type Asker = Pick<Caller, 'organisation'>

/** Files that one organisation sees, and how citations link them. */
export interface LinkedFiles {
  /** What it sees of each, by id; public files that they cite among them. */
  readonly files: ReadonlyMap<string, FileState>
  /** Neighbours of each file, in either direction of citing. */
  readonly links: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Follows citations from some files, in both directions, through files that the organisation sees.
 *
 * Public files come along where they are cited, and lead nowhere: everybody cites a tariff.
 */
export async function linkedFiles(port: Port, asker: Asker, from: readonly string[]): Promise<LinkedFiles> {
  const today = (await port.clock.now()).slice(0, 10)
  const files = new Map<string, FileState>()
  const links = new Map<string, Set<string>>()
  const queue = [...from]
  for (let id = queue.shift(); id !== undefined && files.size < MAX_DOSSIER; id = queue.shift()) {
    if (files.has(id)) continue
    const known = await port.files.get(id)
    if (!known) continue
    const reader = readerOf(known.state, asker.organisation, today)
    if (reader.sees === 'nothing') continue
    const state = stateFor(known.state, reader)
    files.set(id, state)
    if (state.kind.public) continue
    const neighbours = new Set([...citedBy(state), ...(await citingFiles(port, id))])
    links.set(id, neighbours)
    queue.push(...neighbours)
  }
  return { files, links }
}

/** The files from which a file cites, as far as its reader sees. */
export function citedBy(state: FileState): ReadonlySet<string> {
  const cited = new Set<string>()
  for (const { statements } of state.acts)
    for (const { origin } of statements) if (origin && origin.file !== state.id) cited.add(origin.file)
  return cited
}

/** The files that cite a file. */
export async function citingFiles(port: Port, file: string): Promise<readonly string[]> {
  const { rows } = await port.shards
    .ofFile(file)
    .query<{ citing_file: string }>(
      'select distinct citing_file from citing where file_id = $1 order by citing_file limit $2',
      [file, MAX_DOSSIER],
    )
  return rows.map(({ citing_file }) => citing_file)
}

/**
 * The roots of linked files: those that are linked to no older one. Ids are UUIDv7, so they sort by age; a sale is older than
 * its credit, whichever of the two cites the other.
 */
export function rootsOf({ files, links }: LinkedFiles): readonly string[] {
  return [...links.keys()]
    .filter((id) => ![...(links.get(id) ?? [])].some((other) => other < id && links.has(other) && files.has(other)))
    .toSorted()
}

/** The files of the dossier of a root: what later files link to it, one through the other, and the public ones that they cite. */
export function dossierOf({ files, links }: LinkedFiles, root: string): readonly string[] {
  const found = new Set([root])
  for (const id of found)
    for (const other of links.get(id) ?? [])
      if (files.has(other) && (other > id || files.get(other)?.kind.public)) found.add(other)
  return [...found]
}

/**
 * The dossier of one party around a file, for acts that read across files: of every trade that the file belongs to (one
 * consignment may serve two sales), cut down to what this party sees.
 */
export async function dossierAround(
  port: Port,
  asker: Asker,
  { home, cited = [] }: { readonly home: FileState; readonly cited?: readonly string[] },
): Promise<Dossier> {
  const linked = await linkedFiles(port, asker, [home.id, ...citedBy(home), ...cited])
  const files = new Map(linked.files)
  // The home file is judged as it stands, through the eyes that the rule asks for.
  files.set(home.id, home)
  const roots = rootsOf(linked).filter((root) => dossierOf(linked, root).includes(home.id))
  const [first] = roots
  return { root: (first === undefined ? undefined : files.get(first)) ?? home, files }
}
