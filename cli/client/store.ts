import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Catalogue, Composed, JudgeContext, Malformed } from '@entrepot/trade/act'
import { readAct, seal } from '@entrepot/trade/act'
import { describePlace, type Entry, type FileEvidence, readHead } from '@entrepot/trade/evidence'
import { composeIntent, type Desk, type Intent, openDesk, type RenderedDocument } from '@entrepot/trade/party'
import { type Api, isProblem, type Receipted } from './api.ts'
import type { KeyFolder, Sealing } from './key-folder.ts'
import { MAX_PAGES, MAX_RECOMPOSITIONS } from './limits.ts'
import { openOutbox, type Outbox, type Outgoing } from './outbox.ts'
import { ClientFault, ownProblem, type Problem } from './problem.ts'

/** An act of ours that stands. */
export interface Standing extends Receipted {
  readonly ok: true
  readonly act: string
  readonly identity: string
  readonly file: string
}

/** What doing takes beside the intent. */
export interface Deed {
  /** What its owner calls it; an act that was sealed under this name and has no answer yet is sent again instead. */
  readonly name: string
  readonly intent: Intent
  readonly context: Omit<JudgeContext, 'dossier'>
  /** Computes, renders and signs the document that it issues, from the desk as it is then. */
  readonly render?: (desk: Desk) => Promise<(RenderedDocument & { readonly bytes: Uint8Array }) | Malformed | Problem>
}

/** One party at a port: its desk, its keys, and the one way in which it acts. */
export interface PartyStore {
  readonly desk: Desk
  readonly sealing: Sealing
  /** Reads what is new in a file. */
  refresh(file: string): Promise<Problem | undefined>
  /** Composes, judges, seals, keeps, sends; composes anew where its basis changed meanwhile. */
  do(deed: Deed): Promise<Standing | Problem>
  /** Sends again what was sealed and never answered, in the order in which it was made. */
  resume(): Promise<readonly (Standing | Problem)[]>
}

/** Opens the store of a party that is enrolled. @throws {ClientFault} where its folder lacks certificate or root. */
export async function openStore(catalogue: Catalogue, folder: KeyFolder, api: Api): Promise<PartyStore> {
  const sealing = folder.sealing()
  const anchor = folder.root()
  if (!sealing || !anchor)
    throw new ClientFault('client/key-folder', `${folder.path} holds no certificate yet: enrol first`)
  const desk = openDesk({ catalogue, organisation: sealing.signer.organisation, anchor })
  const party: Party = { desk, sealing, api, outbox: openOutbox(join(folder.path, 'outbox')) }
  await refreshTrust(party)
  return {
    ...{ desk, sealing },
    refresh: (file) => refresh(party, file),
    do: (deed) => act(party, deed),
    async resume() {
      const answers: (Standing | Problem)[] = []
      for (const outgoing of party.outbox.pending()) answers.push(await deliver(party, outgoing))
      return answers
    },
  }
}

interface Party {
  readonly desk: Desk
  readonly sealing: Sealing
  readonly api: Api
  readonly outbox: Outbox
}

async function act(party: Party, deed: Deed): Promise<Standing | Problem> {
  const known = party.outbox.named(deed.name)
  if (known) return deliver(party, known)
  for (let attempt = 0; ; attempt += 1) {
    const sealed = await sealDeed(party, deed)
    if (isProblem(sealed)) return sealed
    const answer = await deliver(party, sealed)
    const changed = isProblem(answer) && answer.status === CONFLICT && answer.code === 'basis/changed'
    if (!changed || attempt === MAX_RECOMPOSITIONS) return answer
    const unread = await refresh(party, deed.intent.file)
    if (unread) return unread
  }
}

const CONFLICT = 409
const TOO_MANY_REQUESTS = 429
const isJudged = (status: number): boolean => status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS

/** Composes and seals, and puts the bytes on the disk. */
async function sealDeed(party: Party, { name, intent, context, render }: Deed): Promise<Outgoing | Problem> {
  const { desk, sealing, outbox } = party
  const rendered = await render?.(desk)
  if (rendered && 'ok' in rendered) return 'status' in rendered ? rendered : cannotCompose(rendered)
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))
  const composed = composeIntent(desk, intent, {
    ...{ signer: sealing.signer, context, random },
    ...(rendered ? { rendered } : {}),
  })
  if (!composed.ok) return cannotCompose(composed)
  const refusal = ownRefusal(composed)
  if (refusal) return refusal
  const sealed = seal(composed, sealing.key)
  const read = readAct(sealed)
  if (!read.ok) return cannotCompose(read)
  const { act, type, file, issues } = intent
  const outgoing: Outgoing = {
    ...{ name, act, type, file, identity: read.identity, opens: intent.opens !== undefined },
    ...(issues ? { document: issues.document } : {}),
    body: JSON.stringify(sealed),
  }
  outbox.put(outgoing, rendered?.bytes)
  return outgoing
}

