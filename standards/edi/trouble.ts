import type { Finding, FindingCode } from './finding.ts'
import { MAX_QUOTED_CHARACTERS } from './limits.ts'

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

/**
 * Makes a finding: its path names the segment alone, as a reader knows no groups. Texts are cut, as a hostile interchange may make
 * any of them long; one that is empty was not found.
 */
export function findingOf({ found, expected, ...trouble }: Trouble): Finding {
  const tag = quote(trouble.tag)
  return {
    ...trouble,
    tag,
    path: trouble.segment > 0 ? tag : '',
    ...(found === undefined || found === '' ? {} : { found: quote(found) }),
    ...(expected === undefined ? {} : { expected: quote(expected) }),
  }
}

function quote(text: string): string {
  if (text.length <= MAX_QUOTED_CHARACTERS) return text
  return Array.from(text.slice(0, 2 * MAX_QUOTED_CHARACTERS))
    .slice(0, MAX_QUOTED_CHARACTERS)
    .join('')
}
