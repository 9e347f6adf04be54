import { contentOf } from './content.ts'
import type { Path } from './path.ts'
import type { CitedDocument, ElementVersion, FileState, FoldableAct, Proposal, ProposalStatus } from './state.ts'

/** Gives the proposal that an act answers its status; `undefined` where it answers none. */
export function answer(file: FileState, act: FoldableAct, status: ProposalStatus): Proposal | undefined {
  const proposal = act.answers === undefined ? undefined : file.proposals.get(act.answers)
  if (proposal) proposal.status = status
  return proposal
}

/** Takes back a proposal, a consent, or every version that a stating act brought: the version before comes back into force. */
export function retract(file: FileState, act: FoldableAct): void {
  if (act.answers !== undefined) file.retracted.add(act.answers)
  if (answer(file, act, 'retracted') || act.answers === undefined || undoConsent(file, act)) return
  const retracted = file.byIdentity.get(act.answers)
  for (const { path } of retracted?.dated ?? []) takeBack(file, path, (version) => version.act === act.answers)
  for (const { path, document } of retracted?.statements ?? []) {
    const brought = new Set([...(document?.fields.values() ?? [])].map(({ commitment }) => commitment))
    for (const name of document?.fields.keys() ?? [])
      takeBack(file, `${path}/${name}`, ({ commitment }) => brought.has(commitment))
    takeBack(file, path, (version) => version.act === act.answers)
    mount(file, path)
  }
  for (const [id, authority] of file.authorities)
    if (retracted && authority.id === retracted.id) file.authorities.delete(id)
}

/**
 * Undoes a consent: all that it brought, of the proposal too, is in force no more. What it answered stands as it would have
 * without it; a consent that changed something and was rejected for it is a proposal of its own (CISG art. 19(1)).
 *
 * @returns whether the act answers a consent.
 */
export function undoConsent(file: FileState, act: FoldableAct): boolean {
  const consent = act.answers === undefined ? undefined : file.byIdentity.get(act.answers)
  if (consent?.effect !== 'consents') return false
  const content = contentOf(file, consent)
  for (const { path, commitment } of content.values()) {
    takeBack(file, path, (version) => version.commitment === commitment)
    mount(file, path)
    file.undone.add(commitment)
  }
  file.retracted.add(consent.identity)
  const answered = consent.answers === undefined ? undefined : file.proposals.get(consent.answers)
  if (answered) standAgain(file, answered, { consent, act })
  if (answered && act.effect === 'rejects' && consent.statements.length > 0) {
    for (const { path } of consent.dated) content.delete(path)
    file.proposals.set(consent.identity, { act: consent, status: 'open', content })
  }
  return true
}

/** Without the consent, its proposal is as it was before; by the other side's rejection of a consent it comes to its end. */
function standAgain(
  file: FileState,
  proposal: Proposal,
  undoing: { readonly consent: FoldableAct; readonly act: FoldableAct },
): void {
  const { identity, effect } = proposal.act
  const isRevoked = file.acts.some((each) => each.effect === 'retracts' && each.answers === identity)
  if (isRevoked || effect === 'consents') file.retracted.add(identity)
  if (isRevoked) proposal.status = 'retracted'
  else if (undoing.act.effect === 'retracts') proposal.status = 'open'
  else proposal.status = undoing.consent.statements.length > 0 ? 'countered' : 'rejected'
}

function takeBack(file: FileState, path: Path, isTakenBack: (version: ElementVersion) => boolean): void {
  const kept = file.elements.get(path)?.filter((version) => !isTakenBack(version))
  if (kept) file.elements.set(path, kept)
}

/** The document cited at a path is the one that the version in force there cites. */
export function mount(file: FileState, path: Path): void {
  const document = citedAt(file, path)
  if (document) file.citedDocuments.set(path, document)
  else file.citedDocuments.delete(path)
}

function citedAt(file: FileState, path: Path): CitedDocument | undefined {
  const version = file.elements.get(path)?.at(-1)
  if (version?.how !== 'cited') return undefined
  return file.byIdentity.get(version.act)?.statements.find((each) => each.path === path)?.document
}
