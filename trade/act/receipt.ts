import { digestText } from '@entrepot/crypto'
import { openFlat, sealFlat } from '@entrepot/sd-jwt'
import { type ActIdentity, isInstant } from '@entrepot/trade/file'
import { isUuidV7 } from './claims.ts'
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

/** Reads a receipt. Refuses claims that are missing, foreign or of another shape. */
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

/** Most register facts that one receipt commits to. */
const MAX_FACTS = 256

const DIGEST = /^[A-Za-z0-9_-]{43}$/
const REAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/

type Fits = (value: unknown) => boolean

const isDigest: Fits = (value) => typeof value === 'string' && DIGEST.test(value)
const isRealTime: Fits = (value) => typeof value === 'string' && REAL_TIME.test(value) && isInstant(value)
const isName: Fits = (value) => typeof value === 'string' && value.length > 0 && value.length <= 64
const oneOf =
  (...words: readonly string[]): Fits =>
  (value) =>
    typeof value === 'string' && words.includes(value)

const CLAIMS: Readonly<Record<keyof ReceiptClaims, Fits>> = {
  act: isDigest,
  file: (value) => typeof value === 'string' && isUuidV7(value),
  seq: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value > 0,
  head: isDigest,
  received: isRealTime,
  reached: (value) => typeof value === 'string' && isInstant(value),
  clock: oneOf('real', 'practice'),
  ruleset: isName,
  revocation: isRevocation,
  custody: oneOf('party', 'port'),
  facts: (value) => Array.isArray(value) && value.length <= MAX_FACTS && value.every(isDigest),
  logBy: (value) => value === undefined || isRealTime(value),
}

/** A claim that this version does not know might change what the operator promises. */
function isReceipt(
  claims: Readonly<Record<string, unknown>>,
): claims is Readonly<Record<string, unknown>> & ReceiptClaims {
  return (
    Object.keys(claims).every((name) => Object.hasOwn(CLAIMS, name)) &&
    Object.entries(CLAIMS).every(([name, fits]) => fits(claims[name]))
  )
}

function isRevocation(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { status, asOf, list, ...unknown } = { status: undefined, asOf: undefined, list: undefined, ...value }
  return status === 'good' && isRealTime(asOf) && isName(list) && Object.keys(unknown).length === 0
}
