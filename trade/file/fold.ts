import { type Path, segmentsOf } from './path.ts'
import {
  actName,
  type Authority,
  type ElementVersion,
  type FileState,
  type FoldableAct,
  type Proposal,
  type Statement,
} from './state.ts'
import { isList, type Value } from './value.ts'

/**
 * Folds one act into a file: brings its elements into force, keeps proposals, answers them, enters parties.
 *
 * Never judges and knows no time: what stands in the sequence has been judged when it was received, and is
 * folded the same for ever. Changes `file` in place; acts come in the order of their sequence.
 */
export function foldAct(file: FileState, act: FoldableAct): void {
  file.acts.push(act)
  file.byIdentity.set(act.identity, act)
  const name = actName(act.type)
  const ofName = file.actsByName.get(name)
  if (ofName) ofName.push(act)
  else file.actsByName.set(name, [act])
  if (act.opens) openFile(file, act, act.opens.parties)
  if (act.enters) enterParty(file, act)
  switch (act.effect) {
    case 'states':
      state(file, act)
      break
    case 'proposes':
      propose(file, act)
      break
    case 'consents':
      consent(file, act)
      break
    case 'rejects':
      answer(file, act, 'rejected')
      state(file, act)
      break
    case 'retracts':
      retract(file, act)
      state(file, act)
      break
  }
  if (act.issues) issue(file, act)
  recordAuthority(file, act)
}

/** Records that an act exists which this reader may not see. */
export function foldStub(file: FileState, seq: number, identity: string): void {
  file.stubs.set(seq, identity)
}

/** Records that a disclosure was erased: its commitment stays, its value is gone for every reader. */
export function foldErasure(file: FileState, erased: { readonly path: Path; readonly commitment: string }): void {
  file.erased.set(erased.path, erased.commitment)
  file.byCommitment.delete(erased.commitment)
  const versions = file.elements.get(erased.path)
  const kept = versions?.filter((version) => version.commitment !== erased.commitment)
  if (kept) file.elements.set(erased.path, kept)
}

function openFile(file: FileState, act: FoldableAct, parties: Readonly<Record<string, string>>): void {
  for (const [capacity, organisation] of Object.entries(parties))
    file.parties.set(capacity, { capacity, organisation, entered: false })
  enterParty(file, act)
}

/** A party's name and country are what its certificate says: nobody keys them. */
function enterParty(file: FileState, act: FoldableAct): void {
  for (const party of file.parties.values()) {
    if (party.organisation !== act.signer.organisation || party.entered) continue
    file.parties.set(party.capacity, { ...party, entered: true })
    const { name, country, place, registration, thumbprint } = act.signer
    for (const [member, value] of Object.entries({ name, country, place, registration }))
      if (value !== undefined)
        bring(file, {
          ...provenance(act),
          path: `/parties/${party.capacity}/${member}`,
          value,
          commitment: `${thumbprint}#${member}`,
          how: 'certificate',
        })
  }
}

function state(file: FileState, act: FoldableAct): void {
  for (const statement of act.statements) bringStatement(file, act, statement)
  for (const dated of act.dated) bring(file, datedVersion(act, dated))
}

/**
 * What an act would bring: its own statements over those of the proposal that it answers, when it proposes or consents.
 *
 * Rules look at a file with this laid over it before the act is folded.
 */
export function contentOf(file: FileState, act: FoldableAct): Map<Path, ElementVersion> {
  const builds = act.effect === 'proposes' || act.effect === 'consents'
  const answered = builds && act.answers !== undefined ? file.proposals.get(act.answers) : undefined
  const content = new Map<Path, ElementVersion>(answered?.content)
  for (const statement of act.statements) {
    content.set(statement.path, versionOf(act, statement))
    for (const [name, field] of statement.document?.fields ?? [])
      content.set(`${statement.path}/${name}`, { ...field, path: `${statement.path}/${name}` })
  }
  for (const dated of act.dated) content.set(dated.path, datedVersion(act, dated))
  return content
}

function propose(file: FileState, act: FoldableAct): void {
  const content = contentOf(file, act)
  const answered = act.answers === undefined ? undefined : file.proposals.get(act.answers)
  if (answered && answered.status === 'open') answered.status = 'countered'
  for (const version of content.values()) file.byCommitment.set(version.commitment, version)
  file.proposals.set(act.identity, { act, status: 'open', content })
}

