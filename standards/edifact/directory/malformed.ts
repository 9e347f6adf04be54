/** Every code that reading a directory answers with; they are public API and never change their meaning. */
export type DirectoryMalformedCode =
  | 'directory/too-large'
  | 'directory/not-a-zip'
  | 'directory/truncated'
  | 'directory/zip-unsupported'
  | 'directory/too-many-entries'
  | 'directory/too-deep'
  | 'directory/entry-too-large'
  | 'directory/ratio'
  | 'directory/damaged'
  | 'directory/not-a-directory'
  | 'directory/part-missing'
  | 'directory/releases-differ'
  | 'directory/message-table'
  | 'directory/specification'
  | 'directory/element'
  | 'directory/file-version'
  | 'directory/notation'

/** Bytes that are no directory, with the place and the limit that they broke. */
export interface DirectoryMalformed {
  readonly ok: false
  readonly code: DirectoryMalformedCode
  /** A file within the zip and its line from 1, `EDMD.ZIP/ORDERS_D.01B:412`; what is missing, `UNCL`; or a line of a file of ours. */
  readonly at?: string
  /** The limit that was broken, in the unit of its name. */
  readonly limit?: number
}

export function malformed(code: DirectoryMalformedCode, at?: string, limit?: number): DirectoryMalformed {
  return { ok: false, code, ...(at !== undefined && { at }), ...(limit !== undefined && { limit }) }
}
