import { changedOctets, drawFrom, pick } from '@entrepot/mutation'
import { describe, expect, test } from 'vitest'
import {
  compress,
  contentTypeOf,
  contentTypes,
  envelope,
  expand,
  openEnvelope,
  signData,
  startCompressing,
  startDetachedVerifying,
  startEnvelope,
  startExpanding,
  startOpening,
  startSigning,
  startVerifying,
  verifyData,
} from './index.ts'
import { at, openerOf, party, steadyRandom } from './testing/parties.ts'
import { joined } from './testing/pieces.ts'

/** `ENTREPOT_FUZZ_CASES` asks for more; the seed of a case is its number and this. */
const cases = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 20_000)
const SEED = 20_261_127

const root = party(1)
const seller = party(2, root)
const bank = party(3, root)
const opener = openerOf(bank)
const random = steadyRandom()
const content = new TextEncoder().encode('Commercial invoice '.repeat(8))
const signers = [{ ...seller, attributes: { signingTime: at } }]
const recipients = [bank]
const MAXIMUM_EXPANDED = 100_000

const through = (writing: { push(octets: Uint8Array): Uint8Array; finish(): Uint8Array }): Uint8Array =>
  joined([writing.push(content), writing.finish()])

const messages = [
  signData(content, { signers, certificates: [root.certificate] }),
  signData(content, { signers, detached: true }),
  through(startSigning({ signers })),
  envelope(content, { recipients, random, contentType: '1.2.3' }),
  envelope(content, { recipients, random, cipher: 'AES-128-CBC' }),
  through(startEnvelope({ recipients, random })),
  compress(content),
  through(startCompressing()),
]

/** What means something in BER: ends of contents, indefinite and long lengths, common tags. */
const telling = [
  '00',
  '0000',
  '01',
  '02',
  '04',
  '06',
  '24',
  '30',
  '3080',
  '31',
  '7f',
  '80',
  '81',
  '82',
  '84',
  'a0',
  'a1',
  'ff',
].map((hex) => Uint8Array.fromHex(hex))

interface Judged {
  readonly ok: boolean
  readonly code?: string
}

/** Everything that reads a message; each answers with a value, whatever it is given. */
const readers: readonly ((message: Uint8Array) => Judged)[] = [
  contentTypeOf,
  verifyData,
  (message) => verifyData(message, { content }),
  (message) => openEnvelope(message, opener),
  (message) => expand(message, MAXIMUM_EXPANDED),
  (message) => startDetachedVerifying(message),
  (message) => inPieces(startVerifying(), message),
  (message) => inPieces(startOpening(contentTypes.envelopedData, opener), message),
  (message) => inPieces(startOpening(contentTypes.authEnvelopedData, opener), message),
  (message) => inPieces(startExpanding(MAXIMUM_EXPANDED), message),
]

function inPieces(reading: { push(octets: Uint8Array): Judged; finish(): Judged }, message: Uint8Array): Judged {
  const middle = message.length >> 1
  const first = reading.push(message.subarray(0, middle))
  const second = first.ok ? reading.push(message.subarray(middle)) : first
  const end = reading.finish()
  // What failed once goes on failing.
  expect(second.ok || !end.ok).toBe(true)
  return end
}

test(`${cases} changed messages are read or refused, and nothing throws or runs on`, { timeout: 600_000 }, () => {
  const codes = new Set<string>()
  for (let number = 0; number < cases; number++) {
    const draw = drawFrom(SEED + number)
    const changed = changedOctets(pick(messages, draw), { telling, others: messages }, draw)
    const read = pick(readers, draw)
    try {
      const judged = read(changed)
      if (!judged.ok) codes.add(judged.code ?? '')
    } catch (error) {
      throw new Error(`case ${number}: ${Buffer.from(changed).toString('hex')}`, { cause: error })
    }
  }
  for (const code of codes) expect(code).toMatch(/^(asn1|cms)\/[a-z0-9-]+$/)
  expect(codes.size).toBeGreaterThan(8)
})

describe('time and memory are bounded', () => {
  test('when a small message expands without end', () => {
    const bomb = compress(new Uint8Array(10_000_000))
    expect(bomb.length).toBeLessThan(20_000)
    expect(expand(bomb, 1_000_000)).toMatchObject({ ok: false, code: 'cms/expands-too-far' })
    const expanding = startExpanding(1_000_000)
    expect(expanding.push(bomb)).toMatchObject({ ok: false, code: 'cms/expands-too-far' })
    expect(expanding.finish()).toMatchObject({ ok: false, code: 'cms/expands-too-far' })
  })

  test('when a compressed stream is followed by octets without end', () => {
    const writing = startCompressing()
    const message = joined([writing.push(content), writing.finish()])
    // The content is one octet string: its end, and those of the layers around it, are the last twelve octets.
    const expanding = startExpanding(1_000_000)
    expanding.push(message.subarray(0, -12))
    const filler = new Uint8Array(60_000)
    const header = Uint8Array.of(4, 0x82, filler.length >> 8, filler.length & 0xff)
    const answers = Array.from({ length: 40 }, () => expanding.push(joined([header, filler])).ok)
    expect(answers.indexOf(false)).toBeLessThan(4)
  })

  test('when a message claims to be longer than all memory', () => {
    const claim = Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x06, 0x09)
    for (const read of readers.slice(1)) expect(read(claim)).toMatchObject({ ok: false })
  })
})
