import { base64url, digestText, utf8, type SignatureAlgorithm } from '@entrepot/crypto'
import { inspectJson, isObject, isReservedName, readJson, type Json, type JsonObject, type JsonRules } from './json.ts'
import { malformed, type Malformed } from './malformed.ts'

/**
 * The hot path for flat SD-JWTs: every disclosure is one property of the payload itself (RFC 9901 §4.2.1), nothing nests.
 * What it accepts, the general verifier of this room accepts too; it refuses more.
 */

/** Limits of `openFlat`; each refusal names the one that it broke. */
export interface FlatLimits {
  /** Characters of the compact JWT. */
  readonly maxJwtBytes: number
  readonly maxDisclosures: number
  /** Characters of one encoded disclosure. */
  readonly maxDisclosureBytes: number
  /** Nesting of header, payload and each disclosed value. */
  readonly maxJsonDepth: number
}

/** The limits where none are given. */
export const defaultFlatLimits: FlatLimits = {
  maxJwtBytes: 131_072,
  maxDisclosures: 1_024,
  maxDisclosureBytes: 65_536,
  maxJsonDepth: 16,
}

/** 128 bits in base64url: the least that RFC 9901 §9.3 recommends for a salt. */
const saltCharacters = 22
/** SHA-256 in base64url. */
const digestCharacters = 43
const signatureBytes = 64
const hashAlgorithm = 'sha-256'
const saltForm = /^[A-Za-z0-9_-]{22,}$/
const digestForm = /^[A-Za-z0-9_-]{43}$/

export interface Disclosure {
  readonly salt: string
  readonly name: string
  readonly value: Json
}

/**
 * Writes the disclosure of one property (RFC 9901 §4.2.1).
 *
 * @param salt at least 16 fresh random bytes in base64url, never used twice (§9.3).
 * @throws TypeError `sd-jwt/unsealable` for a short salt, a reserved name, or a value that does not survive JSON
 *   (NaN, an integer beyond 2^53, a lone surrogate, nesting beyond the default limit).
 */
export function encodeDisclosure(salt: string, name: string, value: Json): string {
  const rules: JsonRules = { maxDepth: defaultFlatLimits.maxJsonDepth, refuseReservedNames: true }
  const code = isReservedName(name) ? 'sd-jwt/reserved-name' : (inspectJson(name, rules) ?? inspectJson(value, rules))
  if (code !== undefined) throw new TypeError(`sd-jwt/unsealable: ${code} at ${JSON.stringify(name)}`)
  if (!saltForm.test(salt)) throw new TypeError('sd-jwt/unsealable: a salt is at least 16 bytes in base64url')
  return base64url.encodeText(`["${salt}",${JSON.stringify(name)},${JSON.stringify(value)}]`)
}

/** The digest that commits to a disclosure: base64url of SHA-256 over its ASCII characters (RFC 9901 §4.2.3). */
export function disclosureDigest(encoded: string): string {
  return digestText(encoded)
}

/** Reads the disclosure of one property: `[salt, name, value]`, strict base64url and strict JSON. */
export function decodeDisclosure(
  encoded: string,
  limits = defaultFlatLimits,
): ({ readonly ok: true } & Disclosure) | Malformed {
  const { maxDisclosureBytes, maxJsonDepth } = limits
  if (encoded.length > maxDisclosureBytes) return malformed('sd-jwt/disclosure-too-long', undefined, maxDisclosureBytes)
  const text = base64url.decodeText(encoded)
  if (text === undefined) return malformed('sd-jwt/encoding')
  // The array around the value is one level more.
  const read = readJson(text, { maxDepth: maxJsonDepth + 1, refuseReservedNames: true })
  if ('code' in read) return refusedJson(read.code, maxJsonDepth)
  if (!Array.isArray(read.value) || read.value.length !== 3) return malformed('sd-jwt/disclosure')
  const [salt, name, value]: Json[] = read.value
  if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined) return malformed('sd-jwt/disclosure')
  if (salt.length < saltCharacters) return malformed('sd-jwt/salt', undefined, saltCharacters)
  if (isReservedName(name)) return malformed('sd-jwt/reserved-name', name)
  return { ok: true, salt, name, value }
}

