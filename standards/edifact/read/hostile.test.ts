import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InterchangeReader } from './interchange-reader.ts'
import { chunkSizes, chunksOf, encoded, nearInterchanges } from './testing-interchanges.ts'
import { bytesOf, trace } from './testing-trace.ts'

/** Cases of each property; `ENTREPOT_FUZZ_CASES=1000000` for a long run. */
const CASES = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 500)
const LONG_RUN_MS = 12 * 60 * 60_000

test(
  'any chunking gives the same events and findings',
  () => {
    fc.assert(
      fc.property(nearInterchanges, chunkSizes, fc.constantFrom(undefined, 20, 60), (text, sizes, maxSegmentBytes) => {
        const bytes = encoded(text)
        const options = maxSegmentBytes === undefined ? {} : { maxSegmentBytes }
        const whole = trace([bytes], options)
        expect(trace(chunksOf(bytes, sizes), options)).toEqual(whole)
        for (const { offset } of whole.findings) expect(offset).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: CASES },
    )
  },
  LONG_RUN_MS,
)

test(
  'random bytes are never thrown at, only found at fault',
  () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, begun) => {
        const chunks = begun ? [bytesOf("UNB+UNOC:4+A+B+261129:1005+R1'"), bytes] : [bytes]
        expect(trace(chunks).findings.length).toBeGreaterThan(0)
      }),
      { numRuns: CASES },
    )
  },
  LONG_RUN_MS,
)

test('findings are bounded, and the rest are counted', () => {
  const text = `UNB+UNOA:3+A+B+261129:1005+R1'${"UNH+1+X'UNT+9+2'".repeat(1000)}UNZ+1000+R1'`
  const { findings, omitted } = trace([bytesOf(text)], { maxFindings: 50 })
  expect(findings).toHaveLength(50)
  // Each message has a wrong count and a wrong reference, and all but the first a doubled one.
  expect(omitted).toBe(2999 - 50)
})

test('a stream of 200 MB with one endless element is read in little memory', () => {
  const chunk = bytesOf('X:Y+?+ABCDEFGH'.repeat(20_000))
  const reader = new InterchangeReader({})
  reader.push(bytesOf("UNB+UNOA:3+A+B+261129:1005+R1'UNH+1+ORDERS:D:01B:UN'FTX+AAI+++"))
  const most = mostMemory(Math.ceil(200e6 / chunk.length), () => reader.push(chunk))
  reader.push(bytesOf("'UNT+3+1'UNZ+1+R1'"))
  reader.end()
  expect(reader.findings.list.map(({ code, tag, segment }) => [code, tag, segment])).toEqual([['edi/limit', 'FTX', 2]])
  expect(most).toBeLessThan(64e6)
})

test('a stream of 200 MB of messages is read in little memory, its doubled reference found', () => {
  let messages = 0
  const reader = new InterchangeReader({ message: () => void messages++ })
  reader.push(bytesOf("UNB+UNOA:3+A+B+261129:1005+R1'"))
  const body = bytesOf(`FTX+AAI+++${'TEXT '.repeat(100)}'`.repeat(100))
  let sent = 0
  const most = mostMemory(Math.ceil(200e6 / body.length), () => {
    sent++
    reader.push(bytesOf(`UNH+${sent}+ORDERS:D:01B:UN'`))
    reader.push(body)
    reader.push(bytesOf(`UNT+102+${sent}'`))
  })
  reader.push(bytesOf(`UNH+7+ORDERS:D:01B:UN'UNT+2+7'UNZ+${sent + 1}+R1'`))
  reader.end()
  expect(messages).toBe(sent + 1)
  expect(reader.findings.list.map(({ code, found }) => [code, found])).toEqual([['edi/duplicate-reference', '7']])
  expect(most).toBeLessThan(64e6)
})

const TURNS_BETWEEN_LOOKS = 10

/** The most bytes, beyond those at the beginning, that heap and buffers held after some of the turns. */
function mostMemory(turns: number, turn: () => void): number {
  const held = (): number => {
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = held()
  let most = 0
  for (let done = 0; done < turns; done++) {
    turn()
    if (done % TURNS_BETWEEN_LOOKS === 0) most = Math.max(most, held() - before)
  }
  return most
}
