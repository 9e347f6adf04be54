import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Cursor,
  contextConstructed,
  type DerNode,
  encode,
  finish,
  MAXIMUM_DEPTH,
  open,
  readAny,
  readBitString,
  readBoolean,
  readConstructed,
  readGeneralizedTime,
  readInteger,
  readNamedBits,
  readObjectIdentifier,
  readOctetString,
  readSet,
  readText,
  readUtcTime,
  Tag,
  writeBitString,
  writeBoolean,
  writeConstructed,
  writeEnumerated,
  writeGeneralizedTime,
  writeIa5String,
  writeInteger,
  writeNamedBits,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writePrintableString,
  writeSequence,
  writeSetOf,
  writeUtcTime,
  writeUtf8String,
  writeWrapped,
} from './index.ts'

function reread<Value>(node: DerNode, read: (cursor: Cursor) => Value) {
  const cursor = open(encode(node))
  return finish(cursor, read(cursor))
}

const octets = fc.uint8Array({ maxLength: 300 })
const wellFormed = fc.string({ unit: 'grapheme', maxLength: 40 })
const objectIdentifiers = fc
  .tuple(
    fc.oneof(
      fc.tuple(fc.constantFrom(0n, 1n), fc.bigInt(0n, 39n)),
      fc.tuple(fc.constant(2n), fc.bigInt(0n, 1n << 130n)),
    ),
    fc.array(fc.bigInt(0n, 1n << 70n), { maxLength: 3 }),
  )
  .map(([first, rest]) => [...first, ...rest].join('.'))
const seconds = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from) / 1000, max: Date.parse(to) / 1000 }).map((second) => second * 1000)

const comesBack =
  <Value>(values: fc.Arbitrary<Value>, write: (value: Value) => DerNode, read: (cursor: Cursor) => Value) =>
  () =>
    fc.assert(
      fc.property(values, (value) => {
        expect(reread(write(value), read)).toEqual({ ok: true, value })
      }),
    )

const bitNumbers = fc.uniqueArray(fc.nat(40)).map((bits) => bits.sort((a, b) => a - b))
const readUtf8 = (cursor: Cursor): string => readText(cursor, Tag.utf8String)
const utcTimes = seconds('1950-01-01T00:00:00Z', '2049-12-31T23:59:59Z')
const generalizedTimes = seconds('0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z')
const wide = fc.bigInt({ min: -(1n << 600n), max: 1n << 600n })
const narrow = fc.bigInt({ min: -70000n, max: 70000n })

test('booleans come back as they were written', comesBack(fc.boolean(), writeBoolean, readBoolean))
test('integers come back as they were written', comesBack(wide, writeInteger, readInteger))
test('small integers come back as they were written', comesBack(narrow, writeInteger, readInteger))
test('bit strings come back as they were written', comesBack(octets, writeBitString, readBitString))
test('named bits come back as they were written', comesBack(bitNumbers, writeNamedBits, readNamedBits))
test('octet strings come back as they were written', comesBack(octets, writeOctetString, readOctetString))
test('object identifiers come back', comesBack(objectIdentifiers, writeObjectIdentifier, readObjectIdentifier))
test('texts come back as they were written', comesBack(wellFormed, writeUtf8String, readUtf8))
test('UTC times come back as they were written', comesBack(utcTimes, writeUtcTime, readUtcTime))
test('generalized times come back', comesBack(generalizedTimes, writeGeneralizedTime, readGeneralizedTime))

/** `ENTREPOT_FUZZ_CASES` asks for more. */
const fuzzed = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 3000)
/** Generous, as other programs share the machine. */
const fuzzing = { timeout: 60_000 + 2 * fuzzed }

const typedReaders: readonly ((cursor: Cursor) => unknown)[] = [
  readBoolean,
  readInteger,
  readBitString,
  readNamedBits,
  readOctetString,
  readObjectIdentifier,
  readUtf8,
  readUtcTime,
  readGeneralizedTime,
]

