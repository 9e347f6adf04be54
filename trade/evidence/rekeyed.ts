import {
  type Commitment,
  type ElementVersion,
  emptyFile,
  type FileState,
  type FoldableAct,
  foldAct,
  foldErasure,
  foldStub,
  type How,
  type Path,
  sameValue,
  type Value,
  viewFile,
} from '@entrepot/trade/file'
import { type Comparable, comparableAt, comparableOf, factAt, isForeignAt, keysOf, type Spot } from './comparable.ts'
import type { OpenedEntry, OpenedFile } from './open-file.ts'

/** A value that was keyed although its keyer could have linked it. */
export interface Rekeying {
  readonly keyed: Spot
  readonly value: Value
  /** The earliest equal value that the keyer could read. */
  readonly earlier: Spot
}

/**
 * Finds keyed values that equal an earlier value which their keyer could read and did not link.
 *
 * Walks all acts in the order of their receipt. `keyed` and `transcribed` count, for to transcribe is to key; `cited` and
 * `derived` are links. What is transcribed into the element that takes a foreign document's own words is that document's
 * statement, whatever it equals, and is keyed twice only where the same field was transcribed before. An equal value was readable where its file is public, or where the keyer, in the
 * file by then, was in its audience: elements, proposals, fields of documents issued or cited, dates of envelopes,
 * facts of certificates. Not counted: flags and closed choices; values of the same act; the same path proposed anew
 * by the other side; another party's statement of the same fact. Whatever else is equal and comparable counts.
 */
export function rekeyed(files: ReadonlyMap<string, OpenedFile>): Rekeying[] {
  const walk = new Walk(files)
  for (const { file, entry } of inOrderOfReceipt(files)) walk.take(file, entry)
  return walk.found
}

/** Acts of all files by the real time of their receipt; within a file by sequence. */
export function inOrderOfReceipt(files: ReadonlyMap<string, OpenedFile>): { file: OpenedFile; entry: OpenedEntry }[] {
  const all = [...files.values()].flatMap((file) => file.entries.map((entry) => ({ file, entry })))
  return all.toSorted((a, b) => a.entry.receivedMs - b.entry.receivedMs || a.entry.seq - b.entry.seq)
}

interface Known {
  readonly file: string
  readonly version: ElementVersion
  readonly receivedMs: number
}

interface Keying {
  readonly path: Path
  readonly value: Value
  readonly how: How
  readonly receivedMs: number
}

class Walk {
  readonly found: Rekeying[] = []
  readonly #states = new Map<string, FileState>()
  readonly #byKey = new Map<string, Known[]>()
  readonly #types = new Map<Commitment, { readonly comparable: Comparable; readonly value: Value }>()

  constructor(files: ReadonlyMap<string, OpenedFile>) {
    for (const [id, { state }] of files) this.#states.set(id, emptyFile(id, state.kind))
  }

  take(file: OpenedFile, entry: OpenedEntry): void {
    const state = this.#states.get(file.state.id)
    if (!state) return
    const { act, seq, identity, receivedMs } = entry
    if (!act) {
      foldStub(state, seq, identity)
      return
    }
    // Folded first, so that units which the same act states are known; what it states is learnt only afterwards.
    foldAct(state, act)
    for (const statement of act.statements)
      if (statement.how === 'keyed' || statement.how === 'transcribed')
        this.#judge(state, act, { ...statement, receivedMs })
    for (const version of versionsOf(state, act)) this.#learn(state, version, receivedMs)
    for (const erasure of file.evidence.erasures) if (erasure.seq === seq) foldErasure(state, erasure)
  }

