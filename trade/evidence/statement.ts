import { type Json, openFlat, sealFlat } from '@entrepot/sd-jwt'
import type { Malformed, SealingKey } from '@entrepot/trade/act'
import { BUNDLE_TYPE, HEAD_TYPE, LOG_TYPE } from './format.ts'

/** What the operator says of a file's end. */
export interface HeadClaims {
  readonly file: string
  /** How many acts stand in the file. */
  readonly count: number
  /** Running hash after the last of them (`nextHead`). */
  readonly head: string
  /** Real time, ISO 8601, UTC. */
  readonly at: string
}

/** What the operator says of a bundle. */
export interface SealClaims {
  /** SHA-256 of `manifest.json`, base64url. */
  readonly manifest: string
  readonly at: string
}

/** What the operator says of its transparency log. */
export interface LogClaims {
  /** Name of the log, the first line of its checkpoints. */
  readonly origin: string
  /** The key that signs its checkpoints, in one line (C2SP signed-note). */
  readonly key: string
  readonly at: string
}

/** A signed statement of the operator, read; its signature not yet checked. */
export interface ReadStatement<Claims> {
  readonly ok: true
  readonly claims: Claims
  readonly thumbprint: string
  readonly algorithm: string
  readonly signingInput: Uint8Array
  readonly signature: Uint8Array
}

/** Signs how many acts a file has and what they hash to. */
export const signHead = (claims: HeadClaims, key: SealingKey): string => sign(HEAD_TYPE, { ...claims }, key)

/** Signs a bundle's manifest. */
export const signSeal = (claims: SealClaims, key: SealingKey): string => sign(BUNDLE_TYPE, { ...claims }, key)

/** Signs which log is the operator's, and under which key. */
export const signLog = (claims: LogClaims, key: SealingKey): string => sign(LOG_TYPE, { ...claims }, key)

/** Reads a signed head. Refuses other types, and claims that are missing, foreign or of another shape. */
export function readHead(jwt: string): ReadStatement<HeadClaims> | Malformed {
  return read(jwt, HEAD_TYPE, (claims) => {
    const { file, count, head, at } = claims
    if (Object.keys(claims).length !== 4 || typeof file !== 'string') return undefined
    if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) return undefined
    return typeof head === 'string' && isTime(at) ? { file, count, head, at } : undefined
  })
}

/** Reads the seal of a bundle. */
export function readSeal(jwt: string): ReadStatement<SealClaims> | Malformed {
  return read(jwt, BUNDLE_TYPE, (claims) => {
    const { manifest, at } = claims
    const fits = Object.keys(claims).length === 2 && typeof manifest === 'string' && isTime(at)
    return fits ? { manifest, at } : undefined
  })
}

/** Reads which log is the operator's. */
export function readLog(jwt: string): ReadStatement<LogClaims> | Malformed {
  return read(jwt, LOG_TYPE, (claims) => {
    const { origin, key, at } = claims
    const fits = Object.keys(claims).length === 3 && typeof origin === 'string' && typeof key === 'string' && isTime(at)
    return fits ? { origin, key, at } : undefined
  })
}

function sign(typ: string, payload: Record<string, Json>, key: SealingKey): string {
  return sealFlat({
    algorithm: key.algorithm,
    header: { typ, 'x5t#S256': key.thumbprint },
    payload,
    disclosures: [],
    sign: key.sign,
  })
}

function read<Claims>(
  jwt: string,
  typ: string,
  claimsOf: (payload: Readonly<Record<string, Json>>) => Claims | undefined,
): ReadStatement<Claims> | Malformed {
  const opened = openFlat({ jwt, disclosures: [] })
  if (!opened.ok) return opened
  const { header, payload, signingInput, signature } = opened
  const thumbprint = header['x5t#S256']
  if (header['typ'] !== typ) return { ok: false, code: 'evidence/statement-type', at: 'typ' }
  if (typeof thumbprint !== 'string') return { ok: false, code: 'evidence/statement-header', at: 'x5t#S256' }
  const { _sd, _sd_alg, ...rest } = payload
  const claims = claimsOf(rest)
  if (claims === undefined) return { ok: false, code: 'evidence/statement-claims' }
  return { ok: true, claims, thumbprint, algorithm: header.alg, signingInput, signature }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/

/** Tells whether a value is a real time of evidence: ISO 8601, UTC. */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value))
}
