import { base64url } from '@entrepot/crypto'
import { verifyPdf } from '@entrepot/pades'
import { documents } from '@entrepot/trade/documents'
import { subjectOf } from '@entrepot/x509'
import { approve, readAct, readReceipt, seal, type SealedAct, type SealingKey } from '@entrepot/trade/act'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Port } from '../acts/index.ts'
import { begunDeal, composed, type Deed, enrolled, freshId, type PortParty, testPort } from '../acts/testing.ts'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { enrolPortHeld } from '../registers/certificates/index.ts'
import { renderDocument } from '../rendering/index.ts'
import { createApp, type PortApp } from './index.ts'
import { ask } from './testing.ts'

const database = withDatabase()
let port: Port
let app: PortApp
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
  app = createApp({
    port,
    enrolment: { certificates: port.certificates, organisations: port.organisations, now: port.now },
    async identify(request) {
      const [, organisation = '', role, userId] =
        /^Bearer (\S+)(?: (administrator|member (\S+)))?$/.exec(request.headers.get('authorization') ?? '') ?? []
      const caller = { organisation, kind: organisation === 'OPERATOR' ? 'operator' : 'person' } as const
      if (userId !== undefined) return { ...caller, role: 'member', userId }
      return role ? { ...caller, role: 'administrator' } : caller
    },
    isPerson: async () => false,
    addressOf: () => '192.0.2.1',
    practice: {
      makeKey: async () => ({ key: 'ek_test' }),
      addPerson: async (organisation) =>
        organisation === 'TWO' ? { email: 'two-2@practice.example', name: 'Two (2)' } : undefined,
      parties: [],
    },
    log(error) {
      throw error
    },
  })
})

const signature = z.object({ thumbprint: z.string(), algorithm: z.literal('ES256'), signature: z.string() })

/** A party whose key the port openly holds; it signs through the API, one call ahead. */
async function portHeld(organisation: string): Promise<PortParty> {
  const party = { organisation, name: `Practice ${organisation}`, country: 'NL', portHeldKey: true }
  expect((await ask(app, { organisation: 'OPERATOR' }, '/v1/practice/organisations', party)).status).toBe(201)
  const { thumbprint } = z
    .object({ thumbprint: z.string() })
    .parse(await (await ask(app, party, '/v1/practice/signer')).json())
  const key: SealingKey = { algorithm: 'ES256', thumbprint, sign: () => new Uint8Array(64) }
  return { organisation, key, signer: { organisation, name: party.name, country: 'NL', thumbprint } }
}

async function signedByPort(party: PortParty, act: SealedAct): Promise<SealedAct> {
  const input = act.jwt.slice(0, act.jwt.lastIndexOf('.'))
  const answer = await ask(app, party, '/v1/practice/signatures', { signingInput: base64url.encodeText(input) })
  return { ...act, jwt: `${input}.${signature.parse(await answer.json()).signature}` }
}

test('a person acts with the key that the port openly holds, and the receipt says so', async () => {
  const [person, seller] = [await portHeld('PERSON'), await enrolled(port, 'KEEPER')]
  const file = freshId()
  const opens = { kind: 'deal', parties: { buyer: 'PERSON', seller: 'KEEPER' } }
  const deed: Deed = { type: 'ask/1', as: 'buyer', file, opens, keyed: { '/goods': 'drills' } }
  const act = await signedByPort(person, seal(await composed(port, person, deed), person.key))
  const answer = await ask(app, person, '/v1/files', act)
  expect(answer.status).toBe(201)
  const receipt = readReceipt(z.object({ receipt: z.string() }).parse(await answer.json()).receipt)
  expect(receipt.ok && receipt.claims).toMatchObject({
    custody: 'port',
    clock: 'practice',
    reached: '2026-12-01T10:00+08:00',
  })
  const enter = seal(await composed(port, seller, { type: 'enter/1', as: 'seller', file }), seller.key)
  const entered = await ask(app, seller, `/v1/files/${file}/acts`, enter)
  const own = readReceipt(z.object({ receipt: z.string() }).parse(await entered.json()).receipt)
  expect(own.ok && own.claims.custody).toBe('party')
})

test('a port-held key signs acts under its own certificate, and nothing else', async () => {
  const person = await portHeld('SIGNER')
  const header = (typ: string, print: string) =>
    base64url.encodeText(JSON.stringify({ typ, 'x5t#S256': print, alg: 'ES256' }))
  for (const input of [
    `${header('entrepot-receipt+jwt', person.key.thumbprint)}.e30`,
    `${header('entrepot-act+sd-jwt', 'A'.repeat(43))}.e30`,
    'hello',
  ]) {
    const answer = await ask(app, person, '/v1/practice/signatures', { signingInput: base64url.encodeText(input) })
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'practice/not-an-act' }])
  }
})

test('taking parties in is the operator’s, and a party keeps its key when it is taken in again', async () => {
  const person = await portHeld('AGAIN')
  expect((await portHeld('AGAIN')).key.thumbprint).toBe(person.key.thumbprint)
  const party = { organisation: 'MORE', name: 'More', country: 'NL' }
  expect((await ask(app, person, '/v1/practice/organisations', party)).status).toBe(403)
  const enrolment = { certificates: port.certificates, organisations: port.organisations, now: port.now }
  const named = { organisation: 'no such id!', name: 'X', country: 'NL' }
  expect(await enrolPortHeld(enrolment, named)).toMatchObject({ ok: false, code: 'certificate/organisation-id' })
})

