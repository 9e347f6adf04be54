import { utf8, verify, type PublicKey } from '@entrepot/crypto'
import { fromCompact, type SdJwt } from './compact.ts'
import { confirmationKey } from './confirmation.ts'
import type { JsonObject } from './json.ts'
import { readJws, type Jws } from './jws.ts'
import { verifyKeyBinding, type KeyBindingPolicy } from './key-binding.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { malformed, type Malformed } from './malformed.ts'
import { processPayload, type PlacedDisclosure } from './process.ts'

/** How an SD-JWT is verified; whom to trust is decided by giving the Issuer's key. */
export interface Verification {
  readonly issuerKey: PublicKey
  readonly nowSeconds: number
  /** How far clocks may differ when `exp` and `nbf` are judged. */
  readonly leewaySeconds?: number
  /**
   * Decided by the use case, never by what came along (RFC 9901 §7.3 step 1): `'refused'` for a Holder who receives from
   * the Issuer (§7.2), `'ignored'` where none is asked for, or what the binding must say. The Holder's key is `cnf.jwk`.
   */
  readonly keyBinding: 'refused' | 'ignored' | KeyBindingPolicy
  readonly limits?: Limits
}

/** An SD-JWT that holds. */
export interface Verified {
  readonly ok: true
  readonly header: Jws['header']
  /** The processed payload: disclosed claims in their places, no digests. */
  readonly payload: JsonObject
  /** By digest, the disclosures and where their claims stand. */
  readonly disclosed: ReadonlyMap<string, PlacedDisclosure>
  readonly sdJwt: SdJwt
}

/**
 * Verifies an SD-JWT or SD-JWT+KB in compact serialization (RFC 9901 §7).
 *
 * @returns the first trouble in the order form, signature, disclosures, time, key binding.
 */
export function verifySdJwt(compact: string, verification: Verification): Verified | Malformed {
  const { issuerKey, nowSeconds, leewaySeconds = 0, keyBinding, limits = defaultLimits } = verification
  const split = fromCompact(compact, limits)
  if (!split.ok) return split
  const { ok: _, ...sdJwt } = split
  const { jwt, disclosures } = sdJwt
  if (keyBinding === 'refused' && sdJwt.keyBinding !== undefined) return malformed('sd-jwt/key-binding-unexpected')
  const jws = readJws(jwt, limits)
  if (!jws.ok) return jws
  if (jws.header.alg !== issuerKey.algorithm) return malformed('sd-jwt/algorithm', 'alg')
  if (!verify(issuerKey, utf8.encode(jws.signed), jws.signature))
    return malformed('sd-jwt/signature-invalid', 'signature')
  const processed = processPayload(jws.payload, disclosures, limits)
  if (!processed.ok) return processed
  const { payload, placed: disclosed } = processed
  const untimely = judgeTime(payload, nowSeconds, leewaySeconds)
  if (untimely !== undefined) return untimely
  if (typeof keyBinding === 'object') {
    const holderKey = confirmationKey(payload)
    if (holderKey === undefined) return malformed('sd-jwt/confirmation-key', 'cnf')
    const unbound = verifyKeyBinding(sdJwt, keyBinding, { holderKey, nowSeconds, limits })
    if (unbound !== undefined) return unbound
  }
  return { ok: true, header: jws.header, payload, disclosed, sdJwt }
}

/** RFC 7519 §4.1.4, §4.1.5: not on or after `exp`, not before `nbf`. */
function judgeTime({ exp, nbf }: JsonObject, nowSeconds: number, leewaySeconds: number): Malformed | undefined {
  if (exp !== undefined && typeof exp !== 'number') return malformed('sd-jwt/time-claim', 'exp')
  if (nbf !== undefined && typeof nbf !== 'number') return malformed('sd-jwt/time-claim', 'nbf')
  if (exp !== undefined && nowSeconds >= exp + leewaySeconds) return malformed('sd-jwt/expired', 'exp')
  if (nbf !== undefined && nowSeconds < nbf - leewaySeconds) return malformed('sd-jwt/not-yet-valid', 'nbf')
  return undefined
}

/**
 * Makes a presentation (RFC 9901 §7.2): keeps the disclosures whose claim is chosen, and those that they stand within,
 * for without these they would lead nowhere.
 *
 * @example present(verified, (path) => path[0] === 'address')
 */
export function present(verified: Verified, keep: (path: PlacedDisclosure['path']) => boolean): SdJwt {
  const kept = new Set<string>()
  for (const disclosure of verified.disclosed.values()) {
    if (!keep(disclosure.path)) continue
    let step: PlacedDisclosure | undefined = disclosure
    while (step !== undefined && !kept.has(step.encoded)) {
      kept.add(step.encoded)
      step = step.parent === undefined ? undefined : verified.disclosed.get(step.parent)
    }
  }
  const { jwt, disclosures } = verified.sdJwt
  return { jwt, disclosures: disclosures.filter((encoded) => kept.has(encoded)) }
}
