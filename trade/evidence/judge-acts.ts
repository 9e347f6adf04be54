import type { ActIdentity, Commitment, Statement } from '@entrepot/trade/file'
import type { Recomputed } from './derived.ts'
import type { OpenedEntry, OpenedFile } from './open-file.ts'
import type { ActVerdict, ElementVerdict, VerdictKind } from './verdict.ts'

/** What was found out about parts of acts before. */
export interface ActContext {
  /** Of document fields, whether they were computed again. */
  readonly fields: ReadonlyMap<Commitment, Recomputed>
  /** Acts that proved wrong after they were folded. */
  readonly failed: ReadonlySet<ActIdentity>
}

/** Gives every act of every file its verdict. */
export function judgeActs(
  files: ReadonlyMap<string, OpenedFile>,
  { fields, failed }: ActContext,
): Map<string, readonly ActVerdict[]> {
  const known = ownVerdicts(files, fields)
  return new Map(
    [...files].map(([id, { entries }]) => [id, entries.map((entry) => judgeEntry(entry, { known, failed, files }))]),
  )
}

interface Known {
  readonly verdict: Recomputed
  readonly by: string
}

/** Of everything that is not a link: who says it, and whether it was computed again. */
function ownVerdicts(files: ReadonlyMap<string, OpenedFile>, fields: ReadonlyMap<Commitment, Recomputed>) {
  const known = new Map<Commitment, Known>()
  for (const { entries } of files.values())
    for (const { act, derived } of entries)
      for (const { how, path, commitment } of act?.statements ?? []) {
        if (how === 'cited') continue
        const verdict = how === 'derived' ? (fields.get(commitment) ?? derived.get(path) ?? 'attested') : 'checked'
        known.set(commitment, { verdict, by: act?.signer.organisation ?? '' })
      }
  return known
}

interface Work {
  readonly known: ReadonlyMap<Commitment, Known>
  readonly failed: ReadonlySet<ActIdentity>
  readonly files: ReadonlyMap<string, OpenedFile>
}

function judgeEntry(entry: OpenedEntry, work: Work): ActVerdict {
  const { seq, identity, act, receipt, hidden, erased, judgedAgain } = entry
  const placed = { seq, identity, hidden, erased, judgedAgain, ...(receipt ? { receipt } : {}) }
  if (!act) {
    const claims = entry.read?.claims
    const said = claims ? { type: claims.type, as: claims.as } : {}
    return { ...placed, ...said, verdict: entry.failed ? 'failed' : 'not-visible', attestedBy: [], elements: [] }
  }
  const elements = act.statements.map((statement) => judgeStatement(statement, entry, work))
  const attestedBy = [...new Set(elements.flatMap(({ by }) => (by === undefined ? [] : [by])))]
  const { type, as, signer } = act
  const verdict = work.failed.has(identity) ? 'failed' : verdictOf(elements, hidden)
  return { ...placed, type, as, organisation: signer.organisation, verdict, attestedBy, elements }
}

function verdictOf(elements: readonly ElementVerdict[], hidden: number): VerdictKind {
  if (elements.some(({ verdict }) => verdict === 'failed')) return 'failed'
  if (elements.some(({ verdict }) => verdict === 'attested')) return 'attested'
  return elements.length === 0 && hidden > 0 ? 'not-visible' : 'checked'
}

function judgeStatement(statement: Statement, { act, read }: OpenedEntry, { known, files }: Work): ElementVerdict {
  const { path, how, commitment, origin } = statement
  if (how !== 'cited' || !origin) {
    const own = known.get(commitment)
    return own?.verdict === 'attested' ? { path, verdict: 'attested', by: own.by } : { path, verdict: 'checked' }
  }
  // A document is cited as such: what its fields are worth, its own verdict says.
  if (statement.document) return { path, verdict: 'checked' }
  const source = known.get(origin.commitment)
  if (source)
    return source.verdict === 'attested' ? { path, verdict: 'attested', by: source.by } : { path, verdict: 'checked' }
  if (isFact(origin.commitment)) return { path, verdict: 'checked' }
  const raw = read?.citations
    .find(({ identity }) => identity === origin.act)
    ?.disclosed.find((each) => each.commitment === origin.commitment)?.raw
  const isDerived = typeof raw === 'object' && raw !== null && '$derived' in raw
  const isKnown = raw !== undefined || files.get(origin.file)?.state.byCommitment.has(origin.commitment) === true
  const by = origin.organisation || (act?.signer.organisation ?? '')
  return isKnown && !isDerived ? { path, verdict: 'checked' } : { path, verdict: 'attested', by }
}

/** What an envelope or a certificate says is signed in clear. */
const isFact = (commitment: Commitment): boolean => commitment.includes('#')
