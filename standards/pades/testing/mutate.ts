/** Hostile changes of documents, the same for the same seed. */

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

/** Words that mean something in a document. */
const telling = [
  ...['0', '-1', '99999999999', '1 0 R', '4 0 R', '<<', '>>', '[', ']', '(', ')', '<', '>', '/', '%', 'null', 'stream'],
  ...[
    'endobj',
    'endstream',
    'xref',
    'trailer',
    'startxref',
    '%%EOF',
    '/Prev 9',
    '/Type /XRef',
    '/Contents',
    '/V 7 0 R',
  ],
  ...['/ByteRange [0 1 2 3]', '/Length 0', '/Kids [1 0 R]', '\0', '\n', ' ', '/Filter /FlateDecode', '/XRefStm 15'],
].map((word) => Buffer.from(word, 'latin1'))

/** Changes a document in one to four places: a bit, a digit, a word, a cut, a part of another document, a repetition. */
export function mutate(octets: Uint8Array, other: Uint8Array, next: (bound: number) => number): Uint8Array {
  let changed: Uint8Array = octets
  for (let count = next(4); count >= 0; count--) changed = change(changed, other, next)
  return changed
}

function change(octets: Uint8Array, other: Uint8Array, next: (bound: number) => number): Uint8Array {
  const at = next(octets.length + 1)
  const kind = next(8)
  const word = telling[next(telling.length)] ?? new Uint8Array(0)
  const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
  const [before, after] = [octets.subarray(0, at), octets.subarray(at)]
  if (kind < 2) return joined(before, Uint8Array.of((octets[at] ?? 0) ^ (1 << next(8))), after.subarray(1))
  if (kind === 2) return joined(before, Uint8Array.of(0x30 + next(10)), after.subarray(1))
  if (kind === 3) return joined(before, word, after)
  if (kind === 4) return joined(before, word, after.subarray(word.length))
  if (kind === 5) return joined(before, after.subarray(next(64)))
  const from = next(other.length)
  if (kind === 6) return joined(before, other.subarray(from, from + next(400)), after)
  return joined(before, after.subarray(0, next(400)), after)
}
