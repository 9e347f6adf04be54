import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import {
  MAX_DIRECTORY_ZIP_BYTES,
  MAX_ENTRY_BYTES,
  MAX_RATIO,
  MAX_TOTAL_BYTES,
  MAX_ZIP_DEPTH,
  MAX_ZIP_ENTRIES,
} from '../limits.ts'
import { compileDirectory } from './compile.ts'

const text = (lines: string) => new TextEncoder().encode(lines)
const RULE = '-'.repeat(70)

/** A directory of one invented message, as small as can be. */
const PARTS = {
  'EDMD.ZIP': zipSync({
    'QQQQQQ_D.50A': text('Pos     Tag Name\n0010   UNH Head   M   1\n0020   QQQ Q   C   9\n0030   UNT Tail   M   1\n'),
  }),
  'EDSD.50A': text(
    `${RULE}\n\n       QQQ  Q\n\n010    C999 C            C    1\n\n020    9999 E            M    1 an..3\n`,
  ),
  'EDCD.50A': text(`${RULE}\n\n       C999 C\n\n010    9999  E            C      an..3\n`),
  'EDED.50A': text(`${RULE}\n\n     9999  E      [C]\n\n     Repr: an..3\n`),
  'UNCL.50A': text(`${RULE}\n\n     9999  E      [C]\n\n     Repr: an..3\n\n     1     One\n`),
}
const zip = (changes: Record<string, Uint8Array | undefined> = {}) =>
  zipSync(Object.fromEntries(Object.entries({ ...PARTS, ...changes }).flatMap(([k, v]) => (v ? [[k, v]] : []))))
const refused = (code: string, rest: object = {}) => ({ ok: false, code, ...rest })

test('the smallest directory compiles', () => {
  const result = compileDirectory(zip())
  expect(result).toMatchObject({ ok: true, leftOut: [], directory: { name: 'D.50A' } })
  expect(compileDirectory(zipSync({ 'my copy.zip': zip(), 'readme.txt': text('hello') }))).toEqual(result)
  expect(compileDirectory(zipSync({ 'a/x.zip': zip(), 'b/EDSD.50A': PARTS['EDSD.50A'] }))).toEqual(result)
})

describe('what is no directory', () => {
  test.each([
    ['nothing', new Uint8Array(), 'directory/not-a-zip'],
    ['a text', text('PART 5 UNITED NATIONS DIRECTORIES'.repeat(99)), 'directory/not-a-zip'],
    ['an empty zip', zipSync({}), 'directory/not-a-directory'],
    ['a zip of something else', zipSync({ 'a.txt': text('a') }), 'directory/not-a-directory'],
    [
      'interactive messages alone',
      zipSync({ 'IDMD.zip': zipSync({ 'RESREQ_D.50A': text('a') }) }),
      'directory/not-a-directory',
    ],
  ])('%s', (_, bytes, code) => {
    expect(compileDirectory(bytes)).toEqual(refused(code))
  })

  test.each([
    ['EDMD.ZIP', 'messages'],
    ['EDSD.50A', 'segments'],
    ['EDCD.50A', 'composites'],
    ['EDED.50A', 'elements'],
    ['UNCL.50A', 'codes'],
  ])('a directory without %s', (part, at) => {
    expect(compileDirectory(zip({ [part]: undefined }))).toEqual(refused('directory/part-missing', { at }))
  })

  test('parts of two directories', () => {
    const mixed = zip({ 'UNCL.50A': undefined, 'UNCL.49B': PARTS['UNCL.50A'] })
    expect(compileDirectory(mixed)).toMatchObject(refused('directory/releases-differ'))
  })

  test.each([
    ['EDSD.50A', 'directory/specification'],
    ['EDCD.50A', 'directory/specification'],
    ['EDED.50A', 'directory/element'],
    ['UNCL.50A', 'directory/element'],
  ])('a wrong text in place of %s', (part, code) => {
    expect(compileDirectory(zip({ [part]: text(`${RULE}\n\nsome prose\n`) }))).toEqual(
      refused(code, { at: `${part}:3` }),
    )
  })

  test('a message that is not understood is left out and named; the rest stands', () => {
    const messages = zipSync({ 'QQQQQQ_D.50A': text('nothing'), 'RRRRRR_D.50A': text('0010   UIH Head   M   1') })
    expect(compileDirectory(zip({ 'EDMD.ZIP': messages }))).toMatchObject({
      ok: true,
      leftOut: [{ code: 'directory/message-table', at: 'EDMD.ZIP/QQQQQQ_D.50A' }],
    })
  })
})

/** Overwrites a number of the first central record, found by its signature. */
function patched(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  let at = 0
  while (view.getUint32(at, true) !== 0x02014b50) at++
  view.setUint32(at + offset, value, true)
  return copy
}

/** Lists the one file of a zip several times. */
function listedOver(bytes: Uint8Array, times: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = bytes.length - 22
  const central = bytes.subarray(view.getUint32(end + 16, true), end)
  const listed = new Uint8Array(bytes.length + central.length * (times - 1))
  listed.set(bytes.subarray(0, end))
  for (let i = 0; i < times; i++) listed.set(central, end - central.length + i * central.length)
  listed.set(bytes.subarray(end), listed.length - 22)
  const written = new DataView(listed.buffer)
  for (const at of [8, 10]) written.setUint16(listed.length - 22 + at, times, true)
  written.setUint32(listed.length - 22 + 12, central.length * times, true)
  return listed
}

