import { catalogue } from '@entrepot/trade/catalogue'
import type { Composed } from '@entrepot/trade/act'
import type { Path, Value } from '@entrepot/trade/file'
// Test support stands outside the room's face, on purpose: no product code may reach it.
import { type Deed, type Done, type TestParty, testParty, testWorld } from '../act/testing.ts'

/** Test support: the goods of one sale on their way, act by act, with the golden trade's figures. */

/** Those who take part, with keys from their names. */
export const people = {
  seller: testParty('Seller', 'CN'),
  buyer: testParty('Buyer', 'NL'),
  carrier: testParty('Line', 'NL'),
  agency: testParty('Agency', 'NL'),
  qingdao: testParty('TerminalQingdao', 'CN'),
  rotterdam: testParty('TerminalRotterdam', 'NL'),
  haulier: testParty('Haulage', 'NL'),
  nominated: testParty('BankQingdao', 'CN'),
  issuing: testParty('BankRotterdam', 'NL'),
  insurer: testParty('Marine', 'CN'),
  broker: testParty('Broker', 'CN'),
  customs: testParty('Customs', 'CN'),
  stranger: testParty('Stranger', 'NL'),
} as const satisfies Readonly<Record<string, TestParty>>

/** Organisations by capacity in a carriage, where the seller books. */
const placesInCarriage: Readonly<Record<string, TestParty>> = {
  booker: people.seller,
  shipper: people.seller,
  carrier: people.carrier,
  carrierAgent: people.agency,
  terminalLoading: people.qingdao,
  terminalDischarge: people.rotterdam,
  haulier: people.haulier,
  consignee: people.buyer,
  nominatedBank: people.nominated,
  issuingBank: people.issuing,
}

type Keyed = Readonly<Record<Path, Value>>
interface Step {
  readonly as: string
  readonly at: string
  readonly answers?: string
  readonly keyed?: Keyed
}

const goods: Keyed = {
  '/goods/l1/description': 'Electric impact drill',
  '/goods/l2/description': 'Combination spanner set',
}
const packed: Keyed = {
  '/goods/l1/grossPerCartonKg': '10.60',
  '/goods/l2/grossPerCartonKg': '18.30',
}

