import { type Finding, type FindingCode, MAX_QUOTED_CHARACTERS } from '@entrepot/edi'

/** What is wrong with a segment, where the segment and its place are known. */
export interface Trouble {
  readonly code: FindingCode
  /** The segment that is wrong or missing. */
  readonly tag: string
  readonly offset: number
  /** Position in the message, 0 outside. */
  readonly segment: number
  readonly element?: number
  readonly repetition?: number
  readonly component?: number
  readonly found?: string
  readonly expected?: string
}

/** Makes a finding: its path names the segment alone, as the reader knows no groups; what was found is cut. */
export function findingOf(trouble: Trouble): Finding {
  const path = trouble.segment > 0 ? trouble.tag : ''
  return trouble.found === undefined ? { ...trouble, path } : { ...trouble, path, found: quote(trouble.found) }
}

function quote(text: string): string {
  return text.length > MAX_QUOTED_CHARACTERS
    ? [...text.slice(0, 2 * MAX_QUOTED_CHARACTERS)].slice(0, MAX_QUOTED_CHARACTERS).join('')
    : text
}
