import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NONE, type Separators } from '../token.ts'
import { Tokenizer, type TokenizerOptions } from './tokenizer.ts'

const edifact: Separators = { component: 0x3a, element: 0x2b, repetition: 0x2a, release: 0x3f, terminator: 0x27 }
const x12: Separators = { component: 0x3e, element: 0x2a, repetition: NONE, release: NONE, terminator: 0x7e }
const withLineFeed: Separators = { ...x12, terminator: 0x0a }

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** A segment as `offset: text between marks, each with what it ends`, its position in the interchange in front. */
type Seen = string

interface Cut {
  readonly segments: readonly Seen[]
  readonly tooLong: readonly number[]
  readonly unfinished: boolean
}

const MARKS = [':', '+', '*', "'"]

function cut(chunks: Iterable<Uint8Array>, separators: Separators, options: TokenizerOptions = {}): Cut {
  const tokenizer = new Tokenizer(options)
  tokenizer.setAlphabet({ separators })
  const segments: Seen[] = []
  const tooLong: number[] = []
  const take = (): void => {
    for (let step = tokenizer.next(); step !== 'more'; step = tokenizer.next()) {
      if (step === 'too-long') tooLong.push(tokenizer.offset)
      else for (let index = 0; index < tokenizer.tokens.count; index++) segments.push(seen(tokenizer, index))
    }
  }
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      at += tokenizer.fill(chunk, at)
      take()
    }
  }
  const unfinished = tokenizer.terminate()
  take()
  return { segments, tooLong, unfinished }
}

function seen({ tokens }: Tokenizer, index: number): Seen {
  const { bytes, base, starts, firstMarks, marks, firstSegment } = tokens
  let from = starts[index]!
  const parts = [`${firstSegment + index}@${base + from} `]
  for (let mark = firstMarks[index]!; mark < firstMarks[index + 1]!; mark++) {
    const at = marks[mark]! >> 2
    parts.push(textOf(bytes.subarray(from, at)), MARKS[marks[mark]! & 3]!)
    from = at + 1
  }
  return parts.join('')
}

/** The same, said as simply as can be. */
function cutSimply(text: string, separators: Separators): readonly Seen[] {
  const segments: Seen[] = []
  const marks = [separators.component, separators.element, separators.repetition, separators.terminator]
  let segment = ''
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (segment === '' && [0, 9, 10, 13, 26, 32].includes(code) && !marks.includes(code)) continue
    if (segment === '') start = at
    if (code === separators.release && separators.release !== NONE) segment += text.slice(at, ++at + 1)
    else segment += marks.includes(code) ? MARKS[marks.indexOf(code)]! : text[at]!
    if (code !== separators.terminator) continue
    segments.push(`${segments.length}@${start} ${segment}`)
    segment = ''
  }
  return segments
}

function pieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length
    chunks.push(bytes.slice(at, at + size))
    at += size
  }
  return chunks
}

/** Text thick with separators, that ends in a terminator which is not released. */
const thick = fc
  .array(fc.constantFrom("'", '+', ':', '*', '?', '\n', ' ', 'A', 'bc', 'UNZ', '0123456789', 'ü'), { maxLength: 200 })
  .map((parts) => `${parts.join('')}..'`)
const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 })

describe('segments', () => {
  test.each([
    ['a segment', "BGM+220+PO1'", ["0@0 BGM+220+PO1'"]],
    ['released separators', "FTX+?'a?+b??'", ["0@0 FTX+?'a?+b??'"]],
    ['repetitions and components', "RFF+ON:1*CT:2'", ["0@0 RFF+ON:1*CT:2'"]],
    ['line ends and blanks between segments', "A'\r\n\tB' \n C'\u001a", ["0@0 A'", "1@5 B'", "2@10 C'"]],
    ['empty segments', "''A''", ["0@0 '", "1@1 '", "2@2 A'", "3@4 '"]],
  ])('%s', (_, text, segments) => {
    expect(cut([bytesOf(text)], edifact)).toEqual({ segments, tooLong: [], unfinished: false })
  })

  test('a line feed may terminate, and X12 releases nothing', () => {
    expect(cut([bytesOf('ST*850*1?\nSE*2\n')], withLineFeed).segments).toEqual(["0@0 ST+850+1?'", "1@10 SE+2'"])
  })

  test('are cut alike whatever the chunks, and as a simple reading cuts them', () => {
    fc.assert(
      fc.property(thick, chunkSizes, fc.constantFrom(edifact, x12, withLineFeed), (text, sizes, separators) => {
        const bytes = bytesOf(text)
        const whole = cut([bytes], separators)
        expect(whole.segments.slice(0, cutSimply(text, separators).length)).toEqual(cutSimply(text, separators))
        expect(cut(pieces(bytes, sizes), separators)).toEqual(whole)
      }),
      { numRuns: 300 },
    )
  })

  test('are cut alike in long streams, which are scanned in blocks', () => {
    fc.assert(
      fc.property(
        fc.array(thick, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1000, max: 90_000 }),
        (texts, size) => {
          const text = texts.join('').repeat(Math.ceil(100_000 / texts.join('').length))
          expect(cut(pieces(bytesOf(text), [size]), edifact).segments).toEqual(cutSimply(text, edifact))
        },
      ),
      { numRuns: 6 },
    )
  })
})

