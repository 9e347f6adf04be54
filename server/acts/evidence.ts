import { FIRST_HEAD } from '@entrepot/trade/act'
import { entryFor, type Erasure, erasuresFor, type FileEvidence, signHead } from '@entrepot/trade/evidence'
import { type FileState, type Reader, readerOf, stateFor } from '@entrepot/trade/file'
import type { Caller } from './answer.ts'
import type { KnownFile } from './files.ts'
import type { Port } from './port.ts'
import type { ErasureRow, FileRows } from './rows.ts'

/** A file before one reader's eyes. */
export interface Sight {
  readonly known: KnownFile
  readonly rows: FileRows
  readonly reader: Reader
  /** What the reader's own program would fold. */
  readonly state: FileState
}

/**
 * Opens a file for a reader.
 *
 * @returns `undefined` where there is no such file, or none for him: callers answer both alike.
 */
export async function sightOf(
  port: Port,
  caller: Pick<Caller, 'organisation'>,
  file: string,
): Promise<Sight | undefined> {
  const found = await port.files.read(file)
  if (!found) return undefined
  const today = (await port.clock.now()).slice(0, 10)
  const reader = readerOf(found.known.state, caller.organisation, today)
  if (reader.sees === 'nothing') return undefined
  return { ...found, reader, state: stateFor(found.known.state, reader) }
}

/** A file's evidence for its reader, from a sequence on; the head covers the whole, so that nothing was cut off at the end. */
export function evidenceOf(port: Port, { known, rows, reader }: Sight, after = 0): FileEvidence {
  const { state } = known
  const acts = rows.acts.filter(({ seq }) => seq <= state.acts.length)
  const entries = acts.filter(({ seq }) => seq > after).map((row) => entryFor(state, reader, row))
  return {
    ...{ file: state.id, kind: state.kind.name, entries },
    erasures: erasuresFor(state, reader, rows.erasures).map(erasureOf),
    head: signHead(
      {
        ...{ file: state.id, count: acts.length, head: acts.at(-1)?.head ?? FIRST_HEAD },
        at: new Date(port.now()).toISOString(),
      },
      port.certificates.operatorKey,
    ),
  }
}

/** An erasure as evidence tells it. */
export const erasureOf = ({ seq, path, commitment, erasedMs, reason }: ErasureRow): Erasure => ({
  ...{ seq, path, commitment, erased: new Date(erasedMs).toISOString(), reason },
})
