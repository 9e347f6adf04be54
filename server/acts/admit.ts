import { readAct, type SealedAct } from '@entrepot/trade/act'
import { capacitiesOf } from '@entrepot/trade/file'
import { type Admission, type Caller, malformedWith } from './answer.ts'
import { standsVerbatim } from './citing.ts'
import type { KnownFile } from './files.ts'
import { APPEND_ATTEMPTS } from './limits.ts'
import type { Port } from './port.ts'
import { prepare, type Under } from './prepare.ts'
import { verify } from './verify.ts'

/** A sealed act on its way into a file. */
export interface Submission {
  readonly caller: Caller
  readonly sealed: SealedAct
  /** The file that it was posted to; `undefined` where it is to open one. */
  readonly file?: string
}

/**
 * The one way in: verifies, judges and appends a sealed act, and answers when it is durable.
 *
 * The same signing input again gives the first receipt again; nothing of an act that is not admitted stays behind.
 */
export async function admit(port: Port, { caller, sealed, file }: Submission): Promise<Admission> {
  const read = readAct(sealed)
  if (!read.ok) return malformedWith(read)
  const { claims } = read
  if (file === undefined && !claims.opens) return malformedWith({ ok: false, code: 'act/does-not-open', at: 'opens' })
  if (file !== undefined && file !== claims.file)
    return malformedWith({ ok: false, code: 'act/other-file', at: 'file' })
  const authentic = await verify(port.certificates, caller.organisation, {
    ...{ sealed, read },
    stands: (entry, cited) => standsVerbatim(port, entry, cited),
  })
  if (authentic.is !== 'authentic') return authentic
  const under = { sealed, read, authentic, opening: file === undefined }
  return (await port.lanes.run(claims.file, () => inItsTurn(port, under))) ?? { is: 'busy' }
}

/** Judged anew where another server process was first; after that many times the caller may try again itself. */
async function inItsTurn(port: Port, under: Under): Promise<Admission> {
  for (let attempt = 1; attempt <= APPEND_ATTEMPTS; attempt += 1) {
    const known = await port.files.get(under.read.claims.file)
    const before = await judgeBefore(port, under, known)
    if (before) return before
    const admission = await attemptOnce(port, under, known)
    if (admission !== 'again') return admission
    port.files.forget(under.read.claims.file)
  }
  return { is: 'busy' }
}

/** What is answered before an act is looked into: no such file, the same act again, the same id with other content. */
async function judgeBefore(port: Port, under: Under, known: KnownFile | undefined): Promise<Admission | undefined> {
  const { read, authentic, opening } = under
  const { organisation } = authentic.signer
  if (!known) return opening ? undefined : { is: 'unknown-file' }
  const { state } = known
  const today = (await port.clock.now()).slice(0, 10)
  const isParty = capacitiesOf(state, organisation, today).size > 0
  if (!isParty && !state.kind.public && !opening) return { is: 'unknown-file' }
  const standing = isParty ? known.ids.get(read.claims.act) : undefined
  if (standing !== undefined && standing === read.identity) {
    const { seq } = state.byIdentity.get(standing)?.receipt ?? { seq: 0 }
    return { is: 'standing', seq, receipt: await port.receiptOf(state.id, seq) }
  }
  if (standing !== undefined) return { is: 'conflict', code: 'act/id-reused', rule: 'one id, one act' }
  return opening ? { is: 'conflict', code: 'file/already-open', rule: 'opening of a file' } : undefined
}

async function attemptOnce(port: Port, under: Under, known: KnownFile | undefined): Promise<Admission | 'again'> {
  const prepared = await prepare(port, under, known)
  if (prepared.is !== 'ready') return prepared
  const { append, act, judgement } = prepared
  let outcome: Awaited<ReturnType<Port['committer']['append']>>
  try {
    outcome = await port.committer.append(append)
  } catch (error) {
    // Whether it stands is not known: what is in memory is not to be trusted, and holds are left to the sweeper.
    port.files.forget(append.act.file)
    throw error
  }
  if (outcome === 'abandoned') return 'again'
  if (outcome !== 'appended') {
    if (append.prepared) await port.ledger.abandon(append.prepared)
    if (outcome === 'overtaken') return 'again'
    throw outcome.failed
  }
  port.files.take(append.act, act)
  await port.stood(append)
  const { receipt, seq } = append.act
  return { is: 'appended', receipt, seq, advice: judgement.is === 'advised' ? judgement.advice : [] }
}
