import { encode, writeNull, writeSequence } from '@entrepot/asn1'
import { describe, expect, test } from 'vitest'
import {
  addUnsignedAttribute,
  compress,
  contentTypes,
  envelope,
  expand,
  openEnvelope,
  signData,
  startOpening,
  startVerifying,
  verifyData,
} from './index.ts'
import { at, openerOf, party, steadyRandom } from './testing/parties.ts'
import { joined } from './testing/pieces.ts'

const root = party(1)
const seller = party(2, root)
const bank = party(3, root)
const opener = openerOf(bank)
const content = new TextEncoder().encode('Letter of credit LC-2026-0001')
const list = encode(writeSequence([writeNull(), writeNull()]))
const mark = encode(writeSequence([writeNull(), writeNull(), writeNull()]))

/** Every message with one bit changed; of octets that are free, one bit of each. */
function* changes(message: Uint8Array, free: ReadonlySet<number>): Generator<{ changed: Uint8Array; at: number }> {
  for (let at = 0; at < message.length; at++) {
    for (let bit = free.has(at) ? 7 : 0; bit < 8; bit++) {
      const changed = message.slice()
      changed[at]! ^= 1 << bit
      yield { changed, at }
    }
  }
}

function indexOf(message: Uint8Array, part: Uint8Array, from = 0): number {
  return Buffer.from(message).indexOf(part, from)
}

/** The places where a changed bit went unnoticed. */
function unnoticed(
  message: Uint8Array,
  holds: (changed: Uint8Array) => boolean,
  free: ReadonlySet<number> = new Set(),
): number[] {
  const places = new Set<number>()
  for (const { changed, at } of changes(message, free)) if (holds(changed)) places.add(at)
  return [...places]
}

const rangeOf = (start: number, length: number) => Array.from({ length }, (_, index) => start + index)

describe('a signed message', () => {
  const signed = signData(content, {
    signers: [{ ...seller, attributes: { signingTime: at } }],
    certificates: [bank.certificate],
    revocationLists: [list],
  })
  const before = verifyData(signed)
  const signature = (before.ok ? before.value.signers[0]?.signature : undefined) ?? new Uint8Array(0)
  const stamped = addUnsignedAttribute(signed, signature, { type: '1.2.3.4', values: [mark] })
  if (!stamped.ok) throw new Error(stamped.code)
  const message = stamped.value
  const holds = (changed: Uint8Array): boolean => {
    const verified = verifyData(changed)
    return verified.ok && verified.value.holds && Buffer.compare(verified.value.content ?? mark, content) === 0
  }

  /** What README lists as authenticated by nothing: the version, other certificates, lists, unsigned attributes. */
  const free = new Set([
    ...rangeOf(indexOf(message, Uint8Array.of(2, 1, 1)) + 2, 1),
    ...rangeOf(indexOf(message, bank.certificate.raw), bank.certificate.raw.length),
    ...rangeOf(indexOf(message, list), list.length),
    // The attribute with its type and the set around its value.
    ...rangeOf(indexOf(message, mark) - 9, mark.length + 9),
  ])

  test('holds as it is', () => {
    expect(holds(message)).toBe(true)
  })

  test('is refused with any bit changed, but for what nothing authenticates', () => {
    const places = unnoticed(message, holds, free)
    expect(places.filter((place) => !free.has(place))).toEqual([])
    expect(places.length).toBeGreaterThan(bank.certificate.raw.length / 2)
  })

  test('is refused in the same places when it is read in pieces', () => {
    const places = unnoticed(
      message,
      (changed) => {
        const verifying = startVerifying()
        const taken = verifying.push(changed)
        const verified = verifying.finish()
        const read = taken.ok ? taken.unverified : mark
        return verified.ok && verified.value.holds && Buffer.compare(read, content) === 0
      },
      free,
    )
    expect(places.filter((place) => !free.has(place))).toEqual([])
  })
})

describe('an authenticated-enveloped message', () => {
  const contentType = '1.2.3.4'
  const message = envelope(content, { recipients: [bank], random: steadyRandom(), contentType })
  const isSame = (opened: ReturnType<typeof openEnvelope>, read: Uint8Array = new Uint8Array(0)): boolean =>
    opened.ok && opened.contentType === contentType && Buffer.compare(joined([read, opened.content]), content) === 0

  /** README: the version of AuthEnvelopedData is fixed, and the parameters of the originator's key say nothing. */
  test('is refused with any bit changed', () => {
    expect(isSame(openEnvelope(message, opener))).toBe(true)
    expect(unnoticed(message, (changed) => isSame(openEnvelope(changed, opener))).filter(isNotFree)).toEqual([])
  })

  test('is refused in the same places when it is read in pieces', () => {
    const places = unnoticed(message, (changed) => {
      const opening = startOpening(contentTypes.authEnvelopedData, opener)
      const taken = opening.push(changed)
      return isSame(opening.finish(), 'unverified' in taken ? taken.unverified : content)
    })
    expect(places.filter(isNotFree)).toEqual([])
  })

  const algorithm = Uint8Array.of(0x30, 9, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1)
  const originatorAt = indexOf(message, algorithm)
  const isNotFree = (place: number): boolean => place < originatorAt + 4 || place >= originatorAt + algorithm.length
})

test('a message encrypted by CBC may be changed, so it says that it is not authenticated', () => {
  const message = envelope(content, { recipients: [bank], cipher: 'AES-256-CBC', random: steadyRandom() })
  const changed = message.slice()
  // The starting value is exclusive-ored to the first block: the classic change that nobody notices.
  const start = indexOf(message, Uint8Array.of(0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 0x2a)) + 11
  changed[start]! ^= 0x20
  const opened = openEnvelope(changed, opener)
  expect(opened).toMatchObject({ ok: true, authenticated: false })
  expect(opened.ok && new TextDecoder().decode(opened.content)).toBe('letter of credit LC-2026-0001')
})

test('wrong padding, a wrong key and a changed key have one answer', () => {
  const message = envelope(content, { recipients: [bank], cipher: 'AES-128-CBC', random: steadyRandom() })
  const answers = new Set<string>()
  for (let at = message.length - 32; at < message.length; at++) {
    for (const octet of [0, 1, 0x55, 0xff]) {
      const changed = message.slice()
      changed[at]! ^= octet
      const opened = openEnvelope(changed, opener)
      answers.add(opened.ok ? 'opened' : JSON.stringify(opened))
    }
  }
  const wrapped = Buffer.from(message).lastIndexOf(Uint8Array.of(4, 24)) + 10
  message[wrapped]! ^= 1
  answers.add(JSON.stringify(openEnvelope(message, opener)))
  expect(answers.size).toBe(2)
})

test('a compressed message with a bit changed expands to nothing else', () => {
  const message = compress(content)
  const different = unnoticed(message, (changed) => {
    const expanded = expand(changed, 10_000)
    return expanded.ok && Buffer.compare(expanded.value.content, content) !== 0
  })
  expect(different).toEqual([])
})
