import { base64url, digestText, utf8 } from '@entrepot/crypto'
import { hasReservedName, inspectJson, isArray, isReservedName, readJson, type Json, type JsonObject } from './json.ts'
import { readJws, writeJws, type Jws, type Signing } from './jws.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { malformed, type Malformed } from './malformed.ts'

/**
 * The hot path for flat SD-JWTs: every disclosure is one property of the payload itself (RFC 9901 §4.2.1), nothing nests.
 * What it accepts, the general verifier of this room accepts too; it refuses more.
 */

/** 128 bits in base64url: the least that RFC 9901 §9.3 recommends for a salt. */
const saltCharacters = 22
const saltForm = /^[A-Za-z0-9_-]{22,}$/
/** SHA-256 in base64url. */
const digestForm = /^[A-Za-z0-9_-]{43}$/
const hashAlgorithm = 'sha-256'

/** One property, as its disclosure tells it. */
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
  if (!saltForm.test(salt)) throw new TypeError('sd-jwt/unsealable: a salt is at least 16 bytes in base64url')
  // The object that the claim belongs to is one level already.
  const rules = { maxDepth: defaultLimits.maxJsonDepth - 1, refuseReservedNames: true }
  const code = isReservedName(name) ? 'sd-jwt/reserved-name' : (inspectJson(name, rules) ?? inspectJson(value, rules))
  if (code !== undefined) throw new TypeError(`sd-jwt/unsealable: ${code} at ${JSON.stringify(name)}`)
  return base64url.encodeText(`["${salt}",${JSON.stringify(name)},${JSON.stringify(value)}]`)
}

/** The digest that commits to a disclosure: base64url of SHA-256 over its ASCII characters (RFC 9901 §4.2.3). */
export function disclosureDigest(encoded: string): string {
  return digestText(encoded)
}

/** Reads the disclosure of one property: `[salt, name, value]`, strict base64url and strict JSON. */
export function decodeDisclosure(
  encoded: string,
  limits: Limits = defaultLimits,
): ({ readonly ok: true } & Disclosure) | Malformed {
  const { maxDisclosureBytes, maxJsonDepth } = limits
  if (encoded.length > maxDisclosureBytes) return malformed('sd-jwt/disclosure-too-long', undefined, maxDisclosureBytes)
  const text = base64url.decodeText(encoded)
  if (text === undefined) return malformed('sd-jwt/encoding')
  // The array stands for the object that the claim belongs to, so its level counts as that object's.
  const read = readJson(text, { maxDepth: maxJsonDepth, refuseReservedNames: true })
  if ('code' in read) return malformed(read.code, undefined, read.code === 'sd-jwt/too-deep' ? maxJsonDepth : undefined)
  if (!isArray(read.value) || read.value.length !== 3) return malformed('sd-jwt/disclosure')
  const [salt, name, value] = read.value
  if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined) return malformed('sd-jwt/disclosure')
  if (salt.length < saltCharacters) return malformed('sd-jwt/salt', undefined, saltCharacters)
  if (isReservedName(name)) return malformed('sd-jwt/reserved-name', name)
  return { ok: true, salt, name, value }
}

/** What `sealFlat` seals. */
export interface FlatInput extends Signing {
  readonly header: { readonly typ: string; readonly 'x5t#S256'?: string }
  /** Claims that every reader sees; without `_sd` and `_sd_alg`, which are written here. */
  readonly payload: JsonObject
  /** As `encodeDisclosure` wrote them, in any order. */
  readonly disclosures: readonly string[]
}

/**
 * Seals a flat SD-JWT: the compact Issuer-signed JWT whose `_sd` commits to the disclosures, sorted so that their order
 * tells nothing (RFC 9901 §4.2.4.1). It looks at the disclosures' digests only, never into them.
 *
 * @throws TypeError `sd-jwt/unsealable` for a payload with a reserved name or a value that does not survive JSON, and for
 *   the same disclosure twice: mistakes of the program, never of its input.
 */
export function sealFlat({ payload, disclosures, ...signing }: FlatInput): string {
  const code = inspectJson(payload, { maxDepth: defaultLimits.maxJsonDepth, refuseReservedNames: true })
  if (code !== undefined) throw new TypeError(`sd-jwt/unsealable: ${code} in the payload`)
  const digests = disclosures.map(digestText).sort()
  if (digests.some((digest, index) => digest === digests[index - 1])) {
    throw new TypeError('sd-jwt/unsealable: the same disclosure twice')
  }
  const commitments = digests.length === 0 ? {} : { _sd: digests }
  return writeJws(signing, { ...payload, ...commitments, _sd_alg: hashAlgorithm })
}

/** A flat SD-JWT that is well formed in every respect but its signature, which the caller verifies. */
export interface Opened {
  readonly ok: true
  readonly header: Jws['header']
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
 * @returns the first trouble in the order limits, header, payload, signature's form, digests, disclosures as given.
 */
export function openFlat(input: {
  readonly jwt: string
  readonly disclosures: readonly string[]
  readonly limits?: Limits
}): Opened | Malformed {
  const { jwt, disclosures, limits = defaultLimits } = input
  const { maxDisclosures } = limits
  if (disclosures.length > maxDisclosures) return malformed('sd-jwt/too-many-disclosures', undefined, maxDisclosures)
  const jws = readJws(jwt, limits)
  if (!jws.ok) return jws
  const claims = readClaims(jws.payload)
  if (!claims.ok) return claims
  const disclosed = matchDisclosures(disclosures, claims, limits)
  if (!(disclosed instanceof Map)) return disclosed
  const { header, signed, signature } = jws
  const { open: payload, digests } = claims
  const signingInput = utf8.encode(signed)
  return { ok: true, header, payload, digests, disclosed, signingInput, signature, identity: digestText(signed) }
}

interface FlatClaims {
  readonly ok: true
  readonly open: JsonObject
  readonly digests: ReadonlySet<string>
}

function readClaims(payload: JsonObject): FlatClaims | Malformed {
  const { _sd: list = [], _sd_alg: hash = hashAlgorithm, ...open } = payload
  if (hash !== hashAlgorithm) return malformed('sd-jwt/hash-algorithm', '_sd_alg')
  if (hasReservedName(open)) return malformed('sd-jwt/reserved-name', 'payload')
  if (!isArray(list)) return malformed('sd-jwt/digests', '_sd')
  const digests = new Set<string>()
  for (const digest of list) {
    if (typeof digest !== 'string' || !digestForm.test(digest)) return malformed('sd-jwt/digests', '_sd')
    digests.add(digest)
  }
  return digests.size === list.length ? { ok: true, open, digests } : malformed('sd-jwt/duplicate-digest', '_sd')
}

function matchDisclosures(
  disclosures: readonly string[],
  { open, digests }: FlatClaims,
  limits: Limits,
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
    if (Object.hasOwn(open, name)) return malformed('sd-jwt/claim-clash', index)
    names.add(name)
    disclosed.set(digest, { salt, name, value })
  }
  return disclosed
}
