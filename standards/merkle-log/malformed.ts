/** Why something is no note, checkpoint, proof, tile or bundle. */
export type LogCode =
  | 'log/size'
  | 'log/encoding'
  | 'log/note-shape'
  | 'log/note-signature-line'
  | 'log/key'
  | 'log/checkpoint-shape'
  | 'log/checkpoint-size'
  | 'log/checkpoint-root'
  | 'log/proof-shape'
  | 'log/proof-index'
  | 'log/proof-length'
  | 'log/tile-path'
  | 'log/bundle'
  | 'log/entry'

/** Malformed input: which, and on which line (from 1) or at which byte, where that says something. */
export interface Malformed {
  readonly ok: false
  readonly code: LogCode
  readonly line?: number
  readonly offset?: number
}

export const malformed = (code: LogCode, where: Omit<Malformed, 'ok' | 'code'> = {}): Malformed => ({
  ok: false,
  code,
  ...where,
})

/** Tells malformed input from what was read. */
export const isMalformed = <T extends object>(value: T | Malformed): value is Malformed =>
  'ok' in value && !value.ok && 'code' in value
