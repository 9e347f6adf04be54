import { base64url, sha256, utf8 } from '@entrepot/crypto'
import { verificationCode } from '@entrepot/trade/documents'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import type { PortApp } from '../http/index.ts'
import { ask, testApp } from '../http/testing.ts'
import type { Port } from './port.ts'
import { begunDeal, type Deed, doIt, enrolled, type PortParty, seenBy, testPort } from './testing.ts'

const database = withDatabase()
let port: Port
let app: PortApp
let seller: PortParty
let buyer: PortParty
let surveyor: PortParty
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
  app = testApp(port)
  seller = await enrolled(port, 'SELLER')
  buyer = await enrolled(port, 'BUYER')
  surveyor = await enrolled(port, 'SURVEYOR')
})

const codeKey = 'fresh-128-bits-of-keys'
const pdf = utf8.encode('%PDF-1.7 a paper')
const listed = z.object({
  documents: z.array(
    z.object({
      document: z.string(),
      verificationCode: z.string(),
      rendered: z.boolean(),
      stale: z.array(z.unknown()),
    }),
  ),
})

/** A deal with a paper on its price, the surveyor in it, who may not read the paper. */
async function issued() {
  const file = await begunDeal(port, { seller, buyer, surveyor })
  await doIt(port, surveyor, { type: 'enter/1', as: 'surveyor', file })
  await doIt(port, seller, { type: 'quote/1', as: 'seller', file, keyed: { '/copy': '10.00' } })
  const from = [(await seenBy(port, seller, file)).elements.get('/copy')?.at(-1)?.commitment ?? '']
  const rendering = base64url.encode(sha256(pdf))
  const paper: Deed = {
    ...{ type: 'paper/1', as: 'seller', file },
    issues: { document: 'paper-1', definition: 'paper/1', language: 'en' },
    rendering: { sha256: rendering, codeKey },
    fields: [
      { path: '/documents/paper-1/number', value: 'P-17', from: [] },
      { path: '/documents/paper-1/price', value: '10.00', from },
    ],
  }
  const outcome = await doIt(port, seller, paper)
  if (outcome.is !== 'appended') throw new Error(JSON.stringify(outcome))
  return { file, act: (await port.files.get(file))?.state.documents.get('paper-1')?.actId ?? '' }
}