  #judge(state: FileState, act: FoldableAct, said: Keying): void {
    const isForeign = said.how === 'transcribed' && isForeignAt(state, said.path)
    const comparable = comparableAt(state, said.path)
    const keys = comparable ? keysOf(comparable, said.value) : []
    const known = keys
      .flatMap((key) => this.#byKey.get(key) ?? [])
      .filter((each) => !isForeign || (each.file === state.id && each.version.path === said.path))
      .filter((each) => isEarlier(each, state, said) && this.#couldRead(act.signer.organisation, each))
    // Then its copies (a quotation that shows the price) are no evidence either.
    if (known.some((each) => this.#isNewStatement(each, { state, act, path: said.path }))) return
    const earliest = known.toSorted((a, b) => a.receivedMs - b.receivedMs)[0]
    if (!earliest) return
    const keyed = spotOf(state.id, { ...said, seq: act.receipt.seq, organisation: act.signer.organisation, by: act.as })
    this.found.push({ keyed, value: said.value, earlier: spotOf(earliest.file, earliest.version) })
  }

  /** The other side proposes the same element anew, or another party states the same fact for itself. */
  #isNewStatement(known: Known, said: { state: FileState; act: FoldableAct; path: Path }): boolean {
    const { state, act, path } = said
    if (known.version.organisation === act.signer.organisation) return false
    if (known.file === state.id && known.version.path === path && act.effect === 'proposes') return true
    const home = this.#states.get(known.file)
    const fact = factAt(state, path)
    return fact !== undefined && home !== undefined && factAt(home, known.version.path) === fact
  }

  /** With the keyer's capacities as they are by then; one that has not entered sees the invitation only. */
  #couldRead(organisation: string, { file, version }: Known): boolean {
    const state = this.#states.get(file)
    if (!state) return false
    const isIn = [...state.parties.values()].some((party) => party.organisation === organisation && party.entered)
    const isAgent = [...state.authorities.values()].some(({ agent }) => agent === organisation)
    if (!state.kind.public && !isIn && !isAgent) return false
    const overlay = new Map([[version.path, version]])
    return viewFile(state, { organisation, overlay }).read(version.path).is === 'present'
  }

  #learn(state: FileState, version: ElementVersion, receivedMs: number): void {
    const comparable = this.#comparable(state, version)
    if (!comparable) return
    this.#types.set(version.commitment, { comparable, value: version.value })
    for (const key of keysOf(comparable, version.value)) {
      const known = { file: state.id, version, receivedMs }
      const list = this.#byKey.get(key)
      if (list) list.push(known)
      else this.#byKey.set(key, [known])
    }
  }

  /** A document's field takes the type of an input that it repeats. */
  #comparable(state: FileState, version: ElementVersion): Comparable | undefined {
    const repeated = (version.from ?? [])
      .map((commitment) => this.#types.get(commitment))
      .find((input) => input !== undefined && sameValue(input.value, version.value))
    return comparableAt(state, version.path) ?? repeated?.comparable ?? comparableOf(version.value)
  }
}

/** Everything that an act made readable: its statements, mounted fields, dates, and the certificate of who entered. */
function versionsOf(state: FileState, act: FoldableAct): ElementVersion[] {
  const { identity, as, signer, receipt, dated } = act
  const provenance = { act: identity, seq: receipt.seq, by: as, organisation: signer.organisation }
  const said = act.statements.flatMap(({ document, ...statement }) => [
    ...(document ? [] : [{ ...provenance, ...statement }]),
    ...[...(document?.fields ?? [])].map(([name, field]) => ({
      ...{ ...field, path: `${statement.path}/${name}` as const, seq: receipt.seq },
    })),
  ])
  const dates = dated.flatMap(({ path }) => state.elements.get(path)?.at(-1) ?? [])
  return [...said, ...dates, ...certified(state, act)]
}

function certified(state: FileState, { identity, signer }: FoldableAct): ElementVersion[] {
  const own = [...state.parties.values()].filter(({ organisation }) => organisation === signer.organisation)
  return own.flatMap(({ capacity }) =>
    [...(state.children.get(`/parties/${capacity}`) ?? [])].flatMap(
      (member) => state.elements.get(`/parties/${capacity}/${member}`)?.filter(({ act }) => act === identity) ?? [],
    ),
  )
}

const isEarlier = (known: Known, state: FileState, { receivedMs }: { receivedMs: number }): boolean =>
  known.file === state.id || known.receivedMs < receivedMs

const spotOf = (file: string, { path, seq, organisation, by }: Omit<Spot, 'file'>): Spot => ({
  ...{ file, path, seq, organisation, by },
})
