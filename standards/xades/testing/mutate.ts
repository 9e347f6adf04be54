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

/** Texts that mean something in XML and its signatures. */
const telling = [
  ...[
    '<',
    '>',
    '/>',
    '</',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?a',
    '?>',
    '<!DOCTYPE a [',
    '&',
    '&#0;',
    '&#x41;',
    '&lt;',
  ],
  ...[
    '"',
    "'",
    '=',
    ':',
    ' xmlns="urn:x"',
    ' xmlns:ds="urn:x"',
    ' xmlns:a=""',
    ' xml:id="line"',
    ' Id="line"',
    '\r',
    '\0',
  ],
  ...[' Id="signature-1"', ' URI=""', ' URI="#line"', ' URI="#signature-1"', ' Algorithm="urn:x"', '\ud800', '😀'],
  ...[
    '<ds:Object/>',
    '<ds:Signature/>',
    '<ds:Transform/>',
    '<xades:QualifyingProperties/>',
    '<xades:CounterSignature/>',
  ],
]

/** Changes a text in one to four places, by characters or by whole elements. */
export function mutate(text: string, other: string, next: (bound: number) => number): string {
  let changed = text
  for (let count = next(4); count >= 0; count--) changed = change(changed, other, next)
  return changed
}

function change(text: string, other: string, next: (bound: number) => number): string {
  const at = next(text.length + 1)
  const kind = next(9)
  if (kind === 0)
    return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << next(8))) + text.slice(at + 1)
  if (kind === 1) return text.slice(0, at) + telling[next(telling.length)] + text.slice(at)
  if (kind === 2) return text.slice(0, at) + text.slice(at + next(64))
  if (kind === 3)
    return next(8) === 0
      ? text.slice(0, at)
      : text.slice(0, at) + String.fromCharCode(32 + next(96)) + text.slice(at + 1)
  if (kind === 4) {
    const from = next(other.length)
    return text.slice(0, at) + other.slice(from, from + next(64)) + text.slice(at)
  }
  const [start, end] = elementAfter(text, at)
  const element = text.slice(start, end)
  if (kind === 5) return text.slice(0, start) + text.slice(end)
  if (kind === 6) return text.slice(0, end) + element + text.slice(end)
  const without = text.slice(0, start) + text.slice(end)
  const [place] = elementAfter(without, next(without.length + 1))
  const [otherStart, otherEnd] = elementAfter(other, next(other.length + 1))
  const inserted = kind === 7 ? element : other.slice(otherStart, otherEnd)
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