const { tree } = fc.letrec<{ tree: DerNode; leaf: DerNode }>((tie) => ({
  leaf: fc.oneof(
    fc.boolean().map((value) => writeBoolean(value)),
    fc.bigInt().map((value) => writeInteger(value)),
    fc.nat(1000).map(writeEnumerated),
    octets.map(writeOctetString),
    octets.map((value) => writeBitString(value)),
    objectIdentifiers.map((value) => writeObjectIdentifier(value)),
    wellFormed.map((value) => writeUtf8String(value)),
    fc.stringMatching(/^[A-Za-z0-9 '()+,\-./:=?]*$/).map((value) => writePrintableString(value)),
    fc.stringMatching(/^[\x20-\x7e]*$/).map((value) => writeIa5String(value)),
    fc.constant(writeNull()),
  ),
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }).map(writeSequence),
    fc.array(tie('tree'), { maxLength: 4 }).map(writeSetOf),
    tie('tree').map((node) => writeConstructed(contextConstructed(3), [node])),
    tie('tree').map(writeWrapped),
  ),
}))

test('any structure is written as DER that the strict reader accepts whole', () => {
  fc.assert(
    fc.property(tree, (node) => {
      const der = encode(node)
      expect(der.length).toBe(node.size)
      expect(reread(node, (cursor) => readAny(cursor).raw)).toEqual({ ok: true, value: der })
    }),
  )
})

test('a set is the same octets whatever the order it was given in', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 6 }), (nodes) => {
      expect(encode(writeSetOf(nodes.toReversed()))).toEqual(encode(writeSetOf(nodes)))
      expect(reread(writeSetOf(nodes), (cursor) => countOf(readSet(cursor)))).toEqual({ ok: true, value: nodes.length })
    }),
  )
})

function countOf(cursor: Cursor): number {
  let count = 0
  for (; !cursor.atEnd; count++) readAny(cursor)
  return count
}

test('octets that are cut, changed or made up never throw, and what is accepted has one encoding', fuzzing, () => {
  const changed = fc.tuple(tree, fc.nat(), fc.nat(255)).map(([node, place, octet]) => {
    const der = encode(node)
    der[place % der.length] = octet
    return der
  })
  const cut = fc.tuple(tree, fc.nat()).map(([node, place]) => encode(node).slice(0, place % node.size))
  fc.assert(
    fc.property(fc.oneof(changed, cut, fc.uint8Array({ maxLength: 200 })), (input) => {
      const cursor = open(input)
      const decoded = finish(cursor, readAny(cursor).raw)
      if (decoded.ok) expect(decoded.value).toEqual(input)
      else expect(decoded.offset).toBeLessThanOrEqual(input.length)
    }),
    { numRuns: fuzzed },
  )
})

test('made-up octets never make a typed reader throw or run on', fuzzing, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (input) => {
      for (const read of typedReaders) read(open(input))
      const set = readSet(open(input))
      while (!set.atEnd) readText(readConstructed(set, Tag.sequence), Tag.utf8String)
    }),
    { numRuns: fuzzed },
  )
})

test('64 KiB of set headers end at the limit on depth', () => {
  const cursor = open(new Uint8Array(64 * 1024).fill(0x31))
  readAny(cursor)
  expect(finish(cursor, undefined).ok).toBe(false)
})

test('what the reader would refuse is not written', () => {
  const nest = (depth: number): DerNode => (depth === 0 ? writeNull() : writeSequence([nest(depth - 1)]))
  expect(() => encode(nest(MAXIMUM_DEPTH + 2))).toThrow('MAXIMUM_DEPTH')
  expect(() => writePrintableString('a@b')).toThrow('PrintableString')
  expect(() => writeIa5String('é')).toThrow('IA5String')
  expect(() => writeUtf8String('\ud800')).toThrow('surrogate')
  expect(() => writeObjectIdentifier('1.40')).toThrow('object identifier')
  expect(() => writeObjectIdentifier('3.1')).toThrow('object identifier')
  expect(() => writeUtcTime(Date.UTC(2050, 0, 1))).toThrow('1950 to 2049')
  expect(() => writeGeneralizedTime(Number.NaN)).toThrow('0 to 9999')
  expect(() => writeInteger(0.5)).toThrow('safe integer')
})
