import type { ElementDefinition } from '../structure.ts'
import { type Slot, unsayable, written } from './slot.ts'

/**
 * A text of lines, each in a component of its own: marks and numbers on packages.
 *
 * A line that is longer goes on in the next component, so a full component is always followed by the rest of its line, be it empty. What is written is
 * read as the same lines. Refused, never cut: a text that does not fit, and one with other line ends than `\n` or with one at its end.
 */
export const lines = (field: string, width: number): Slot => ({
  field,
  width,
  write(content, rooms) {
    if (typeof content !== 'string') return unsayable('mapping/not-a-text')
    if (/\r|\n$/.test(content)) return unsayable('mapping/line-end')
    const parts = inRooms(content.split('\n'), rooms)
    return parts === undefined ? unsayable('mapping/too-long', String(rooms.length)) : written(...parts)
  },
  read: (texts, rooms) => ({ content: joined(texts, rooms) }),
})

function inRooms(all: readonly string[], rooms: readonly ElementDefinition[]): string[] | undefined {
  const parts: string[] = []
  for (const [index, line] of all.entries()) {
    let rest = [...line]
    for (;;) {
      const max = rooms[parts.length]?.max
      if (max === undefined) return undefined
      const part = rest.slice(0, max)
      parts.push(part.join(''))
      rest = rest.slice(max)
      const isEnded = part.length < max || (rest.length === 0 && index === all.length - 1)
      if (isEnded) break
    }
  }
  return parts
}

function joined(texts: readonly string[], rooms: readonly ElementDefinition[]): string {
  const last = texts.findLastIndex((part) => part !== '')
  let whole = ''
  for (const [i, part] of texts.slice(0, last + 1).entries()) {
    const isFull = [...part].length === rooms[i]?.max
    whole += isFull || i === last ? part : `${part}\n`
  }
  return whole
}
