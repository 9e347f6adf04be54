import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { signXml, stampXml, verifyXml } from './index.ts'
import { made } from './testing/forms.ts'
import { bank, root, seller, signerOf, timeStamps, tokenOver, trust } from './testing/practice.ts'

const invoice =
  '<?xml version="1.0"?>\n<Invoice xmlns="urn:i"><Line Id="line" a="b">100 &amp; 宁波</Line><!-- note --></Invoice>\n'
const signer = { ...signerOf(seller), chain: [root.certificate], claimedRoles: ['Exporter'], issuerSerial: true }
const signed = made(signXml(invoice, signer))
const { document } = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput)))

function told(changed: Uint8Array): string | undefined {
  const verified = verifyXml(changed, { trust, timeStamps, certificates: [bank.certificate] })
  if (!verified.ok || !verified.holds) return undefined
  const [signature] = verified.signatures
  return signature?.holds === true
    ? JSON.stringify([signature.signed.map(({ canonical }) => canonical), signature.properties])
    : ''
}

const octets = Buffer.from(document)

function rangeOf(from: string, to: string): number[] {
  const start = octets.indexOf(from)
  const end = octets.indexOf(to, start + from.length) + to.length
  return Array.from({ length: end - start }, (_, index) => start + index)
}

/** What README lists as authenticated by nothing. */
const free = new Set([
  ...rangeOf('<?xml', '?>'),
  ...rangeOf('<!-- note', '-->'),
  ...rangeOf(' Id="signature-1-value"', '>'),
  ...rangeOf(encodeBase64(root.certificate.raw), '<'),
  ...rangeOf('<xades:UnsignedProperties', '</xades:UnsignedProperties>'),
])

test('a flipped bit in anything that is authenticated is noticed; what is not is listed', { timeout: 120_000 }, () => {
  const expected = told(document)
  expect(expected).toContain('100 &amp;')
  const unnoticed = new Set<number>()
  let flipped = 0
  for (let at = 0; at < document.length; at++) {
    for (const bit of free.has(at) ? [at % 8] : [0, 1, 2, 3, 4, 5, 6, 7]) {
      const changed = document.slice()
      changed[at]! ^= 1 << bit
      flipped++
      const found = told(changed)
      // What is told to be signed is what was signed, whatever else is changed.
      if (found !== undefined) expect(found).toBe(expected)
      if (found !== undefined) unnoticed.add(at)
    }
  }
  expect(flipped).toBeGreaterThan(20_000)
  expect(
    [...unnoticed].filter((at) => !free.has(at)).map((at) => octets.subarray(at - 20, at + 20).toString()),
  ).toEqual([])
  expect(unnoticed.size).toBeGreaterThan(1000)
})

test('the other value of an ECDSA signature verifies as well, so nothing is identified by one', () => {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  const text = new TextDecoder().decode(signed.document)
  const [, value = ''] = /<ds:SignatureValue[^>]*>([^<]*)</u.exec(text) ?? []
  const raw = Buffer.from(decodeBase64(value) ?? [])
  const other = order - BigInt(`0x${raw.subarray(32).toString('hex')}`)
  const both = Buffer.concat([raw.subarray(0, 32), Buffer.from(other.toString(16).padStart(64, '0'), 'hex')])
  expect(encodeBase64(both)).not.toBe(value)
  expect(verifyXml(text.replace(value, encodeBase64(both)), { trust })).toMatchObject({ holds: true })
})
