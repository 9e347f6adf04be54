import { catalogue } from '@entrepot/trade/catalogue'
import { duties, isMalformed, type Party } from '@entrepot/incoterms'
import { viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { type TestParty, testWorld } from '../act/testing.ts'
import { concludedSale, consignment, people } from './testing.ts'

// Case 4 of the core's hard cases: FOB and CIF by the same definitions, other parties booking and insuring.

const who: Readonly<Record<Party, TestParty>> = { seller: people.seller, buyer: people.buyer }

/** Who books and who insures, resolved from the contract of sale. */
function resolved(rule: string) {
  const found = duties(rule)
  if (isMalformed(found)) throw new Error(found.code)
  const insures = found.insures === 'nobody-obliged' ? found.bearsRiskOfCarriage : found.insures
  return { booker: who[found.books], insured: who[insures] }
}

/** A sale under a rule, its goods booked and insured by whoever the rule makes do so, on their whole way. */
function carriedUnder(rule: string, place: string) {
  const world = testWorld(catalogue, Object.values(people))
  const { booker, insured } = resolved(rule)
  const sale = concludedSale(world, { rule, place, lines: ['l1', 'l2'] })
  const way = consignment({ booker }, world)
  const cited = {
    '/booking/terms': sale.commitmentAt('/incoterm/rule'),
    '/goods/l1/description': sale.commitmentAt('/lines/l1/goods'),
    '/goods/l2/description': sale.commitmentAt('/lines/l2/goods'),
  } as const
  const booking = way.does('book/1', { cited })
  const cover = world.nextId()
  const asked = world.act({
    ...{ type: 'request-cover/1', by: insured, as: 'insured', file: cover },
    opens: {
      kind: 'cover',
      parties: { insured: insured.signer.organisation, insurer: people.insurer.signer.organisation },
    },
    keyed: {
      '/value': '29700.00',
      '/percent': '110',
      '/clauses': ['ICC(A)'],
      '/goods/l1': 'Goods of l1',
      '/from': 'CNTAO',
      '/to': 'NLRTM',
    },
    cited: { '/currency': sale.commitmentAt('/currency') },
  })
  way.upTo('the end')
  return { ...way, booking, asked, cited }
}

//     rule  place    books     insures   suits a container
test.each([
  ['CIF', 'NLRTM', 'seller', 'seller', 'CIP'],
  ['FOB', 'CNTAO', 'buyer', 'buyer', 'FCA'],
] as const)(
  'under %s %s the %s books and the %s insures, by the same acts',
  (rule, place, books, insures, suggestion) => {
    const { booking, asked, state } = carriedUnder(rule, place)
    expect(booking.act.signer.organisation).toBe(who[books].signer.organisation)
    expect(asked.act.signer.organisation).toBe(who[insures].signer.organisation)
    expect(booking.composed.judgement).toMatchObject({
      is: 'advised',
      advice: [{ code: 'incoterms/container-under-sea-rule', found: rule, suggestion }],
    })
    expect(booking.composed.judgement).not.toMatchObject({ advice: [{}, {}] })
    const view = viewFile(state())
    expect(view.text('/booking/terms')).toBe(rule)
    expect(view.text('/containers/c1/returned')).toBe('2027-02-19')
  },
)

test('both ways are the same acts in the same order', () => {
  const types = (rule: string, place: string): string[] =>
    carriedUnder(rule, place)
      .state()
      .acts.map((act) => act.type)
      .filter((type) => type !== 'enter/1')
  expect(types('FOB', 'CNTAO')).toEqual(types('CIF', 'NLRTM'))
})

test('the party that the rule does not make book may book: it is advised, and the booking stands', () => {
  const world = testWorld(catalogue, Object.values(people))
  const sale = concludedSale(world, { rule: 'FOB', place: 'CNTAO', lines: ['l1'] })
  const { does, state } = consignment({ booker: people.seller }, world)
  const { composed } = does('book/1', { cited: { '/booking/terms': sale.commitmentAt('/incoterm/rule') } })
  expect(composed.judgement).toMatchObject({
    is: 'advised',
    advice: [
      { code: 'booking/other-party-books', found: people.seller.signer.organisation, suggestion: 'consignee' },
      { code: 'incoterms/container-under-sea-rule' },
    ],
  })
  expect(viewFile(state()).text('/booking/terms')).toBe('FOB')
})

test('who holds no capacity in the carriage does not book, whatever the rule', () => {
  const { world, file, does } = consignment()
  does('book/1')
  const { judgement } = world.attempt({
    ...{ type: 'note-export-release/1', by: people.stranger, as: 'shipper', file },
    keyed: { '/exportRelease': 'X' },
  })
  expect(judgement).toMatchObject({ is: 'refused', refusal: { code: 'authority/capacity-not-held' } })
})