function consent(file: FileState, act: FoldableAct): void {
  const proposal = answer(file, act, 'consented')
  if (proposal) for (const version of proposal.content.values()) bring(file, version)
  state(file, act)
}

function answer(file: FileState, act: FoldableAct, status: Proposal['status']): Proposal | undefined {
  const proposal = act.answers === undefined ? undefined : file.proposals.get(act.answers)
  if (proposal) proposal.status = status
  return proposal
}

/** Takes back a proposal, or every version that a stating act brought: the version before comes back into force. */
function retract(file: FileState, act: FoldableAct): void {
  if (answer(file, act, 'retracted') || act.answers === undefined) return
  const retracted = file.byIdentity.get(act.answers)
  for (const statement of retracted?.statements ?? []) {
    const kept = file.elements.get(statement.path)?.filter((version) => version.act !== act.answers)
    if (kept) file.elements.set(statement.path, kept)
  }
  for (const [id, authority] of file.authorities)
    if (retracted && authority.id === retracted.id) file.authorities.delete(id)
}

function issue(file: FileState, act: FoldableAct): void {
  if (!act.issues) return
  const prefix = `/documents/${act.issues.document}/`
  const fields = new Map<string, ElementVersion>()
  for (const statement of act.statements)
    if (statement.path.startsWith(prefix)) fields.set(statement.path.slice(prefix.length), versionOf(act, statement))
  const { document: id, ...issued } = act.issues
  file.documents.set(id, {
    ...{ id, ...issued, fields, at: act.at },
    ...{ act: act.identity, actId: act.id, seq: act.receipt.seq, issuer: act.as, organisation: act.signer.organisation },
  })
}

function recordAuthority(file: FileState, act: FoldableAct): void {
  const grant = new Map<string, Value>()
  for (const statement of act.statements)
    if (statement.path.startsWith('/authorities/')) grant.set(segmentsOf(statement.path)[2] ?? '', statement.value)
  const agent = grant.get('agent')
  const capacity = grant.get('capacity')
  const acts = grant.get('acts')
  const until = grant.get('until')
  if (typeof agent !== 'string' || typeof capacity !== 'string' || acts === undefined || typeof acts !== 'object')
    return
  const authority: Authority = {
    ...{ id: act.id, principal: act.signer.organisation, agent, capacity },
    acts: isList(acts) ? acts.filter((type) => typeof type === 'string') : [],
    ...(typeof until === 'string' ? { until } : {}),
  }
  file.authorities.set(authority.id, authority)
}

function bringStatement(file: FileState, act: FoldableAct, statement: Statement): void {
  bring(file, versionOf(act, statement))
  if (!statement.document) return
  file.citedDocuments.set(statement.path, statement.document)
  for (const [name, field] of statement.document.fields)
    bring(file, { ...field, path: `${statement.path}/${name}`, seq: act.receipt.seq })
}

function bring(file: FileState, version: ElementVersion): void {
  const versions = file.elements.get(version.path)
  if (versions) versions.push(version)
  else file.elements.set(version.path, [version])
  file.byCommitment.set(version.commitment, version)
  indexChildren(file.children, version.path)
}

function indexChildren(children: Map<string, Set<string>>, path: Path): void {
  let parent = ''
  for (const segment of segmentsOf(path)) {
    const known = children.get(parent)
    if (known) known.add(segment)
    else children.set(parent, new Set([segment]))
    parent += `/${segment}`
  }
}

function versionOf(act: FoldableAct, statement: Statement): ElementVersion {
  const { document: _, ...said } = statement
  return { ...provenance(act), ...said }
}

const datedVersion = (act: FoldableAct, dated: { path: Path; value: string }): ElementVersion => ({
  ...provenance(act),
  path: dated.path,
  value: dated.value,
  commitment: `${act.identity}${dated.value.length === DATE_LENGTH ? '#date' : '#at'}`,
  how: 'envelope',
})

/** `2026-11-22`: what tells a date from an instant. */
const DATE_LENGTH = 10

const provenance = (act: FoldableAct) => ({
  act: act.identity,
  seq: act.receipt.seq,
  by: act.as,
  organisation: act.signer.organisation,
})
