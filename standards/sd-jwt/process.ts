import { base64url, digestText } from '@entrepot/crypto'
import type { ClaimPath } from './issue.ts'
import { isArray, isObject, isReservedName, readJson, type Json, type JsonObject } from './json.ts'
import type { Limits } from './limits.ts'
import { malformed, type Malformed } from './malformed.ts'

/** A disclosure and the place that its claim takes. */
export interface PlacedDisclosure {
  readonly encoded: string
  readonly salt: string
  /** Of the claim in the Issuer's payload; array indices count the digests too, so they name the same element in every presentation. */
  readonly path: ClaimPath
  /** The digest of the disclosure within whose value it stands, for a recursive one (RFC 9901 §4.2.6). */
  readonly parent?: string
}

/** The processed payload and, by digest, what was disclosed in it. */
export interface Processed {
  readonly ok: true
  readonly payload: JsonObject
  readonly placed: ReadonlyMap<string, PlacedDisclosure>
}

interface Content {
  readonly index: number
  readonly encoded: string
  /** `[salt, name, value]` or `[salt, value]`. */
  readonly parts: readonly Json[]
}

/** Carries the first trouble out of the recursion; caught where the recursion starts, never outside. */
class Trouble extends Error {
  readonly malformed: Malformed

  constructor(found: Malformed) {
    super(found.code)
    this.malformed = found
  }
}

/**
 * Puts the disclosures into an Issuer-signed payload (RFC 9901 §7.1 steps 2.4 and 3 to 5).
 *
 * Refuses a hash other than SHA-256; a digest met twice, wherever; a disclosure given twice or met nowhere, of the wrong
 * arity for its place, with a reserved name or one that its object has; `_sd` that is no array of strings; `...` other than
 * alone in an array element; `_sd_alg` anywhere but on top; a result deeper than the limit.
 */
export function processPayload(
  payload: JsonObject,
  disclosures: readonly string[],
  limits: Limits,
): Processed | Malformed {
  const { _sd_alg: hash = 'sha-256', ...claims } = payload
  if (hash !== 'sha-256') return malformed('sd-jwt/hash-algorithm', '_sd_alg')
  const contents = readDisclosures(disclosures, limits)
  if (!(contents instanceof Map)) return contents
  const processing = new Processing(contents, limits.maxJsonDepth)
  try {
    const processed = processing.object(claims, { path: [], depth: 0 })
    return processing.unmet() ?? { ok: true, payload: processed, placed: processing.placed }
  } catch (error) {
    if (error instanceof Trouble) return error.malformed
    throw error
  }
}

function readDisclosures(disclosures: readonly string[], limits: Limits): Map<string, Content> | Malformed {
  const { maxDisclosures, maxDisclosureBytes, maxJsonDepth } = limits
  if (disclosures.length > maxDisclosures) return malformed('sd-jwt/too-many-disclosures', undefined, maxDisclosures)
  const contents = new Map<string, Content>()
  for (const [index, encoded] of disclosures.entries()) {
    if (encoded.length > maxDisclosureBytes) return malformed('sd-jwt/disclosure-too-long', index, maxDisclosureBytes)
    const text = base64url.decodeText(encoded)
    if (text === undefined) return malformed('sd-jwt/encoding', index)
    const read = readJson(text, { maxDepth: maxJsonDepth, refuseReservedNames: false })
    if ('code' in read) return malformed(read.code, index, read.code === 'sd-jwt/too-deep' ? maxJsonDepth : undefined)
    if (!isArray(read.value)) return malformed('sd-jwt/disclosure', index)
    const digest = digestText(encoded)
    if (contents.has(digest)) return malformed('sd-jwt/duplicate-disclosure', index)
    contents.set(digest, { index, encoded, parts: read.value })
  }
  return contents
}

interface Place {
  readonly path: ClaimPath
  readonly depth: number
  readonly parent?: string
}

class Processing {
  readonly placed = new Map<string, PlacedDisclosure>()
  readonly #contents: ReadonlyMap<string, Content>
  readonly #maxDepth: number
  readonly #met = new Set<string>()

