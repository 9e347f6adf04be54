import type { ElementDefinition } from '../structure.ts'
import { type Slot, unsayable, written } from './slot.ts'

/**
 * A text, over as many components as it may take.
 *
 * A text that is longer than a component is broken at the last space that leaves a component short of full; where there is none, in the midst of
 * a word. So a full component is followed by the next without a space, and any other with one: what is written is read
 * as the same text. A text that does not fit is refused, never cut.
 */
export const text = (field: string, width = 1): Slot => ({
  field,
  width,
  write(content, rooms) {
    if (typeof content !== 'string') return unsayable('mapping/not-a-text')
    if (/[\n\r]/.test(content)) return unsayable('mapping/line-end')
    const parts = broken([...content], rooms)
    return parts ? written(...parts) : unsayable('mapping/too-long', String(roomOf(rooms)))
  },
  read: (texts, rooms) => ({ content: joined(texts, rooms) }),
})

const roomOf = (rooms: readonly ElementDefinition[]): number => rooms.reduce((sum, { max }) => sum + max, 0)

function broken(characters: readonly string[], rooms: readonly ElementDefinition[]): string[] | undefined {
  const parts: string[] = []
  let rest = characters
  for (const { max } of rooms) {
    if (rest.length <= max) return [...parts, rest.join('')]
    const space = breakBefore(rest, max)
    parts.push(rest.slice(0, space ?? max).join(''))
    rest = rest.slice(space === undefined ? max : space + 1)
  }
  return undefined
}

/** The last space before which a component ends short of full, with words to both sides. */
function breakBefore(characters: readonly string[], max: number): number | undefined {
  for (let at = max - 1; at > 0; at -= 1)
    if (characters[at] === ' ' && characters[at - 1] !== ' ' && characters[at + 1] !== ' ') return at
  return undefined
}

function joined(texts: readonly string[], rooms: readonly ElementDefinition[]): string {
  let whole = ''
  let isFull = true
  for (const [i, part] of texts.entries()) {
    if (part === '') continue
    whole += isFull ? part : ` ${part}`
    isFull = [...part].length === rooms[i]?.max
  }
  return whole
}
