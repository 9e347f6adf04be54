import { changedText, type Draw, drawFrom, pick } from '@entrepot/mutation'
import { describe, expect, test } from 'vitest'
import {
  counterSignXml,
  readSigned,
  signXml,
  signXmlEnveloping,
  stampXml,
  timeStampInputOf,
  verifyXml,
} from './index.ts'
import { forged } from './testing/forge.ts'
import { invoice, text } from './testing/changed.ts'
import { made } from './testing/forms.ts'
import { withElementMoved } from './testing/elements.ts'
import { bank, seller, signerOf, timeStamps, tokenOver, trust } from './testing/practice.ts'

/** `ENTREPOT_FUZZ_CASES` asks for more; the seed of a case is its number and this. */
const cases = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 4000)
const SEED = 20_261_127

const signer = { ...signerOf(seller), issuerSerial: true, claimedRoles: ['Exporter'], policy: 'implied' } as const
const signed = made(signXml(invoice, signer))
const stamped = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput)))
const countered = made(counterSignXml(stamped.document, signed.id, signerOf(bank)))
const parts = [{ id: 'seller' }, { id: 'line' }]
const documents = [
  text(signed.document),
  text(countered.document),
  text(made(signXml(invoice, { ...signer, parts, canonicalization: { method: 'inclusive' } })).document),
  text(made(signXmlEnveloping(invoice, { ...signer, canonicalization: { method: 'inclusive-1.1' } })).document),
]
/** Texts that mean something in XML and its signatures. */
const telling = [
  ...'< > /> </ <!-- --> <![CDATA[ ]]> <?a ?> & &#0; &#x41; &lt; " \' = : \r \0 \ud800 😀'.split(' '),
  ...['<!DOCTYPE a [', ' xmlns="urn:x"', ' xmlns:ds="urn:x"', ' xmlns:a=""', ' xml:id="line"', ' Id="line"'],
  ...[' Id="signature-1"', ' URI=""', ' URI="#line"', ' URI="#signature-1"', ' Algorithm="urn:x"'],
  ...'<ds:Object/> <ds:Signature/> <ds:Transform/> <xades:QualifyingProperties/> <xades:CounterSignature/>'.split(' '),
]

/** A document in which whole elements were moved, or characters changed, or both. */
function changedBy(draw: Draw): string {
  let changed = pick(documents, draw)
  for (let steps = draw(4); steps > 0; steps--) changed = withElementMoved(changed, pick(documents, draw), draw)
  return draw(2) === 0 ? changed : changedText(changed, { telling, others: documents }, draw)
}

const originals = new Set(
  documents.flatMap((each) => {
    const verified = verifyXml(each, { trust })
    const signatures = verified.ok ? verified.signatures : []
    return signatures.flatMap((signature) =>
      signature.holds ? signature.signed.map(({ canonical }) => canonical) : [],
    )
  }),
)

test(`${cases} changed documents are judged, and nothing throws, runs on, or is signed that was not`, {
  timeout: 600_000,
}, () => {
  const codes = new Set<string>()
  for (let number = 0; number < cases; number++) {
    const changed = changedBy(drawFrom(SEED + number))
    try {
      judge(changed, codes)
    } catch (error) {
      throw new Error(`case ${number}: ${changed}`, { cause: error })
    }
  }
  for (const code of codes) expect(code).toMatch(/^(xades|xml)\/[a-z0-9-]+$/)
  expect(codes.size).toBeGreaterThan(cases > 1000 ? 20 : 5)
})

function judge(changed: string, codes: Set<string>): void {
  const verified = verifyXml(changed, { trust, timeStamps, certificates: [seller.certificate] })
  if (!verified.ok) codes.add(verified.code)
  for (const signature of verified.ok ? verified.signatures : []) {
    if (!signature.holds) codes.add(signature.refusal.code)
    else for (const part of signature.signed) expect(originals.has(part.canonical) && readSigned(part).ok).toBe(true)
  }
}

test('changed documents with right digests and a right value again are judged, too', { timeout: 600_000 }, () => {
  let count = 0
  for (let number = 0; number < cases / 8; number++) {
    const changed = changedBy(drawFrom(SEED - 1 - number))
    const again = forgedIfPossible(changed)
    if (again === undefined) continue
    count++
    judgeForged(again)
  }
  expect(count).toBeGreaterThan(cases / 32)
})

function forgedIfPossible(changed: string): string | undefined {
  try {
    return forged(changed, seller)
  } catch {
    // The forger of these tests gives up on what is no signature any more.
    return undefined
  }
}

function judgeForged(document: string): void {
  const verified = verifyXml(document, { trust, timeStamps, level: 'XMLDSig' })
  for (const signature of verified.ok ? verified.signatures : [])
    if (signature.holds) for (const part of signature.signed) expect(readSigned(part).ok).toBe(true)
}

test('what signs and stamps takes changed documents, too', { timeout: 600_000 }, () => {
  for (let number = 0; number < cases / 8; number++) {
    const changed = changedBy(drawFrom(2 * SEED + number))
    const again = signXml(changed, signer)
    const input = timeStampInputOf(changed, 'signature-1')
    const stamped = stampXml(changed, 'signature-1', Uint8Array.of(1))
    const countersigned = counterSignXml(changed, 'signature-1', signer)
    const enveloping = signXmlEnveloping(changed, signer)
    for (const written of [again, stamped, countersigned, enveloping])
      expect(written.ok ? verifyXml(written.document, { trust }).ok : written.code).toBeTruthy()
    // What can be stamped has something to be stamped.
    if (stamped.ok && input.ok) expect(input.timeStampInput.length).toBeGreaterThan(0)
  }
})

describe('time is bounded', () => {
  const during = (work: () => void): number => {
    const before = process.cpuUsage()
    work()
    return process.cpuUsage(before).user / 1000
  }

  test('when small elements take over long namespaces', () => {
    const uri = `urn:${'x'.repeat(100_000)}`
    const many = '<a:b/>'.repeat(20_000)
    const document = text(signed.document)
      .replace('<Signatures/>', many)
      .replace('xml:lang', `xmlns:a="${uri}" xml:lang`)
    let code: string | undefined
    const spent = during(() => {
      const verified = verifyXml(document, { trust })
      code = verified.ok ? verified.refusal?.code : verified.code
    })
    expect(code).toBe('xades/not-canonical')
    expect(spent).toBeLessThan(20_000)
  })

  test('when every reference of every signature is to the whole document', () => {
    const reference = text(signed.document).match(/<ds:Reference Id.*?<\/ds:Reference>/u)?.[0] ?? ''
    const many = text(signed.document).replace(reference, reference.repeat(60).replaceAll(/ Id="[^"]*"/gu, ''))
    const spent = during(() => verifyXml(forged(many, seller), { trust, level: 'XMLDSig' }))
    expect(spent).toBeLessThan(20_000)
  })

  test('when identifiers are many', () => {
    const ids = Array.from({ length: 50_000 }, (_, number) => `<a Id="signature-${number}"/>`).join('')
    const spent = during(() => {
      const made = signXml(`<r>${ids}</r>`, signer)
      expect(made).toMatchObject({ ok: true, id: 'signature-50000' })
    })
    expect(spent).toBeLessThan(20_000)
  })
})