/** The golden carriage in its order, by type of act. */
const STEPS: Readonly<Record<string, Step>> = {
  'book/1': {
    as: 'booker',
    at: '2026-12-16T10:00+08:00',
    keyed: {
      ...goods,
      '/booking/terms': 'CIP Rotterdam',
      '/booking/from': 'CNTAO',
      '/booking/to': 'NLRTM',
      '/booking/container': '22G1',
    },
  },
  'confirm-booking/1': {
    ...{ as: 'carrier', at: '2026-12-17T10:00+08:00', answers: 'book' },
    keyed: {
      '/booking/number': 'PLB2612170',
      '/vessel/name': 'PRACTICE MERIDIAN',
      '/vessel/imo': '1234567',
      '/vessel/voyage': '102W',
      '/vessel/firstEuPort': 'NLRTM',
      '/booking/freight': { amount: '2150.00', currency: 'USD' },
      '/freeDays/demurrage': '5',
      '/freeDays/detention': '5',
      '/cutoffs/vgm': '2027-01-07T12:00+08:00',
    },
  },
  'release-empty/1': {
    ...{ as: 'carrier', at: '2027-01-04T09:00+08:00' },
    keyed: {
      '/containers/c1/number': 'PRXU4102378',
      '/containers/c1/type': '22G1',
      '/containers/c1/tareKg': '2250',
      '/containers/c1/toleranceKg': '100',
    },
  },
  'stuff-and-seal/1': {
    ...{ as: 'shipper', at: '2027-01-05T16:00+08:00' },
    keyed: {
      ...packed,
      '/containers/c1/seal': 'PL270451',
      '/containers/c1/holds/l1': '600',
      '/containers/c1/holds/l2': '150',
    },
  },
  'declare-verified-mass/1': {
    ...{ as: 'shipper', at: '2027-01-06T09:00+08:00' },
    keyed: { '/containers/c1/method': '2', '/containers/c1/dunnageKg': '45' },
  },
  'instruct-shipping/1': {
    ...{ as: 'shipper', at: '2027-01-06T10:00+08:00' },
    keyed: { '/instructions/form': 'to order of shipper', '/instructions/freight': 'prepaid' },
  },
  'gate-in/1': {
    ...{ as: 'terminalLoading', at: '2027-01-07T14:20+08:00' },
    keyed: { '/containers/c1/gatedIn': '2027-01-07T14:20+08:00' },
  },
  'note-entry-summary/1': {
    ...{ as: 'carrier', at: '2027-01-07T18:30+08:00' },
    keyed: { '/entrySummary': 'DEMO-EU-270107-0917' },
  },
  'note-export-release/1': {
    ...{ as: 'shipper', at: '2027-01-08T15:30+08:00' },
    keyed: { '/exportRelease': 'DEMO-CN-270108-0042' },
  },
  'load/1': {
    ...{ as: 'carrier', at: '2027-01-10T21:40+08:00' },
    keyed: { '/containers/c1/loaded': '2027-01-10T21:40+08:00' },
  },
  'depart/1': { as: 'carrier', at: '2027-01-11T02:15+08:00' },
  'issue-bill/1': {
    ...{ as: 'carrier', at: '2027-01-11T15:00+08:00' },
    keyed: { '/bill/number': 'PLTAO2700118', '/bill/law': 'SG' },
  },
  'endorse-bill/1': { as: 'shipper', at: '2027-01-12T10:00+08:00', keyed: { '/bill/endorsement': 'blank' } },
  'transfer-control/1': {
    ...{ as: 'shipper', at: '2027-01-14T10:00+08:00' },
    keyed: { '/bill/controller': people.buyer.signer.organisation },
  },
  'arrive/1': { as: 'carrier', at: '2027-02-15T05:30+01:00' },
  'discharge/1': {
    ...{ as: 'terminalDischarge', at: '2027-02-15T19:00+01:00' },
    keyed: { '/containers/c1/discharged': '2027-02-15T19:00+01:00', '/containers/c1/grossMass/outturn': '11385' },
  },
  'note-import-release/1': {
    ...{ as: 'consignee', at: '2027-02-16T15:00+01:00' },
    keyed: { '/importRelease': 'DEMO-NL-270216-5530' },
  },
  'surrender-bill/1': { as: 'consignee', at: '2027-02-16T15:30+01:00' },
  'order-delivery/1': {
    ...{ as: 'carrierAgent', at: '2027-02-16T16:30+01:00' },
    keyed: { '/delivery/order': 'released' },
  },
  'gate-out/1': {
    ...{ as: 'terminalDischarge', at: '2027-02-17T08:00+01:00' },
    keyed: { '/containers/c1/exit': 'gated out' },
  },
  'deliver/1': {
    ...{ as: 'haulier', at: '2027-02-17T11:00+01:00' },
    keyed: { '/containers/c1/handover': 'delivered' },
  },
  'return-empty/1': {
    ...{ as: 'haulier', at: '2027-02-19T15:00+01:00' },
    keyed: { '/containers/c1/return': 'returned' },
  },
}

/** How a deed differs from the golden one; `bare` takes over nothing that is keyed in that one. */
type Change = Partial<Pick<Deed, 'at' | 'as' | 'cited'>> & { readonly keyed?: Keyed; readonly bare?: true }

/**
 * One consignment on its way, all parties entered.
 *
 * @param places organisations by capacity, where they differ from `placesInCarriage`.
 */
export function consignment(
  places: Readonly<Record<string, TestParty>> = {},
  world = testWorld(catalogue, Object.values(people)),
) {
  const file = world.nextId()
  const byCapacity = { ...placesInCarriage, ...places }
  const deedOf = (type: string, change: Change = {}): Deed => {
    const step = STEPS[type]
    if (!step) throw new Error(`no step ${type}`)
    const as = change.as ?? step.as
    const by = byCapacity[as]
    if (!by) throw new Error(`nobody is ${as}`)
    const answers = world.files
      .get(file)
      ?.actsByName.get(step.answers ?? '')
      ?.at(-1)?.identity
    const parties = Object.fromEntries(Object.entries(byCapacity).map(([of, { signer }]) => [of, signer.organisation]))
    return {
      ...{ type, file, as, by, at: change.at ?? step.at },
      ...(answers === undefined ? {} : { answers }),
      ...(type === 'book/1' ? { opens: { kind: 'carriage', parties } } : {}),
      keyed: withoutCited(change.bare ? (change.keyed ?? {}) : { ...step.keyed, ...change.keyed }, change.cited),
      ...(change.cited ? { cited: change.cited } : {}),
    }
  }
  const does = (type: string, change?: Change): Done => {
    const done = world.act(deedOf(type, change))
    if (type === 'book/1') for (const by of new Set(Object.values(byCapacity))) enter(by)
    return done
  }
  const enter = (by: TestParty): void => {
    const place = Object.entries(byCapacity).find(([, each]) => each === by)?.[0] ?? ''
    const party = world.files.get(file)?.parties.get(place)
    if (party && !party.entered) world.act({ type: 'enter/1', by, as: place, file })
  }
  /** Does every step before one that is not done yet, leaving some out. */
  const upTo = (last: string, leftOut: readonly string[] = []): void => {
    for (const type of Object.keys(STEPS)) {
      if (type === last) return
      if (!leftOut.includes(type) && !world.files.get(file)?.acts.some((act) => act.type === type)) does(type)
    }
  }
  const tries = (type: string, change?: Change): Composed => world.attempt(deedOf(type, change))
  return { world, file, does, tries, upTo, state: () => world.fileOf(file) }
}

