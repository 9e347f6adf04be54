import { base64url, digestText } from '@entrepot/crypto'
import type { SdJwt } from './compact.ts'
import { inspectJson, isArray, isObject, type Json, type JsonObject } from './json.ts'
import { writeJws, type Signing } from './jws.ts'
import { defaultLimits } from './limits.ts'

/** Where a claim stands: member names and array indices from the payload's root. */
export type ClaimPath = readonly (string | number)[]

/** Decoy digests (RFC 9901 §4.2.5) for the object or array at a path. */
export interface Decoys {
  readonly path: ClaimPath
  readonly count: number
}

/** What `issue` issues. */
export interface Issuance extends Signing {
  /** All claims, as the processed payload shall have them. */
  readonly claims: JsonObject
  /** The claims to disclose one by one; one within another makes a recursive disclosure (RFC 9901 §4.2.6). */
  readonly disclosable: readonly ClaimPath[]
  readonly decoys?: readonly Decoys[]
  /** A fresh salt at each call: at least 16 random bytes in base64url (RFC 9901 §9.3). */
  readonly salt: () => string
}

const saltForm = /^[A-Za-z0-9_-]{22,}$/

/**
 * Issues an SD-JWT (RFC 9901 §4, §6): digests instead of the disclosable claims, sorted in objects so that their order tells nothing.
 *
 * @throws TypeError `sd-jwt/unsealable` for claims with reserved names or values that do not survive JSON, a path that
 *   leads nowhere, a salt too short: mistakes of the issuing program.
 * @example issue({ claims: { iss: 'a', email: 'b@c' }, disclosable: [['email']], algorithm: 'ES256', header: { typ: 'example+sd-jwt' }, salt, sign })
 */
export function issue({ claims, disclosable, decoys = [], salt, ...signing }: Issuance): SdJwt {
  const code = inspectJson(claims, { maxDepth: defaultLimits.maxJsonDepth, refuseReservedNames: true })
  if (code !== undefined) throw new TypeError(`sd-jwt/unsealable: ${code} in the claims`)
  const redaction = new Redaction(disclosable, decoys, salt)
  const payload = redaction.redact(claims, [])
  redaction.assertEveryPathMet()
  if (!isObject(payload)) throw new TypeError('sd-jwt/unsealable: the claims are no object')
  return { jwt: writeJws(signing, { ...payload, _sd_alg: 'sha-256' }), disclosures: redaction.disclosures }
}

/** One issuance under way: replaces claims by digests from the leaves up. */
class Redaction {
  readonly disclosures: string[] = []
  readonly #hidden: Set<string>
  readonly #decoys: Map<string, number>
  readonly #salt: () => string

  constructor(disclosable: readonly ClaimPath[], decoys: readonly Decoys[], salt: () => string) {
    this.#hidden = new Set(disclosable.map((path) => JSON.stringify(path)))
    this.#decoys = new Map(decoys.map(({ path, count }) => [JSON.stringify(path), count]))
    this.#salt = salt
  }

  redact(value: Json, path: ClaimPath): Json {
    if (isArray(value)) return this.#redactArray(value, path)
    return isObject(value) ? this.#redactObject(value, path) : value
  }

  assertEveryPathMet(): void {
    const [left] = [...this.#hidden, ...this.#decoys.keys()]
    if (left !== undefined) throw new TypeError(`sd-jwt/unsealable: no claim at ${left}`)
  }

  #redactObject(object: JsonObject, path: ClaimPath): JsonObject {
    const members: [string, Json][] = []
    const digests = this.#decoyDigests(path)
    for (const [name, member] of Object.entries(object)) {
      const memberPath = [...path, name]
      const redacted = this.redact(member, memberPath)
      if (this.#hidden.delete(JSON.stringify(memberPath))) digests.push(this.#disclose([name, redacted]))
      else members.push([name, redacted])
    }
    if (digests.length > 0) members.push(['_sd', digests.sort()])
    return Object.fromEntries(members)
  }

  #redactArray(items: readonly Json[], path: ClaimPath): Json[] {
    const redacted: Json[] = items.map((item, index) => {
      const itemPath = [...path, index]
      const value = this.redact(item, itemPath)
      return this.#hidden.delete(JSON.stringify(itemPath)) ? { '...': this.#disclose([value]) } : value
    })
    for (const digest of this.#decoyDigests(path)) {
      // A digest's own characters choose the place, so that decoys do not all stand last.
      const place = Number.parseInt(digest.replaceAll(/\D/g, '').slice(0, 6) || '0', 10) % (redacted.length + 1)
      redacted.splice(place, 0, { '...': digest })
    }
    return redacted
  }

  #decoyDigests(path: ClaimPath): string[] {
    const key = JSON.stringify(path)
    const count = this.#decoys.get(key) ?? 0
    this.#decoys.delete(key)
    return Array.from({ length: count }, () => digestText(this.#freshSalt()))
  }

  #disclose(content: readonly Json[]): string {
    const encoded = base64url.encodeText(JSON.stringify([this.#freshSalt(), ...content]))
    this.disclosures.push(encoded)
    return digestText(encoded)
  }

  #freshSalt(): string {
    const salt = this.#salt()
    if (saltForm.test(salt)) return salt
    throw new TypeError('sd-jwt/unsealable: a salt is at least 16 bytes in base64url')
  }
}
