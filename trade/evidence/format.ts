import type { SealedAct } from '@entrepot/trade/act'
import type { ActIdentity, Commitment, Path } from '@entrepot/trade/file'

/** One place in a file's sequence: the act as its reader may see it, or a stub with its identity alone. */
export type Entry =
  | { readonly seq: number; readonly receipt: string; readonly act: SealedAct }
  | { readonly seq: number; readonly receipt: string; readonly identity: ActIdentity }

/** A disclosure that was destroyed; its commitment stands in the act for ever. */
export interface Erasure {
  readonly seq: number
  readonly path: Path
  readonly commitment: Commitment
  /** Real time of erasure, ISO 8601, UTC. */
  readonly erased: string
  readonly reason: string
}

/** A file as one reader may see it: what the port answers, what a bundle holds, what everyone can check. */
export interface FileEvidence {
  readonly file: string
  readonly kind: string
  readonly entries: readonly Entry[]
  readonly erasures: readonly Erasure[]
  /** Operator's signed statement of count and running hash: nothing was cut off at the end. Compact JWT. */
  readonly head: string
}

/** Certificates and revocation lists that the evidence needs, DER in base64. */
export interface Trust {
  /** By thumbprint (base64url SHA-256 of the DER): organisations', persons', the operator's, the authorities'. */
  readonly certificates: Readonly<Record<string, string>>
  readonly revocationLists: readonly string[]
}

/** The manifest of a bundle, `manifest.json` in the zip; files lie at `files/{id}.json`, trust at `trust.json`, renderings at `documents/`. */
export interface Manifest {
  readonly format: 'entrepot-evidence/1'
  /** Organisation that it was made for, absent for the whole. */
  readonly reader?: string
  readonly made: string
  readonly root: string
  readonly files: readonly { readonly file: string; readonly kind: string; readonly count: number; readonly head: string }[]
  readonly documents: readonly { readonly act: ActIdentity; readonly path: string; readonly sha256: string }[]
}

/** `typ` of a signed head. */
export const HEAD_TYPE = 'entrepot-head+jwt'
