import { encodePem } from '@entrepot/x509'
import { fromBase64 } from '@entrepot/trade/evidence'
import { testTrade } from '@entrepot/trade/evidence/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyCommand } from './index.ts'
import { leaks } from './leaks.ts'
import { textOfPdf } from './pdf-text.ts'
import { verifyZip } from './report.ts'
import { bundleOf, known, memoryIo, pdfSaying, rendererWith, zipOf } from './testing.ts'

const rendered = testTrade(rendererWith())
const whole = bundleOf(rendered)
const { seller, buyer, insurer } = rendered.parties

async function run(entries: ReadonlyMap<string, Uint8Array>, ...args: string[]) {
  const { io, text } = memoryIo({
    'e.zip': zipOf(entries),
    'root.pem': new TextEncoder().encode(encodePem('CERTIFICATE', rendered.trust.anchor)),
  })
  const exit = await verifyCommand(['e.zip', ...args], io, known)
  return { exit, text: text() }
}

test('a whole bundle holds, and says that its root is trusted because the bundle says so', async () => {
  const { exit, text } = await run(whole)
  expect(text).toContain('Trusted because the bundle says so: compare the fingerprint')
  expect(text).toContain('3  bid/1    Test Seller (seller)')
  expect(text).toContain('the PDF is the signed one')
  expect(text).toContain('Keyed twice: 0.')
  expect(text).toContain('The evidence holds.')
  expect(exit).toBe(0)
})

test('with the root given, the bundle’s own is not asked', async () => {
  const right = await run(whole, '--root', 'root.pem')
  expect(right.text).toContain('Trusted because you gave it.')
  expect(right.exit).toBe(0)
  const { io, text } = memoryIo({ 'e.zip': zipOf(whole), 'other.der': rendered.stranger })
  expect(await verifyCommand(['e.zip', '--root=other.der'], io, known)).toBe(1)
  expect(text()).toContain('not made under an operator’s certificate that holds')
})

test('three verdicts in plain words: a party’s own bundle, and the whole as that party sees it, say the same', async () => {
  const own = await run(bundleOf(rendered, buyer.signer.organisation))
  const as = await run(whole, '--as', 'Test Buyer')
  for (const { exit, text } of [own, as]) {
    expect(exit).toBe(0)
    expect(text).toMatch(/3 +bid\/1 +Test Seller \(seller\) +attested by Test Seller; 1 element not visible to you/)
    expect(text).toMatch(/4 +agree\/1 +Test Buyer \(buyer\) +checked by you/)
    expect(text).toMatch(
      /invoice\/1 +Test Seller +attested by Test Seller; 2 fields computed again; 1 field on the issuer’s word; /,
    )
  }
  expect(own.text).toContain('as Test Buyer sees it')
})

test('a bundle made for one party is not shown as another, and unknown parties are named', async () => {
  expect((await run(bundleOf(rendered, buyer.signer.organisation), '--as', 'TEST-Seller')).exit).toBe(2)
  expect((await run(whole, '--as', 'Nobody')).exit).toBe(2)
  expect((await run(whole, '--unknown')).text).toContain('Usage: verify')
})

test('the same for programs', async () => {
  const { exit, text } = await run(whole, '--json')
  expect(exit).toBe(0)
  expect(JSON.parse(text)).toMatchObject({
    ...{ ok: true, root: { trustedBecause: 'the bundle says so' }, findings: [] },
    summary: { acts: 10, documents: 3, slots: 7, rekeyed: 0, ledgerBalanced: true, notCompared: [] },
  })
})

test('a planted literal in a PDF is caught', async () => {
  const planted = testTrade(rendererWith('Discount 5'))
  const { exit, text } = await run(bundleOf(planted), '--json')
  expect(exit).toBe(0)
  const planting = { text: 'Discount 5', page: 1 }
  expect(JSON.parse(text)).toMatchObject({ summary: { rekeyed: 3, foreignText: [planting, planting, planting] } })
})

test('a planted re-keying makes it one', async () => {
  const planted = testTrade(rendererWith())
  planted.inDeal('say/1', planted.parties.buyer, 'buyer', { keyed: { '/packing': 'drills' } })
  const { text } = await run(bundleOf(planted), '--json')
  expect(JSON.parse(text)).toMatchObject({
    summary: { rekeyed: 1, rekeyings: [{ keyed: { path: '/packing' }, earlier: { path: '/goods' } }] },
  })
})

test('the text of a PDF comes out line by line', async () => {
  const [pdf] = [...rendered.renderings.values()]
  const read = await textOfPdf(pdf ?? new Uint8Array())
  const lines = read.ok ? read.runs.map(({ text }) => text.trim()) : []
  expect(lines).toEqual(expect.arrayContaining(['Invoice 380', 'Goods drills', 'Total 1000.00', 'Room 900.00']))
  expect(await textOfPdf(new TextEncoder().encode('no PDF'))).toEqual({ ok: false, code: 'pdf/unreadable' })
})

const without = (path: string) => new Map([...whole].filter(([name]) => name !== path))
const pdfPath = [...whole.keys()].find((path) => path.endsWith('.pdf')) ?? ''
const dealPath = `files/${rendered.dealFile}.json`

