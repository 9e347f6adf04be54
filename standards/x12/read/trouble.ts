import { type Finding, type FindingCode, MAX_QUOTED_CHARACTERS, type SegmentView } from '@entrepot/edi'

/** What is wrong with a segment, where the segment and its place are known. */
export interface Trouble {
  readonly code: FindingCode
  readonly tag: string
  readonly offset: number
  /** Position in the set, 0 outside. */
  readonly segment: number
  readonly element?: number
  readonly found?: string
  readonly expected?: string
}

/** Makes a finding: its path names the segment alone, as the reader knows no loops; what was found is cut. */
export function findingOf({ found, ...trouble }: Trouble): Finding {
  const path = trouble.segment > 0 ? trouble.tag : ''
  const quote =
    found === undefined || found === '' ? {} : { found: [...found].slice(0, MAX_QUOTED_CHARACTERS).join('') }
  return { ...trouble, path, ...quote }
}

/** Where a segment stands, as troubles with it begin. */
export const placeOf = (view: SegmentView, segment: number) => ({ tag: view.tag, offset: view.offset, segment })
