import type { MalformedCode } from './malformed.ts'

/** A JSON value (RFC 8259). */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json
}

/** How deep a value may nest; a scalar has depth 0. */
export interface JsonRules {
  readonly maxDepth: number
  /** Whether `_sd`, `...` and `_sd_alg` are refused at every depth. */
  readonly refuseReservedNames: boolean
}

type JsonCode = Extract<
  MalformedCode,
  | 'sd-jwt/json'
  | 'sd-jwt/duplicate-key'
  | 'sd-jwt/too-deep'
  | 'sd-jwt/number'
  | 'sd-jwt/surrogate'
  | 'sd-jwt/reserved-name'
>

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a claim name is reserved: for digests (RFC 9901 §4.2.4) or, but on top of the payload, for their hash (§4.1.1). */
export function isReservedName(name: string): boolean {
  return name === '_sd' || name === '...' || name === '_sd_alg'
}

/**
 * Finds what makes a value unfit to travel: too deep, a number that other readers would read differently,
 * a lone surrogate (RFC 7493 §2.1, §2.2), a reserved name.
 */
export function inspectJson(value: Json, rules: JsonRules): JsonCode | undefined {
  return inspect(value, rules, 0)
}

function inspect(value: Json, rules: JsonRules, depth: number): JsonCode | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'sd-jwt/surrogate'
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))
      ? undefined
      : 'sd-jwt/number'
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth >= rules.maxDepth) return 'sd-jwt/too-deep'
  return isArray(value) ? inspectItems(value, rules, depth) : inspectMembers(value, rules, depth)
}

function inspectItems(items: readonly Json[], rules: JsonRules, depth: number): JsonCode | undefined {
  for (const item of items) {
    const code = inspect(item, rules, depth + 1)
    if (code !== undefined) return code
  }
  return undefined
}

function inspectMembers(object: JsonObject, rules: JsonRules, depth: number): JsonCode | undefined {
  // Of JSON.parse's objects `for in` sees own names only, and it makes no list of them.
  for (const name in object) {
    const member = object[name]
    if (!name.isWellFormed()) return 'sd-jwt/surrogate'
    if (rules.refuseReservedNames && isReservedName(name)) return 'sd-jwt/reserved-name'
    const code = member === undefined ? 'sd-jwt/json' : inspect(member, rules, depth + 1)
    if (code !== undefined) return code
  }
  return undefined
}

/** Whether a reserved name names a member at any depth. */
export function hasReservedName(value: Json): boolean {
  if (isArray(value)) return value.some(hasReservedName)
  if (!isObject(value)) return false
  for (const name in value) {
    if (isReservedName(name) || hasReservedName(value[name] ?? null)) return true
  }
  return false
}

/** Whatever JSON.parse gives is a `Json`. */
const parse: (text: string) => Json = JSON.parse

/**
 * Reads a JSON text strictly: I-JSON (RFC 7493), no name twice in one object, bounded depth.
 *
 * @returns the value, or the code of what is wrong with it.
 */
export function readJson(text: string, rules: JsonRules): { readonly value: Json } | { readonly code: JsonCode } {
  let value: Json
  try {
    value = parse(text)
  } catch {
    // JSON.parse throws for nothing but ill-formed (in some engines: very deep) text.
    return { code: 'sd-jwt/json' }
  }
  const code = inspect(value, rules, 0)
  if (code !== undefined) return { code }
  return mayHideNames(value) && repeatsName(value, text) ? { code: 'sd-jwt/duplicate-key' } : { value }
}

/** Whether a repeated name could have been dropped on parsing: not from scalars, nor from an array of them. */
function mayHideNames(value: Json): boolean {
  return isArray(value) ? value.some(isComposite) : isComposite(value)
}

function isComposite(value: Json): boolean {
  return typeof value === 'object' && value !== null
}

/** Text that comes out again as it went in has lost no name; any other text is scanned. */
function repeatsName(value: Json, text: string): boolean {
  return JSON.stringify(value) !== text && scanForRepeatedName(text)
}

/** One string literal, or one character that opens or closes a structure, of a text that is known to be JSON. */
const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g

function scanForRepeatedName(text: string): boolean {
  const open: Set<Json>[] = []
  for (const match of text.matchAll(token)) {
    const [lexeme, colon] = match
    if (lexeme === '{') open.push(new Set())
    else if (lexeme === '}') open.pop()
    else if (colon !== undefined) {
      const name = parse(lexeme.slice(0, -colon.length))
      const names = open.at(-1)
      if (names?.has(name)) return true
      names?.add(name)
    }
  }
  return false
}
