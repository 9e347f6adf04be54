import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRequest, parseCertificate, parseRequest, parseRevocationList, validateChain } from './index.ts'
import { at, chainOfThree, listsOf, organisationSubject, start } from './testing/chain-of-three.ts'

const three = chainOfThree()
const [, list = listsOf(three)[0]] = listsOf(three, [{ serial: 5n, date: start, reason: 'superseded' }])
const request = createRequest({ subject: organisationSubject, key: three.keys.organisation })
const parsers = { certificate: parseCertificate, list: parseRevocationList, request: parseRequest }

const samples: [kind: keyof typeof parsers, der: Uint8Array][] = [
  ['certificate', three.organisation.raw],
  ['list', list?.raw ?? new Uint8Array(0)],
  ['request', request],
]

test.for(samples)('a %s cut anywhere is malformed', ([kind, der]) => {
  for (let length = 0; length < der.length; length++) {
    expect(parsers[kind](der.subarray(0, length))).toMatchObject({ ok: false })
  }
})

test('a certificate with any one bit flipped is malformed or refused', () => {
  const { raw } = three.organisation
  for (let bit = 0; bit < raw.length * 8; bit++) {
    const flipped = raw.slice()
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const decoded = parseCertificate(flipped)
    if (!decoded.ok) continue
    const question = { chain: [decoded.value, three.issuing], anchors: [three.root], at, crls: 'unchecked' as const }
    expect(validateChain(question)).toMatchObject({ ok: false, index: 0 })
  }
})

test('a request with any one bit flipped is malformed, its proof of possession broken at last', () => {
  for (let bit = 0; bit < request.length * 8; bit++) {
    const flipped = request.slice()
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(parseRequest(flipped).ok).toBe(false)
  }
})

test('a list with any one octet changed is malformed or gives no revocation state', () => {
  const chain = [three.organisation, three.issuing]
  const [rootList] = listsOf(three)
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, difference) => {
      const octets = (list?.raw ?? new Uint8Array(1)).slice()
      const index = place % octets.length
      octets[index] = (octets[index] ?? 0) ^ difference
      const decoded = parseRevocationList(octets)
      if (!decoded.ok || rootList === undefined) return
      const answer = validateChain({ chain, anchors: [three.root], at, crls: [rootList, decoded.value] })
      expect(answer).toMatchObject({ code: 'x509/no-revocation-state', index: 0 })
    }),
  )
})

test('made-up octets never make a parser throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(600), (octets, place) => {
      const spliced = three.organisation.raw.slice()
      spliced.set(octets.subarray(0, Math.max(0, spliced.length - place)), Math.min(place, spliced.length))
      for (const input of [octets, spliced]) for (const parse of Object.values(parsers)) parse(input)
    }),
    { numRuns: 1000 },
  )
})