  constructor(contents: ReadonlyMap<string, Content>, maxDepth: number) {
    this.#contents = contents
    this.#maxDepth = maxDepth
  }

  /** The first disclosure that no digest led to. */
  unmet(): Malformed | undefined {
    for (const [digest, { index }] of this.#contents) {
      if (!this.placed.has(digest)) return malformed('sd-jwt/unreferenced-disclosure', index)
    }
    return undefined
  }

  object(object: JsonObject, place: Place): JsonObject {
    this.#boundDepth(place)
    const { _sd: list = [], ...open } = object
    const members: [string, Json][] = []
    for (const [name, member] of Object.entries(open)) {
      if (isReservedName(name)) throw new Trouble(malformed('sd-jwt/reserved-name', name))
      members.push([name, this.#value(member, within(place, name))])
    }
    if (!isArray(list)) throw new Trouble(malformed('sd-jwt/digests', '_sd'))
    const names = new Set(Object.keys(open))
    for (const digest of list) {
      const disclosed = this.#property(digest, names, place)
      if (disclosed !== undefined) members.push(disclosed)
    }
    // Not by assignment: a claim named __proto__ is a claim like any other.
    return Object.fromEntries(members)
  }

  #value(value: Json, place: Place): Json {
    if (isArray(value)) return this.#array(value, place)
    return isObject(value) ? this.object(value, place) : value
  }

  #array(items: readonly Json[], place: Place): Json[] {
    this.#boundDepth(place)
    return items.flatMap((item, index) => {
      const itemPlace = within(place, index)
      if (!isObject(item) || !Object.hasOwn(item, '...')) return [this.#value(item, itemPlace)]
      if (Object.keys(item).length !== 1) throw new Trouble(malformed('sd-jwt/reserved-name', '...'))
      return this.#element(item['...'], itemPlace)
    })
  }

  /** The property that a digest of `_sd` stands for; `undefined` when it was not disclosed. */
  #property(digest: Json, names: Set<string>, place: Place): [string, Json] | undefined {
    const { content, key } = this.#meet(digest)
    if (content === undefined) return undefined
    const { index, parts } = content
    const [salt, name, value] = parts
    if (parts.length !== 3 || typeof salt !== 'string' || typeof name !== 'string' || value === undefined) {
      throw new Trouble(malformed('sd-jwt/disclosure', index))
    }
    if (isReservedName(name)) throw new Trouble(malformed('sd-jwt/reserved-name', index))
    if (names.has(name)) throw new Trouble(malformed('sd-jwt/claim-clash', index))
    names.add(name)
    const claimPlace = within(place, name)
    this.#place(key, content.encoded, salt, claimPlace)
    return [name, this.#value(value, { ...claimPlace, parent: key })]
  }

  /** The element that a digest stands for; none when it was not disclosed. */
  #element(digest: Json | undefined, place: Place): Json[] {
    const { content, key } = this.#meet(digest)
    if (content === undefined) return []
    const { index, parts } = content
    const [salt, value] = parts
    if (parts.length !== 2 || typeof salt !== 'string' || value === undefined) {
      throw new Trouble(malformed('sd-jwt/disclosure', index))
    }
    this.#place(key, content.encoded, salt, place)
    return [this.#value(value, { ...place, parent: key })]
  }

  #meet(digest: Json | undefined): { readonly key: string; readonly content: Content | undefined } {
    if (typeof digest !== 'string') throw new Trouble(malformed('sd-jwt/digests', '_sd'))
    if (this.#met.has(digest)) throw new Trouble(malformed('sd-jwt/duplicate-digest', digest))
    this.#met.add(digest)
    return { key: digest, content: this.#contents.get(digest) }
  }

  #place(digest: string, encoded: string, salt: string, { path, parent }: Place): void {
    this.placed.set(digest, { encoded, salt, path, ...(parent !== undefined && { parent }) })
  }

  #boundDepth({ depth }: Place): void {
    if (depth >= this.#maxDepth) throw new Trouble(malformed('sd-jwt/too-deep', undefined, this.#maxDepth))
  }
}

function within({ path, depth, parent }: Place, step: string | number): Place {
  return { path: [...path, step], depth: depth + 1, ...(parent !== undefined && { parent }) }
}