test('an organisation asks for two people for an act: one alone is refused, and so is the same person twice', async () => {
  const [maker, checker] = [await enrolled(port, 'TWO'), await enrolled(port, 'TWO')]
  const buyer = await enrolled(port, 'ONE')
  const file = await begunDeal(port, { seller: maker, buyer })
  const write = (organisation: string) =>
    app.request('/v1/policy', {
      method: 'PUT',
      headers: { authorization: `Bearer ${organisation}`, 'content-type': 'application/json' },
      body: JSON.stringify({ twoPeopleFor: ['bid'] }),
    })
  expect((await write('TWO')).status).toBe(403)
  expect((await write('TWO administrator')).status).toBe(200)
  const deed: Deed = { type: 'bid/1', as: 'seller', file, keyed: { '/price': '10.00' } }
  const act = seal(await composed(port, maker, deed), maker.key)
  const read = readAct(act)
  if (!read.ok) throw new Error(read.code)
  const post = async (approvals: readonly string[]) => {
    const answer = await ask(app, maker, `/v1/files/${file}/acts`, { ...act, approvals })
    return [answer.status, z.object({ code: z.string().optional() }).parse(await answer.json()).code]
  }
  const approvedBy = (party: PortParty) => approve(read.identity, '2026-12-01T10:00+08:00', party.key)
  expect(await post([])).toEqual([422, 'authority/second-person-needed'])
  expect(await post([approvedBy(maker)])).toEqual([401, 'approval/same-person'])
  expect(await post([approvedBy(buyer)])).toEqual([401, 'certificate/other-organisation'])
  expect(await post([approve('A'.repeat(43), '2026-12-01T10:00+08:00', checker.key)])).toEqual([
    400,
    'approval/other-act',
  ])
  expect(await post([approvedBy(checker)])).toEqual([201, undefined])
})

test('each further person of an organisation signs with a key of its own, which approves what another sealed', async () => {
  const first = await portHeld('PAIR')
  const signer = async (who: string) =>
    z
      .object({ thumbprint: z.string() })
      .parse(await (await ask(app, { organisation: who }, '/v1/practice/signer')).json()).thumbprint
  const second = await signer('PAIR member u2')
  expect([await signer('PAIR administrator'), await signer('PAIR')]).toEqual([
    first.key.thumbprint,
    first.key.thumbprint,
  ])
  expect(second).not.toBe(first.key.thumbprint)
  expect([await signer('PAIR member u2'), await signer('PAIR member u3')]).toEqual([
    second,
    expect.not.stringMatching(second),
  ])
  expect((await ask(app, { organisation: 'NO-KEY member u2' }, '/v1/practice/signer')).status).toBe(404)
  const add = (who: string) => ask(app, { organisation: who }, '/v1/practice/people', {})
  expect((await add('TWO')).status).toBe(403)
  expect((await add('PAIR administrator')).status).toBe(422)
  expect([(await add('TWO administrator')).status, await (await add('TWO administrator')).json()]).toEqual([
    201,
    { email: 'two-2@practice.example', name: 'Two (2)' },
  ])
})

const sign = (organisation: string, body: Uint8Array, type = 'application/pdf') =>
  app.request('/v1/practice/document-signatures', {
    method: 'POST',
    headers: { authorization: `Bearer ${organisation}`, 'content-type': type },
    body: new Uint8Array(body),
  })

/** Pages as the port renders them. */
function pages(): Uint8Array {
  const definition = documents.get('sale-contract/1')
  if (!definition) throw new Error('there is no contract of sale')
  const printed = {
    language: 'en',
    issuer: 'Practice SIGNS',
    verificationCode: 'ABCDE',
    at: '2027-01-10T21:40+08:00',
  } as const
  return renderDocument({ definition, fields: new Map(), ...printed })
}

test('a document’s pages are signed inside with the port-held key, its time stamped, its pages as they were', async () => {
  await portHeld('SIGNS')
  const pdf = pages()
  const signed = new Uint8Array(await (await sign('SIGNS', pdf)).arrayBuffer())
  expect(Buffer.compare(signed.subarray(0, pdf.length), pdf)).toBe(0)
  const trusted = { anchors: [port.certificates.authority.root.certificate], revocation: 'unchecked' } as const
  const verified = verifyPdf(signed, { signers: trusted, timeStamps: trusted, at: port.now() })
  expect(verified).toMatchObject({
    holds: true,
    signatures: [{ verdict: { level: 'B-T' }, coversTotalDocument: true }],
  })
  const [signature] = verified.ok ? verified.signatures : []
  const signer = signature?.verdict.ok ? subjectOf(signature.verdict.certificate.subject) : undefined
  expect(signer).toMatchObject({ organizationIdentifier: 'SIGNS', organization: 'Practice SIGNS' })
})

test('an organisation that asks for two people to issue a document has none signed by one', async () => {
  await portHeld('SIGNS-BY-TWO')
  await port.organisations.askTwoPeopleFor('SIGNS-BY-TWO', ['issue-document'])
  const refused = await sign('SIGNS-BY-TWO', pages())
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ code: 'authority/second-person-needed' })
})

test('what is no PDF, and who has no port-held key, gets no signature', async () => {
  await portHeld('SIGNS-2')
  expect((await sign('SIGNS-2', new Uint8Array([1, 2, 3]))).status).toBe(422)
  expect((await sign('SIGNS-2', pages(), 'text/plain')).status).toBe(415)
  expect((await sign('NOBODY', pages())).status).toBe(404)
})
