import { formatDecimal, formatMoney, type Money } from '@entrepot/money'
import { lineAmount, lineGrossKg, lineNetKg, lineVolume, overLines, totalAmount } from '@entrepot/trade/business'
import { valuesFreeOnBoard } from '@entrepot/tariff'
import { moneyAt, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { closedBooks } from './books.ts'
import { CIF_CREDIT_INPUT, cifCredit, fobTransfer } from './index.ts'
import { Input, readKeyed } from './golden.ts'
import { play } from './play.ts'
import type { Scenario } from './step.ts'

const expected = readKeyed(new URL('./golden-expected.yaml', import.meta.url))
const golden = play(cifCredit())
const sale = viewFile(golden.file('sale'))

const field = (file: string, document: string, name: string) =>
  golden.file(file).documents.get(document)?.fields.get(name)?.value
const text = (file: string, path: string) => viewFile(golden.file(file)).value(path as `/${string}`)
const written = (money: Money | undefined) => money && formatMoney(money)

test('each offer totals what its prices say', () => {
  const totals = [1, 2, 3].map((i) => {
    const proposal = golden.acts.get(`offer ${i}`)?.identity ?? ''
    return written(totalAmount(viewFile(golden.file('sale'), { proposal })))
  })
  expect(totals).toEqual(expected.texts('offersTotal.USD'))
})

test.each(['l1', 'l2'])('line %s amounts, weighs and measures what it must', (line) => {
  expect(written(lineAmount(sale, line))).toBe(expected.text(`lines.${line}.amount`))
  expect(Number(expected.text(`lines.${line}.netKg`))).toBe(Number(formatDecimal(lineNetKg(sale, line) ?? zero)))
  expect(Number(expected.text(`lines.${line}.grossKg`))).toBe(Number(formatDecimal(lineGrossKg(sale, line) ?? zero)))
  expect(Number(expected.text(`lines.${line}.m3`))).toBe(Number(formatDecimal(lineVolume(sale, line) ?? zero)))
})

const zero = { coefficient: 0n, scale: 0 }

test('the packing list adds up', () => {
  const figure = (of: typeof lineNetKg) => Number(formatDecimal(overLines(sale, of) ?? zero))
  expect(figure(lineNetKg)).toBe(Number(expected.text('packing.netKg')))
  expect(figure(lineGrossKg)).toBe(Number(expected.text('packing.grossKg')))
  expect(figure(lineVolume)).toBe(Number(expected.text('packing.m3')))
  expect(text('carriage', '/containers/c1/grossMass/verified')).toBe(expected.text('packing.vgmKg'))
})

test('the cover insures 110 % of the CIF value at the keyed rate', () => {
  expect(text('cover', '/insuredValue')).toEqual(expected.money('cover.insured'))
  expect(text('cover', '/premium')).toEqual(expected.money('cover.premium'))
})

test('the export declaration splits freight and premium off the CIF price', () => {
  const fob = expected.at('fobValue.USD')
  const lines = ['l1', 'l2']
  for (const line of lines)
    expect(field('exportDeclaration', 'exportDeclaration', `items/${line}/fob`)).toBe(fob.text(`fob.${line}`))
  expect(field('exportDeclaration', 'exportDeclaration', 'fobTotal')).toBe(fob.text('total'))
  const declared = viewFile(golden.file('exportDeclaration'))
  const amounts = lines.map((line) => lineAmount(sale, line)).filter((amount) => amount !== undefined)
  const [freight, premium] = [moneyAt(declared, '/freight'), moneyAt(declared, '/premium')]
  if (!freight || !premium) throw new Error('the declaration lacks freight or premium')
  const split = valuesFreeOnBoard(amounts, { freight, premium })
  if ('code' in split) throw new Error(split.code)
  for (const [i, line] of lines.entries()) {
    expect(written(split.lines[i]?.freight)).toBe(fob.text(`freight.${line}`))
    expect(written(split.lines[i]?.premium)).toBe(fob.text(`premium.${line}`))
  }
})

test('each bank has five banking days of its own', () => {
  expect(text('credit', '/examinations/nominatedBank/deadline')).toBe(expected.text('deadlines.nominatedBankExamines'))
  expect(text('credit', '/examinations/issuingBank/deadline')).toBe(expected.text('deadlines.issuingBankExamines'))
})

test('goods are on board on the local day at the port, though the ship sails on the next', () => {
  expect(text('carriage', '/onBoard')).toBe(expected.text('onBoardDate'))
  expect(golden.acts.get('departed')?.at.slice(0, 10)).toBe('2027-01-11')
})

test('duty and VAT come out per line and per tax', () => {
  const assessed = expected.at('import.EUR')
  for (const line of ['l1', 'l2'])
    for (const [name, place] of [
      ['value', 'value'],
      ['duty', 'duty'],
      ['incidental', 'incidental'],
      ['vatBase', 'vatBase'],
      ['vat', 'vat'],
    ] as const)
      expect(text('importDeclaration', `/assessment/${line}/${name}`)).toBe(assessed.text(`${place}.${line}`))
  expect(text('importDeclaration', '/payable')).toEqual({ amount: assessed.text('payable'), currency: 'EUR' })
})

test('the banks charge what they publish', () => {
  const bank = expected.at('bank.USD')
  expect(text('creditApplication', '/debit/issuance')).toBe(bank.text('applicant.issuance'))
  expect(text('creditApplication', '/debit/total')).toBe(bank.text('applicant.totalDebited'))
  expect(text('credit', '/negotiation/commission')).toBe(bank.text('beneficiary.negotiation'))
  expect(text('credit', '/negotiation/interest')).toBe(bank.text('beneficiary.interest'))
  expect(text('credit', '/negotiation/net')).toBe(bank.text('beneficiary.credited'))
})

test('every account closes at its balance, nostro and vostro agree, and each book balances', () => {
  const books = closedBooks(golden)
  const nameOf = (account: string) => {
    if (account === 'income') return account
    if (account.startsWith('vostro')) return `vostro:${organisation('nominatedBank')}`
    return account.startsWith('nostro') ? `nostro:${organisation('issuingBank')}` : `customer:${organisation(account)}`
  }
  for (const [place, bank] of [
    ['rotterdam', 'issuingBank'],
    ['qingdao', 'nominatedBank'],
  ] as const)
    for (const currency of expected.names(`closing.${place}`))
      for (const account of expected.names(`closing.${place}.${currency}`)) {
        const found = written(books.balance(bank, nameOf(account), currency))
        expect([account, currency, found]).toEqual([
          account,
          currency,
          expected.text(`closing.${place}.${currency}.${account}`),
        ])
      }
  expect(books.trial.every((sum) => sum === 0n)).toBe(true)
})

const organisation = (party: string) => golden.parties.get(party)?.signer.organisation ?? ''

test('one cent more on a keyed price moves every figure that depends on it, and nothing else', () => {
  const dearer = play(cifCredit(new Input(repriced('2', 'l1', '14.86'), '')))
  const fields = (played: typeof golden) =>
    new Map(
      [...played.files.values()].flatMap((file) =>
        [...file.documents.values()].flatMap((document) =>
          [...document.fields].map(
            ([name, version]) =>
              [`${document.id} ${name}`, { value: JSON.stringify(version.value), from: version.from ?? [] }] as const,
          ),
        ),
      ),
    )
  const [before, after] = [fields(golden), fields(dearer)]
  const price = (played: typeof golden) => played.file('sale').elements.get('/lines/l1/price')?.at(-1)?.commitment ?? ''
  expect([...after.keys()]).toEqual([...before.keys()])
  const moved = [...after].filter(([name, { value }]) => before.get(name)?.value !== value).map(([name]) => name)
  expect(moved).toContain('invoice total')
  expect(moved).toContain('insurance amount')
  expect(moved).toContain('draft amount')
  expect(moved).toContain('assessment payable')
  expect(moved).toContain('credit amount')
  const depends = dependants(dearer, price(dearer))
  for (const name of moved.filter((each) => !isNameOfAct(each))) expect([name, depends.has(name)]).toEqual([name, true])
})

/** A document's own number may be made of the act that it writes down, which is another act when the price is. */
const isNameOfAct = (name: string) => name.startsWith('quotation-3 number')

/** Every document field that rests, through derivations and citations, on one version. */
function dependants(played: typeof golden, commitment: string): ReadonlySet<string> {
  const reached = new Set([commitment])
  const versions = [...played.files.values()].flatMap((file) => [...file.byCommitment.values()])
  for (let grown = true; grown; ) {
    const size = reached.size
    for (const version of versions)
      if (version.from?.some((each) => reached.has(each)) || (version.origin && reached.has(version.origin.commitment)))
        reached.add(version.commitment)
    grown = reached.size > size
  }
  const names = new Set<string>()
  for (const file of played.files.values())
    for (const document of file.documents.values())
      for (const [name, version] of document.fields)
        if (version.from?.some((each) => reached.has(each))) names.add(`${document.id} ${name}`)
  return names
}

function repriced(offer: string, line: string, price: string) {
  const input = structuredClone(readKeyed(CIF_CREDIT_INPUT).keyed) as Record<string, never>
  const place = ['offers', offer, 'price'].reduce<Record<string, never>>((at, name) => at[name] as never, input)
  Object.assign(place, { [line]: price })
  return input
}

test('FOB plays by the same definitions, the buyer booking and insuring', () => {
  const fob = play(fobTransfer())
  expect(fob.file('carriage').parties.get('booker')?.organisation).toBe(
    fob.file('cover').parties.get('insured')?.organisation,
  )
  expect(fob.advice.get('booking requested') ?? []).not.toContain('booking/other-party-books')
  expect(fob.acts.size).toBeLessThan(golden.acts.size)
})

/** The scenario with one party in another's place at one step, played up to it. */
function played(scenario: Scenario, name: string, instead: { readonly by: string; readonly as: string }) {
  const steps = scenario.steps.map((step) =>
    step.name === name && step.opens
      ? {
          ...step,
          by: instead.by,
          opens: { ...step.opens, parties: { ...step.opens.parties, [instead.as]: instead.by } },
        }
      : step,
  )
  return play({ ...scenario, steps }, { until: name }).advice.get(name) ?? []
}

test('who insures or clears in another’s place is told what the trade term says, and not stopped', () => {
  const seller = { by: 'seller', as: 'insured' }
  expect(played(fobTransfer(), 'cover requested', seller)).toContain('cover/other-party-insures')
  expect(golden.advice.get('cover requested') ?? []).not.toContain('cover/other-party-insures')
  const buyer = { by: 'buyer', as: 'exporter' }
  expect(played(cifCredit(), 'export broker instructed', buyer)).toContain('declaration/other-party-clears')
  expect(golden.advice.get('export broker instructed') ?? []).not.toContain('declaration/other-party-clears')
})