function refusedJson(code: Malformed['code'], maxJsonDepth: number, at?: string): Malformed {
  return malformed(code, at, code === 'sd-jwt/too-deep' ? maxJsonDepth : undefined)
}

/** What `sealFlat` seals. */
export interface FlatInput {
  readonly algorithm: SignatureAlgorithm
  /** Header parameters besides `alg`, which is written from `algorithm`. */
  readonly header: { readonly typ: string; readonly 'x5t#S256'?: string }
  /** Claims that every reader sees; without `_sd` and `_sd_alg`, which are written here. */
  readonly payload: JsonObject
  /** As `encodeDisclosure` wrote them, in any order. */
  readonly disclosures: readonly string[]
  /** Signs the octets of `header.payload`; 64 bytes. */
  readonly sign: (signingInput: Uint8Array) => Uint8Array
}

/**
 * Seals a flat SD-JWT: the compact Issuer-signed JWT whose `_sd` commits to the disclosures, sorted so that their order
 * tells nothing (RFC 9901 §4.2.4.1). It looks at the disclosures' digests only, never into them.
 *
 * @throws TypeError `sd-jwt/unsealable` for a payload with a reserved name or a value that does not survive JSON, and for
 *   the same disclosure twice: mistakes of the program, never of its input.
 */
export function sealFlat({ algorithm, header, payload, disclosures, sign }: FlatInput): string {
  const code = inspectJson(payload, { maxDepth: defaultFlatLimits.maxJsonDepth, refuseReservedNames: true })
  if (code !== undefined || '_sd_alg' in payload)
    throw new TypeError(`sd-jwt/unsealable: ${code ?? '_sd_alg'} in the payload`)
  const digests = disclosures.map(digestText).sort()
  if (new Set(digests).size !== digests.length) throw new TypeError('sd-jwt/unsealable: the same disclosure twice')
  const commitments = digests.length === 0 ? {} : { _sd: digests }
  const claims = { ...payload, ...commitments, _sd_alg: hashAlgorithm }
  const protectedHeader = { ...header, alg: algorithm }
  const signingInput = `${base64url.encodeText(JSON.stringify(protectedHeader))}.${base64url.encodeText(JSON.stringify(claims))}`
  return `${signingInput}.${base64url.encode(sign(utf8.encode(signingInput)))}`
}

/** A flat SD-JWT that is well formed in every respect but its signature, which the caller verifies. */
export interface Opened {
  readonly ok: true
  readonly header: JsonObject & { readonly alg: SignatureAlgorithm }
  /** The open claims, without `_sd` and `_sd_alg`. */
  readonly payload: JsonObject
  /** All digests that the signer committed to, disclosed here or not. */
  readonly digests: ReadonlySet<string>
  /** By digest, in the order given. */
  readonly disclosed: ReadonlyMap<string, Disclosure>
  /** What the signature is over. */
  readonly signingInput: Uint8Array
  readonly signature: Uint8Array
  /** Base64url of SHA-256 of the signing input: names what was signed, because ECDSA signatures are malleable. */
  readonly identity: string
}

/**
 * Opens a flat SD-JWT with the disclosures that came along (RFC 9901 §7.1), everything except the signature.
 *
 * Refuses what is over a limit; lax base64url; JSON with a repeated name; `alg` other than ES256 and Ed25519; any critical
 * header parameter; a hash other than SHA-256; a digest twice; a disclosure twice, not committed to, of a name that is
 * reserved, repeated or an open claim's; reserved names at any depth.
 *
 * @returns the first trouble in the order limits, form, header, payload, disclosures as given, signature's form.
 */
