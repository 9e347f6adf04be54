import { expect, test } from 'vitest'
import { advise, costItems, duties, incotermCodes, incotermOf, incoterms, isMalformed, parseIncoterm } from './index.ts'

//     rule   books     insures           export    import    risk of carriage unloads
test.each([
  ['EXW', 'buyer', 'nobody-obliged', 'buyer', 'buyer', 'buyer', 'buyer'],
  ['FCA', 'buyer', 'nobody-obliged', 'seller', 'buyer', 'buyer', 'buyer'],
  ['CPT', 'seller', 'nobody-obliged', 'seller', 'buyer', 'buyer', 'carriage-contract'],
  ['CIP', 'seller', 'seller', 'seller', 'buyer', 'buyer', 'carriage-contract'],
  ['DAP', 'seller', 'nobody-obliged', 'seller', 'buyer', 'seller', 'buyer'],
  ['DPU', 'seller', 'nobody-obliged', 'seller', 'buyer', 'seller', 'seller'],
  ['DDP', 'seller', 'nobody-obliged', 'seller', 'seller', 'seller', 'buyer'],
  ['FAS', 'buyer', 'nobody-obliged', 'seller', 'buyer', 'buyer', 'buyer'],
  ['FOB', 'buyer', 'nobody-obliged', 'seller', 'buyer', 'buyer', 'buyer'],
  ['CFR', 'seller', 'nobody-obliged', 'seller', 'buyer', 'buyer', 'carriage-contract'],
  ['CIF', 'seller', 'seller', 'seller', 'buyer', 'buyer', 'carriage-contract'],
])('under %s the %s books, %s insures, %s exports, %s imports, %s bears the voyage, %s unloads', (...row) => {
  const [code, books, insures, clearsExport, clearsImport, bearsRiskOfCarriage, unloads] = row
  expect(duties(code)).toMatchObject({ books, insures, clearsExport, clearsImport, bearsRiskOfCarriage, unloads })
})

test('only DPU has the seller unload', () => {
  expect(incoterms.filter(({ unloads }) => unloads === 'seller').map(({ code }) => code)).toEqual(['DPU'])
})

test('a seller owes cover under CIF and CIP alone: ICC(C) and ICC(A), 110 per cent', () => {
  expect(
    incoterms.flatMap(({ code, cover }) => (cover === undefined ? [] : [[code, cover.clauses, cover.percentOfPrice]])),
  ).toEqual([
    ['CIP', 'ICC(A)', 110],
    ['CIF', 'ICC(C)', 110],
  ])
})

test('four rules are for the sea, and they name a port', () => {
  const sea = incoterms.filter(({ transport }) => transport === 'sea-and-inland-waterway')
  expect(sea.map(({ code }) => code)).toEqual(['FAS', 'FOB', 'CFR', 'CIF'])
  expect(sea.every(({ namedPlace }) => namedPlace.startsWith('port-of-'))).toBe(true)
})

test('every rule says of every cost who bears it, in two languages', () => {
  expect(incoterms.map(({ code }) => code)).toEqual(incotermCodes)
  for (const { costs, english, chinese } of incoterms) {
    expect(Object.keys(costs)).toEqual([...costItems])
    expect(english).toMatch(/^[A-Z]/)
    expect(chinese).toMatch(/^\p{Script=Han}/u)
  }
})

test.each([
  ['CIF', 2020, 'NLRTM', undefined],
  ['CIF', 2020, '  ', 'incoterms/named-place-missing'],
  ['CIF', 2020, 'x'.repeat(257), 'incoterms/named-place-too-long'],
  ['CIF', 2010, 'NLRTM', 'incoterms/edition-unknown'],
  ['DAT', 2020, 'NLRTM', 'incoterms/rule-unknown'],
  ['cif', 2020, 'NLRTM', 'incoterms/rule-unknown'],
])('%s of edition %i at %s is read, or malformed', (rule, edition, namedPlace, code) => {
  const term = parseIncoterm({ rule, edition, namedPlace })
  expect(isMalformed(term) ? term.code : undefined).toBe(code)
})

test.each([
  ['FAS', 'FCA'],
  ['FOB', 'FCA'],
  ['CFR', 'CPT'],
  ['CIF', 'CIP'],
  ['FCA', undefined],
  ['CIP', undefined],
])('containers under %s are advised towards %s', (rule, suggestion) => {
  const code = 'incoterms/container-under-sea-rule'
  const advice = { kind: 'advice', code, rule: `Incoterms 2020 ${rule} A2`, suggestion }
  expect(advise({ rule, containerised: true, transport: 'sea' })).toEqual(suggestion === undefined ? [] : [advice])
})

test.each([
  ['CIF by air', { rule: 'CIF', transport: 'air' }, 'incoterms/no-sea-under-sea-rule'],
  ['EXW abroad', { rule: 'EXW', crossesBorder: true }, 'incoterms/ex-works-across-border'],
  ['DDP by a stranger', { rule: 'DDP', sellerCanImport: false }, 'incoterms/seller-cannot-import'],
  ['FCA and a shipped bill', { rule: 'FCA', onBoardBillAsked: true }, 'incoterms/on-board-bill-under-free-carrier'],
  ['CIP with ICC(C)', { rule: 'CIP', cover: cover('ICC(C)', 110) }, 'incoterms/cover-clauses-below-minimum'],
  ['CIP with other clauses', { rule: 'CIP', cover: cover('house', 110) }, 'incoterms/cover-clauses-below-minimum'],
  ['CIF with ICC(A)', { rule: 'CIF', cover: cover('ICC(A)', 110) }, undefined],
  ['CIF at 100 per cent', { rule: 'CIF', cover: cover('ICC(C)', 100) }, 'incoterms/cover-amount-below-minimum'],
  [
    'cover in euros',
    { rule: 'CIF', cover: cover('ICC(C)', 110), contractCurrency: 'EUR' },
    'incoterms/cover-currency-differs',
  ],
  ['FOB with little cover', { rule: 'FOB', cover: cover('ICC(C)', 90) }, undefined],
] as const)('%s', (_, facts, code) => {
  const advice = advise(facts)
  expect(isMalformed(advice) ? advice : advice.map((each) => each.code)).toEqual(code === undefined ? [] : [code])
})

function cover(clauses: string, percentOfPrice: number) {
  return { clauses, percentOfPrice, currency: 'USD' }
}

test('the golden sale, CIF in a container, is advised towards CIP and on nothing else', () => {
  const advice = advise({
    rule: 'CIF',
    edition: 2020,
    containerised: true,
    transport: 'sea',
    crossesBorder: true,
    onBoardBillAsked: true,
    cover: cover('ICC(A)', 110),
    contractCurrency: 'USD',
  })
  expect(advice).toEqual([
    { kind: 'advice', code: 'incoterms/container-under-sea-rule', rule: 'Incoterms 2020 CIF A2', suggestion: 'CIP' },
  ])
})

test('an unknown rule is malformed and not advised on', () => {
  expect(advise({ rule: 'XXX' })).toMatchObject({ kind: 'malformed', code: 'incoterms/rule-unknown', at: 'rule' })
  expect(incotermOf('toString')).toMatchObject({ code: 'incoterms/rule-unknown' })
})
