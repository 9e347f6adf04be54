import fc from 'fast-check'
import { gzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { builtInDirectories, builtInDirectory } from './built-in/index.ts'
import { readDirectoryFile, writeDirectoryFile } from './file.ts'
import { MAX_DIRECTORY_FILE_BYTES, MAX_NOTATION_BYTES } from './limits.ts'
import { anyDirectory } from './testing-arbitrary.ts'

const gzip = (text: string) => gzipSync(new TextEncoder().encode(text), { mtime: 0 })
const TITLE = 'entrepot edifact directory 1\n'

test('a directory is read back from its file, and the same directory gives the same file', () => {
  for (const directory of builtInDirectories) {
    const file = writeDirectoryFile(directory)
    expect(readDirectoryFile(file)).toEqual({ ok: true, directory })
    expect(writeDirectoryFile(directory)).toEqual(file)
  }
  fc.assert(
    fc.property(anyDirectory, (directory) => {
      expect(readDirectoryFile(writeDirectoryFile(directory))).toEqual({ ok: true, directory })
    }),
    { numRuns: 50 },
  )
})

describe('a file that is refused', () => {
  const whole = writeDirectoryFile(builtInDirectory)
  const bomb = gzip(`${TITLE}${' '.repeat(MAX_NOTATION_BYTES)}`)

  test.each([
    ['nothing', new Uint8Array(), 'directory/not-a-directory'],
    ['a text', new TextEncoder().encode(TITLE), 'directory/not-a-directory'],
    ['something else, packed', gzip('hello'), 'directory/not-a-directory'],
    ['a later version', gzip('entrepot edifact directory 2\nx'), 'directory/file-version'],
    ['a notation that is not understood', gzip(`${TITLE}directory D.50A\n?`), 'directory/notation'],
    ['a header alone', whole.subarray(0, 12), 'directory/truncated'],
    ['a file cut off', whole.subarray(0, whole.length - 100), 'directory/too-large'],
    ['more than unpacks within bounds', bomb, 'directory/too-large'],
    ['more than is read', new Uint8Array(MAX_DIRECTORY_FILE_BYTES + 1), 'directory/too-large'],
  ])('%s', (_, bytes, code) => {
    const result = readDirectoryFile(bytes)
    // What a cut leaves in the place of the stated size is any number.
    const allowed = code === 'directory/too-large' ? [code, 'directory/damaged'] : [code]
    expect(result.ok ? 'read' : allowed).toContain(result.ok ? '' : result.code)
  })

  test('one whose stated size is not its own', () => {
    for (const size of [0, 1, 1000, MAX_NOTATION_BYTES]) {
      const bytes = whole.slice()
      new DataView(bytes.buffer).setUint32(bytes.length - 4, size, true)
      expect(readDirectoryFile(bytes)).toEqual({ ok: false, code: 'directory/damaged' })
    }
  })

  // The last bits of a deflated stream may mean nothing, so that a change of theirs changes nothing.
  test('one with any byte changed behind its header, if the change means anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = whole.slice()
        bytes[at] = (bytes[at] ?? 0) ^ by
        const result = readDirectoryFile(bytes)
        if (result.ok) expect(result.directory).toEqual(builtInDirectory)
      }),
      { numRuns: 200 },
    )
  })
})