export function openFlat(input: {
  readonly jwt: string
  readonly disclosures: readonly string[]
  readonly limits?: FlatLimits
}): Opened | Malformed {
  const { jwt, disclosures, limits = defaultFlatLimits } = input
  const { maxJwtBytes, maxDisclosures } = limits
  if (jwt.length > maxJwtBytes) return malformed('sd-jwt/jwt-too-long', undefined, maxJwtBytes)
  if (disclosures.length > maxDisclosures) return malformed('sd-jwt/too-many-disclosures', undefined, maxDisclosures)
  const headerEnd = jwt.indexOf('.')
  const payloadEnd = jwt.indexOf('.', headerEnd + 1)
  if (headerEnd < 1 || payloadEnd === -1) return malformed('sd-jwt/not-compact')
  const header = readPart(jwt.slice(0, headerEnd), 'header', limits)
  if (!header.ok) return header
  const protectedHeader = readHeader(header.value)
  if (!protectedHeader.ok) return protectedHeader
  const payload = readPart(jwt.slice(headerEnd + 1, payloadEnd), 'payload', limits)
  if (!payload.ok) return payload
  const claims = readClaims(payload.value, limits)
  if (!claims.ok) return claims
  const disclosed = matchDisclosures(disclosures, claims, limits)
  if (!(disclosed instanceof Map)) return disclosed
  const signature = base64url.decode(jwt.slice(payloadEnd + 1))
  if (signature?.length !== signatureBytes) return malformed('sd-jwt/signature', 'signature', signatureBytes)
  const signed = jwt.slice(0, payloadEnd)
  return {
    ok: true,
    header: protectedHeader.header,
    payload: claims.open,
    digests: claims.digests,
    disclosed,
    signingInput: utf8.encode(signed),
    signature,
    identity: digestText(signed),
  }
}

function readPart(
  encoded: string,
  part: 'header' | 'payload',
  { maxJsonDepth }: FlatLimits,
): { readonly ok: true; readonly value: JsonObject } | Malformed {
  const text = base64url.decodeText(encoded)
  if (text === undefined) return malformed('sd-jwt/encoding', part)
  // The object itself is one level more than its values.
  const read = readJson(text, { maxDepth: maxJsonDepth + 1, refuseReservedNames: false })
  if ('code' in read) return refusedJson(read.code, maxJsonDepth, part)
  return isObject(read.value) ? { ok: true, value: read.value } : malformed(`sd-jwt/${part}`, part)
}

function readHeader(header: JsonObject): { readonly ok: true; readonly header: Opened['header'] } | Malformed {
  const { alg } = header
  if (alg !== 'ES256' && alg !== 'Ed25519') return malformed('sd-jwt/algorithm', 'alg')
  // No critical parameter is understood here, so each must be refused (RFC 7515 §4.1.11).
  if (Object.hasOwn(header, 'crit')) return malformed('sd-jwt/critical-header', 'crit')
  return { ok: true, header: { ...header, alg } }
}

interface FlatClaims {
  readonly ok: true
  readonly open: JsonObject
  readonly digests: ReadonlySet<string>
}

function readClaims(payload: JsonObject, { maxJsonDepth }: FlatLimits): FlatClaims | Malformed {
  const { _sd: list = [], _sd_alg: hash = hashAlgorithm, ...open } = payload
  if (hash !== hashAlgorithm) return malformed('sd-jwt/hash-algorithm', '_sd_alg')
  const code = inspectJson(open, { maxDepth: maxJsonDepth + 1, refuseReservedNames: true })
  if (code !== undefined) return malformed(code, 'payload')
  if (!Array.isArray(list)) return malformed('sd-jwt/digests', '_sd')
  const digests = new Set<string>()
  for (const digest of list) {
    if (typeof digest !== 'string' || digest.length !== digestCharacters || !digestForm.test(digest)) {
      return malformed('sd-jwt/digests', '_sd')
    }
    digests.add(digest)
  }
  return digests.size === list.length ? { ok: true, open, digests } : malformed('sd-jwt/duplicate-digest', '_sd')
}

function matchDisclosures(
  disclosures: readonly string[],
  { open, digests }: FlatClaims,
  limits: FlatLimits,
): Map<string, Disclosure> | Malformed {
  const disclosed = new Map<string, Disclosure>()
  const names = new Set<string>()
  for (const [index, encoded] of disclosures.entries()) {
    const decoded = decodeDisclosure(encoded, limits)
    if (!decoded.ok) return malformed(decoded.code, index, decoded.limit)
    const digest = digestText(encoded)
    if (!digests.has(digest)) return malformed('sd-jwt/unreferenced-disclosure', index)
    if (disclosed.has(digest)) return malformed('sd-jwt/duplicate-disclosure', index)
    const { salt, name, value } = decoded
    if (names.has(name)) return malformed('sd-jwt/duplicate-name', index)
    if (name === '_sd_alg' || Object.hasOwn(open, name)) return malformed('sd-jwt/claim-clash', index)
    names.add(name)
    disclosed.set(digest, { salt, name, value })
  }
  return disclosed
}
