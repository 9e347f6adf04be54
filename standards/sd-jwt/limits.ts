/** Limits on what is read; each refusal names the one that it broke. */
export interface Limits {
  /** Characters of one compact JWT. */
  readonly maxJwtBytes: number
  readonly maxDisclosures: number
  /** Characters of one encoded disclosure. */
  readonly maxDisclosureBytes: number
  /** Nesting within header and payload, disclosed values in their places. */
  readonly maxJsonDepth: number
}

/** The limits where none are given. */
export const defaultLimits: Limits = {
  maxJwtBytes: 131_072,
  maxDisclosures: 1_024,
  maxDisclosureBytes: 65_536,
  maxJsonDepth: 16,
}
