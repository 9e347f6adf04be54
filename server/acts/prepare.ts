import {
  type ActDefinition,
  FIRST_HEAD,
  type JudgeContext,
  openAct,
  type ReadAct,
  type SealedAct,
} from '@entrepot/trade/act'
import { emptyFile, type FileState, type FoldableAct, type Kind, readerOf, seesAct } from '@entrepot/trade/file'
import { laterOf, millisecondsAfter } from '../clock/index.ts'
import { malformedWith, type NotAdmitted, refusedWith } from './answer.ts'
import type { Append } from './append.ts'
import { judgeCitations, judgeLinks } from './citing.ts'
import { dossierAround } from './dossiers.ts'
import type { Prepared } from './effects.ts'
import type { KnownFile } from './files.ts'
import { MAX_ACTS, MAX_AHEAD_MS } from './limits.ts'
import type { Port } from './port.ts'
import { lettersOf } from './project.ts'
import { receiptFor } from './seal-receipt.ts'
import { LOG_WITHIN_MS } from '../log/index.ts'
import { type Authentic, judgeCertificates } from './verify.ts'
import { type Weighed, weigh } from './weigh.ts'

/** A verified act, on its way into a file that stands as it does. */
export interface Under {
  readonly sealed: SealedAct
  readonly read: ReadAct
  readonly authentic: Authentic
  /** It was posted to open a file. */
  readonly opening: boolean
}

/** An act that may be appended: its row and all that goes with it, holds made. */
export interface Ready {
  readonly is: 'ready'
  readonly append: Append
  readonly act: FoldableAct
  readonly judgement: Weighed['judgement']
}

/**
 * Does everything up to the append, in this order: definition, certificates at the time of receipt, clock, citations, opening,
 * judgement, holds in the registers, receipt.
 */
export async function prepare(port: Port, under: Under, known: KnownFile | undefined): Promise<Ready | NotAdmitted> {
  const { read, authentic } = under
  const fit = fitting(port, read, known?.state)
  if ('is' in fit) return fit
  const { definition, kind } = fit
  const file = known?.state ?? emptyFile(read.claims.file, kind)
  const receivedMs = Math.max(port.now(), known?.lastReceivedMs ?? 0)
  const revocation = await judgeCertificates(port.certificates, authentic, receivedMs)
  if ('is' in revocation) return revocation
  const reached = await reachedNow(port, known)
  const early = tooEarly(read, reached) ?? (await judgeCited(port, { under, known, kind, reached }))
  if (early) return early
  const opened = open(under, { definition, file, reached, receivedMs })
  if ('is' in opened) return opened
  const { act } = opened
  const context = await contextOf(port, authentic, {
    reached,
    ...(definition.readsDossier ? { home: file, cited: read.citations.map(({ claims }) => claims.file) } : {}),
  })
  const weighed = await weigh({ ledger: port.ledger, file, read, act, definition, context })
  if (weighed.is !== 'weighed') return weighed
  const held = await hold(port, act, { weighed, file: file.id })
  if ('is' in held) return held
  const append = appendOf(port, { under, act, known, revocation, weighed, reached, receivedMs, ...held })
  return { is: 'ready', append, act, judgement: weighed.judgement }
}

interface Fitting {
  readonly definition: ActDefinition
  readonly kind: Kind
}

/** The definition of an act and the kind of its file; they belong together. */
function fitting({ catalogue }: Port, { claims }: ReadAct, file: FileState | undefined): Fitting | NotAdmitted {
  const rule = 'catalogue of acts'
  const definition = catalogue.acts.get(claims.type)
  if (!definition) return refusedWith({ code: 'act/unknown-type', rule, found: claims.type })
  if (definition.upcast) return refusedWith({ code: 'act/superseded', rule, found: claims.type })
  const kind = file?.kind ?? catalogue.kinds.get(claims.opens?.kind ?? '')
  if (!kind) return refusedWith({ code: 'file/unknown-kind', rule, found: claims.opens?.kind ?? '' })
  if (definition.kind !== '*' && definition.kind !== kind.name)
    return refusedWith({ code: 'act/other-kind', rule, found: claims.type, expected: definition.kind })
  if ((file?.acts.length ?? 0) >= MAX_ACTS)
    return refusedWith({ code: 'file/full', rule: 'acts of one file', expected: String(MAX_ACTS) })
  return { definition, kind }
}

/** Receipt time never goes back within a file, whatever the clock of this server process says. */
async function reachedNow({ clock }: Port, known: KnownFile | undefined): Promise<string> {
  const now = await clock.now()
  return known?.lastReached === undefined ? now : laterOf(now, known.lastReached)
}

function tooEarly({ claims }: ReadAct, reached: string): NotAdmitted | undefined {
  if (millisecondsAfter(claims.at, reached) <= MAX_AHEAD_MS) return undefined
  return refusedWith({
    code: 'act/dispatched-in-the-future',
    rule: 'business time',
    found: claims.at,
    expected: reached,
  })
}

