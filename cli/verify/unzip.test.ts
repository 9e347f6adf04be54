import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { unzip } from './unzip.ts'

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
