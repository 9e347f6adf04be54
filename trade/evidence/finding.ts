import type { ActIdentity } from '@entrepot/trade/file'

/** Where something was found: as much of it as is known. */
export interface Place {
  /** Entry of the bundle, `files/….json`. */
  readonly entry?: string
  readonly file?: string
  readonly seq?: number
  readonly act?: ActIdentity
  readonly type?: string
  /** Path of the element, or of the member within the JSON. */
  readonly path?: string
}

/**
 * Something that checking evidence brought to light.
 *
 * - `fault`: the evidence does not hold here: changed, forged, incomplete, or not to be understood
 * - `mark`: it holds and stands, and its reader should know more: an origin withdrawn, a key held to be lost since
 */
export interface Finding {
  readonly severity: 'fault' | 'mark'
  /** Stable; public API. */
  readonly code: string
  readonly place: Place
  readonly detail?: string
}

/** A fault. */
export const fault = (code: string, place: Place, detail?: string): Finding => ({
  ...{ severity: 'fault', code, place },
  ...(detail === undefined ? {} : { detail }),
})

/** A mark. */
export const mark = (code: string, place: Place, detail?: string): Finding => ({
  ...{ severity: 'mark', code, place },
  ...(detail === undefined ? {} : { detail }),
})

/** A place in words, from outside to inside. */
export function describePlace({ entry, file, seq, act, type, path }: Place): string {
  const parts = [
    entry,
    file === undefined ? undefined : `file ${file}`,
    seq === undefined ? undefined : `act ${seq}${type === undefined ? '' : ` (${type})`}`,
    seq === undefined && act !== undefined ? `act ${act}` : undefined,
    path,
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}
