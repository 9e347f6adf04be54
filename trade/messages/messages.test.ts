import { type Content, type Fields, messageMapping } from '@entrepot/edi'
import { directoryFor } from '@entrepot/edifact'
import { cifCredit, readKeyed } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messages } from './all.ts'
import { composeMessage, type TradeMessage } from './compose.ts'
import { messagesOf } from './messages-of.ts'
import { dossierOf, playedTrades, standpointOf } from './testing.ts'

const [cif, fob] = playedTrades()
if (!cif || !fob) throw new Error('two trades are played')
const all = [cif, fob].flatMap(({ name, played, correspondence }) =>
  correspondence.sent.map((message, i) => ({
    title: `${name} ${i + 1} ${message.definition.message}`,
    played,
    message,
  })),
)
const golden = readKeyed(new URL('../../scenarios/golden-expected.yaml', import.meta.url))

const counted = (sent: readonly TradeMessage[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { definition } of sent) counts[definition.message] = (counts[definition.message] ?? 0) + 1
  return counts
}

const one = (type: string): TradeMessage => {
  const found = cif.correspondence.sent.findLast(({ definition }) => definition.message === type)
  if (!found) throw new Error(`no ${type}`)
  return found
}

/** What stands after a qualifier: `MOA 86` of a message. */
const said = ({ elements }: TradeMessage, tag: string, qualifier: string): string[] =>
  elements
    .filter((each) => each.tag === tag)
    .filter(({ path }) => elements.some((each) => each.path === path && each.text === qualifier))
    .filter(({ text }) => text !== qualifier)
    .map(({ text }) => text)

test('every message that should arise in the golden trades is sent', () => {
  expect(cif.correspondence.notSent).toEqual([])
  expect(fob.correspondence.notSent).toEqual([])
  expect(counted(cif.correspondence.sent)).toEqual({
    ...{ REQOTE: 1, QUOTES: 2, ORDERS: 1, ORDRSP: 1, DOCAPP: 1, DOCINF: 1, DOCADV: 1, INVOIC: 1, DESADV: 1 },
    ...{ PAYORD: 6, CREADV: 7 },
    ...{ IFTMBF: 1, IFTMBC: 1, VERMAS: 1, IFTMIN: 1, IFTMCS: 1, IFTMAN: 1, COREOR: 1, IFTSTA: 9 },
    ...{ CUSDEC: 3, CUSRES: 6 },
    ...{ 850: 1, 855: 1, 810: 1, 856: 1, 304: 1, 315: 9, 820: 6 },
  })
  expect(counted(fob.correspondence.sent)).toEqual({
    ...{ REQOTE: 1, QUOTES: 1, INVOIC: 1, DESADV: 1, PAYORD: 2, CREADV: 2 },
    ...{ IFTMBF: 1, IFTMBC: 1, VERMAS: 1, IFTMIN: 1, IFTMCS: 1, IFTMAN: 1, COREOR: 1, IFTSTA: 9, CUSRES: 3 },
    ...{ 810: 1, 856: 1, 304: 1, 315: 9, 820: 2 },
  })
})

test('the messages of the golden trade state its amounts, masses and dates', () => {
  const totals = cif.correspondence.sent
    .filter(({ definition }) => definition.message === 'QUOTES')
    .map((message) => said(message, 'MOA', '86')[0])
  const offered = golden.texts('offersTotal.USD')
  expect(totals).toEqual([offered[0], offered[2]])
  expect(said(one('ORDERS'), 'MOA', '86')).toEqual([offered[2], 'USD'])
  expect(said(one('ORDERS'), 'MOA', '203')).toEqual([
    ...[golden.text('lines.l1.amount'), 'USD'],
    ...[golden.text('lines.l2.amount'), 'USD'],
  ])
  expect(said(one('INVOIC'), 'MOA', '9')).toEqual([offered[2], 'USD'])
  expect(said(one('INVOIC'), 'MEA', 'AAD')).toContain(golden.text('packing.grossKg'))
  expect(said(one('DESADV'), 'MEA', 'VOL')).toContain(golden.text('packing.m3'))
  expect(said(one('DESADV'), 'DTM', '11')).toEqual([golden.text('onBoardDate').replaceAll('-', ''), '102'])
  expect(said(one('DOCADV'), 'MOA', '212')).toEqual([offered[2], 'USD'])
  expect(said(one('DOCADV'), 'DTM', '38')).toEqual(['20270120', '102'])
})

