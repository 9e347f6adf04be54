/** Every code that reading a zip answers with; they are public API and never change their meaning. */
export type ZipMalformedCode =
  | 'zip/too-large'
  | 'zip/not-a-zip'
  | 'zip/truncated'
  | 'zip/unsupported'
  | 'zip/too-many-entries'
  | 'zip/entry-too-large'
  | 'zip/ratio'
  | 'zip/path'
  | 'zip/entry-twice'
  | 'zip/headers-differ'
  | 'zip/overlap'
  | 'zip/checksum'
  | 'zip/deflate'

/** A zip that is not read, with the entry, and the limit that it broke. */
export interface ZipMalformed {
  readonly ok: false
  readonly code: ZipMalformedCode
  readonly at?: string
  readonly limit?: number
}

/** How much a caller takes from a stranger. Bytes, unpacked where nothing else is said. */
export interface ZipLimits {
  /** Largest zip, packed. */
  readonly zipBytes: number
  readonly entries: number
  readonly entryBytes: number
  /** All entries together. */
  readonly totalBytes: number
  /** Most bytes that one packed byte may become; deflate itself reaches 1032. */
  readonly ratio: number
  /** Entries as small as this may be packed as well as they can be. */
  readonly ratioFreeBytes: number
}

/** Characters of a path that an answer repeats. */
const MAX_QUOTED_PATH = 255

export function malformed(code: ZipMalformedCode, at?: string, limit?: number): ZipMalformed {
  return {
    ...{ ok: false, code },
    ...(at !== undefined && { at: at.slice(0, MAX_QUOTED_PATH) }),
    ...(limit !== undefined && { limit }),
  }
}
