import { changedOctets, drawFrom, pick } from '@entrepot/mutation'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readZipDirectory, unpackEntry, unzip as unzipWithin } from './index.ts'

const limits = {
  ...{ zipBytes: 64 * 1024 * 1024, entries: 20_000, entryBytes: 16 * 1024 * 1024, totalBytes: 32 * 1024 * 1024 },
  ...{ ratio: 200, ratioFreeBytes: 1024 * 1024 },
}
const unzip = (archive: Uint8Array, within = limits) => unzipWithin(archive, within)

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const zip = (entries: Record<string, Uint8Array>): Uint8Array => zipSync(entries)

/** Puts another text of the same length into a zip. */
function patched(archive: Uint8Array, find: string, put: string, which: 'all' | 'first' = 'all'): Uint8Array {
  const text = Buffer.from(archive).toString('latin1')
  return new Uint8Array(Buffer.from(which === 'all' ? text.replaceAll(find, put) : text.replace(find, put), 'latin1'))
}

test('a zip comes out as it went in, stored and deflated', () => {
  const entries = { 'manifest.json': bytes('{}'), 'files/a.json': bytes('x'.repeat(5000)) }
  for (const level of [0, 6] as const) {
    const read = unzip(zipSync(entries, { level }))
    expect(read.ok && Object.fromEntries(read.entries)).toEqual(entries)
  }
})

const two = zip({ 'a.json': bytes('one'), 'b.json': bytes('two') })
const bomb = zip({ 'a.json': new Uint8Array(8 * 1024 * 1024) })
const many = zip(Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`f${i}`, bytes('')])))

const refused: [string, Uint8Array, string][] = [
  ['nothing', new Uint8Array(), 'zip/not-a-zip'],
  ['something else', bytes('%PDF-1.7 '.repeat(10)), 'zip/not-a-zip'],
  ['a zip cut off at the end', two.subarray(0, two.length - 5), 'zip/not-a-zip'],
  ['a zip cut off at the front', two.subarray(5), 'zip/truncated'],
  ['a path upwards', patched(two, 'a.json', '../../'), 'zip/path'],
  ['an absolute path', patched(two, 'a.json', '/a.jso'), 'zip/path'],
  ['a drive', patched(two, 'a.json', 'C:\\a.j'), 'zip/path'],
  ['a folder alone', patched(two, 'a.json', 'a.jso/'), 'zip/path'],
  ['one path twice', patched(two, 'b.json', 'a.json'), 'zip/entry-twice'],
  ['headers that name different entries', patched(two, 'a.json', 'c.json', 'first'), 'zip/headers-differ'],
  [
    'a content that was changed',
    patched(zipSync({ 'a.json': bytes('one') }, { level: 0 }), 'one', 'two'),
    'zip/checksum',
  ],
  ['a bomb', bomb, 'zip/ratio'],
  ['too many entries', many, 'zip/too-many-entries'],
]

test.each(refused)('refused: %s', (_, archive, code) => {
  expect(unzip(archive)).toMatchObject({ ok: false, code })
})

test('a size that lies is found before more than it is unpacked', () => {
  const archive = zip({ 'a.json': bytes('a'.repeat(100_000)) })
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length)
  const central = view.getUint32(archive.length - 6, true)
  view.setUint32(central + 24, 10, true)
  expect(unzip(archive)).toMatchObject({ ok: false, code: 'zip/deflate', at: 'a.json' })
})

test('limits are the caller’s: of the zip, of its entries, of one and of all', () => {
  const archive = zipSync({ 'a.json': bytes('a'.repeat(300)), 'b.json': bytes('b'.repeat(300)) })
  expect(unzip(archive, { ...limits, zipBytes: 100 })).toEqual({ ok: false, code: 'zip/too-large', limit: 100 })
  expect(unzip(archive, { ...limits, entries: 1 })).toEqual({ ok: false, code: 'zip/too-many-entries', limit: 1 })
  expect(unzip(archive, { ...limits, entryBytes: 299 })).toMatchObject({ code: 'zip/entry-too-large', at: 'a.json' })
  expect(unzip(archive, { ...limits, totalBytes: 599 })).toMatchObject({ code: 'zip/too-large', at: 'b.json' })
  expect(unzip(archive, { ...limits, ratio: 2, ratioFreeBytes: 100 })).toMatchObject({ code: 'zip/ratio' })
  expect(unzip(archive, { ...limits, totalBytes: 600 }).ok).toBe(true)
})

test('a comment is read by who allows it, and an entry by itself', () => {
  const archive = zipSync({ 'EDSD.01B': bytes('segments') })
  const commented = new Uint8Array([...archive, ...bytes('hello')])
  commented[archive.length - 2] = 5
  expect(unzip(commented)).toMatchObject({ code: 'zip/not-a-zip' })
  const read = readZipDirectory(commented, { entries: 1, comment: 'allowed' })
  const [entry] = read.ok ? read.entries : []
  expect(entry).toMatchObject({ path: 'EDSD.01B', size: 8 })
  expect(entry && unpackEntry(commented, entry, limits)).toEqual(bytes('segments'))
})

/** `ENTREPOT_FUZZ_CASES` asks for more; the seed of a case is its number and this. */
const cases = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 10_000)
const SEED = 20_261_127

test(`${cases} changed zips are read or refused; what is read is no more than the limits, and nothing throws`, {
  timeout: 600_000,
}, () => {
  const zips = [two, zipSync({ 'a/b.json': bytes('x'.repeat(900)) }), zipSync({ c: bytes('y') }, { level: 0 })]
  const telling = [
    'PK\u0001\u0002',
    'PK\u0003\u0004',
    'PK\u0005\u0006',
    '\0',
    '\u00ff\u00ff\u00ff\u00ff',
    'a.json',
    '../',
  ].map((text) => Uint8Array.from(text, (character) => character.charCodeAt(0)))
  const codes = new Set<string>()
  const small = { ...limits, totalBytes: 2_000 }
  for (let number = 0; number < cases; number++) {
    const draw = drawFrom(SEED + number)
    const read = unzip(changedOctets(pick(zips, draw), { telling, others: zips }, draw), small)
    if (!read.ok) codes.add(read.code)
    else expect([...read.entries.values()].reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(2_000)
  }
  expect(codes.size).toBeGreaterThan(cases > 1_000 ? 9 : 3)
})
