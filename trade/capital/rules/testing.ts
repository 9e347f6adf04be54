import { weekendsClosed } from '@entrepot/calendar'
import type { JudgeContext } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import type { Path, Value } from '@entrepot/trade/file'
import { type Deed, type Done, type TestParty, testParty, testWorld } from '../../act/testing.ts'

/** Test support: a credit of a bank in Rotterdam, available by negotiation with a bank in Qingdao. */
export const beneficiary = testParty('Toolmaker', 'CN')
export const issuingBank = testParty('IssuingBank', 'NL')
const nominatedBank = testParty('NominatedBank', 'CN')
export const applicant = testParty('Importer', 'NL')

type Elements = Readonly<Record<Path, Value>>

/** Terms as the golden trade has them. */
export const TERMS: Elements = {
  '/terms/rules': 'EUCP LATEST VERSION',
  '/terms/applicant': applicant.signer.name,
  '/terms/beneficiary': beneficiary.signer.name,
  '/terms/amount': '50100.00',
  '/terms/currency': 'USD',
  '/terms/amountTolerance': 'none',
  '/terms/available': 'nominated bank, by negotiation, drafts at sight on the issuing bank',
  '/terms/latestShipment': '2027-01-20',
  '/terms/expiryDate': '2027-02-03',
  '/terms/expiryPlace': 'Qingdao',
  '/terms/presentationDays': '21',
  '/terms/from': 'CNTAO',
  '/terms/to': 'NLRTM',
  '/terms/partial': 'not allowed',
  '/terms/transhipment': 'allowed',
  '/terms/goods/l1': 'Electric impact drill, model D750',
  '/terms/documents': ['commercial invoice', 'bill of lading'],
}

const INVOICE = {
  number: 'INV-2026-3307',
  date: '2026-12-29',
  seller: beneficiary.signer.name,
  buyer: applicant.signer.name,
  currency: 'USD',
  incoterm: 'CIF',
  total: '50100.00',
  'lines/l1/goods': 'Electric impact drill, corded, model D750',
  'lines/l1/quantity': '2400',
  'lines/l1/unit': 'PCE',
  'lines/l1/price': '20.875',
}

const BILL = {
  number: 'PLTAO2700118',
  carrier: 'Practice Line',
  shipper: beneficiary.signer.name,
  onBoard: '2027-01-10',
  issued: '2027-01-11',
  from: 'CNTAO',
  to: 'NLRTM',
  vessel: 'PRACTICE MERIDIAN',
  voyage: '102W',
}

/** Both banks are closed on Saturdays and Sundays. */
const CALENDARS = { Qingdao: weekendsClosed('Qingdao'), Testville: weekendsClosed('Testville') }

export interface Presenting {
  readonly at?: string
  readonly amount?: string
  readonly invoice?: Readonly<Record<string, string>>
  readonly bill?: Readonly<Record<string, Value>>
  readonly complete?: boolean
}

/** A credit issued and advised; documents are issued in its own file, which is all that an examiner looks at. */
export function advisedCredit(terms: Elements = {}, context: Partial<JudgeContext> = { calendars: CALENDARS }) {
  const world = testWorld(catalogue, [beneficiary, issuingBank, nominatedBank, applicant], context)
  const file = world.nextId()
  const organisationOf = (party: TestParty) => party.signer.organisation
  const parties = {
    issuingBank: organisationOf(issuingBank),
    nominatedBank: organisationOf(nominatedBank),
    beneficiary: organisationOf(beneficiary),
  }
  const issuing = { by: issuingBank, as: 'issuingBank', file }
  const nominated = { by: nominatedBank, as: 'nominatedBank', file }
  const owner = { by: beneficiary, as: 'beneficiary', file }
  const opens = { kind: 'credit', parties }
  const keyed = { '/number': 'PB26LC001207', ...TERMS, ...terms }
  world.act({ type: 'issue-credit/1', ...issuing, at: '2026-12-11T10:00+01:00', opens, keyed })
  world.act({ type: 'enter/1', ...nominated, at: '2026-12-14T09:00+08:00' })
  world.act({ type: 'enter/1', ...owner, at: '2026-12-14T09:00+08:00' })
  const authenticity = { '/advice/authenticity': 'satisfied' }
  world.act({ type: 'advise-credit/1', ...nominated, at: '2026-12-14T10:00+08:00', keyed: authenticity })

  const issue = (document: string, definition: string, fields: Readonly<Record<string, Value>>): Done => {
    const issues = { document, definition, language: 'en' }
    const values = Object.entries(fields).map(([name, value]) => ({
      path: `/documents/${document}/${name}` as Path,
      value,
      from: [],
    }))
    const deed = { type: 'issue-document/2', ...owner, at: '2027-01-12T10:00+08:00', issues, fields: values }
    // The documents' own rules look at the trade behind them, which an examiner never sees.
    return world.take(world.attempt(deed), beneficiary)
  }
  const drawing = (amount = '50100.00', at = '2027-01-14T09:00+08:00'): Deed => ({
    ...{ type: 'draw-draft/1', ...owner, at, keyed: { '/draft/number': 'DR-3307', '/draft/amount': amount } },
  })
  /** Issues the documents, takes the draft as it is, and prepares the presentation. */
  const presenting = ({ at = '2027-01-14T10:00+08:00', amount, invoice, bill, complete = true }: Presenting): Deed => {
    const documents = {
      invoice: issue('invoice', 'commercial-invoice/1', {
        ...INVOICE,
        ...(amount ? { total: amount } : {}),
        ...invoice,
      }),
      bill: issue('bill', 'bill-of-lading/1', { ...BILL, ...bill }),
    }
    world.take(world.attempt(drawing(amount, '2027-01-14T09:00+08:00')), beneficiary)
    return {
      ...{ type: 'present-documents/1', ...owner, at, keyed: { '/presentation/complete': complete } },
      documents: Object.fromEntries(
        Object.entries(documents).map(([name, { act }]) => [`/presentation/documents/${name}`, act.identity]),
      ),
    }
  }
  const examining = (bank: 'issuingBank' | 'nominatedBank', decision: string, more: Partial<Deed> = {}): Deed => ({
    ...{ type: 'examine-documents/1', ...(bank === 'issuingBank' ? issuing : nominated) },
    ...{ at: bank === 'issuingBank' ? '2027-01-21T10:00+01:00' : '2027-01-19T10:00+08:00', ...more },
    keyed: { [`/examinations/${bank}/decision`]: decision, ...more.keyed },
  })
  return { world, file, issuing, nominated, owner, drawing, presenting, examining, state: () => world.fileOf(file) }
}
