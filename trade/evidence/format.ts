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
  /** Of the root and of every authority. */
  readonly revocationLists: readonly string[]
}

/**
 * Where acts stand in the operator's transparency log (RFC 9162, C2SP tlog-tiles); `log.json` of a bundle.
 *
 * An act's leaf is its identity and the hash of its receipt (`logEntry`): so neither the operator nor a party can deny, alter
 * or reorder what was logged without showing two faces of one log.
 */
export interface LogEvidence {
  /** Operator's signed statement of the log's name and key (`signLog`). Compact JWT. */
  readonly statement: string
  /** Signed checkpoint under which every proof here holds. */
  readonly checkpoint: string
  /** Hashes that proofs are made of, base64url; neighbours share most of theirs. */
  readonly hashes: readonly string[]
  readonly acts: readonly LoggedAct[]
}

/** An act's place in the log, and its path to the root: positions in `hashes`, from the leaf's sibling up. */
export interface LoggedAct {
  readonly file: string
  readonly seq: number
  readonly leaf: number
  readonly path: readonly number[]
}

/**
 * The manifest of a bundle, `manifest.json` in the zip; files lie at `files/{id}.json`, trust at `trust.json`,
 * renderings at `documents/`, and `seal.jwt` holds the operator's signature over the manifest.
 */
export interface Manifest {
  readonly format: 'entrepot-evidence/1'
  /** Organisation that it was made for, absent for the whole. */
  readonly reader?: string
  /** Real time, ISO 8601, UTC. */
  readonly made: string
  /** The dossier's root file. */
  readonly root: string
  readonly files: readonly ManifestFile[]
  readonly documents: readonly ManifestDocument[]
  /** SHA-256 of `trust.json`, base64url. */
  readonly trust: string
  /** SHA-256 of `log.json`, base64url; absent where the port keeps no log. */
  readonly log?: string
}

/** A file of a bundle. `sha256` is that of the entry's bytes, base64url. */
export interface ManifestFile {
  readonly file: string
  readonly kind: string
  readonly count: number
  /** Running hash of the file, as its signed head has it. */
  readonly head: string
  readonly sha256: string
}

/** A rendering in a bundle: the issuing act, where it lies, SHA-256 of its bytes in base64url. */
export interface ManifestDocument {
  readonly act: ActIdentity
  readonly path: string
  readonly sha256: string
}

/** `typ` of a signed head. */
export const HEAD_TYPE = 'entrepot-head+jwt'
/** `typ` of the seal over a bundle's manifest. */
export const BUNDLE_TYPE = 'entrepot-bundle+jwt'

/** `typ` of the statement of the operator's log. */
export const LOG_TYPE = 'entrepot-log+jwt'

/** Where things lie in a bundle. */
export const MANIFEST_ENTRY = 'manifest.json'
export const TRUST_ENTRY = 'trust.json'
export const SEAL_ENTRY = 'seal.jwt'
export const LOG_ENTRY = 'log.json'
export const fileEntry = (file: string): string => `files/${file}.json`

/** Most files of one bundle. */
export const MAX_FILES = 4096
/** Most acts of one file. */
export const MAX_ENTRIES = 100_000
/** Most acts, and most hashes, of `log.json`. */
export const MAX_LOGGED = 1_000_000
/** Most certificates, and most revocation lists. */
export const MAX_CERTIFICATES = 10_000
