import { expect, test } from 'vitest'
import {
  asn1Rules,
  type Cursor,
  close,
  finish,
  MAXIMUM_DEPTH,
  open,
  readAny,
  readBitString,
  readBoolean,
  readBooleanDefaultFalse,
  readEnumerated,
  readGeneralizedTime,
  readInteger,
  readNamedBits,
  readNull,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  readSet,
  readSmallInteger,
  readText,
  readUtcTime,
  Tag,
} from './index.ts'

const octetsOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')
const asciiHex = (text: string): string => hexOf(new TextEncoder().encode(text))
const nested = (depth: number, hex = ''): string => (depth === 0 ? hex : nested(depth - 1, wrapped(hex)))
const wrapped = (hex: string): string => {
  const length = hex.length / 2
  return `30${length < 0x80 ? length.toString(16).padStart(2, '0') : `81${length.toString(16)}`}${hex}`
}

function decode<Value>(hex: string, read: (cursor: Cursor) => Value) {
  const cursor = open(octetsOf(hex))
  return finish(cursor, read(cursor))
}

const readers = {
  any: (cursor: Cursor) => hexOf(readAny(cursor).raw),
  boolean: (cursor: Cursor) => readBoolean(cursor),
  'boolean default false': (cursor: Cursor) => readBooleanDefaultFalse(cursor),
  integer: (cursor: Cursor) => readInteger(cursor),
  'small integer': (cursor: Cursor) => readSmallInteger(cursor, 255),
  enumerated: (cursor: Cursor) => readEnumerated(cursor, 10),
  'bit string': (cursor: Cursor) => hexOf(readBitString(cursor)),
  'named bits': (cursor: Cursor) => readNamedBits(cursor).join(),
  'octet string': (cursor: Cursor) => hexOf(readOctetString(cursor)),
  null: (cursor: Cursor) => readNull(cursor) ?? 'null',
  'object identifier': (cursor: Cursor) => readObjectIdentifier(cursor),
  'utf8 string': (cursor: Cursor) => readText(cursor, Tag.utf8String),
  'printable string': (cursor: Cursor) => readText(cursor, Tag.printableString),
  'ia5 string': (cursor: Cursor) => readText(cursor, Tag.ia5String),
  'numeric string': (cursor: Cursor) => readText(cursor, Tag.numericString),
  'bmp string': (cursor: Cursor) => readText(cursor, Tag.bmpString),
  'utc time': (cursor: Cursor) => new Date(readUtcTime(cursor)).toISOString(),
  'generalized time': (cursor: Cursor) => new Date(readGeneralizedTime(cursor)).toISOString(),
  set: (cursor: Cursor) => {
    const set = readSet(cursor)
    const elements: string[] = []
    while (!set.atEnd) elements.push(hexOf(readAny(set).raw))
    return elements.join()
  },
  'sequence of one': (cursor: Cursor) => {
    const sequence = readSequence(cursor)
    const value = readInteger(sequence)
    close(sequence)
    return value
  },
} satisfies Record<string, (cursor: Cursor) => unknown>

type ReaderName = keyof typeof readers

