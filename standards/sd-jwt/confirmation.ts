import { base64url, importPublicPoint, type PublicKey } from '@entrepot/crypto'
import { isObject, type Json, type JsonObject } from './json.ts'

const coordinateBytes = 32

/**
 * Takes the Holder's key from `cnf.jwk` (RFC 9901 §4.1.2, RFC 7800 §3.2): P-256 (RFC 7518 §6.2) or Ed25519 (RFC 8037 §2).
 *
 * @returns `undefined` for another confirmation method, another key type or a point off its curve.
 */
export function confirmationKey(payload: JsonObject): PublicKey | undefined {
  const { cnf } = payload
  const jwk = isObject(cnf) ? cnf['jwk'] : undefined
  if (!isObject(jwk)) return undefined
  const { kty, crv } = jwk
  const x = coordinate(jwk['x'])
  if (x === undefined) return undefined
  if (kty === 'OKP' && crv === 'Ed25519') return importPublicPoint('Ed25519', x)
  const y = coordinate(jwk['y'])
  if (kty !== 'EC' || crv !== 'P-256' || y === undefined) return undefined
  return importPublicPoint('ES256', Uint8Array.of(4, ...x, ...y))
}

function coordinate(value: Json | undefined): Uint8Array | undefined {
  const bytes = typeof value === 'string' ? base64url.decode(value) : undefined
  return bytes?.length === coordinateBytes ? bytes : undefined
}