describe('the end of the stream', () => {
  test('a segment without terminator is handed out, and said to be unfinished', () => {
    expect(cut([bytesOf("A'UNZ+1+R\r\n")], edifact)).toEqual({
      segments: ["0@0 A'", "1@2 UNZ+1+R'"],
      tooLong: [],
      unfinished: true,
    })
  })

  test('a release character with nothing to release is left out', () => {
    expect(cut([bytesOf('A+b?')], edifact).segments).toEqual(["0@0 A+b'"])
  })
})

describe('a segment that is too long', () => {
  const long = `FTX+${'x'.repeat(100)}?'y'`

  test('is named once and passed over, and the next one is read; it counts as a segment', () => {
    const { segments, tooLong } = cut([bytesOf(`A'${long}B'`)], edifact, { maxSegmentBytes: 50 })
    expect(segments).toEqual(["0@0 A'", `2@${2 + long.length} B'`])
    expect(tooLong).toEqual([2])
  })

  test('is so for its length alone, whatever the chunks', () => {
    fc.assert(
      fc.property(
        fc.array(thick, { maxLength: 4 }),
        chunkSizes,
        fc.integer({ min: 1, max: 60 }),
        (texts, sizes, maxSegmentBytes) => {
          const bytes = bytesOf(texts.join(''))
          const whole = cut([bytes], edifact, { maxSegmentBytes })
          expect(cut(pieces(bytes, sizes), edifact, { maxSegmentBytes })).toEqual(whole)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('megabytes in one element keep no more than the limit', () => {
    const chunk = bytesOf('+:x'.repeat(20_000))
    const chunks = [bytesOf("A'B"), ...Array.from({ length: 100 }, () => chunk), bytesOf("'C'")]
    const { segments, tooLong } = cut(chunks, edifact)
    expect(segments.map((segment) => segment.replace(/@.*/, ''))).toEqual(['0', '2'])
    expect(tooLong).toEqual([2])
  })
})

describe('a batch', () => {
  const tokenizer = (text: string): Tokenizer => {
    const made = new Tokenizer({ stopTags: ['UNZ', 'UNB'] })
    made.setAlphabet({ separators: edifact })
    made.fill(bytesOf(text), 0)
    return made
  }

  test('ends behind a tag to stop at, and what follows may have other separators', () => {
    const made = tokenizer("UNT+1'UNZ+1'\nUNB|x>y~B|2~")
    expect(made.next()).toBe('segments')
    expect(made.tokens.count).toBe(2)
    made.setAlphabet({ separators: { ...x12, element: 0x7c } })
    expect(made.next()).toBe('segments')
    expect(made.tokens.count).toBe(1)
    expect(seen(made, 0)).toBe("2@13 UNB+x:y'")
  })

  test('gives its last segment back', () => {
    const made = tokenizer("A+1'UNB+2'C'")
    made.next()
    made.rewind()
    expect(made.tokens.count).toBe(1)
    expect(textOf(made.unread())).toBe("UNB+2'C'")
    expect(made.offset).toBe(4)
  })

  test('has no more segments than were asked for', () => {
    const made = tokenizer("A'B'C'")
    made.next(1)
    expect(made.tokens.count).toBe(1)
    expect(textOf(made.unread())).toBe("B'C'")
  })
})