const accepted: readonly (readonly [ReaderName, string, unknown])[] = [
  ['boolean', '0101ff', true],
  ['boolean', '010100', false],
  ['boolean default false', '0101ff', true],
  ['integer', '020100', 0n],
  ['integer', '02017f', 127n],
  ['integer', '02020080', 128n],
  ['integer', '020180', -128n],
  ['integer', '0202ff7f', -129n],
  ['integer', '0201ff', -1n],
  ['integer', '0209010000000000000000', 18446744073709551616n],
  ['small integer', '020200ff', 255],
  ['enumerated', '0a010a', 10],
  ['bit string', '030100', ''],
  ['bit string', '030300abcd', 'abcd'],
  ['named bits', '030100', ''],
  ['named bits', '03020106', '5,6'],
  ['named bits', '0303070080', '8'],
  ['octet string', '0400', ''],
  ['octet string', `048180${'00'.repeat(128)}`, '00'.repeat(128)],
  ['octet string', `04820100${'00'.repeat(256)}`, '00'.repeat(256)],
  ['null', '0500', 'null'],
  ['object identifier', '06032a0304', '1.2.3.4'],
  ['object identifier', '06092a864886f70d01010b', '1.2.840.113549.1.1.11'],
  ['object identifier', '0603883703', '2.999.3'],
  ['object identifier', '060100', '0.0'],
  ['object identifier', '06014f', '1.39'],
  ['object identifier', '060150', '2.0'],
  ['utf8 string', '0c06e5ae81e6b3a2', '宁波'],
  ['utf8 string', '0c03efbbbf', '\ufeff'],
  ['printable string', `130c${asciiHex("Co., Ltd. ?'")}`, "Co., Ltd. ?'"],
  ['ia5 string', `1603${asciiHex('a@b')}`, 'a@b'],
  ['numeric string', `1203${asciiHex('1 2')}`, '1 2'],
  ['bmp string', '1e045b816ce2', '宁波'],
  ['utc time', `170d${asciiHex('491231235959Z')}`, '2049-12-31T23:59:59.000Z'],
  ['utc time', `170d${asciiHex('500101000000Z')}`, '1950-01-01T00:00:00.000Z'],
  ['utc time', `170d${asciiHex('240229000000Z')}`, '2024-02-29T00:00:00.000Z'],
  ['generalized time', `180f${asciiHex('99991231235959Z')}`, '9999-12-31T23:59:59.000Z'],
  ['generalized time', `180f${asciiHex('00000101000000Z')}`, '0000-01-01T00:00:00.000Z'],
  ['generalized time', `180f${asciiHex('20000229120000Z')}`, '2000-02-29T12:00:00.000Z'],
  ['set', '3100', ''],
  ['set', '3106020101020102', '020101,020102'],
  ['set', '310602010104012a', '020101,04012a'],
  ['sequence of one', '3003020105', 5n],
  ['any', nested(MAXIMUM_DEPTH), nested(MAXIMUM_DEPTH)],
  ['any', 'a003020105', 'a003020105'],
  ['any', '8003ffffff', '8003ffffff'],
]

