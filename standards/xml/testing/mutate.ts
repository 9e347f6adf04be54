/** Hostile changes of XML, the same for the same seed. */

/** A generator of numbers below a bound (xorshift32). */
export function numbers(seed: number): (bound: number) => number {
  let state = seed | 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

/** Texts that mean something in XML. */
const telling = [
  ...[
    '<',
    '>',
    '/>',
    '</',
    '<!--',
    '--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?a',
    '?>',
    '<!DOCTYPE a [',
    '&',
    '&#0;',
    '&#x41;',
  ],
  ...[
    '"',
    "'",
    '=',
    ':',
    ' xmlns="urn:x"',
    ' xmlns:i="urn:x"',
    ' xmlns:a=""',
    ' xml:base="b"',
    '\r',
    '\0',
    '\ud800',
    '😀',
    '\ufeff',
  ],
]

/** Changes a text in one to four places: a bit, a character, a telling text, a cut, a part of another, a repetition. */
export function mutate(text: string, other: string, next: (bound: number) => number): string {
  let changed = text
  for (let count = next(4); count >= 0; count--) changed = change(changed, other, next)
  return changed
}

function change(text: string, other: string, next: (bound: number) => number): string {
  const at = next(text.length + 1)
  const [before, after] = [text.slice(0, at), text.slice(at)]
  const from = next(other.length)
  switch (next(6)) {
    case 0:
      return before + String.fromCharCode(text.charCodeAt(at) ^ (1 << next(8))) + text.slice(at + 1)
    case 1:
      return before + String.fromCharCode(32 + next(96)) + text.slice(at + 1)
    case 2:
      return before + telling[next(telling.length)] + after
    case 3:
      return before + text.slice(at + next(32))
    case 4:
      return before + other.slice(from, from + next(64)) + after
    default:
      return next(8) === 0 ? before : before + after.slice(0, next(32)) + after
  }
}
