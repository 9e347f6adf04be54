/** An act as it travels: what is signed, and beside it what its reader may see. Stored verbatim. */
export interface SealedAct {
  /** Compact JWT: header, payload with `_sd`, signature. */
  readonly jwt: string
  readonly disclosures: readonly string[]
  /** Approvals by further people of the same organisation: compact JWS over the act's identity. */
  readonly approvals?: readonly string[]
  /** Sealed acts of other files whose elements this act cites, with the cited disclosures alone. */
  readonly citations?: readonly CitedAct[]
}

/** A sealed act cited from another file. */
export interface CitedAct {
  readonly file: string
  readonly jwt: string
  readonly disclosures: readonly string[]
}

/** `typ` of the header of an act, an approval and a receipt. */
export const ACT_TYPE = 'entrepot-act+sd-jwt'
export const APPROVAL_TYPE = 'entrepot-approval+jwt'
export const RECEIPT_TYPE = 'entrepot-receipt+jwt'

/** Largest sealed act in bytes of its JSON, citations included. */
export const MAX_SEALED_BYTES = 1_048_576
/** Most elements of one act. */
export const MAX_STATEMENTS = 1024
/** Most instances under one path of a file: lines, containers, notes. */
export const MAX_INSTANCES = 8192
/** Most acts that one act cites. */
export const MAX_CITATIONS = 64
/** Most approvals of one act. */
export const MAX_APPROVALS = 4