const refused: readonly (readonly [ReaderName, string, keyof typeof asn1Rules, number])[] = [
  ['any', '', 'asn1/truncated', 0],
  ['any', '30', 'asn1/truncated', 0],
  ['any', '3003', 'asn1/truncated', 0],
  ['any', '30030201', 'asn1/truncated', 0],
  ['any', '3003020201', 'asn1/truncated', 2],
  ['any', '0482', 'asn1/truncated', 1],
  ['any', '30800000', 'asn1/length-indefinite', 1],
  ['any', '04810100', 'asn1/length-not-minimal', 1],
  ['any', `04817f${'00'.repeat(127)}`, 'asn1/length-not-minimal', 1],
  ['any', `04820080${'00'.repeat(128)}`, 'asn1/length-not-minimal', 1],
  ['any', '0485010000000000', 'asn1/length-too-large', 1],
  ['any', '04ff', 'asn1/length-too-large', 1],
  ['any', '0484ffffffff', 'asn1/truncated', 0],
  ['any', '1f810100', 'asn1/tag-number-too-high', 0],
  ['any', 'bf810100', 'asn1/tag-number-too-high', 0],
  ['integer', '040100', 'asn1/unexpected-tag', 0],
  ['any', '24030401ff', 'asn1/constructed-form', 0],
  ['any', '1000', 'asn1/constructed-form', 0],
  ['any', '30022200', 'asn1/constructed-form', 2],
  ['integer', '02010000', 'asn1/trailing-bytes', 3],
  ['sequence of one', '3006020105020106', 'asn1/trailing-bytes', 5],
  ['boolean', '010101', 'asn1/boolean', 2],
  ['boolean', '0100', 'asn1/boolean', 2],
  ['boolean', '0102ffff', 'asn1/boolean', 2],
  ['any', '3003010102', 'asn1/boolean', 4],
  ['boolean default false', '010100', 'asn1/default-encoded', 2],
  ['integer', '0200', 'asn1/integer', 2],
  ['integer', '0202007f', 'asn1/integer', 2],
  ['integer', '0202ff80', 'asn1/integer', 2],
  ['small integer', '02020100', 'asn1/integer-out-of-range', 2],
  ['small integer', '0201ff', 'asn1/integer-out-of-range', 2],
  ['integer', `02820802${'01'.repeat(2050)}`, 'asn1/integer-out-of-range', 4],
  ['enumerated', '0a010b', 'asn1/integer-out-of-range', 2],
  ['bit string', '0300', 'asn1/bit-string', 2],
  ['bit string', '030101', 'asn1/bit-string', 2],
  ['bit string', '030208ff', 'asn1/bit-string', 2],
  ['bit string', '030201ff', 'asn1/bit-string', 2],
  ['bit string', '030201fe', 'asn1/bit-string', 2],
  ['named bits', '03020006', 'asn1/named-bits', 2],
  ['named bits', '0303000600', 'asn1/named-bits', 2],
  ['null', '050100', 'asn1/null', 2],
  ['object identifier', '0600', 'asn1/object-identifier', 2],
  ['object identifier', '06022a80', 'asn1/object-identifier', 2],
  ['object identifier', '06032a8001', 'asn1/object-identifier', 2],
  ['object identifier', '06028001', 'asn1/object-identifier', 2],
  ['object identifier', `0641${'01'.repeat(65)}`, 'asn1/object-identifier-too-long', 2],
  ['utf8 string', '0c01ff', 'asn1/string', 2],
  ['utf8 string', '0c02c080', 'asn1/string', 2],
  ['utf8 string', '0c03eda080', 'asn1/string', 2],
  ['printable string', `1301${asciiHex('@')}`, 'asn1/string', 2],
  ['printable string', `1301${asciiHex('*')}`, 'asn1/string', 2],
  ['ia5 string', '1601e9', 'asn1/string', 2],
  ['numeric string', `1201${asciiHex('a')}`, 'asn1/string', 2],
  ['bmp string', '1e015b', 'asn1/string', 2],
  ['bmp string', '1e02d800', 'asn1/string', 2],
  ['utc time', `170b${asciiHex('4912312359Z')}`, 'asn1/time', 2],
  ['utc time', `1711${asciiHex('491231235959+0000')}`, 'asn1/time', 2],
  ['utc time', `170d${asciiHex('230229000000Z')}`, 'asn1/time', 2],
  ['utc time', `170d${asciiHex('240431000000Z')}`, 'asn1/time', 2],
  ['utc time', `170d${asciiHex('241301000000Z')}`, 'asn1/time', 2],
  ['utc time', `170d${asciiHex('240100000000Z')}`, 'asn1/time', 2],
  ['utc time', `170d${asciiHex('240101240000Z')}`, 'asn1/time', 2],
  ['utc time', `170d${asciiHex('240101000060Z')}`, 'asn1/time', 2],
  ['utc time', `170d${asciiHex('24010100000 Z')}`, 'asn1/time', 2],
  ['generalized time', `180f${asciiHex('19000229120000Z')}`, 'asn1/time', 2],
  ['generalized time', `180e${asciiHex('20240101000000')}`, 'asn1/time', 2],
  ['generalized time', `1811${asciiHex('20240101000000.5Z')}`, 'asn1/time-fraction', 2],
  ['set', '3106020102020101', 'asn1/set-order', 2],
  ['set', '310604012a020101', 'asn1/set-order', 2],
  ['any', '30083106020102020101', 'asn1/set-order', 4],
  ['any', nested(MAXIMUM_DEPTH + 1), 'asn1/too-deep', MAXIMUM_DEPTH * 2],
]

test.each(accepted)('%s reads %s', (name, hex, value) => {
  expect(decode<unknown>(hex, readers[name])).toEqual({ ok: true, value })
})

test.each(refused)('%s refuses %s: %s', (name, hex, code, offset) => {
  expect(decode<unknown>(hex, readers[name])).toEqual({ ok: false, code, offset })
})

test('every code but the limit on size is shown by an example that is refused', () => {
  const shown = new Set<string>(refused.map(([, , code]) => code))
  expect(Object.keys(asn1Rules).filter((code) => !shown.has(code))).toEqual(['asn1/too-large'])
})

test('input above the limit is refused unread', () => {
  const cursor = open(octetsOf('020100'), 2)
  expect(finish(cursor, readInteger(cursor))).toEqual({ ok: false, code: 'asn1/too-large', offset: 2 })
})

test('after the first failure every read is neutral, and the first failure is the answer', () => {
  const cursor = open(octetsOf('0201000101aa0401ff'))
  readInteger(cursor)
  readBoolean(cursor)
  expect([readOctetString(cursor).length, readInteger(cursor), cursor.atEnd]).toEqual([0, 0n, true])
  expect(finish(cursor, 'value')).toEqual({ ok: false, code: 'asn1/boolean', offset: 5 })
})
