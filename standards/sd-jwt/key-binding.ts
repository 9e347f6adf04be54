import { digestText, utf8, verify, type PublicKey } from '@entrepot/crypto'
import { toCompact, type SdJwt } from './compact.ts'
import type { JsonObject } from './json.ts'
import { readJws, writeJws, type Signing } from './jws.ts'
import type { Limits } from './limits.ts'
import { malformed, type Malformed } from './malformed.ts'

/** Media type of a Key Binding JWT (RFC 9901 §4.3). */
const keyBindingType = 'kb+jwt'

/** What a Verifier asks of a Key Binding JWT (RFC 9901 §7.3 step 5). */
export interface KeyBindingPolicy {
  readonly nonce: string
  readonly audience: string
  /** How old the binding may be, and how far ahead the Holder's clock. */
  readonly maxAgeSeconds: number
  readonly maxAheadSeconds: number
}

/** What a Holder binds an SD-JWT to. */
export interface KeyBinding extends Omit<Signing, 'header'> {
  readonly nonce: string
  readonly audience: string
  readonly issuedAtSeconds: number
}

/** Binds a presentation to its Holder's key (RFC 9901 §4.3): the SD-JWT becomes an SD-JWT+KB. */
export function bindKey(presentation: SdJwt, binding: KeyBinding): SdJwt {
  const { jwt, disclosures } = presentation
  const { algorithm, sign, nonce, audience, issuedAtSeconds } = binding
  const payload = { iat: issuedAtSeconds, aud: audience, nonce, sd_hash: digestText(toCompact({ jwt, disclosures })) }
  return { jwt, disclosures, keyBinding: writeJws({ algorithm, header: { typ: keyBindingType }, sign }, payload) }
}

/** Verifies a Key Binding JWT after RFC 9901 §7.3 step 5; answers `undefined` when it holds. */
export function verifyKeyBinding(
  { jwt, disclosures, keyBinding }: SdJwt,
  policy: KeyBindingPolicy,
  verifier: { readonly holderKey: PublicKey; readonly nowSeconds: number; readonly limits: Limits },
): Malformed | undefined {
  if (keyBinding === undefined) return malformed('sd-jwt/key-binding-missing')
  const { holderKey, nowSeconds, limits } = verifier
  const binding = readJws(keyBinding, limits)
  if (!binding.ok) return malformed(binding.code, `key-binding/${binding.at ?? ''}`, binding.limit)
  if (binding.header.alg !== holderKey.algorithm) return malformed('sd-jwt/algorithm', 'key-binding/alg')
  if (!verify(holderKey, utf8.encode(binding.signed), binding.signature)) {
    return malformed('sd-jwt/signature-invalid', 'key-binding/signature')
  }
  if (binding.header['typ'] !== keyBindingType) return malformed('sd-jwt/key-binding-type', 'typ')
  const expectedHash = digestText(toCompact({ jwt, disclosures }))
  return judgeClaims(binding.payload, policy, { nowSeconds, expectedHash })
}

function judgeClaims(
  { iat, aud, nonce, sd_hash: hash }: JsonObject,
  policy: KeyBindingPolicy,
  { nowSeconds, expectedHash }: { readonly nowSeconds: number; readonly expectedHash: string },
): Malformed | undefined {
  if (typeof iat !== 'number') return malformed('sd-jwt/key-binding-claims', 'iat')
  if (typeof nonce !== 'string') return malformed('sd-jwt/key-binding-claims', 'nonce')
  if (iat < nowSeconds - policy.maxAgeSeconds) return malformed('sd-jwt/key-binding-time', 'iat', policy.maxAgeSeconds)
  if (iat > nowSeconds + policy.maxAheadSeconds)
    return malformed('sd-jwt/key-binding-time', 'iat', policy.maxAheadSeconds)
  if (nonce !== policy.nonce) return malformed('sd-jwt/key-binding-nonce', 'nonce')
  if (aud !== policy.audience) return malformed('sd-jwt/key-binding-audience', 'aud')
  return hash === expectedHash ? undefined : malformed('sd-jwt/key-binding-hash', 'sd_hash')
}
