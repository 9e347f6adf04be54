import { expect, test } from 'vitest'
import {
  answerTimeStampRequest,
  createTimeStampRequest,
  createTimeStampToken,
  imprintOf,
  parseTimeStampInfo,
  parseTimeStampRequest,
  parseTimeStampResponse,
  verifyTimeStampToken,
} from './index.ts'
import { at, practiceAuthority, trust } from './testing/practice-authority.ts'

/** `ENTREPOT_FUZZ_CASES` asks for more; the seed of a case is its number and this. */
const cases = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 10_000)
const SEED = 20_261_128

const { authority } = practiceAuthority()
const imprint = imprintOf(new TextEncoder().encode('Bill of lading HLCU 4711'))
const request = createTimeStampRequest({ imprint, nonce: 1n << 63n, certificateRequested: true })
const { response, token = request } = answerTimeStampRequest(request, authority, { time: at, serial: 1n })
const bare = createTimeStampToken({ imprint, time: at + 1, serial: 2n }, authority)
const inputs = [request, response, token, bare]

const readers: readonly ((octets: Uint8Array) => { readonly ok: boolean; readonly code?: string })[] = [
  parseTimeStampRequest,
  parseTimeStampResponse,
  parseTimeStampInfo,
  (octets) => verifyTimeStampToken(octets, { imprint, trust, certificates: [authority.certificate] }),
  (octets) => parseTimeStampResponse(answerTimeStampRequest(octets, authority, { time: at, serial: 3n }).response),
]

/** A generator of numbers below a bound (xorshift32). */
function numbers(seed: number): (bound: number) => number {
  let state = seed | 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

function mutate(octets: Uint8Array, next: (bound: number) => number): Uint8Array {
  const changed = octets.slice(0, next(8) === 0 ? next(octets.length) : octets.length)
  for (let count = next(3); count >= 0 && changed.length > 0; count--) {
    const at = next(changed.length)
    changed[at] = next(2) === 0 ? (changed[at] ?? 0) ^ (1 << next(8)) : next(256)
  }
  return changed
}

test(`${cases} changed requests, responses and tokens are read or refused, and nothing throws`, {
  timeout: 600_000,
}, () => {
  const codes = new Set<string>()
  for (let number = 0; number < cases; number++) {
    const next = numbers(SEED + number * 7919)
    const changed = mutate(inputs[next(inputs.length)]!, next)
    try {
      const judged = readers[next(readers.length)]!(changed)
      if (!judged.ok) codes.add(judged.code ?? '')
    } catch (error) {
      throw new Error(`case ${number}: ${Buffer.from(changed).toString('hex')}`, { cause: error })
    }
  }
  for (const code of codes) expect(code).toMatch(/^(asn1|cms|time-stamp)\/[a-z0-9-]+$/)
  expect(codes.size).toBeGreaterThan(8)
})