const put = (party: PortParty, file: string, content: Uint8Array<ArrayBuffer>) =>
  app.request(`/v1/files/${file}/documents/paper-1/rendering`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${party.organisation}`, 'content-type': 'application/pdf' },
    body: content,
  })

test('a rendering is kept when its bytes are those that the issuer signed, and read by the document’s readers alone', async () => {
  const { file } = await issued()
  const path = `/v1/files/${file}/documents/paper-1/rendering`
  expect((await put(seller, file, new Uint8Array(utf8.encode('%PDF-1.7 another')))).status).toBe(422)
  expect((await put(seller, file, new Uint8Array(utf8.encode('no paper')))).status).toBe(422)
  expect((await put(buyer, file, new Uint8Array(pdf))).status).toBe(404)
  expect((await ask(app, buyer, path)).status).toBe(404)
  expect((await put(seller, file, new Uint8Array(pdf))).status).toBe(204)
  expect((await put(seller, file, new Uint8Array(pdf))).status).toBe(204)
  const answer = await ask(app, buyer, path)
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
    ...[200, 'application/pdf', '%PDF-1.7 a paper'],
  ])
  expect((await ask(app, surveyor, path)).status).toBe(404)
  expect(await (await ask(app, surveyor, `/v1/files/${file}/documents`)).json()).toEqual({ documents: [] })
})

test('a later change of what a document read makes it stale, and says so in the file and to the public', async () => {
  const { file, act } = await issued()
  const code = verificationCode(file, act, codeKey)
  const lookUp = async (text: string) => (await app.request(`/v1/documents/${text}`)).json()
  const read = async () => listed.parse(await (await ask(app, buyer, `/v1/files/${file}/documents`)).json())
  expect((await read()).documents).toMatchObject([{ document: 'paper-1', verificationCode: code, stale: [] }])
  const facts = { issuer: 'Test SELLER', number: 'P-17', rendering: base64url.encode(sha256(pdf)) }
  expect(await lookUp(code)).toEqual({ ...facts, state: 'current' })
  expect(await lookUp(code.toLowerCase().replaceAll('-', ' '))).toEqual({ ...facts, state: 'current' })
  await doIt(port, seller, { type: 'quote/1', as: 'seller', file, keyed: { '/copy': '10.01' } })
  expect((await read()).documents).toMatchObject([{ stale: [{ path: '/copy', fields: ['price'] }] }])
  expect(await lookUp(code)).toEqual({ ...facts, state: 'stale' })
})

test('a party of the file that is no reader of a document has nothing to try guesses of it against', async () => {
  const { file, act } = await issued()
  await put(seller, file, new Uint8Array(pdf))
  const hash = base64url.encode(sha256(pdf))
  const texts = [
    `/v1/files/${file}`,
    `/v1/files/${file}/elements`,
    `/v1/files/${file}/documents`,
    `/v1/evidence?root=${file}`,
  ]
  const shownTo = async (party: PortParty) => {
    const answers = await Promise.all(texts.map(async (path) => (await ask(app, party, path)).arrayBuffer()))
    return answers.flatMap((bytes) => decodedParts(Buffer.from(bytes).toString('latin1'))).join('\n')
  }
  const [his, hers, third] = [await shownTo(seller), await shownTo(buyer), await shownTo(surveyor)]
  for (const shown of [his, hers]) expect([shown.includes(hash), shown.includes(codeKey)]).toEqual([true, true])
  expect([third.includes(hash), third.includes(codeKey), third.includes('P-17')]).toEqual([false, false, false])
  // Nor does the public page tell it: the code is made with what is signed for the readers.
  const status = async (code: string) => (await app.request(`/v1/documents/${code}`)).status
  expect([await status(verificationCode(file, act, codeKey)), await status(verificationCode(file, act))]).toEqual([
    200, 404,
  ])
})

/** A text, and what its parts in base64url say. */
const decodedParts = (text: string): string[] => [
  text,
  ...(text.match(/[A-Za-z0-9_-]{24,}/g) ?? []).map((part) => Buffer.from(part, 'base64url').toString('latin1')),
]

test('a document that was passed on whole is passed on whole, with what its issuer signed of its pages', async () => {
  const bank = await enrolled(port, 'BANK-OF-PAPERS')
  const { file } = await issued()
  await put(seller, file, new Uint8Array(pdf))
  const row = (await port.files.read(file))?.rows.acts.at(-1)
  if (!row) throw new Error('it stands')
  const { jwt, disclosures } = row.sealed
  const attach = (into: string, as: 'seller' | 'buyer'): Deed => ({
    ...{ type: 'attach/1', as, file: into, documents: { '/paper': row.identity } },
    source: () => ({ file, jwt, disclosures }),
  })
  const application = await begunDeal(port, { seller: bank, buyer })
  expect(await doIt(port, buyer, attach(application, 'buyer'))).toMatchObject({ is: 'appended' })
  const credit = await begunDeal(port, { seller: bank, buyer: surveyor })
  expect(await doIt(port, bank, attach(credit, 'seller'))).toMatchObject({ is: 'appended' })
  const path = `/v1/files/${credit}/documents/${base64url.encode(sha256(pdf))}/rendering`
  // Who is given the document by the bank reads its pages, though it may not where it was issued.
  expect(await (await ask(app, surveyor, path)).text()).toBe('%PDF-1.7 a paper')
  const { documents } = listed.parse(await (await ask(app, surveyor, `/v1/files/${credit}/documents`)).json())
  expect(documents).toMatchObject([{ document: '/paper', rendered: true }])
})

test('guessing verification codes is bounded', async () => {
  const answers: number[] = []
  for (let n = 0; n < 40; n += 1) answers.push((await app.request('/v1/documents/AAAAA-AAAAA-AAAAA-AAAAA')).status)
  expect([answers.includes(404), answers.at(-1)]).toEqual([true, 429])
})
