/** Reason codes by their numbers (RFC 5280 5.3.1); 7 is not used. */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const

/** Why a certificate was revoked (RFC 5280 5.3.1). */
export type RevocationReason = NonNullable<(typeof revocationReasons)[number]>

/** The bits of ReasonFlags in their order (RFC 5280 4.2.1.13); bit 0 is not used. */
export const reasonFlags = [
  undefined,
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const satisfies readonly (RevocationReason | undefined)[]