const PACKED = 20
const SIZE = 24
const OFFSET = 42
const CHECKSUM = 16

describe('what is dangerous or damaged', () => {
  const one = zipSync({ 'EDSD.50A': PARTS['EDSD.50A'] })

  test.each([
    [
      'a file that says it is enormous',
      patched(one, SIZE, MAX_ENTRY_BYTES + 1),
      'directory/entry-too-large',
      MAX_ENTRY_BYTES,
    ],
    [
      'a file packed too tightly',
      zipSync({ 'EDSD.50A': new Uint8Array(8 * 1024 * 1024) }),
      'directory/ratio',
      MAX_RATIO,
    ],
    ['a file that says it is smaller than it is', patched(one, SIZE, 8), 'directory/damaged', undefined],
    ['a file that says it is larger than it is', patched(one, SIZE, 999), 'directory/damaged', undefined],
    ['a wrong checksum', patched(one, CHECKSUM, 1), 'directory/damaged', undefined],
    ['a file that lies elsewhere', patched(one, OFFSET, 3), 'directory/damaged', undefined],
    ['a file that lies outside', patched(one, OFFSET, 0x00ff_ffff), 'directory/truncated', undefined],
    ['a file that reaches outside', patched(one, PACKED, 0x00ff_ffff), 'directory/truncated', undefined],
    ['a file of ZIP64', patched(one, OFFSET, 0xffff_ffff), 'directory/zip-unsupported', undefined],
    ['a rare method', patched(one, 10, 6), 'directory/zip-unsupported', undefined],
    ['an encrypted file', patched(one, 8, 1), 'directory/zip-unsupported', undefined],
  ])('%s', (_, bytes, code, limit) => {
    expect(compileDirectory(bytes)).toEqual(refused(code, { at: 'EDSD.50A', ...(limit !== undefined && { limit }) }))
  })

  test('one file that is listed many times over', () => {
    const lines = Array.from({ length: 1_000_000 }, (_, i) => `${i * 7919} ${i % 97}\n`).join('')
    const bytes = listedOver(zipSync({ 'AAAAAA_D.50A': text(lines) }, { level: 1 }), 8)
    expect(compileDirectory(bytes)).toEqual(
      refused('directory/too-large', { at: 'AAAAAA_D.50A', limit: MAX_TOTAL_BYTES }),
    )
  })

  test('zips within zips without end', () => {
    let nested = zip()
    for (let depth = 0; depth < MAX_ZIP_DEPTH; depth++) nested = zipSync({ 'a.zip': nested })
    expect(compileDirectory(nested)).toMatchObject(refused('directory/too-deep', { limit: MAX_ZIP_DEPTH }))
  })

  test('more files than a directory has', () => {
    const entries = Array.from({ length: MAX_ZIP_ENTRIES + 1 }, (_, i) => [`${i}`, new Uint8Array()])
    const result = compileDirectory(zipSync(Object.fromEntries(entries), { level: 0 }))
    expect(result).toMatchObject(refused('directory/too-many-entries', { limit: MAX_ZIP_ENTRIES }))
  })

  test('a zip that is too large', () => {
    expect(compileDirectory(new Uint8Array(MAX_DIRECTORY_ZIP_BYTES + 1))).toEqual(
      refused('directory/too-large', { limit: MAX_DIRECTORY_ZIP_BYTES }),
    )
  })

  test('a zip that is cut off anywhere', () => {
    const whole = zip()
    for (let end = 0; end < whole.length; end++)
      expect(compileDirectory(whole.subarray(0, end))).toMatchObject({ ok: false, code: 'directory/not-a-zip' })
  })
})

test('a directory with bytes changed anywhere is a value, never a throw', () => {
  const whole = zip()
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255))
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const bytes = whole.slice()
      for (const [at, value] of changes) bytes[at] = value
      expect(typeof compileDirectory(bytes).ok).toBe('boolean')
    }),
    { numRuns: 500 },
  )
})

test('any text in any part is a value, never a throw', () => {
  const line = fc.oneof(
    fc.constantFrom(
      RULE,
      '',
      '     Repr: an..3',
      '010    9999 X   C    1 an..3',
      '0010   UNH Head   M   1',
      'Pos Tag Name',
      '     1     One',
    ),
    fc.string({ maxLength: 90 }),
  )
  const part = fc.array(line, { maxLength: 12 }).map((lines) => text(lines.join('\n')))
  fc.assert(
    fc.property(part, part, part, part, part, (message, segments, composites, elements, codes) => {
      const bytes = zipSync(
        {
          'QQQQQQ_D.50A': message,
          'EDSD.50A': segments,
          'EDCD.50A': composites,
          'EDED.50A': elements,
          'UNCL.50A': codes,
        },
        { level: 0 },
      )
      expect(typeof compileDirectory(bytes).ok).toBe('boolean')
    }),
    { numRuns: 300 },
  )
})

test('random bytes are a value, never a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(compileDirectory(bytes).ok).toBe(false)
    }),
    { numRuns: 2000 },
  )
})
