import { Mark, NONE, type Separators, type Tokens } from '../token.ts'
import type { Segment } from '../tree.ts'

/** The separators of UN/EDIFACT level A, with those of syntax version 4. */
export const SEPARATORS: Separators = {
  component: 0x3a,
  element: 0x2b,
  repetition: 0x2a,
  release: 0x3f,
  terminator: 0x27,
}

/** The same without repetition, as before syntax version 4. */
export const SEPARATORS_3: Separators = { ...SEPARATORS, repetition: NONE }

/** Writes segments, one after another, with nothing between them. */
export function textOf(segments: readonly Segment[], separators: Separators = SEPARATORS): string {
  const [component, element, repetition, terminator] = [
    separators.component,
    separators.element,
    separators.repetition,
    separators.terminator,
  ].map((byte) => (byte === NONE ? '' : String.fromCharCode(byte)))
  const special = new Set([component, element, repetition, terminator, String.fromCharCode(separators.release)])
  const released = (value: string): string =>
    [...value].map((character) => (special.has(character) ? `?${character}` : character)).join('')
  return segments
    .map(({ tag, elements }) =>
      [
        tag,
        ...elements.map((repetitions) =>
          repetitions.map((components) => components.map(released).join(component)).join(repetition),
        ),
      ].join(element),
    )
    .map((segment) => segment + (terminator ?? ''))
    .join('')
}

/** Tokens of bytes that end with a terminator: slow, plain, and another hand's than the reader's. */
export function tokensOf(text: string | Uint8Array, separators: Separators = SEPARATORS, base = 0): Tokens {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const starts: number[] = []
  const firstMarks: number[] = [0]
  const marks: number[] = []
  const kinds = new Map([
    [separators.component, Mark.component],
    [separators.element, Mark.element],
    [separators.repetition, Mark.repetition],
    [separators.terminator, Mark.terminator],
  ])
  let start = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === separators.release) at++
    const kind = byte === separators.release ? undefined : kinds.get(byte)
    if (kind === undefined) continue
    marks.push((at << 2) | kind)
    if (kind !== Mark.terminator) continue
    starts.push(start)
    firstMarks.push(marks.length)
    start = at + 1
  }
  return {
    bytes,
    base,
    firstSegment: 0,
    count: starts.length,
    starts: Int32Array.from(starts),
    firstMarks: Int32Array.from(firstMarks),
    marks: Int32Array.from(marks),
    separators,
  }
}