const broken: [string, ReadonlyMap<string, Uint8Array>, string][] = [
  ['no manifest', without('manifest.json'), 'manifest.json: an entry of the bundle is missing'],
  ['no seal', without('seal.jwt'), 'seal.jwt: an entry of the bundle is missing'],
  ['a file left out', without(dealPath), `${dealPath}: an entry of the bundle is missing`],
  ['a PDF left out', without(pdfPath), `${pdfPath}: an entry of the bundle is missing`],
  [
    'an entry added',
    new Map([...whole, ['documents/more.pdf', new Uint8Array(3)]]),
    'documents/more.pdf: an entry is in the bundle that was not sealed',
  ],
  [
    'a PDF exchanged',
    new Map([...whole, [pdfPath, pdfSaying('x')]]),
    `${pdfPath}: an entry of the bundle is not the one that was sealed`,
  ],
  [
    'trust replaced by nothing',
    new Map([...whole, ['trust.json', new TextEncoder().encode('{}')]]),
    'trust.json, /certificates: an entry is not made as evidence is',
  ],
]

test.each(broken)('named with its place: %s', async (_, entries, expected) => {
  const { exit, text } = await run(entries)
  expect(text).toContain(expected)
  expect(exit).toBe(1)
})

test('no zip, no verdict', async () => {
  const { io, text } = memoryIo({ 'e.zip': new TextEncoder().encode('hello') })
  expect(await verifyCommand(['e.zip'], io, known)).toBe(1)
  expect(text()).toContain('this is no whole zip')
})

test('any byte that is changed in any entry is found, and its entry is named', async () => {
  const entries = [...whole]
  const places = entries.flatMap(([path, bytes]) => (bytes.length > 0 ? [{ path, length: bytes.length }] : []))
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, where, flip) => {
      const { path, length } = places[which % places.length] ?? { path: '', length: 1 }
      const changed = (whole.get(path) ?? new Uint8Array()).slice()
      changed[where % length] = (changed[where % length] ?? 0) ^ flip
      const { exit, text } = await run(new Map([...whole, [path, changed]]))
      expect(exit).toBe(1)
      expect(text).toContain(path)
    }),
    { numRuns: 150 },
  )
})

test('a byte that is changed within a file is found even where the seal is forged anew, or it carried no meaning', async () => {
  // Whoever holds the operator's key could seal a changed bundle: acts, receipts and heads still stand on their own.
  const bytes = whole.get(dealPath) ?? new Uint8Array()
  const original = JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)))
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 127 }), async (at, flip) => {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ flip
      let files: unknown
      try {
        files = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(changed))
      } catch {
        return
      }
      if (JSON.stringify(files) === original) return
      const entries = new Map([...whole, [dealPath, changed]])
      const report = await verifyZip(zipOf(entries), known)
      const inside = report.findings.filter(
        ({ code, severity }) => severity === 'fault' && code !== 'bundle/entry-changed',
      )
      expect(inside.length, JSON.stringify(files).slice(0, 80)).toBeGreaterThan(0)
    }),
    { numRuns: 150 },
  )
})

test('a party’s bundle holds nothing that is hidden from it, not even a salt', async () => {
  const bid = rendered.done.bid.sealed.disclosures.map((each) => new TextDecoder().decode(fromBase64(toPadded(each))))
  const [salt = ''] = JSON.parse(bid.find((each) => each.includes('/reserve')) ?? '[]')
  const quote = rendered.done.quoted.sealed.disclosures.map((each) =>
    new TextDecoder().decode(fromBase64(toPadded(each))),
  )
  const [rateSalt = ''] = JSON.parse(quote.find((each) => each.includes('/rate')) ?? '[]')
  expect(salt).toHaveLength(22)
  const at = (party: typeof buyer) => zipOf(bundleOf(rendered, party.signer.organisation))
  expect(await leaks(at(buyer), [salt, rateSalt, '/reserve', '/rate', '1100.00', 'TEST-Insurer'])).toEqual([])
  // The invoice that was presented to the insurer shows the goods, and of the rest nothing.
  const toInsurer = await leaks(at(insurer), [salt, rateSalt, '/reserve', 'drills'])
  expect(new Set(toInsurer.map(({ value }) => value))).toEqual(new Set(['drills', rateSalt]))
  expect(await leaks(at(seller), [rateSalt, '/rate'])).toEqual([])
  expect((await leaks(at(seller), [salt])).length).toBeGreaterThan(0)
})

const toPadded = (text: string) => {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/')
  return plain + '='.repeat((4 - (plain.length % 4)) % 4)
}

test('a leak is found in whatever dress it comes', async () => {
  const secret = 'reserve 9,314.27'
  const encode = (text: string) => Buffer.from(text).toString('base64')
  const pdf = pdfSaying(secret)
  const dresses: Record<string, Uint8Array> = {
    'plain.json': new TextEncoder().encode(`{"a":"${secret}"}`),
    'escaped.json': new TextEncoder().encode(`{"a":"\\u0072${secret.slice(1)}"}`),
    'twice.json': new TextEncoder().encode(encode(`{"x":"${encode(`["salt","/p","${secret}"]`)}"}`)),
    'print.pdf': pdf,
  }
  for (const shift of [0, 1, 2])
    dresses[`shifted${shift}.bin`] = new TextEncoder().encode(`!${encode('x'.repeat(shift) + secret)}!`)
  const found = await leaks(zipOf(new Map(Object.entries(dresses))), [secret])
  expect(found.map(({ entry }) => entry).toSorted()).toEqual(expect.arrayContaining(Object.keys(dresses).toSorted()))
})
