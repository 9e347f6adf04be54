import { changedOctets, drawFrom, pick } from '@entrepot/mutation'
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

/** What means something in DER: tags, lengths, ends. */
const telling = ['00', '02', '04', '06', '18', '30', '31', '7f', '80', '81', '82', 'a0', 'a3', 'ff'].map((hex) =>
  Uint8Array.fromHex(hex),
)

test(`${cases} changed requests, responses and tokens are read or refused, and nothing throws`, {
  timeout: 600_000,
}, () => {
  const codes = new Set<string>()
  for (let number = 0; number < cases; number++) {
    const draw = drawFrom(SEED + number)
    const changed = changedOctets(pick(inputs, draw), { telling, others: inputs }, draw)
    try {
      const judged = pick(readers, draw)(changed)
      if (!judged.ok) codes.add(judged.code ?? '')
    } catch (error) {
      throw new Error(`case ${number}: ${Buffer.from(changed).toString('hex')}`, { cause: error })
    }
  }
  for (const code of codes) expect(code).toMatch(/^(asn1|cms|time-stamp)\/[a-z0-9-]+$/)
  expect(codes.size).toBeGreaterThan(8)
})
