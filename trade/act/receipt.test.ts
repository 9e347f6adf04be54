import { sealFlat } from '@entrepot/sd-jwt'
import { expect, test } from 'vitest'
import { readReceipt, type ReceiptClaims, signReceipt } from './receipt.ts'
import { approve, readApproval } from './seal.ts'
import { APPROVAL_TYPE, RECEIPT_TYPE } from './sealed.ts'
import { testParty } from './testing.ts'

const { key } = testParty('Operator')
const digest = 'A'.repeat(43)
const claims: ReceiptClaims = {
  act: digest,
  file: '01900000-0000-7000-8000-000000000001',
  seq: 1,
  head: digest,
  received: '2026-11-22T07:00:00.000Z',
  reached: '2026-12-01T10:00+08:00',
  clock: 'practice',
  ruleset: 'test',
  revocation: { status: 'good', asOf: '2026-11-22T06:00:00.000Z', list: digest },
  custody: 'party',
  facts: [digest],
}

const sealed = (typ: string, payload: object): string =>
  sealFlat({
    algorithm: key.algorithm,
    header: { typ, 'x5t#S256': key.thumbprint },
    payload: JSON.parse(JSON.stringify(payload)),
    disclosures: [],
    sign: key.sign,
  })

test('a receipt reads as it was signed', () => {
  expect(readReceipt(signReceipt(claims, key))).toMatchObject({ ok: true, claims })
  const logged = { ...claims, logBy: '2026-11-23T07:00:00.000Z' }
  expect(readReceipt(signReceipt(logged, key))).toMatchObject({ ok: true, claims: logged })
})

test.each<[string, object]>([
  ['a claim that it does not know', { ...claims, waived: true }],
  ['no act', { ...claims, act: undefined }],
  ['an act that is no digest', { ...claims, act: 'act' }],
  ['a head that is no digest', { ...claims, head: 'A' }],
  ['a file that is no id', { ...claims, file: 'sale' }],
  ['place nought', { ...claims, seq: 0 }],
  ['half a place', { ...claims, seq: 1.5 }],
  ['a place in words', { ...claims, seq: '1' }],
  ['real time with an offset', { ...claims, received: '2026-11-22T07:00+08:00' }],
  ['real time on no day', { ...claims, received: '2026-02-30T07:00:00.000Z' }],
  ['business time without offset', { ...claims, reached: '2026-12-01T10:00' }],
  ['a clock of its own', { ...claims, clock: 'sundial' }],
  ['a custody of its own', { ...claims, custody: 'nobody' }],
  ['no state of revocation', { ...claims, revocation: null }],
  ['a certificate that was not good', { ...claims, revocation: { ...claims.revocation, status: 'revoked' } }],
  ['a state of revocation with more', { ...claims, revocation: { ...claims.revocation, note: 'x' } }],
  ['facts that are none', { ...claims, facts: [1] }],
  ['too many facts', { ...claims, facts: Array.from({ length: 257 }, () => digest) }],
])('a receipt with %s is none', (_, payload) => {
  expect(readReceipt(sealed(RECEIPT_TYPE, payload))).toMatchObject({ ok: false, code: 'act/receipt-claims' })
})

test('what is sealed for something else is no receipt', () => {
  expect(readReceipt(sealed(APPROVAL_TYPE, claims))).toMatchObject({ ok: false, code: 'act/not-a-receipt' })
})

test('an approval says which act and when, and nothing else', () => {
  expect(readApproval(approve(digest, '2026-12-01T10:00+08:00', key))).toMatchObject({ ok: true, approves: digest })
  const said = { approves: digest, at: '2026-12-01T10:00+08:00' }
  for (const wrong of [
    { ...said, approves: 'act' },
    { ...said, approves: undefined },
    { ...said, at: 'soon' },
    { ...said, unless: 'the bank objects' },
  ])
    expect(readApproval(sealed(APPROVAL_TYPE, wrong))).toMatchObject({ ok: false, code: 'act/not-an-approval' })
  expect(readApproval(sealed(RECEIPT_TYPE, said))).toMatchObject({ ok: false, code: 'act/not-an-approval' })
})
