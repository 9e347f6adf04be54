import type { Draw } from '@entrepot/mutation'

/** Takes an element away, doubles it, moves it, or puts one of another document in its place. */
export function withElementMoved(text: string, other: string, draw: Draw): string {
  const [start, end] = elementAfter(text, draw(text.length + 1))
  const element = text.slice(start, end)
  const kind = draw(4)
  if (kind === 0) return text.slice(0, start) + text.slice(end)
  if (kind === 1) return text.slice(0, end) + element + text.slice(end)
  const without = text.slice(0, start) + text.slice(end)
  const [place] = elementAfter(without, draw(without.length + 1))
  const [otherStart, otherEnd] = elementAfter(other, draw(other.length + 1))
  const inserted = kind === 2 ? element : other.slice(otherStart, otherEnd)
  return without.slice(0, place) + inserted + without.slice(place)
}

/** The element that begins behind a place; nothing where none does. */
function elementAfter(text: string, at: number): readonly [start: number, end: number] {
  const start = text.indexOf('<', at)
  const name = /^<([A-Za-z:]+)/u.exec(text.slice(start, start + 64))?.[1]
  const close = name === undefined ? -1 : text.indexOf(`</${name}>`, start)
  if (name === undefined || start < 0 || close < 0) return [at, at]
  return [start, close + name.length + 3]
}