test.each(all)('$title is read back as the fields it says, and all of it is understood', ({ message }) => {
  const { mapping } = message.definition
  expect(mapping.decode(message.tree)).toMatchObject({ fields: message.fields, notUnderstood: [] })
})

test('a message that follows a document says what the document says', () => {
  for (const { played, message } of all) {
    const { after, functionalGroup } = message.definition
    // X12 says the same in other forms: in pieces, in figures without their currency.
    if (typeof after === 'string' || functionalGroup !== undefined) continue
    const documents = [...(played.files.get(message.file)?.documents.values() ?? [])]
    const issued = documents.find(({ act }) => act === message.act)
    const plain = [...(issued?.fields ?? [])].filter(([name]) => !name.includes('/') && name in message.fields)
    expect(plain.length).toBeGreaterThan(10)
    for (const [name, { value }] of plain)
      expect(message.fields[name], `${message.definition.message} ${name}`).toEqual(value)
  }
})

/** Words, figures and dates in the place of those that stand there. */
function otherwise(content: Content, pick: () => number): Content {
  if (typeof content === 'boolean') return content
  if (typeof content === 'string') {
    if (/^\d{4}-\d\d-\d\dT/.test(content))
      return `20${10 + (pick() % 80)}-03-${10 + (pick() % 18)}T0${pick() % 9}:15-04:30`
    if (/^\d{4}-\d\d-\d\d$/.test(content)) return `20${10 + (pick() % 80)}-0${1 + (pick() % 9)}-28`
    if (/^\d+(\.\d+)?$/.test(content)) return content.replaceAll(/\d/g, () => String(1 + (pick() % 9)))
    if (/^[A-Z]{2,5}$/.test(content)) return content.replaceAll(/[A-Z]/g, () => LETTERS[pick() % LETTERS.length] ?? 'A')
    return Array.from({ length: 1 + (pick() % 40) }, () => WORDS[pick() % WORDS.length]).join('')
  }
  const members = new Map<string, Content>(Object.entries(content))
  for (const [name, item] of members) members.set(name, otherwise(item, pick))
  return Array.isArray(content) ? [...members.values()] : Object.fromEntries(members)
}
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const WORDS = ['drill', ' ', 'Schlüssel', '+', "'", ':', '?', '工具', ' & ', '/']

test('whatever else the fields say, a message says them and is read back as they are', () => {
  let whole = 0
  fc.assert(
    fc.property(fc.nat(all.length - 1), fc.infiniteStream(fc.nat(1_000_000)), (which, numbers) => {
      const { message } = all[which] ?? {}
      if (!message) return
      const pick = (): number => {
        const { value, done } = numbers.next()
        return done ? 0 : value
      }
      const { mapping } = message.definition
      const changed: Record<string, Content> = {}
      for (const [name, content] of Object.entries(message.fields)) {
        const other = otherwise(content, pick)
        // Codes of closed lists stay: what has no code is refused, and another test's matter.
        const fits = mapping.encode({ ...message.fields, [name]: other } satisfies Fields).unsayable.length === 0
        changed[name] = fits ? other : content
        if (fits) whole += 1
      }
      const { tree, unsayable } = mapping.encode(changed)
      expect(unsayable).toEqual([])
      expect(mapping.decode(tree)).toMatchObject({ fields: changed, notUnderstood: [] })
    }),
    { numRuns: 150 },
  )
  expect(whole).toBeGreaterThan(150)
})

test('a text that is longer than its place is refused with its name, not cut', () => {
  const { played } = cif
  const at = standpointOf(played, one('INVOIC'))
  const name = at.home.elements.get('/parties/buyer/name')?.at(-1)
  if (!name) throw new Error('the buyer has no name')
  const long = { ...name, value: 'Utrecht Practice Supply '.repeat(9).trim() }
  const home = { ...at.home, elements: new Map(at.home.elements).set('/parties/buyer/name', [long]) }
  const files = new Map(at.dossier.files).set(home.id, home)
  expect(composeMessage(one('INVOIC').definition, { ...at, home, dossier: { root: home, files } })).toMatchObject({
    code: 'message/unsayable',
    fields: ['/buyer'],
    unsayable: [{ code: 'mapping/too-long', field: '/buyer', at: 'SG2/NAD', limit: '175' }],
  })
})

test('a message that would tell its receiver what it may not see is not sent, unless its definition says why it may', () => {
  const { declassifies: _, ...docinf } = one('DOCINF').definition
  const composed = composeMessage(docinf, standpointOf(cif.played, one('DOCINF')))
  expect(composed).toMatchObject({ code: 'message/reveals', message: 'DOCINF' })
  expect('fields' in composed && composed.fields).toEqual(expect.arrayContaining(['number', 'issued']))
})

