/** The three letters of a rule of Incoterms 2020. */
export type IncotermCode = (typeof incotermCodes)[number]

/** The eleven rules: seven for any transport, four for sea and inland waterway alone. */
export const incotermCodes = ['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF'] as const

/** The editions that this room knows. */
export type IncotermEdition = 2020

export type Party = 'seller' | 'buyer'

/** Where the seller delivers and, under every rule, the risk passes (A2, A3). */
export type DeliveryPoint =
  | 'at-buyers-disposal'
  | 'with-the-carrier'
  | 'alongside-the-ship'
  | 'on-board'
  | 'arrived-ready-for-unloading'
  | 'arrived-and-unloaded'

/** What the place in the rule's name is. */
export type NamedPlace = 'place-of-delivery' | 'place-of-destination' | 'port-of-shipment' | 'port-of-destination'

/** Cover that a seller owes, at least (A5): clauses by name, per cent of the price, in the contract's currency. */
export type MinimumCover = { readonly clauses: 'ICC(A)' | 'ICC(C)'; readonly percentOfPrice: 110 }

/**
 * Who bears a cost between the two (A9, B9).
 *
 * `carriage-contract`: the seller as far as his contract of carriage covers it, else the buyer.
 * `named-place`: the seller up to the named place, the buyer beyond. `nobody-obliged`: who wants it pays for it.
 */
export type CostBearer = Party | 'carriage-contract' | 'named-place' | 'nobody-obliged'

/** The costs on the way, in the order in which they arise. */
export const costItems = [
  'loading-at-origin',
  'pre-carriage',
  'export-clearance',
  'origin-terminal',
  'main-carriage',
  'insurance',
  'destination-terminal',
  'on-carriage',
  'unloading-at-destination',
  'import-clearance',
] as const

export type CostItem = (typeof costItems)[number]

/** One rule as data. */
export type Incoterm = {
  readonly code: IncotermCode
  readonly edition: IncotermEdition
  readonly english: string
  readonly chinese: string
  readonly transport: 'any' | 'sea-and-inland-waterway'
  readonly namedPlace: NamedPlace
  readonly delivery: DeliveryPoint
  /** Who contracts for the main carriage (A4, B4). */
  readonly carriage: Party
  /** What cover the seller owes (A5); absent where neither owes the other any. */
  readonly cover?: MinimumCover
  /** Who clears for export and for import (A7, B7). */
  readonly exportClearance: Party
  readonly importClearance: Party
  /** Who loads where the seller delivers or hands over, and who unloads at the end (A2, A9). */
  readonly loads: CostBearer
  readonly unloads: CostBearer
  readonly costs: Readonly<Record<CostItem, CostBearer>>
}

/** The articles of Incoterms 2020 that the fields of a rule come from; the texts are the ICC's. */
export const incotermArticles = {
  delivery: 'A2/B2',
  risk: 'A3/B3',
  carriage: 'A4/B4',
  insurance: 'A5/B5',
  document: 'A6/B6',
  clearance: 'A7/B7',
  packaging: 'A8/B8',
  costs: 'A9/B9',
  notices: 'A10/B10',
} as const

type Names = Pick<Incoterm, 'english' | 'chinese' | 'namedPlace' | 'delivery'>

const names: Readonly<Record<IncotermCode, Names>> = {
  EXW: named('Ex Works', '工厂交货', 'place-of-delivery', 'at-buyers-disposal'),
  FCA: named('Free Carrier', '货交承运人', 'place-of-delivery', 'with-the-carrier'),
  CPT: named('Carriage Paid To', '运费付至', 'place-of-destination', 'with-the-carrier'),
  CIP: named('Carriage and Insurance Paid To', '运费和保险费付至', 'place-of-destination', 'with-the-carrier'),
  DAP: named('Delivered at Place', '目的地交货', 'place-of-destination', 'arrived-ready-for-unloading'),
  DPU: named('Delivered at Place Unloaded', '目的地卸货后交货', 'place-of-destination', 'arrived-and-unloaded'),
  DDP: named('Delivered Duty Paid', '完税后交货', 'place-of-destination', 'arrived-ready-for-unloading'),
  FAS: named('Free Alongside Ship', '船边交货', 'port-of-shipment', 'alongside-the-ship'),
  FOB: named('Free On Board', '船上交货', 'port-of-shipment', 'on-board'),
  CFR: named('Cost and Freight', '成本加运费', 'port-of-destination', 'on-board'),
  CIF: named('Cost, Insurance and Freight', '成本、保险费加运费', 'port-of-destination', 'on-board'),
}

