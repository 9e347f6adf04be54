import { base64url, sha256 } from '@entrepot/crypto'
import { type Composed, type Malformed, readAct, seal } from '@entrepot/trade/act'
import type { FileState, Signer } from '@entrepot/trade/file'
import { composeIntent, type Intent, type RenderedDocument } from '@entrepot/trade/party'
import { postAct, putRendering, readSigner, signAtPort, signPdfAtPort } from '../port/api.ts'
import { forget, keep, type Outgoing } from '../port/kept.ts'
import { layForApproval } from '../port/office.ts'
import { isProblem, PortProblem, type Problem, problemOf } from '../port/problem.ts'
import { contextAt } from './advice.ts'
import type { Workplace } from './workplace.ts'

/** Whose key signs, and under which certificate. */
export interface Signing {
  readonly signer: Signer
  readonly algorithm: 'ES256' | 'Ed25519'
}

/** Asks the port for the key that it openly holds for us. @throws {PortProblem} where it holds none. */
export async function openSigning(workplace: Workplace): Promise<Signing> {
  const held = await readSigner()
  if (isProblem(held)) throw new PortProblem(held)
  const { thumbprint, algorithm } = held
  if (algorithm !== 'ES256' && algorithm !== 'Ed25519')
    throw new PortProblem(problemOf('port/answer-unreadable', { at: algorithm }))
  return { signer: await workplace.signer(thumbprint), algorithm }
}

/** Fresh random bytes of this browser. */
export const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))

/** Composes an act at this desk and judges it with our own eyes. */
export function composeHere(
  { desk }: Pick<Workplace, 'desk'>,
  intent: Intent,
  given: { readonly signing: Signing; readonly now: string; readonly rendered?: RenderedDocument },
): Composed | Malformed {
  const { signing, now, rendered } = given
  return composeIntent(desk, intent, {
    ...{ signer: signing.signer, random, context: contextAt(now) },
    ...(rendered ? { rendered } : {}),
  })
}

/** A document's pages as they were rendered for one act. */
export interface RenderedPages extends RenderedDocument {
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Has the pages of a document signed inside with our key, before its act commits to them. The port adds behind them, and never changes what
 * was looked at.
 */
export async function signPages<Pages extends RenderedPages>(pages: Pages): Promise<Pages | Problem> {
  const bytes = await signPdfAtPort(pages.bytes)
  if (isProblem(bytes)) return bytes
  if (!pages.bytes.every((octet, at) => bytes[at] === octet)) return problemOf('port/answer-unreadable', { at: 'pdf' })
  return { ...pages, bytes, rendering: { ...pages.rendering, sha256: base64url.encode(sha256(bytes)) } }
}

/** What became of an act that was sent. */
export type Sent =
  | { readonly is: 'stands'; readonly seq: number; readonly file: FileState }
  /** Sealed and kept here; the port gave no answer. */
  | { readonly is: 'kept' }
  | { readonly is: 'refused'; readonly problem: Problem }
  /** Sealed, and laid before a second person of ours. */
  | { readonly is: 'waits' }

/** Seals a composed act with the port's help, keeps it in this browser, and sends it, or lays it before a second person. */
export async function sealAndSend(
  workplace: Workplace,
  composed: Composed,
  given: { readonly signing: Signing; readonly rendering?: Uint8Array<ArrayBuffer>; readonly needsTwo?: boolean },
): Promise<Sent> {
  const body = await sealAtPort(composed, given.signing)
  if (typeof body !== 'string') return { is: 'refused', problem: body }
  if (given.needsTwo === true) {
    const problem = await layForApproval(body)
    return problem ? { is: 'refused', problem } : { is: 'waits' }
  }
  const { act, file, type, opens, issues } = composed.claims
  const outgoing: Outgoing = {
    ...{ act, file, type, body, opens: opens !== undefined, organisation: workplace.organisation },
    ...(issues ? { document: issues.document } : {}),
    ...(given.rendering ? { rendering: given.rendering } : {}),
  }
  await keep(outgoing)
  return send(workplace, outgoing)
}

/** Seals with a key that lies elsewhere: first the signing input with an empty signature, then the port's signature over it. */
async function sealAtPort(composed: Composed, { signer, algorithm }: Signing): Promise<string | Problem> {
  let signingInput: Uint8Array = new Uint8Array()
  const draft = seal(composed, {
    ...{ algorithm, thumbprint: signer.thumbprint },
    sign(input) {
      signingInput = input
      return new Uint8Array(EMPTY_SIGNATURE)
    },
  })
  const signature = await signAtPort(signingInput)
  if (!(signature instanceof Uint8Array)) return signature
  const signed = seal(composed, { ...{ algorithm, thumbprint: signer.thumbprint }, sign: () => signature })
  if (!readAct(signed).ok || signed.jwt.split('.')[1] !== draft.jwt.split('.')[1])
    return problemOf('port/answer-unreadable', { at: 'signature' })
  return JSON.stringify(signed)
}

const EMPTY_SIGNATURE = 64

/** Sends what was kept; the same bytes again never make a second act. */
export async function send(workplace: Workplace, outgoing: Outgoing): Promise<Sent> {
  const answer = await postAct(outgoing)
  if (isProblem(answer)) {
    if (answer.status === 0 || answer.status === 429 || answer.status >= 500) return { is: 'kept' }
    await forget(outgoing.act)
    return { is: 'refused', problem: answer }
  }
  if (outgoing.rendering && outgoing.document !== undefined) {
    const { file, document, rendering } = outgoing
    const unkept = await putRendering({ file, document, bytes: rendering })
    if (unkept) return unkept.status === 0 || unkept.status >= 500 ? { is: 'kept' } : { is: 'refused', problem: unkept }
  }
  await forget(outgoing.act)
  const enters = workplace.desk.catalogue.acts.get(outgoing.type)?.enters === true
  const file = await (enters ? workplace.reread(outgoing.file) : workplace.refresh(outgoing.file))
  return { is: 'stands', seq: answer.seq, file }
}
