import { approve, isSignedBy, openAct, type ReadAct, readAct } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { base64url, sha256 } from '@entrepot/crypto'
import { openTrust } from '@entrepot/trade/evidence'
import { emptyFile, type FileState, type FoldableAct, issuedBy } from '@entrepot/trade/file'
import { renderPreview, signAtPort } from '../port/api.ts'
import { keep, type Outgoing } from '../port/kept.ts'
import type { WaitingAct } from '../port/office.ts'
import { isProblem, PortProblem, type Problem, problemOf } from '../port/problem.ts'
import { send, type Sent, type Signing } from './doing.ts'
import type { Workplace } from './workplace.ts'

/** An act that waits for a second person, opened and checked here. */
export interface OpenedWaiting {
  readonly waiting: WaitingAct
  readonly read: ReadAct
  readonly act: FoldableAct
  /** The file that it wants to enter, as it stands. */
  readonly file: FileState
}

/**
 * Opens an act that another person of ours sealed: its signature checked, its links resolved in the file as it stands.
 *
 * @throws {PortProblem} where it does not hold, or what it links to cannot be seen.
 */
export async function openWaiting(workplace: Workplace, waiting: WaitingAct): Promise<OpenedWaiting> {
  const read = readAct(waiting.sealed)
  if (!read.ok) throw new PortProblem(problemOf(read.code))
  const { type, file: id, opens } = read.claims
  const definition = catalogue.acts.get(type)
  const kind = opens && catalogue.kinds.get(opens.kind)
  if (!definition) throw new PortProblem(problemOf('act/unknown-type', { found: type }))
  const file = kind ? emptyFile(id, kind) : await workplace.refresh(id)
  const signer = await workplace.signer(read.thumbprint)
  const trust = openTrust(workplace.trust(), workplace.anchor)
  const key = 'ok' in trust ? undefined : trust.party(read.thumbprint, Date.now())
  if (!key?.ok || !isSignedBy(read, key.publicKey)) throw new PortProblem(problemOf('signature/forged'))
  const receipt = { seq: file.acts.length + 1, receivedMs: 0, reached: read.claims.at }
  const signerOf = (thumbprint: string) => workplace.desk.signerOf(thumbprint)
  const act = openAct(read, { definition, file, signer, receipt, signerOf })
  if ('ok' in act) throw new PortProblem(problemOf(act.code, { at: String(act.at ?? '') }))
  return { waiting, read, act, file }
}

/** Approves an act with our own key and sends both signatures; the pages of a document that it issues go along. */
export async function approveAndSend(
  workplace: Workplace,
  { waiting, read, act }: OpenedWaiting,
  { signing, now }: { readonly signing: Signing; readonly now: string },
): Promise<Sent> {
  const rendering = await pagesOf(waiting.file, act)
  if (rendering && isProblem(rendering)) return { is: 'refused', problem: rendering }
  const approval = await approvalOf(read.identity, now, signing)
  if (typeof approval !== 'string') return { is: 'refused', problem: approval }
  const outgoing: Outgoing = {
    ...{ act: waiting.act, file: waiting.file, type: waiting.type, opens: waiting.opens },
    ...{ organisation: workplace.organisation, body: JSON.stringify({ ...waiting.sealed, approvals: [approval] }) },
    ...(act.issues && rendering ? { document: act.issues.document, rendering } : {}),
  }
  await keep(outgoing)
  return send(workplace, outgoing)
}

/** Signs with a key that lies at the port: first the signing input alone, then with the port's signature over it. */
async function approvalOf(identity: string, at: string, { signer, algorithm }: Signing): Promise<string | Problem> {
  let signingInput: Uint8Array = new Uint8Array()
  const key = { algorithm, thumbprint: signer.thumbprint }
  approve(identity, at, {
    ...key,
    sign(input) {
      signingInput = input
      return new Uint8Array(EMPTY_SIGNATURE)
    },
  })
  const signature = await signAtPort(signingInput)
  return signature instanceof Uint8Array ? approve(identity, at, { ...key, sign: () => signature }) : signature
}

const EMPTY_SIGNATURE = 64

/** The pages whose hash the maker signed, rendered again: the same fields make the same bytes. */
async function pagesOf(file: string, act: FoldableAct): Promise<Uint8Array<ArrayBuffer> | Problem | undefined> {
  const { issues } = act
  const document = issuedBy(act)
  if (!issues || document?.codeKey === undefined) return undefined
  const { definition, language, subject, using } = issues
  const bytes = await renderPreview(file, {
    ...{ definition, language, act: act.id, at: act.at, codeKey: document.codeKey },
    ...(subject === undefined ? {} : { subject }),
    ...(using === undefined ? {} : { using }),
  })
  if (isProblem(bytes)) return bytes
  return base64url.encode(sha256(bytes)) === document.rendering ? bytes : problemOf('document/differs')
}
