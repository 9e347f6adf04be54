import { digestText } from '@entrepot/crypto'
import { openFlat, sealFlat } from '@entrepot/sd-jwt'
import type { ActIdentity } from '@entrepot/trade/file'
import type { SealingKey } from './seal.ts'
import { RECEIPT_TYPE } from './sealed.ts'
import type { Malformed } from './verdict.ts'

/** What the operator promises of an act that it took in. */
export interface ReceiptClaims {
  readonly act: ActIdentity
  readonly file: string
  readonly seq: number
  /** Running hash of the file: this act chained to all before it. */
  readonly head: string
  /** Real time of receipt, ISO 8601 with milliseconds, UTC. Certificates are judged by it. */
  readonly received: string
  /** Business time, an instant with offset: deadlines are judged by it. */
  readonly reached: string
  /** Whether business time runs by a practice clock. */
  readonly clock: 'real' | 'practice'
  readonly ruleset: string
  /** State of the signer's certificate as it stood: `good` as of when, by which list. */
  readonly revocation: { readonly status: 'good'; readonly asOf: string; readonly list: string }
  /** `port` where the operator holds the signer's key openly (practice, automation): then it could have signed itself. */
  readonly custody: 'party' | 'port'
  /** Register facts that the judgement used, as commitments. */
  readonly facts: readonly string[]
  /** When the act will stand in the transparency log at the latest, ISO 8601. */
  readonly logBy?: string
}

/** The head before the first act of a file. */
export const FIRST_HEAD = 'A'.repeat(43)

/** Chains an act to those before it. */
export function nextHead(head: string, seq: number, identity: ActIdentity): string {
  return digestText(`${head}.${seq}.${identity}`)
}

/** Signs a receipt with the operator's key. */
export function signReceipt(claims: ReceiptClaims, key: SealingKey): string {
  return sealFlat({
    algorithm: key.algorithm,
    header: { typ: RECEIPT_TYPE, 'x5t#S256': key.thumbprint },
    payload: { ...claims, revocation: { ...claims.revocation } },
    disclosures: [],
    sign: key.sign,
  })
}

/** A receipt read; its signature not yet checked. */
export interface ReadReceipt {
  readonly ok: true
  readonly claims: ReceiptClaims
  readonly thumbprint: string
  readonly algorithm: string
  readonly signingInput: Uint8Array
  readonly signature: Uint8Array
}

/** Reads a receipt. */
export function readReceipt(jwt: string): ReadReceipt | Malformed {
  const opened = openFlat({ jwt, disclosures: [] })
  if (!opened.ok) return opened
  const { header, payload, signingInput, signature } = opened
  const thumbprint = header['x5t#S256']
  const { alg } = header
  if (header['typ'] !== RECEIPT_TYPE || typeof thumbprint !== 'string' || typeof alg !== 'string')
    return { ok: false, code: 'act/not-a-receipt' }
  const { _sd, _sd_alg, ...claims } = payload
  if (!isReceipt(claims)) return { ok: false, code: 'act/receipt-claims' }
  return { ok: true, claims, thumbprint, algorithm: alg, signingInput, signature }
}

function isReceipt(
  claims: Readonly<Record<string, unknown>>,
): claims is Readonly<Record<string, unknown>> & ReceiptClaims {
  const { seq, revocation, facts } = claims
  const texts = ['act', 'file', 'head', 'received', 'reached', 'clock', 'ruleset', 'custody'].map(
    (name) => claims[name],
  )
  return (
    texts.every((text) => typeof text === 'string') &&
    Number.isSafeInteger(seq) &&
    typeof revocation === 'object' &&
    Array.isArray(facts)
  )
}
