import type { Catalogue, CitedAct, SealedAct } from '@entrepot/trade/act'
import { readAct } from '@entrepot/trade/act'
import { disclosureDigest } from '@entrepot/sd-jwt'
import { capacitiesOf, type FileState, type FoldableAct, type Statement, viewFile } from '@entrepot/trade/file'
import type { Entry, FileEvidence } from './format.ts'
import type { OpenedEntry, OpenedFile } from './open-file.ts'

/**
 * Cuts a file's evidence down to what one organisation may see: other acts become stubs, disclosures outside of its
 * audience go, links to what it does not see go with them. A party that has not entered sees the invitation alone,
 * the envelope of the opening act.
 *
 * @returns `undefined` where it sees nothing of the file at all.
 */
export function evidenceFor(
  { evidence, state, entries }: OpenedFile,
  organisation: string,
  catalogue: Catalogue,
): FileEvidence | undefined {
  const held = capacitiesOf(state, organisation, dayOf(state))
  if (held.size === 0 && !state.kind.public) return undefined
  const invited = [...state.parties.values()].some((each) => each.organisation === organisation && !each.entered)
  const isIn =
    state.kind.public === true || [...state.parties.values()].some((party) => held.has(party.capacity) && party.entered)
  const cut = entries.map((entry): Entry => {
    const { seq } = entry
    const { receipt } = entry.entry
    const stub = { seq, receipt, identity: entry.identity }
    if (!('act' in entry.entry) || !entry.act) return stub
    if (!isIn)
      return invited && entry.act.opens ? { seq, receipt, act: { jwt: entry.entry.act.jwt, disclosures: [] } } : stub
    return seesAct(state, entry.act, { organisation, catalogue })
      ? { seq, receipt, act: cutAct(entry, entry.entry.act, { state, act: entry.act, organisation }) }
      : stub
  })
  const shown = new Set(cut.flatMap((entry) => ('act' in entry && isIn ? [entry.seq] : [])))
  const today = onDayOf(state)
  const view = viewFile(state, { organisation, ...today })
  const erasures = evidence.erasures.filter(({ seq, path }) => shown.has(seq) && view.read(path).is !== 'hidden')
  return { ...evidence, entries: cut, erasures }
}

/** The business day that a file has reached: an authority that ended before it shows its agent nothing. */
const dayOf = ({ acts }: FileState): string | undefined => acts.at(-1)?.receipt.reached.slice(0, 10)

const onDayOf = (state: FileState): { readonly today?: string } => {
  const today = dayOf(state)
  return today === undefined ? {} : { today }
}

function seesAct(
  state: FileState,
  act: FoldableAct,
  { organisation, catalogue }: { organisation: string; catalogue: Catalogue },
): boolean {
  const audience = catalogue.acts.get(act.type)?.audience
  const isOwn = act.signer.organisation === organisation || act.onBehalfOf === organisation
  if (isOwn || state.kind.public || audience === undefined) return true
  const held = capacitiesOf(state, organisation, dayOf(state))
  return audience.some((capacity) => held.has(capacity))
}

interface Within {
  readonly state: FileState
  readonly act: FoldableAct
  readonly organisation: string
}

function cutAct({ read }: OpenedEntry, sealed: SealedAct, within: Within): SealedAct {
  const visible = within.act.statements.filter((statement) => sees(statement, within))
  const shown = new Set(visible.map(({ commitment }) => commitment))
  const disclosures = sealed.disclosures.filter((each) => shown.has(disclosureDigest(each)))
  const origins = new Set(visible.map(({ origin }) => origin?.commitment))
  const whole = new Set(visible.flatMap(({ document }) => (document ? [document.act] : [])))
  const citations = (read ? (sealed.citations ?? []) : []).flatMap((cited) => cutCitation(cited, origins, whole))
  const { jwt, approvals } = sealed
  return { jwt, disclosures, ...(approvals ? { approvals } : {}), ...(citations.length > 0 ? { citations } : {}) }
}

function cutCitation(
  cited: CitedAct,
  origins: ReadonlySet<string | undefined>,
  whole: ReadonlySet<string>,
): CitedAct[] {
  const read = readAct({ jwt: cited.jwt, disclosures: cited.disclosures })
  if (read.ok && whole.has(read.identity)) return [cited]
  const disclosures = cited.disclosures.filter((each) => origins.has(disclosureDigest(each)))
  const dated = read.ok && (origins.has(`${read.identity}#date`) || origins.has(`${read.identity}#at`))
  return disclosures.length > 0 || dated ? [{ ...cited, disclosures }] : []
}

/** Whether a statement is in an organisation's audience, and whether it sees what a link points at. */
function sees(statement: Statement, { state, act, organisation }: Within): boolean {
  const { path } = statement
  const today = onDayOf(state)
  const { identity, as, signer, receipt } = act
  const version = { ...statement, act: identity, seq: receipt.seq, by: as, organisation: signer.organisation }
  const overlay = new Map([[path, version]])
  if (viewFile(state, { organisation, overlay, ...today }).read(path).is !== 'present') return false
  const origin = statement.origin?.file === state.id ? state.byCommitment.get(statement.origin.commitment) : undefined
  if (!origin) return true
  const linked = new Map([[origin.path, origin]])
  return viewFile(state, { organisation, overlay: linked, ...today }).read(origin.path).is === 'present'
}
