import type { Json } from '@entrepot/sd-jwt'
import { MAX_VALUE_DEPTH, type Rendering, type Value } from '@entrepot/trade/file'

/** What stands in a disclosed value that was not plainly keyed. */
export interface Tag {
  readonly name: string
  readonly of: Json | undefined
  readonly record: Readonly<Record<string, Json>>
}

/** A value that is not keyed says so by a member whose name starts with `$`; no keyed value may have one. */
export function tagOf(raw: Json): Tag | undefined {
  if (typeof raw !== 'object' || raw === null || isJsonList(raw)) return undefined
  const record: Readonly<Record<string, Json>> = raw
  const name = Object.keys(record).find((member) => member.startsWith('$') && member !== '$from')
  return name === undefined ? undefined : { name, of: record[name], record }
}

/** JSON without numbers and nulls, not too deep; anything else is no value. */
export function valueOf(json: Json | undefined, depth = 0): Value | undefined {
  if (typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json !== 'object' || json === null || depth >= MAX_VALUE_DEPTH) return undefined
  if (isJsonList(json)) {
    const items = json.map((item) => valueOf(item, depth + 1))
    return items.every((item) => item !== undefined) ? items : undefined
  }
  const members = Object.entries(json).map(([name, member]) => [name, valueOf(member, depth + 1)] as const)
  if (members.some(([name, member]) => member === undefined || name.startsWith('$'))) return undefined
  return Object.fromEntries(members.filter((member): member is [string, Value] => member[1] !== undefined))
}

/** `Array.isArray` alone does not narrow read-only lists. */
const isJsonList = (json: Json): json is readonly Json[] => Array.isArray(json)

/** A list of texts, or nothing. */
export function textsOf(json: Json | undefined): string[] | undefined {
  return Array.isArray(json) && json.every((item) => typeof item === 'string') ? json : undefined
}

const SHA256 = /^[A-Za-z0-9_-]{43}$/
const CODE_KEY = /^[A-Za-z0-9_-]{22}$/

/** The rendering that an issuing act signs: `{"$rendering": sha256, "codeKey": key}`, and nothing beside. */
export function renderingOf(sha256: Json | undefined, { codeKey, ...more }: Tag['record']): RenderingValue | undefined {
  const isWhole = typeof sha256 === 'string' && SHA256.test(sha256) && Object.keys(more).length === 1
  return isWhole && typeof codeKey === 'string' && CODE_KEY.test(codeKey) ? { sha256, codeKey } : undefined
}

/** An interface has no index signature, which a value's type asks for. */
type RenderingValue = { readonly [member in keyof Rendering]: string }