interface Cited {
  readonly under: Under
  readonly known: KnownFile | undefined
  readonly kind: Kind
  readonly reached: string
}

async function judgeCited(port: Port, { under, known, kind, reached }: Cited): Promise<NotAdmitted | undefined> {
  const { read, authentic } = under
  const { file } = read.claims
  const citing = { organisation: authentic.signer.organisation, file, into: kind, today: reached.slice(0, 10) }
  const refusal = await judgeCitations(port, read.citations, citing)
  return refusal ?? (known && judgeLinks(known, read, citing))
}

interface ToOpen {
  readonly definition: ActDefinition
  readonly file: FileState
  readonly reached: string
  readonly receivedMs: number
}

function open({ read, authentic }: Under, { definition, file, reached, receivedMs }: ToOpen) {
  if (read.undisclosed > 0) return refusedWith({ code: 'act/undisclosed', rule: 'the port judges whole acts' })
  const receipt = { seq: file.acts.length + 1, receivedMs, reached }
  const { signer, signerOf } = authentic
  const act = openAct(read, { definition, file, signer, receipt, signerOf })
  if ('ok' in act)
    return act.code.startsWith('act/citation')
      ? refusedWith({ code: act.code, rule: 'citing', ...(isPathLike(act.at) ? { at: act.at } : {}) })
      : malformedWith(act)
  const answered = act.answers === undefined ? undefined : file.byIdentity.get(act.answers)
  const reader = readerOf(file, signer.organisation, reached.slice(0, 10))
  // What is a stub to its reader cannot be answered by him: the same refusal as for what does not stand.
  if (answered && !seesAct(file, reader, answered))
    return refusedWith({ code: 'act/answer-not-open', rule: 'what an act answers' })
  return { act }
}

const isPathLike = (at: string | number | undefined): at is `/${string}` => typeof at === 'string' && at.startsWith('/')

async function contextOf(
  port: Port,
  { signer, approvers }: Authentic,
  {
    reached,
    home,
    cited = [],
  }: { readonly reached: string; readonly home?: FileState; readonly cited?: readonly string[] },
): Promise<JudgeContext> {
  return {
    ...(home ? { dossier: await dossierAround(port, signer, { home, cited }) } : {}),
    ...{ now: reached, calendars: port.calendars, ruleset: port.ruleset, facts: new Map() },
    twoPeopleFor: await port.organisations.twoPeopleFor(signer.organisation),
    approvers: approvers.map(({ thumbprint }) => thumbprint),
  }
}

/** Holds first, in each register's own shard: an act whose effects are not certain is not appended. */
async function hold(
  { ledger }: Port,
  act: FoldableAct,
  { weighed, file }: { readonly weighed: Weighed; readonly file: string },
): Promise<{ readonly prepared?: Prepared } | NotAdmitted> {
  if (weighed.effects.length === 0) return {}
  const { organisation } = act.signer
  const { reached } = act.receipt
  const prepared = await ledger.prepare({ file, act: act.identity, effects: weighed.effects, reached, organisation })
  if (prepared.ok) return { prepared }
  const { code, rule, found } = prepared
  return refusedWith({ code, rule, ...(found === undefined ? {} : { found }) })
}

interface Parts {
  readonly under: Under
  readonly act: FoldableAct
  readonly known: KnownFile | undefined
  readonly revocation: { readonly asOf: string; readonly list: string }
  readonly weighed: Weighed
  readonly reached: string
  readonly receivedMs: number
  readonly prepared?: Prepared
}

function appendOf(port: Port, parts: Parts): Append {
  const { under, act, known, revocation, weighed, reached, receivedMs, prepared } = parts
  const { read, sealed, authentic } = under
  const { file } = read.claims
  const { seq } = act.receipt
  const before = known?.head ?? FIRST_HEAD
  const { receipt, head, facts } = receiptFor(
    {
      ...{ act: act.identity, file, seq, before, receivedMs, reached, clock: port.clock.kind, ruleset: port.ruleset },
      ...{ revocation: { status: 'good', ...revocation }, custody: authentic.custody, facts: weighed.facts },
      ...(port.transparency ? { logBy: new Date(receivedMs + LOG_WITHIN_MS).toISOString() } : {}),
    },
    port.certificates.operatorKey,
  )
  return {
    act: {
      ...{ file, seq, id: act.id, identity: act.identity, type: act.type, organisation: act.signer.organisation },
      ...{ thumbprint: read.thumbprint, sealed, receipt, head, receivedMs, reached },
    },
    cites: read.citations.map(({ identity }) => identity),
    ...{ facts, letters: lettersOf(act, { file, kind: act.opens?.kind ?? known?.state.kind.name ?? '', read }) },
    ...(act.opens ? { opens: act.opens.kind } : {}),
    ...(prepared ? { prepared } : {}),
  }
}
