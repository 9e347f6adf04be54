import type { Limits } from './limits.ts'
import { malformed, type Malformed } from './malformed.ts'

/** The parts of an SD-JWT or, with a key binding JWT, of an SD-JWT+KB (RFC 9901 §4). */
export interface SdJwt {
  /** The Issuer-signed JWT, compact. */
  readonly jwt: string
  /** Encoded, in the order in which they travel. */
  readonly disclosures: readonly string[]
  /** The Key Binding JWT, compact. */
  readonly keyBinding?: string
}

/** Writes the compact serialization (RFC 9901 §4): parts joined by tildes, a last tilde where no key binding follows. */
export function toCompact({ jwt, disclosures, keyBinding = '' }: SdJwt): string {
  return [jwt, ...disclosures, keyBinding].join('~')
}

/**
 * Splits the compact serialization; looks into no part.
 *
 * @returns `sd-jwt/not-compact` without a tilde or with an empty part, `sd-jwt/too-many-disclosures` over the limit.
 */
export function fromCompact(text: string, { maxDisclosures }: Limits): ({ readonly ok: true } & SdJwt) | Malformed {
  // One part more than the limit allows, so that hostile text is not split without end.
  const [jwt = '', ...rest] = text.split('~', maxDisclosures + 3)
  const keyBinding = rest.pop()
  if (rest.length > maxDisclosures) return malformed('sd-jwt/too-many-disclosures', undefined, maxDisclosures)
  if (jwt === '' || keyBinding === undefined) return malformed('sd-jwt/not-compact')
  const empty = rest.indexOf('')
  if (empty !== -1) return malformed('sd-jwt/not-compact', empty)
  return { ok: true, jwt, disclosures: rest, ...(keyBinding !== '' && { keyBinding }) }
}
