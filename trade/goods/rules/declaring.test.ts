import { catalogue } from '@entrepot/trade/catalogue'
import { type Path, type Value, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { testWorld } from '../../act/testing.ts'
import { issuedDocument, people } from '../testing.ts'

const { seller, buyer, broker, customs, carrier } = people
const refused = (code: string, more = {}) => ({ is: 'refused', refusal: { code, ...more } })
const advised = (code: string, more = {}) => ({ is: 'advised', advice: [{ code, ...more }] })
const ok = { is: 'ok' }
type Keyed = Readonly<Record<Path, Value>>
const invoice = { definition: 'commercial-invoice/1', fields: { number: 'INV-2026-3307' } }
const licence = { definition: 'export-licence/1', fields: { number: 'EL-26-7781', hs6: '820411' } }
const controlled = { '/goods/l2/hs6': '820411', '/goods/l2/licenceMeasure': 'demonstration measure' } as const

interface Exporting {
  readonly keyed?: Keyed
  readonly licensed?: boolean
  readonly declarant?: typeof broker
  readonly shown?: Parameters<typeof issuedDocument>[2]
}

/** An export declaration as its broker finds it. */
function exporting({ keyed = {}, licensed = false, declarant = broker, shown = licence }: Exporting = {}) {
  const world = testWorld(catalogue, Object.values(people))
  const documents = {
    '/documents/invoice': issuedDocument(world, seller, invoice),
    ...(licensed ? { '/documents/licence': issuedDocument(world, seller, shown) } : {}),
  }
  const file = world.nextId()
  const parties = {
    exporter: seller.signer.organisation,
    declarant: declarant.signer.organisation,
    customs: customs.signer.organisation,
  }
  world.act({
    ...{ type: 'instruct-export/1', by: seller, as: 'exporter', file, documents },
    opens: { kind: 'exportDeclaration', parties },
    keyed: { '/currency': 'USD', ...keyed },
  })
  for (const [by, as] of [
    [declarant, 'declarant'],
    [customs, 'customs'],
  ] as const)
    if (by !== seller) world.act({ type: 'enter/1', by, as, file })
  const grant = (more: Keyed = {}) =>
    world.act({
      ...{ type: 'grant-authority/1', by: seller, as: 'exporter', file },
      keyed: {
        '/authorities/a1/agent': declarant.signer.organisation,
        '/authorities/a1/capacity': 'exporter',
        '/authorities/a1/acts': ['declare-export'],
        ...more,
      },
    })
  const declare = (more: Keyed = {}) =>
    world.attempt({
      ...{ type: 'declare-export/1', by: declarant, as: 'declarant', file, at: '2027-01-08T09:30+08:00' },
      keyed: { '/procedure': 'general', ...more },
    }).judgement
  return { world, file, grant, declare }
}

test('a broker declares under a power of attorney that its exporter recorded', () => {
  const { grant, declare } = exporting({ licensed: true })
  expect(declare()).toMatchObject(
    refused('declaration/no-power-of-attorney', { found: broker.signer.organisation, expected: 'exporter' }),
  )
  grant()
  expect(declare()).toMatchObject(ok)
})

//     what was granted                                         what is said
test.each([
  [{ '/authorities/a1/acts': ['*'] }, undefined],
  [{ '/authorities/a1/acts': ['amend-export'] }, 'declaration/no-power-of-attorney'],
  [{ '/authorities/a1/agent': customs.signer.organisation }, 'declaration/no-power-of-attorney'],
  [{ '/authorities/a1/until': '2027-01-08' }, undefined],
  [{ '/authorities/a1/until': '2027-01-07' }, 'declaration/power-of-attorney-ended'],
] as const)('a power of attorney with %j: %s', (granted, code) => {
  const { grant, declare } = exporting({ licensed: true })
  grant(granted)
  expect(declare()).toMatchObject(code === undefined ? ok : refused(code))
})

test('a power of attorney that was ended is none', () => {
  const { world, file, grant, declare } = exporting({ licensed: true })
  const { act } = grant()
  world.act({ type: 'end-authority/1', by: seller, as: 'exporter', file, answers: act.identity })
  expect(declare()).toMatchObject(refused('declaration/no-power-of-attorney'))
})

test('an exporter that declares its own goods needs no power of attorney', () => {
  expect(exporting({ licensed: true, declarant: seller }).declare()).toMatchObject(ok)
})

test('goods for which a published measure demands a licence are not declared without one', () => {
  const { grant, declare } = exporting({ keyed: controlled })
  grant()
  expect(declare()).toMatchObject(refused('declaration/licence-missing', { at: '/goods/l2/licenceMeasure' }))
})

test('with its licence they are', () => {
  const { grant, declare } = exporting({ keyed: controlled, licensed: true })
  grant()
  expect(declare()).toMatchObject(ok)
})

//     what is shown as the licence                                                            what is said
test.each([
  [{ ...licence, fields: { ...licence.fields, validUntil: '2027-01-08' } }, undefined],
  [{ ...licence, fields: { ...licence.fields, validUntil: '2027-01-07' } }, 'declaration/licence-expired'],
  [{ ...licence, fields: { ...licence.fields, hs6: '846721' } }, 'declaration/licence-of-other-goods'],
  [invoice, 'declaration/licence-missing'],
] as const)('controlled goods declared with %j: %s', (shown, code) => {
  const { grant, declare } = exporting({ keyed: controlled, licensed: true, shown })
  grant()
  expect(declare()).toMatchObject(code === undefined ? ok : refused(code))
})

test('where nobody looked at the published measures, the declarant is told', () => {
  const { grant, declare } = exporting()
  grant()
  expect(declare()).toMatchObject(advised('declaration/licence-not-checked'))
})

//     lodged, loading at 08:00 on the 10th      what is said
test.each([
  ['2027-01-07T18:00+08:00', '2027-01-10T08:00+08:00', undefined],
  ['2027-01-09T08:00+08:00', '2027-01-10T08:00+08:00', undefined],
  ['2027-01-09T01:00+01:00', '2027-01-10T08:00+08:00', undefined],
  ['2027-01-09T08:01+08:00', '2027-01-10T08:00+08:00', 'entry-summary/late'],
  ['2027-01-09T08:01+08:00', undefined, 'entry-summary/loading-time-unknown'],
] as const)('an entry summary lodged %s for loading at %s: %s', (at, loading, code) => {
  const world = testWorld(catalogue, Object.values(people))
  const parties = { carrier: carrier.signer.organisation, customs: customs.signer.organisation }
  const { judgement } = world.attempt({
    ...{ type: 'lodge-entry-summary/1', by: carrier, as: 'carrier', file: world.nextId(), at },
    opens: { kind: 'entrySummary', parties },
    keyed: {
      '/goods/l1/description': 'Electric impact drill',
      '/goods/l1/hs6': '846721',
      '/container': 'PRXU4102378',
      '/vessel': 'PRACTICE MERIDIAN',
      '/loading': 'CNTAO',
      '/firstPort': 'NLRTM',
      ...(loading === undefined ? {} : { '/loadingStarts': loading }),
    },
  })
  expect(judgement).toMatchObject(code === undefined ? ok : advised(code, { at: '/loadingStarts' }))
})

const rates: Keyed = {
  '/rate/perUnit': '1.1468',
  '/rate/month': '2027-02',
  '/vatPercent': '21',
  '/items/l1/dutyPercent': '2.7',
  '/items/l2/dutyPercent': '1.7',
  '/assessment/currency': 'EUR',
}

/** The golden import, accepted on 16 February. */
function imported(keyed: Keyed = {}) {
  const world = testWorld(catalogue, Object.values(people))
  const documents = { '/documents/invoice': issuedDocument(world, seller, invoice) }
  const file = world.nextId()
  const parties = {
    importer: buyer.signer.organisation,
    declarant: buyer.signer.organisation,
    customs: customs.signer.organisation,
  }
  world.act({
    ...{ type: 'instruct-import/1', by: buyer, as: 'importer', file, documents },
    opens: { kind: 'importDeclaration', parties },
    keyed: {
      '/currency': 'USD',
      '/items/l1/price': '35640.00',
      '/items/l1/grossKg': '6360.00',
      '/items/l2/price': '14460.00',
      '/items/l2/grossKg': '2745.00',
      '/incidental/terminalHandling': { amount: '245.00', currency: 'EUR' },
      '/incidental/onCarriage': { amount: '390.00', currency: 'EUR' },
      ...keyed,
    },
  })
  world.act({ type: 'enter/1', by: customs, as: 'customs', file })
  const declared = world.act({
    ...{ type: 'declare-import/1', by: buyer, as: 'declarant', file, at: '2027-02-16T09:00+01:00' },
    keyed: { '/procedure': 'freeCirculation', '/items/l1/code': '8467219900', '/items/l2/code': '8204110000' },
  })
  world.act({
    ...{ type: 'accept-import/1', by: customs, as: 'customs', file, at: '2027-02-16T10:00+01:00' },
    ...{ answers: declared.act.identity, keyed: { '/number': 'DEMO-NL-270216-5530' } },
  })
  const deed = (more: Keyed = {}) => ({
    ...{ type: 'assess-import/1', by: customs, as: 'customs', file, at: '2027-02-16T11:00+01:00' },
    keyed: { ...rates, ...more },
  })
  return { world, file, assess: (more?: Keyed) => world.attempt(deed(more)).judgement, deed }
}

test('the golden import is assessed by its act, and what is paid must be what is due', () => {
  const { world, file, deed } = imported()
  world.act(deed())
  expect(viewFile(world.fileOf(file)).value('/payable')).toEqual({ amount: '10582.25', currency: 'EUR' })
  const pay = (amount: string, currency = 'EUR') =>
    world.attempt({
      ...{ type: 'prove-payment/1', by: buyer, as: 'importer', file },
      keyed: { '/paid': { amount, currency } },
    }).judgement
  const expected = { amount: '10582.25', currency: 'EUR' }
  expect(pay('10582.25')).toEqual(ok)
  expect(pay('10582.24')).toMatchObject(refused('declaration/paid-differs', { at: '/paid', expected }))
  expect(pay('10582.25', 'USD')).toMatchObject(refused('declaration/paid-differs'))
})

test('customs assesses by the rate of the month of acceptance', () => {
  const { assess } = imported()
  expect(assess({ '/rate/month': '2027-01' })).toMatchObject(
    refused('assessment/rate-of-other-month', { found: '2027-01', expected: '2027-02' }),
  )
})

test('an assessment that lacks something names it, and nothing is assessed in part', () => {
  const { assess } = imported({ '/items/l3/price': '10.00', '/items/l3/grossKg': '1' })
  expect(assess()).toMatchObject(refused('assessment/element-missing', { at: '/items/l3/dutyPercent' }))
})

test('a price free on board without its carriage is refused under the code of the duty engine', () => {
  const { assess } = imported({ '/valuation/terms': 'FOB' })
  expect(assess()).toMatchObject(refused('tariff/value-element-missing', { found: 'transport-to-introduction' }))
})