test('a message without its receiver, or with a field missing, is not sent', () => {
  const at = standpointOf(cif.played, one('DESADV'))
  const parties = new Map([...at.home.parties].filter(([capacity]) => capacity !== 'buyer'))
  const desadv = one('DESADV').definition
  expect(composeMessage(desadv, { ...at, home: { ...at.home, parties } })).toMatchObject({
    code: 'message/no-receiver',
  })
  const elements = new Map([...at.home.elements].filter(([path]) => path !== '/shipping/onBoard'))
  expect(composeMessage(desadv, { ...at, home: { ...at.home, elements } })).toMatchObject({
    code: 'message/field-missing',
    fields: ['onBoard'],
  })
})

test('a party’s own correspondence is what it sends and what it receives', () => {
  const { played } = cif
  const of = (name: string) => played.parties.get(name)?.signer.organisation ?? ''
  const own = (name: string) => counted(messagesOf(dossierOf(played), of(name)).sent)
  expect(own('carrier')).toEqual({
    ...{ CREADV: 2, IFTMBF: 1, IFTMBC: 1, VERMAS: 1, IFTMIN: 1, IFTMCS: 1, IFTSTA: 5, CUSDEC: 1, CUSRES: 1 },
    ...{ 304: 1, 315: 5 },
  })
  expect(own('insurer')).toEqual({ CREADV: 1 })
  expect(own('buyer')).toEqual({
    ...{ REQOTE: 1, QUOTES: 2, ORDERS: 1, ORDRSP: 1, DOCAPP: 1, DOCINF: 1, INVOIC: 1, DESADV: 1, PAYORD: 3 },
    ...{ IFTMAN: 1, IFTSTA: 4, 850: 1, 855: 1, 810: 1, 856: 1, 315: 4, 820: 3 },
  })
  expect(own('importDeclarant')).toEqual({ CUSDEC: 1, CUSRES: 3 })
  expect(own('chamber')).toEqual({})
})

test('a sender composes from its own evidence what the whole trade gives', () => {
  const { played } = cif
  for (const [name, party] of played.parties) {
    const { organisation } = party.signer
    const sentBy = ({ sender }: TradeMessage): boolean => sender.organisation === organisation
    const whole = cif.correspondence.sent.filter(sentBy)
    const own = messagesOf(played.dossierOf(name), organisation).sent.filter(sentBy)
    expect(
      own.map(({ tree }) => tree),
      name,
    ).toEqual(whole.map(({ tree }) => tree))
  }
})

test('a document that is issued again is sent in the place of the first', () => {
  const scenario = cifCredit()
  const played = play(scenario, { until: 'invoice issued' })
  const step = scenario.steps.find(({ name }) => name === 'invoice issued')
  if (!step) throw new Error('no invoice')
  played.play({ ...step, name: 'invoice issued again', at: '2026-12-29T10:00+08:00' })
  const invoices = messagesOf(dossierOf(played)).sent.filter(({ definition }) => definition.message === 'INVOIC')
  expect(invoices.map(({ elements }) => elements[2])).toMatchObject([
    { path: 'BGM[1]', element: 3, text: '9', field: 'function' },
    { path: 'BGM[1]', element: 3, text: '5', field: 'function' },
  ])
})

test('what is stated later changes no message that was sent before', () => {
  const { played, correspondence } = cif
  const until = played.acts.get('order confirmed')
  if (!until) throw new Error('the order was not confirmed')
  const home = played.file('sale')
  const { dossier } = standpointOf(played, { ...one('ORDRSP'), file: home.id, act: until.identity })
  const before = messagesOf(dossier).sent
  expect(before.length).toBe(7)
  expect(before.map(({ elements }) => elements)).toEqual(
    correspondence.sent.slice(0, before.length).map(({ elements }) => elements),
  )
})

const ofDirectories = messages.filter(({ functionalGroup }) => functionalGroup === undefined)

test.each(ofDirectories.map((message) => [message.message, message] as const))(
  '%s fits the official structure as far as its mapping goes',
  (type, { body, release }) => {
    const chosen = directoryFor({ type, version: 'D', release, agency: 'UN' })
    if (!chosen) throw new Error(type)
    expect(() => messageMapping({ type, items: body }, chosen.directory)).not.toThrow()
  },
)
