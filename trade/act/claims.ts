import { isInstant, type ActIdentity, type Capacity, type IssuedRendering, type Opening } from '@entrepot/trade/file'
import type { Malformed } from './verdict.ts'

/** What the envelope of an act says in clear to every party of its file. No personal data. */
export interface ActClaims {
  /** UUIDv7 made by the client and kept with the sealed bytes before sending. */
  readonly act: string
  readonly type: string
  /** UUIDv7 of the file. */
  readonly file: string
  readonly as: Capacity
  /** The principal's organisation, when an agent acts. */
  readonly for?: string
  /** Business time of dispatch, an instant with offset. */
  readonly at: string
  readonly answers?: ActIdentity
  readonly basis: Basis
  readonly opens?: Opening
  readonly issues?: IssuedRendering
}

/** What an act relied on. */
export interface Basis {
  /** Highest sequence of the file that its signer had seen; 0 before the first act. */
  readonly seen: number
  /** Commitments of the versions that it read. */
  readonly on: readonly string[]
}

/** Most commitments in a basis. */
export const MAX_BASIS = 512
/** Most parties that an opening names. */
export const MAX_PARTIES = 32

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const TYPE = /^[a-z]+(-[a-z]+)*\/[1-9][0-9]{0,3}$/
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/
const ORGANISATION = /^[A-Za-z0-9][A-Za-z0-9.:-]{0,63}$/
const DIGEST = /^[A-Za-z0-9_-]{43}$/
const COMMITMENT = /^[A-Za-z0-9_-]{43}(#[a-zA-Z]{1,32})?$/
const SUBJECT = /^[A-Za-z0-9_-]{1,64}$/
const LANGUAGE = /^[a-z]{2}(-[a-z]{2})?$/

/** Tells whether a text is a UUIDv7 in lower case. */
export const isUuidV7 = (text: string): boolean => UUID_V7.test(text)

/** Tells whether a text is an organisation's identifier (ISO 17442 LEI, a register's number, a practice number). */
export const isOrganisation = (text: string): boolean => ORGANISATION.test(text)

type Reader = (value: unknown) => boolean

const text =
  (pattern: RegExp): Reader =>
  (value) =>
    typeof value === 'string' && pattern.test(value)

const CLAIMS: Readonly<Record<string, { readonly required: boolean; readonly fits: Reader }>> = {
  act: { required: true, fits: text(UUID_V7) },
  type: { required: true, fits: text(TYPE) },
  file: { required: true, fits: text(UUID_V7) },
  as: { required: true, fits: text(NAME) },
  for: { required: false, fits: text(ORGANISATION) },
  at: { required: true, fits: (value) => typeof value === 'string' && isInstant(value) },
  answers: { required: false, fits: text(DIGEST) },
  basis: { required: true, fits: isBasis },
  opens: { required: false, fits: isOpening },
  issues: { required: false, fits: isIssue },
}

/**
 * Reads the claims of an act's payload; claims that this version does not know are refused, because an
 * unknown claim might change the meaning of what is signed.
 */
export function readClaims(payload: Readonly<Record<string, unknown>>): ActClaims | Malformed {
  for (const [name, claim] of Object.entries(CLAIMS)) {
    const value = payload[name]
    if (value === undefined ? claim.required : !claim.fits(value)) return { ok: false, code: 'act/claim', at: name }
  }
  for (const name of Object.keys(payload))
    if (!Object.hasOwn(CLAIMS, name) && name !== '_sd' && name !== '_sd_alg')
      return { ok: false, code: 'act/unknown-claim', at: name }
  const { _sd, _sd_alg, ...claims } = payload
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every member was checked against the table above
  return claims as unknown as ActClaims
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isBasis(value: unknown): boolean {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false
  const { seen, on } = value
  if (typeof seen !== 'number' || !Number.isSafeInteger(seen) || seen < 0) return false
  return Array.isArray(on) && on.length <= MAX_BASIS && on.every(text(COMMITMENT))
}

function isOpening(value: unknown): boolean {
  if (
    !isRecord(value) ||
    Object.keys(value).length !== 2 ||
    typeof value['kind'] !== 'string' ||
    !isRecord(value['parties'])
  )
    return false
  const parties = Object.entries(value['parties'])
  return (
    parties.length > 0 &&
    parties.length <= MAX_PARTIES &&
    parties.every(([name, id]) => NAME.test(name) && text(ORGANISATION)(id))
  )
}

function isIssue(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { document, definition, language, rendering, subject, using, ...unknown } = value
  const named = text(NAME)(document) && text(TYPE)(definition) && text(LANGUAGE)(language)
  const about = subject === undefined || text(SUBJECT)(subject)
  const inClear = rendering === undefined || text(DIGEST)(rendering)
  return named && about && inClear && (using === undefined || isUsing(using)) && Object.keys(unknown).length === 0
}

function isUsing(value: unknown): boolean {
  if (!isRecord(value)) return false
  const files = Object.entries(value)
  return files.length <= MAX_PARTIES && files.every(([kind, file]) => NAME.test(kind) && text(UUID_V7)(file))
}