/** What is linked is not keyed again. */
const withoutCited = (keyed: Keyed, cited: Deed['cited'] = {}): Keyed =>
  Object.fromEntries(Object.entries(keyed).filter(([path]) => !Object.hasOwn(cited, path)))

type World = ReturnType<typeof testWorld>

/**
 * A sale of some lines, concluded under a rule of Incoterms.
 *
 * @returns its file, and the commitment of what stands at a path in it.
 */
export function concludedSale(
  world: World,
  { rule, place, lines }: { readonly rule: string; readonly place: string; readonly lines: readonly string[] },
) {
  const { seller, buyer } = people
  const file = world.nextId()
  const parties = { seller: seller.signer.organisation, buyer: buyer.signer.organisation }
  const asked = lines.flatMap((line): [Path, Value][] => [
    [`/lines/${line}/goods`, `Goods of ${line}`],
    [`/lines/${line}/quantity`, '1000'],
    [`/lines/${line}/unit`, 'PCE'],
  ])
  const terms: Keyed = { '/incoterm/rule': rule, '/incoterm/edition': '2020', '/incoterm/place': place }
  const enquiry = world.act({
    ...{ type: 'enquire/1', by: buyer, as: 'buyer', file, at: '2026-11-30T10:00+01:00' },
    opens: { kind: 'sale', parties },
    keyed: { ...Object.fromEntries(asked), ...terms, '/currency': 'USD' },
  })
  world.act({ type: 'enter/1', by: seller, as: 'seller', file })
  const offer = world.act({
    ...{ type: 'offer/1', by: seller, as: 'seller', file, at: '2026-12-01T10:00+08:00' },
    answers: enquiry.act.identity,
    keyed: Object.fromEntries(lines.map((line): [Path, Value] => [`/lines/${line}/price`, '14.85'])),
  })
  world.act({
    ...{ type: 'accept/2', by: buyer, as: 'buyer', file, at: '2026-12-02T09:30+01:00' },
    answers: offer.act.identity,
  })
  const commitmentAt = (path: Path): string => {
    const version = world.fileOf(file).elements.get(path)?.at(-1)
    if (!version) throw new Error(`nothing at ${path}`)
    return version.commitment
  }
  return { file, commitmentAt }
}

/**
 * Issues a document with some fields in a file of its own, unjudged: for files that cite it whole.
 *
 * @returns the identity of the issuing act.
 */
export function issuedDocument(
  world: World,
  by: TestParty,
  { definition, fields }: { readonly definition: string; readonly fields: Readonly<Record<string, string>> },
): string {
  const file = world.nextId()
  const parties = { seller: by.signer.organisation, buyer: people.buyer.signer.organisation }
  const asked: Keyed = { '/lines/l1/goods': 'drills', '/lines/l1/quantity': '1', '/lines/l1/unit': 'PCE' }
  world.act({ type: 'enquire/1', by, as: 'seller', file, opens: { kind: 'sale', parties }, keyed: asked })
  const composed = world.attempt({
    ...{ type: 'issue-document/2', by, as: 'seller', file },
    issues: { document: 'd1', definition, language: 'en' },
    fields: Object.entries(fields).map(([name, value]) => ({ path: `/documents/d1/${name}`, value, from: [] })),
  })
  return world.take(composed, by).act.identity
}
