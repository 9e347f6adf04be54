import { base64url, utf8, type SignatureAlgorithm } from '@entrepot/crypto'
import { isObject, readJson, type Json, type JsonObject } from './json.ts'
import type { Limits } from './limits.ts'
import { malformed, type Malformed } from './malformed.ts'

/** Both algorithms sign 64 bytes. */
const signatureBytes = 64

/** A compact JWS (RFC 7515 §7.1) over a JSON object: everything is read, its signature is not verified. */
export interface Jws {
  readonly ok: true
  readonly header: JsonObject & { readonly alg: SignatureAlgorithm }
  readonly payload: JsonObject
  /** `header.payload`, what the signature is over. */
  readonly signed: string
  readonly signature: Uint8Array
}

/** Refuses what is too long, lax in encoding or JSON, of an `alg` besides ES256 and Ed25519, or has a critical parameter. */
export function readJws(jwt: string, limits: Limits): Jws | Malformed {
  if (jwt.length > limits.maxJwtBytes) return malformed('sd-jwt/jwt-too-long', undefined, limits.maxJwtBytes)
  const headerEnd = jwt.indexOf('.')
  const payloadEnd = jwt.indexOf('.', headerEnd + 1)
  if (headerEnd < 1 || payloadEnd === -1) return malformed('sd-jwt/not-compact')
  const header = readPart(jwt.slice(0, headerEnd), 'header', limits)
  if (!header.ok) return header
  const { alg } = header.value
  if (alg !== 'ES256' && alg !== 'Ed25519') return malformed('sd-jwt/algorithm', 'alg')
  // No critical parameter is understood here, so each must be refused (RFC 7515 §4.1.11).
  if (Object.hasOwn(header.value, 'crit')) return malformed('sd-jwt/critical-header', 'crit')
  const payload = readPart(jwt.slice(headerEnd + 1, payloadEnd), 'payload', limits)
  if (!payload.ok) return payload
  const signature = base64url.decode(jwt.slice(payloadEnd + 1))
  if (signature?.length !== signatureBytes) return malformed('sd-jwt/signature', 'signature', signatureBytes)
  const signed = jwt.slice(0, payloadEnd)
  return { ok: true, header: { ...header.value, alg }, payload: payload.value, signed, signature }
}

function readPart(
  encoded: string,
  part: 'header' | 'payload',
  { maxJsonDepth }: Limits,
): { readonly ok: true; readonly value: JsonObject } | Malformed {
  const text = base64url.decodeText(encoded)
  if (text === undefined) return malformed('sd-jwt/encoding', part)
  const read = readJson(text, { maxDepth: maxJsonDepth, refuseReservedNames: false })
  if ('code' in read) return malformed(read.code, part, read.code === 'sd-jwt/too-deep' ? maxJsonDepth : undefined)
  return isObject(read.value) ? { ok: true, value: read.value } : malformed(`sd-jwt/${part}`, part)
}

/** Who signs a JWS, and its header parameters besides `alg`. */
export interface Signing {
  readonly algorithm: SignatureAlgorithm
  readonly header: Readonly<Record<string, Json>>
  /** Signs the octets of `header.payload`; 64 bytes. */
  readonly sign: (signingInput: Uint8Array) => Uint8Array
}

/** Writes and signs a compact JWS; `alg` is written here. */
export function writeJws({ algorithm, header, sign }: Signing, payload: JsonObject): string {
  const protectedHeader = { ...header, alg: algorithm }
  const parts = [JSON.stringify(protectedHeader), JSON.stringify(payload)]
  const signed = parts.map((part) => base64url.encodeText(part)).join('.')
  return `${signed}.${base64url.encode(sign(utf8.encode(signed)))}`
}
