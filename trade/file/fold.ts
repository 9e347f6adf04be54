import { contentOf } from './content.ts'
import { issuedBy } from './issued.ts'
import { type Path, segmentsOf } from './path.ts'
import {
  actName,
  type Authority,
  type ElementVersion,
  type FileState,
  type FoldableAct,
  type Statement,
} from './state.ts'
import { answer, mount, retract, undoConsent } from './taking-back.ts'
import { isList, type Value } from './value.ts'
import { datedVersion, provenance, versionOf } from './version.ts'

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
      if (!answer(file, act, 'rejected')) undoConsent(file, act)
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

/**
 * Records that a disclosure was erased: its commitment stays, its value is gone for every reader.
 *
 * @param erased `seq` of the act that stated it: what an erased version replaced does not come back into force.
 */
export function foldErasure(
  file: FileState,
  erased: { readonly path: Path; readonly commitment: string; readonly seq?: number },
): void {
  const { path, commitment } = erased
  const seq = erased.seq ?? file.byCommitment.get(commitment)?.seq
  file.erased.set(path, commitment)
  if (seq !== undefined) file.erasedAt.set(path, Math.max(seq, file.erasedAt.get(path) ?? 0))
  file.byCommitment.delete(commitment)
  const versions = file.elements.get(path)
  const kept = versions?.filter((version) => version.commitment !== commitment)
  if (kept) file.elements.set(path, kept)
  for (const [identity, proposal] of file.proposals)
    if (proposal.content.get(path)?.commitment === commitment)
      file.proposals.set(identity, { ...proposal, content: without(proposal.content, path) })
  for (const [id, document] of file.documents) {
    const name = path.slice(`/documents/${id}/`.length)
    if (document.fields.get(name)?.commitment === commitment)
      file.documents.set(id, { ...document, fields: without(document.fields, name) })
  }
}

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): Map<K, V> => new Map([...map].filter(([each]) => each !== key))

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

function propose(file: FileState, act: FoldableAct): void {
  const content = contentOf(file, act)
  const answered = act.answers === undefined ? undefined : file.proposals.get(act.answers)
  if (answered && answered.status === 'open') answered.status = 'countered'
  for (const version of content.values()) file.byCommitment.set(version.commitment, version)
  file.proposals.set(act.identity, { act, status: 'open', content })
}

function consent(file: FileState, act: FoldableAct): void {
  const proposal = answer(file, act, 'consented')
  // It was dispatched before a revocation reached its signer, or takes up what was objected to: what it answers stands again.
  if (proposal) file.retracted.delete(proposal.act.identity)
  for (const version of proposal?.content.values() ?? []) {
    bring(file, version)
    mount(file, version.path)
  }
  state(file, act)
}

function issue(file: FileState, act: FoldableAct): void {
  const document = issuedBy(act)
  if (document) file.documents.set(document.id, document)
}

function recordAuthority(file: FileState, act: FoldableAct): void {
  const grant = new Map<string, Value>()
  const parts = act.statements.flatMap(({ path, value }) => {
    const [place, id, member = ''] = segmentsOf(path)
    return place === 'authorities' ? [{ id, member, value }] : []
  })
  // One act gives one authority; parts of another are never mixed into it.
  for (const { id, member, value } of parts) if (id === parts[0]?.id) grant.set(member, value)
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
  file.undone.delete(version.commitment)
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
