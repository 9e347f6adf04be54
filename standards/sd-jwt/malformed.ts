/** Every code that this room answers with; they are public API and never change their meaning. */
export type MalformedCode =
  | 'sd-jwt/jwt-too-long'
  | 'sd-jwt/too-many-disclosures'
  | 'sd-jwt/disclosure-too-long'
  | 'sd-jwt/not-compact'
  | 'sd-jwt/encoding'
  | 'sd-jwt/json'
  | 'sd-jwt/duplicate-key'
  | 'sd-jwt/too-deep'
  | 'sd-jwt/number'
  | 'sd-jwt/surrogate'
  | 'sd-jwt/reserved-name'
  | 'sd-jwt/header'
  | 'sd-jwt/algorithm'
  | 'sd-jwt/critical-header'
  | 'sd-jwt/payload'
  | 'sd-jwt/hash-algorithm'
  | 'sd-jwt/digests'
  | 'sd-jwt/duplicate-digest'
  | 'sd-jwt/disclosure'
  | 'sd-jwt/salt'
  | 'sd-jwt/duplicate-disclosure'
  | 'sd-jwt/unreferenced-disclosure'
  | 'sd-jwt/duplicate-name'
  | 'sd-jwt/claim-clash'
  | 'sd-jwt/signature'
  | 'sd-jwt/signature-invalid'
  | 'sd-jwt/time-claim'
  | 'sd-jwt/expired'
  | 'sd-jwt/not-yet-valid'
  | 'sd-jwt/key-binding-missing'
  | 'sd-jwt/key-binding-unexpected'
  | 'sd-jwt/key-binding-type'
  | 'sd-jwt/key-binding-claims'
  | 'sd-jwt/key-binding-time'
  | 'sd-jwt/key-binding-nonce'
  | 'sd-jwt/key-binding-audience'
  | 'sd-jwt/key-binding-hash'
  | 'sd-jwt/confirmation-key'

/** Input that is not what it should be: where, and which limit it broke. */
export interface Malformed<Code extends string = MalformedCode> {
  readonly ok: false
  readonly code: Code
  /** The part (`'header'`, `'payload'`, `'signature'`), a claim's name, or the index of a disclosure. */
  readonly at?: string | number
  /** The limit that was broken, in the unit of its name. */
  readonly limit?: number
}

export function malformed<Code extends string>(code: Code, at?: string | number, limit?: number): Malformed<Code> {
  return { ok: false, code, ...(at !== undefined && { at }), ...(limit !== undefined && { limit }) }
}