const cannotCompose = ({ code, at }: Malformed): Problem =>
  ownProblem(code, `cannot be put together: ${code}`, at === undefined ? {} : { at: String(at) })

/** What our own judge refuses is not sent. What it cannot decide with our eyes, the port can. */
function ownRefusal({ judgement }: Pick<Composed, 'judgement'>): Problem | undefined {
  if (judgement.is !== 'refused') return undefined
  const { code, rule, at, found, expected } = judgement.refusal
  const told = ownProblem(code, 'our own judge refuses it', { rule, ...(at === undefined ? {} : { at }) })
  return {
    ...told,
    detail: { ...(found === undefined ? {} : { found }), ...(expected === undefined ? {} : { expected }) },
  }
}

/** Sends what lies in the outbox; what has its answer leaves it. The rendering follows once the act stands. */
async function deliver(party: Party, outgoing: Outgoing): Promise<Standing | Problem> {
  const { api, outbox } = party
  const answer = await api.postAct(outgoing)
  if (isProblem(answer)) {
    // A port that is busy or at fault has not judged it: the same bytes go there again later.
    if (isJudged(answer.status)) outbox.drop(outgoing.act)
    return answer
  }
  const rendering = outbox.renderingOf(outgoing.act)
  if (rendering && outgoing.document !== undefined) {
    const kept = await api.putRendering(outgoing.file, outgoing.document, rendering)
    if (isProblem(kept)) return kept
  }
  outbox.sent(outgoing.act)
  const { act, type, file, identity } = outgoing
  const unread = await refresh(party, file, needsAll(party, type))
  return unread ?? { ok: true, ...answer, act, identity, file }
}

/** Who enters a file sees from then on what stood before. */
const needsAll = ({ desk }: Party, type: string): boolean => desk.catalogue.acts.get(type)?.enters === true

async function refresh(party: Party, file: string, all = false): Promise<Problem | undefined> {
  const { desk, api } = party
  if (all) desk.forget(file)
  const seen = desk.seen(file)
  const evidence = await readPages(api, file, seen)
  if (isProblem(evidence)) return evidence
  if (seen > 0 && evidence.entries.some((entry) => 'act' in entry && changesSight(entry.act.jwt)))
    return refresh(party, file, true)
  for (const thumbprint of desk.strangersIn(evidence)) {
    const answer = await api.certificate(thumbprint)
    if (isProblem(answer)) return answer
    desk.trust({ certificates: { [thumbprint]: answer }, revocationLists: [] })
  }
  const [fault] = desk.take(evidence)
  if (!fault) return undefined
  const message = `file ${file}: ${fault.code} ${describePlace(fault.place)} ${fault.detail ?? ''}`
  throw new ClientFault('client/evidence-does-not-hold', message.trim())
}

/** Reads a file from behind a place on, page by page, up to what its signed head counts. */
async function readPages(api: Api, file: string, after: number): Promise<FileEvidence | Problem> {
  const entries: Entry[] = []
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const evidence = await api.file(file, entries.at(-1)?.seq ?? after)
    if (isProblem(evidence)) return evidence
    entries.push(...evidence.entries)
    const head = readHead(evidence.head)
    const reached = entries.at(-1)?.seq ?? after
    if (!head.ok || reached >= head.claims.count || evidence.entries.length === 0) return { ...evidence, entries }
  }
  throw new ClientFault('client/answer-unreadable', `file ${file} has more than ${MAX_PAGES} pages`)
}

/** An agent's authority changes what it may read of what stood before. */
function changesSight(jwt: string): boolean {
  const read = readAct({ jwt, disclosures: [] })
  return read.ok && /^(grant|end)-authority\//.test(read.claims.type)
}

async function refreshTrust({ api, desk }: Party): Promise<void> {
  const trust = await api.trust()
  if (isProblem(trust)) throw new ClientFault('client/answer-unreadable', `no trust from ${api.base}: ${trust.code}`)
  desk.trust(trust)
}
