import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NONE, type Separators } from '../../token.ts'
import { Batch, gather } from '../batch.ts'
import { classify, tabulate } from '../classes.ts'
import { type Scan, scanBytes } from '../scan.ts'
import { scanBlocks } from './scan-blocks.ts'

const separators: fc.Arbitrary<Separators> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 127 }), { minLength: 5, maxLength: 5 }), fc.boolean(), fc.boolean())
  .map(([[component = 0, element = 0, terminator = 0, repetition = 0, release = 0], repeats, releases]) => ({
    component,
    element,
    terminator,
    repetition: repeats ? repetition : NONE,
    release: releases ? release : NONE,
  }))

interface Case {
  readonly separators: Separators
  readonly bytes: Uint8Array
  readonly allowed: Uint8Array
  readonly multibyte: Uint8Array
}

/** Bytes that are often separators or released, in an alphabet in which some bytes are strange and some are parts of longer ones. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    separators,
    plain: fc.uint8Array({ maxLength: 600 }),
    often: fc.array(fc.tuple(fc.nat(600), fc.nat(4)), { maxLength: 200 }),
    strange: fc.uint8Array({ maxLength: 6 }),
    longer: fc.uint8Array({ maxLength: 6 }),
  })
  .map(({ separators, plain, often, strange, longer }) => {
    const bytes = plain.slice()
    const { component, element, terminator, repetition, release } = separators
    const choice = [component, element, terminator, repetition, release].map((byte) => (byte === NONE ? 0x20 : byte))
    for (const [at, which] of often) if (at < bytes.length) bytes[at] = choice[which] ?? 0
    const flags = (of: Uint8Array, value: number): Uint8Array =>
      Uint8Array.from({ length: 256 }, (_, byte) => (of.includes(byte) ? value : 1 - value))
    return { separators, bytes, allowed: flags(strange, 0), multibyte: flags(longer, 1) }
  })

function scanWith({ separators, bytes, allowed, multibyte }: Case, from: number, byBlocks: boolean): unknown {
  const tables = tabulate(classify({ separators, allowed, multibyte }), [])
  const window = new Uint8Array(bytes.length + 16)
  window.set(bytes)
  const marks = new Int32Array(bytes.length + 16)
  const scan: Scan = { bytes: window, end: bytes.length, at: from, marks, count: 0, counted: 0, strangers: 0 }
  const batch = new Batch(window, marks)
  batch.makeRoom(bytes.length + 16)
  const found = byBlocks ? scanBlocks(scan, batch, tables, bytes.length) : 0
  const marked = scan.count
  if (byBlocks && bytes.length - from >= 65) expect(scan.at).toBeGreaterThan(from)
  scanBytes(scan, tables.classes, bytes.length)
  const between = gather(batch, scan, { tables, begin: from, found, marked, maxSegments: 1e6, stops: [] })
  const { at, count, counted, strangers } = scan
  return {
    ...{ at, count, counted, strangers, between, segments: batch.count },
    marks: marks.slice(0, count),
    starts: batch.starts.slice(0, batch.count + 1),
    firstMarks: batch.firstMarks.slice(0, batch.count + 1),
  }
}

test('blocks are scanned as single bytes are, whatever the alphabet', () => {
  fc.assert(
    fc.property(cases, fc.nat(20), (given, from) => {
      fc.pre(from < given.bytes.length)
      expect(scanWith(given, from, true)).toEqual(scanWith(given, from, false))
    }),
    { numRuns: 500 },
  )
})

test('a release character that ends the last block stays for the next scan', () => {
  const bytes = new Uint8Array(128).fill(0x41)
  bytes[127] = 0x3f
  const any = new Uint8Array(256).fill(1)
  const given = {
    separators: { component: 0x3a, element: 0x2b, repetition: NONE, release: 0x3f, terminator: 0x27 },
    bytes,
    allowed: any,
    multibyte: new Uint8Array(256),
  }
  expect(scanWith(given, 0, true)).toMatchObject({ at: 127, count: 0 })
  expect(scanWith(given, 0, true)).toEqual(scanWith(given, 0, false))
})
