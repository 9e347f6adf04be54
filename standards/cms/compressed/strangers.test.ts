/** Other programs on what we compress. An openssl without zlib reads the message and leaves expanding to zlib. */
import { inflateSync } from 'node:zlib'
import { ContentInfo } from 'pkijs'
import { afterAll, expect, test } from 'vitest'
import { missing, testUnless, testWith } from '../../../checks/testing-programs.ts'
import { compress, contentTypes, startCompressing } from '../index.ts'
import { joined } from '../testing/pieces.ts'
import { workshop } from '../testing/workshop.ts'

const { write, read, run, close } = workshop()
afterAll(close)

const content = new TextEncoder().encode('Packing list '.repeat(2_000))

function streamed(): Uint8Array {
  const compressing = startCompressing()
  return joined([
    compressing.push(content.subarray(0, 999)),
    compressing.push(content.subarray(999)),
    compressing.finish(),
  ])
}

const messages: [how: string, message: Uint8Array][] = [
  ['at once', compress(content)],
  ['as a stream', streamed()],
]

/** The octets of `eContent:` as openssl prints them: `0000 - 78 9c 0b-48   x..H`. */
function printedContent(text: string): Uint8Array {
  const lines = text.slice(text.indexOf('eContent:')).match(/^ *[0-9a-f]{4,} - .{47}/gmu) ?? []
  const octets = lines.flatMap((line) => line.replace(/^ *[0-9a-f]{4,} - /u, '').match(/[0-9a-f]{2}/gu) ?? [])
  return Uint8Array.from(octets, (pair) => Number.parseInt(pair, 16))
}

testWith('openssl').each(messages)(
  'openssl reads what we compress %s, and zlib expands the content that it shows',
  (_how, message) => {
    write('compressed.der', message)
    const { stdout } = run('openssl', 'cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'compressed.der')
    expect(stdout).toContain('id-smime-ct-compressedData')
    expect(stdout).toContain('zlib compression')
    expect(new Uint8Array(inflateSync(printedContent(stdout)))).toEqual(content)
  },
)

interface Octets {
  getValue(): ArrayBuffer
}
const partsOf = (node: unknown): readonly unknown[] => (node as { valueBlock: { value: unknown[] } }).valueBlock.value

test.each(messages)('pkijs reads what we compress %s, and zlib expands the content that it finds', (_how, message) => {
  const info = ContentInfo.fromBER(new Uint8Array(message).buffer)
  expect(info.contentType).toBe(contentTypes.compressedData)
  // It has no class for what is inside: version, algorithm, and the content with its type.
  const [, , encapsulated] = partsOf(info.content)
  const [, wrapped] = partsOf(encapsulated)
  const [stream] = partsOf(wrapped)
  expect(new Uint8Array(inflateSync((stream as Octets).getValue()))).toEqual(content)
})

/** Most builds of openssl come without zlib: `openssl zlib` tells. */
const withoutZlib = run('openssl', 'zlib', '-help').status === 0 ? undefined : 'no zlib in openssl'

testUnless(missing('openssl') ?? withoutZlib).each(messages)('openssl expands what we compress %s', (_how, message) => {
  write('whole.der', message)
  const said = run('openssl', 'cms', '-uncompress', '-binary', '-inform', 'DER', '-in', 'whole.der', '-out', 'whole')
  expect(said.status).toBe(0)
  expect(read('whole')).toEqual(content)
})
