import { viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { consignment, people } from '../testing.ts'

const refused = (code: string, more = {}) => ({ is: 'refused', refusal: { code, ...more } })
const advised = (...advice: object[]) => ({ is: 'advised', advice })
const ok = { is: 'ok' }

test('the golden carriage goes its whole way without a word', () => {
  const { upTo, state } = consignment()
  upTo('the end')
  const view = viewFile(state())
  const read = ['/onBoard', '/containers/c1/grossMass/verified', '/bill/controller', '/containers/c1/returned'] as const
  expect(read.map((path) => view.text(path))).toEqual([
    '2027-01-10',
    '11400',
    people.buyer.signer.organisation,
    '2027-02-19',
  ])
})

//     terms           booker    what is said
test.each([
  ['CIP Rotterdam', 'seller', undefined],
  ['FCA Qingdao', 'buyer', undefined],
  ['FCA Qingdao', 'seller', 'booking/other-party-books'],
  ['CPT Rotterdam', 'buyer', 'booking/other-party-books'],
  ['C&F Rotterdam', 'seller', 'booking/term-unknown'],
] as const)('%s booked by the %s: %s', (terms, booker, code) => {
  const { tries } = consignment({ booker: people[booker] })
  const { judgement } = tries('book/1', { keyed: { '/booking/terms': terms } })
  expect(judgement).toMatchObject(code === undefined ? ok : advised({ code, at: '/booking/terms' }))
})

test('who books in the other’s place learns whose duty it is', () => {
  const { tries } = consignment()
  const { judgement } = tries('book/1', { keyed: { '/booking/terms': 'FCA' } })
  expect(judgement).toMatchObject(advised({ rule: 'Incoterms 2020 FCA A4/B4', suggestion: 'consignee' }))
})

test('a container booked under CIF is advised towards CIP', () => {
  const { tries } = consignment()
  const { judgement } = tries('book/1', { keyed: { '/booking/terms': 'CIF NLRTM' } })
  expect(judgement).toMatchObject(
    advised({ code: 'incoterms/container-under-sea-rule', found: 'CIF', suggestion: 'CIP' }),
  )
})

test('a ship’s number with a wrong check digit is refused, and told the right one', () => {
  const { tries, does } = consignment()
  does('book/1')
  const { judgement } = tries('confirm-booking/1', { keyed: { '/vessel/imo': '1234568' } })
  expect(judgement).toMatchObject(refused('vessel/imo-check-digit', { found: '1234568', expected: '1234567' }))
})

test('a container number with a wrong check digit is refused', () => {
  const { tries, upTo } = consignment()
  upTo('release-empty/1')
  const { judgement } = tries('release-empty/1', { keyed: { '/containers/c1/number': 'PRXU4102379' } })
  expect(judgement).toMatchObject(
    refused('container/check-digit', { at: '/containers/c1/number', expected: 'PRXU4102378' }),
  )
})

//     reaches the port         what is said
test.each([
  ['2027-01-07T12:00+08:00', undefined],
  ['2027-01-07T05:00+01:00', undefined],
  ['2027-01-07T05:01+01:00', 'container/vgm-after-cutoff'],
] as const)('a verified gross mass that reaches the port at %s: %s', (at, code) => {
  const { tries, upTo } = consignment()
  upTo('declare-verified-mass/1')
  expect(tries('declare-verified-mass/1', { at }).judgement).toMatchObject(code === undefined ? ok : advised({ code }))
})

test('no container passes the gate without its verified gross mass', () => {
  const { tries, upTo } = consignment()
  upTo('gate-in/1', ['declare-verified-mass/1'])
  expect(tries('gate-in/1').judgement).toMatchObject(
    refused('container/no-verified-mass', { rule: 'SOLAS VI/2', at: '/containers/c1/grossMass/verified' }),
  )
})

test('what happened to one container does not help another on its way', () => {
  const { tries, does, upTo } = consignment()
  upTo('stuff-and-seal/1')
  const second = { '/containers/c2/number': 'PRXU4102399', '/containers/c2/tareKg': '2250' } as const
  does('release-empty/1', { keyed: { ...second, '/containers/c2/type': '22G1' }, bare: true })
  upTo('load/1')
  const loaded = { '/containers/c2/loaded': '2027-01-10T21:50+08:00' } as const
  expect(tries('load/1', { keyed: loaded, bare: true }).judgement).toMatchObject(
    refused('container/not-yet', { at: '/containers/c2/gatedIn' }),
  )
})

test('two containers stuffed by one act are both dated, and neither is loaded twice', () => {
  const { tries, does, upTo, state } = consignment()
  upTo('stuff-and-seal/1')
  const second = { '/containers/c2/number': 'PRXU4102399', '/containers/c2/tareKg': '2250' } as const
  does('release-empty/1', { keyed: { ...second, '/containers/c2/type': '22G1' }, bare: true })
  does('stuff-and-seal/1', { keyed: { '/containers/c2/seal': 'PL270452', '/containers/c2/holds/l1': '100' } })
  expect(viewFile(state()).text('/containers/c2/stuffed')).toBe('2027-01-05')
  does('declare-verified-mass/1', { keyed: { '/containers/c2/method': '2', '/containers/c2/dunnageKg': '45' } })
  const through = { '/containers/c2/gatedIn': '2027-01-07T14:30+08:00' } as const
  upTo('gate-in/1')
  does('gate-in/1', { keyed: through })
  upTo('load/1')
  does('load/1', { keyed: { '/containers/c2/loaded': '2027-01-10T21:50+08:00' } })
  const again = { '/containers/c2/loaded': '2027-01-10T21:55+08:00' } as const
  expect(tries('load/1', { keyed: again, bare: true }).judgement).toMatchObject(refused('act/already-done'))
})

test('a container loaded before it passed the gate is spoken of, not stopped', () => {
  const { tries, upTo } = consignment()
  upTo('load/1')
  const { judgement } = tries('load/1', { keyed: { '/containers/c1/loaded': '2027-01-06T21:40+08:00' } })
  expect(judgement).toMatchObject(advised({ code: 'container/times-out-of-order', at: '/containers/c1/loaded' }))
})

test('a ship that calls at the European Union loads nothing without an entry summary', () => {
  const { tries, upTo } = consignment()
  upTo('load/1', ['note-entry-summary/1'])
  expect(tries('load/1').judgement).toMatchObject(refused('load/no-entry-summary', { found: 'NLRTM' }))
})

test('a ship that calls nowhere in the European Union needs none', () => {
  const { tries, does, upTo } = consignment()
  does('book/1')
  does('confirm-booking/1', {
    bare: true,
    keyed: {
      '/booking/number': 'PLB1',
      '/vessel/name': 'PRACTICE MERIDIAN',
      '/vessel/voyage': '102W',
      '/booking/freight': { amount: '900.00', currency: 'USD' },
    },
  })
  upTo('load/1', ['note-entry-summary/1'])
  expect(tries('load/1').judgement).toMatchObject(ok)
})

test('loading without a shown export release goes on, and says so', () => {
  const { tries, upTo } = consignment()
  upTo('load/1', ['note-export-release/1'])
  expect(tries('load/1').judgement).toMatchObject(advised({ code: 'load/export-release-not-shown' }))
})

test('the gate opens to what customs and carrier have both released', () => {
  const { tries, does, upTo } = consignment()
  upTo('gate-out/1', ['note-import-release/1'])
  expect(tries('gate-out/1').judgement).toMatchObject(refused('gate-out/not-released', { at: '/importRelease' }))
  does('note-import-release/1')
  expect(tries('gate-out/1').judgement).toMatchObject(ok)
})

//     returned                    what is said
test.each([
  ['2027-02-22T09:00+01:00', undefined],
  ['2027-02-24T09:00+01:00', { demurrageDays: '0', detentionDays: '2' }],
] as const)('five free days after 17 February, and the empty back on %s: %j', (at, found) => {
  const { tries, upTo } = consignment()
  upTo('return-empty/1')
  expect(tries('return-empty/1', { at }).judgement).toMatchObject(
    found === undefined ? ok : advised({ code: 'container/beyond-free-time', found }),
  )
})