function named(english: string, chinese: string, namedPlace: NamedPlace, delivery: DeliveryPoint): Names {
  return { english, chinese, namedPlace, delivery }
}

const bearers: Readonly<Record<string, CostBearer>> = {
  S: 'seller',
  B: 'buyer',
  C: 'carriage-contract',
  P: 'named-place',
  '-': 'nobody-obliged',
}

// One column a cost, in the order of `costItems`:
// loading, pre-carriage, export, origin terminal, main carriage, insurance, destination terminal, on-carriage, unloading, import
const costTable: Readonly<Record<IncotermCode, string>> = {
  EXW: 'B B B B B - B B B B',
  FCA: 'P P S P B - B B B B',
  CPT: 'S S S S S - C P C B',
  CIP: 'S S S S S S C P C B',
  DAP: 'S S S S S - P P B B',
  DPU: 'S S S S S - P P S B',
  DDP: 'S S S S S - P P B S',
  FAS: 'S S S P B - B B B B',
  FOB: 'S S S S B - B B B B',
  CFR: 'S S S S S - C B C B',
  CIF: 'S S S S S S C B C B',
}

function costsOf(code: IncotermCode): Readonly<Record<CostItem, CostBearer>> {
  const columns = costTable[code].split(' ')
  const bearerOf = (item: CostItem): CostBearer => bearers[columns[costItems.indexOf(item)] ?? '-'] ?? 'nobody-obliged'
  return {
    'loading-at-origin': bearerOf('loading-at-origin'),
    'pre-carriage': bearerOf('pre-carriage'),
    'export-clearance': bearerOf('export-clearance'),
    'origin-terminal': bearerOf('origin-terminal'),
    'main-carriage': bearerOf('main-carriage'),
    insurance: bearerOf('insurance'),
    'destination-terminal': bearerOf('destination-terminal'),
    'on-carriage': bearerOf('on-carriage'),
    'unloading-at-destination': bearerOf('unloading-at-destination'),
    'import-clearance': bearerOf('import-clearance'),
  }
}

const seaRules: ReadonlySet<IncotermCode> = new Set(['FAS', 'FOB', 'CFR', 'CIF'])

// CIF asks for the least cover of the Institute Cargo Clauses, CIP for the widest: the change of the 2020 edition.
const covers: ReadonlyMap<IncotermCode, MinimumCover> = new Map([
  ['CIP', { clauses: 'ICC(A)', percentOfPrice: 110 }],
  ['CIF', { clauses: 'ICC(C)', percentOfPrice: 110 }],
])

function partyOf(bearer: CostBearer): Party {
  return bearer === 'seller' ? 'seller' : 'buyer'
}

function ruleOf(code: IncotermCode): Incoterm {
  const costs = costsOf(code)
  const cover = covers.get(code)
  return {
    code,
    edition: 2020,
    ...names[code],
    transport: seaRules.has(code) ? 'sea-and-inland-waterway' : 'any',
    carriage: partyOf(costs['main-carriage']),
    exportClearance: partyOf(costs['export-clearance']),
    importClearance: partyOf(costs['import-clearance']),
    loads: costs['loading-at-origin'],
    unloads: costs['unloading-at-destination'],
    costs,
    ...(cover === undefined ? {} : { cover }),
  }
}

/** All eleven rules, in the order of `incotermCodes`. */
export const incoterms: readonly Incoterm[] = incotermCodes.map(ruleOf)
