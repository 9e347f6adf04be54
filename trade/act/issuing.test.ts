import { decodeDisclosure, encodeDisclosure } from '@entrepot/sd-jwt'
import {
  defineKind,
  document,
  type FoldableAct,
  issuedBy,
  label,
  type ReceiptFacts,
  said,
  text,
} from '@entrepot/trade/file'
import { beforeEach, expect, test } from 'vitest'
import { catalogueOf, defineAct } from './define.ts'
import { generalActs } from './general.ts'
import { judge } from './judge.ts'
import { openAct } from './open.ts'
import { type ReadAct, readAct } from './read.ts'
import { seal } from './seal.ts'
import { type Deed, plainContext, testParty, testWorld } from './testing.ts'

const BOTH = ['seller', 'buyer'] as const
const deal = defineKind({
  name: 'deal',
  label: label('Deal', '交易'),
  flow: 'business',
  capacities: { seller: label('Seller', '卖方'), buyer: label('Buyer', '买方') },
  citesFrom: [],
  elements: {
    '/goods': said(BOTH, text(100), ['Goods', '货物']),
    '/documents/invoice': said('seller', document, ['Invoice', '发票']),
  },
})
const act = (type: string, more: Partial<Parameters<typeof defineAct>[0]>) =>
  defineAct({ type, kind: 'deal', label: label(type, type), effect: 'states', by: [...BOTH], ...more })
const definition = act('issue/1', { issues: true })
const catalogue = catalogueOf(
  [deal],
  [
    act('ask/1', { by: ['buyer'], opens: true, requires: ['/goods'] }),
    act('say/1', { may: ['/goods', '/documents/invoice'] }),
    definition,
    ...generalActs,
  ],
)
const seller = testParty('Seller', 'CN')
const buyer = testParty('Buyer')

let world: ReturnType<typeof testWorld>
let file: string
beforeEach(() => {
  world = testWorld(catalogue, [seller, buyer])
  file = world.nextId()
  const parties = { seller: seller.signer.organisation, buyer: buyer.signer.organisation }
  const opens = { kind: 'deal', parties }
  world.act({ type: 'ask/1', by: buyer, as: 'buyer', file, opens, keyed: { '/goods': 'drills' } })
  world.act({ type: 'enter/1', by: seller, as: 'seller', file })
})

const paper = (id: string) => ({ document: id, definition: 'paper/1', language: 'en' })
const openAs = (read: ReadAct, receipt: ReceiptFacts) => {
  const opened = openAct(read, {
    ...{ definition, file: world.fileOf(file), signer: seller.signer, receipt, signerOf: world.signerOf },
  })
  return opened as FoldableAct
}
const decoded = (disclosure: string): string => Buffer.from(disclosure, 'base64url').toString()
const disclosureOf = (encoded: string) => {
  const read = decodeDisclosure(encoded)
  if (!read.ok) throw new Error(read.code)
  return read
}
const issuing = (id: string, more: Partial<Deed> = {}): Deed => ({
  ...{ type: 'issue/1', by: seller, as: 'seller', file, issues: paper(id) },
  fields: [{ path: `/documents/${id}/total`, value: '10.00', from: [] }],
  ...more,
})
const hash = 'H'.repeat(43)
const codeKey = 'k'.repeat(22)

test('what is signed of a rendering is a disclosure of its own, and nothing of it stands in clear', () => {
  const { sealed, act: issued } = world.act(issuing('inv1', { rendering: { sha256: hash, codeKey } }))
  expect(sealed.jwt.split('.').map((part) => Buffer.from(part, 'base64url').toString())).not.toContainEqual(
    expect.stringMatching(new RegExp(`${hash}|${codeKey}`)),
  )
  expect(world.fileOf(file).documents.get('inv1')).toMatchObject({
    rendering: hash,
    codeKey,
    fields: new Map([['total', expect.anything()]]),
  })
  const read = readAct({ ...sealed, disclosures: sealed.disclosures.filter((each) => !decoded(each).includes(hash)) })
  const opened = read.ok && openAs(read, issued.receipt)
  expect(opened && issuedBy(opened)).toMatchObject({ id: 'inv1', act: issued.identity })
  expect(opened && issuedBy(opened)).not.toHaveProperty('rendering')
})

test('an act that issues a document signs its rendering, and not in clear', () => {
  const { judgement, claims, disclosures, citations, act: whole } = world.attempt(issuing('inv1'))
  expect(judgement.is).toBe('ok')
  const judgeAs = (changed: FoldableAct) => {
    const answer = judge({ file: world.fileOf(file), act: changed, definition, context: plainContext(claims.at) })
    return answer.is === 'refused' ? answer.refusal : answer.is
  }
  const without = { ...whole, statements: whole.statements.filter(({ how }) => how !== 'rendered') }
  expect(judgeAs(without)).toMatchObject({ code: 'document/rendering-missing', at: '/documents/inv1/rendering' })
  const clear = { ...claims, issues: { ...paper('inv1'), rendering: hash } }
  const read = readAct(seal({ claims: clear, disclosures, citations }, seller.key))
  // Nor both: which of the two would count?
  expect(read.ok && openAs(read, whole.receipt)).toMatchObject({ code: 'act/value', at: '/documents/inv1/rendering' })
  expect(judgeAs({ ...without, issues: { ...paper('inv1'), rendering: hash } })).toMatchObject({
    code: 'document/rendering-in-clear',
  })
})

test.each([
  ['another hash', { $rendering: 'short', codeKey }],
  ['no key', { $rendering: hash }],
  ['a short key', { $rendering: hash, codeKey: 'k' }],
  ['more than that', { $rendering: hash, codeKey, of: 'x' }],
])('a rendering that is signed with %s is malformed', (_, raw) => {
  const { claims, disclosures, citations } = world.attempt(issuing('inv1'))
  const changed = disclosures.map((each) => {
    const { salt, name, value } = disclosureOf(each)
    return typeof value === 'object' && value !== null && '$rendering' in value
      ? encodeDisclosure(salt, name, raw)
      : each
  })
  const read = readAct(seal({ claims, disclosures: changed, citations }, seller.key))
  expect(read.ok && openAs(read, { seq: 3, receivedMs: 0, reached: claims.at })).toMatchObject({ code: 'act/value' })
})

const told = (deed: Deed): string => {
  const { judgement } = world.attempt(deed)
  return judgement.is === 'refused' ? judgement.refusal.code : judgement.is
}

test('no act issues a document but one that does', () => {
  world.act(issuing('inv1'))
  const slipped: Deed = { type: 'say/1', by: buyer, as: 'buyer', file, keyed: { '/goods': 'x' }, issues: paper('inv1') }
  expect(() => world.attempt(slipped)).toThrow('act/issues-nothing at issues')
  expect(() => world.attempt({ type: 'issue/1', by: seller, as: 'seller', file })).toThrow(
    'act/issue-missing at issues',
  )
  expect(world.fileOf(file).documents.get('inv1')?.organisation).toBe(seller.signer.organisation)
})

test('a document is issued anew by its issuer alone', () => {
  world.act(issuing('inv1'))
  expect(told(issuing('inv1'))).toBe('ok')
  expect(told(issuing('inv1', { by: buyer, as: 'buyer' }))).toBe('document/not-yours')
})

test('no document takes the place where a file cites one: its fields would pass for those of the cited one', () => {
  const { identity } = world.act(issuing('d1')).act
  world.act({ type: 'say/1', by: seller, as: 'seller', file, documents: { '/documents/invoice': identity } })
  expect(told(issuing('invoice', { by: buyer, as: 'buyer' }))).toBe('document/id-taken')
})
