import type { Finding } from '../finding.ts'
import { MAX_QUOTED_CHARACTERS } from '../limits.ts'
import type { Tokens } from '../token.ts'
import type { ElementFault } from './elements.ts'

/** Text of bytes. */
export type Decode = (bytes: Uint8Array, from: number, to: number) => string

/** Bytes of one character at most. */
const MAX_CHARACTER_BYTES = 4

/** What a finding says of a fault within a segment; places count from 1 there. */
export function describeFault(
  { code, element, repetition, component, from, to, expected }: ElementFault,
  { bytes, base }: Tokens,
  decode: Decode,
): Omit<Finding, 'path' | 'segment' | 'tag'> {
  return {
    code,
    offset: base + from,
    ...(element >= 0 && { element: element + 1 }),
    ...(repetition >= 0 && { repetition: repetition + 1 }),
    ...(component >= 0 && { component: component + 1 }),
    ...(to > from && {
      found: quote(decode(bytes, from, Math.min(to, from + MAX_CHARACTER_BYTES * MAX_QUOTED_CHARACTERS))),
    }),
    ...(expected !== undefined && { expected }),
  }
}

const quote = (text: string): string => Array.from(text).slice(0, MAX_QUOTED_CHARACTERS).join('')
