import type { Group } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { CN, NL, cited, enter, forLines, group, issue, keyed, merged, momentsOf } from '../write.ts'

/** Terms that the bank takes from the application as they stand. */
const TERMS = [
  'rules',
  'contract',
  'applicant',
  'beneficiary',
  'amount',
  'currency',
  'amountTolerance',
  'available',
  'tenor',
  'confirmation',
  'latestShipment',
  'expiryDate',
  'expiryPlace',
  'presentationDays',
  'from',
  'to',
  'partial',
  'transhipment',
  'incoterm',
  'documents',
  'charges',
]

/** The credit: applied for, issued, advised, checked; drawn under, examined, reimbursed, settled. */
export function creditSteps(input: Input): Group[] {
  return [...opening(input), ...drawing(input), ...settlement(input)]
}

function opening(input: Input): Group[] {
  const lines = input.names('lines')
  const on = momentsOf(input)
  return [
    group(
      on('creditApplied'),
      NL,
      {
        ...{
          name: 'credit applied for',
          by: 'buyer',
          as: 'applicant',
          act: 'apply-credit/1',
          file: 'creditApplication',
        },
        opens: { kind: 'creditApplication', parties: { applicant: 'buyer', issuingBank: 'issuingBank' } },
        keyed: {
          ...keyed(input, {
            '/terms/rules': 'credit.rules',
            '/terms/amountTolerance': 'credit.amount.tolerance',
            '/terms/available': 'credit.available',
            '/terms/confirmation': 'credit.confirmation',
            '/terms/expiryDate': 'credit.expiry.date',
            '/terms/presentationDays': 'credit.presentationDays',
            '/terms/charges': 'credit.charges',
          }),
          '/terms/tenor': 'sight',
          '/terms/documents': input.texts('credit.documents'),
        },
        cited: cited('sale', {
          '/terms/contract': 'number',
          '/terms/applicant': 'documents/contract/buyer',
          '/terms/beneficiary': 'documents/contract/seller',
          '/terms/expiryPlace': 'documents/contract/sellerPlace',
          '/terms/amount': 'documents/contract/total',
          '/terms/currency': 'currency',
          '/terms/latestShipment': 'shipment/latest',
          '/terms/from': 'deliveryPort',
          '/terms/to': 'incoterm/place',
          '/terms/partial': 'shipment/partial',
          '/terms/transhipment': 'shipment/transhipment',
          '/terms/incoterm': 'incoterm/rule',
          ...merged(lines.map((line) => ({ [`/terms/goods/${line}`]: `lines/${line}/goods` }))),
        }),
      },
      ...enter('creditApplication', [['issuingBank', 'issuingBank']]),
    ),
    group(
      on('creditIssued'),
      NL,
      {
        ...{ name: 'credit issued', by: 'issuingBank', as: 'issuingBank', act: 'issue-credit/1', file: 'credit' },
        opens: {
          kind: 'credit',
          parties: { issuingBank: 'issuingBank', nominatedBank: 'nominatedBank', beneficiary: 'seller' },
        },
        keyed: keyed(input, { '/number': 'credit.number', '/reimbursement': 'credit.reimbursement' }),
        cited: {
          ...merged(TERMS.map((term) => cited('creditApplication', { [`/terms/${term}`]: `terms/${term}` }))),
          ...forLines(lines, (line) => cited('creditApplication', { [`/terms/goods/${line}`]: `terms/goods/${line}` })),
        },
      },
      ...enter('credit', [
        ['nominatedBank', 'nominatedBank'],
        ['seller', 'beneficiary'],
      ]),
      issue('documentary credit issued', 'issuingBank', 'issuingBank', {
        ...{ file: 'credit', definition: 'documentary-credit/1', document: 'credit' },
      }),
    ),
    group(on('advised'), CN, {
      ...{ name: 'credit advised', by: 'nominatedBank', as: 'nominatedBank', act: 'advise-credit/1', file: 'credit' },
      keyed: { '/advice/authenticity': 'satisfied' },
      cited: cited('qingdaoCharges', {
        '/charges/advising': 'charges/advising/amount',
        '/charges/negotiationPercent': 'charges/negotiation/percent',
        '/charges/interestPercent': 'charges/interest/percent',
        '/charges/interestDays': 'charges/interest/days',
        '/charges/dayBasis': 'charges/interest/dayBasis',
      }),
    }),
    group(on('creditChecked'), CN, {
      ...{ name: 'credit checked', by: 'seller', as: 'beneficiary', act: 'check-credit/1', file: 'credit' },
      keyed: { '/check/result': 'workable' },
    }),
  ]
}

/** Documents that the beneficiary presents: name in the presentation, name of the step that issued it. */
const PRESENTED = {
  invoice: 'invoice issued',
  packingList: 'packing list issued',
  billOfLading: 'bill of lading copy issued',
  insurance: 'insurance certificate issued',
  origin: 'certificate of origin issued',
} as const

const paths = (prefix: string) =>
  Object.fromEntries(Object.entries(PRESENTED).map(([name, step]) => [`${prefix}/${name}`, step]))

function drawing(input: Input): Group[] {
  const on = momentsOf(input)
  const bank = { by: 'nominatedBank', as: 'nominatedBank', file: 'credit' }
  return [
    group(
      on('drawnAndPresented'),
      CN,
      {
        ...{ name: 'draft drawn', by: 'seller', as: 'beneficiary', act: 'draw-draft/1', file: 'credit' },
        keyed: { '/draft/number': input.text('numbers.draft') },
        cited: cited('sale', { '/draft/amount': 'documents/invoice/total' }),
      },
      issue('draft issued', 'seller', 'beneficiary', { file: 'credit', definition: 'draft/1', document: 'draft' }),
      {
        ...{
          name: 'control to the nominated bank',
          by: 'seller',
          as: 'shipper',
          act: 'transfer-control/1',
          file: 'carriage',
        },
        keyed: { '/bill/controller': '@nominatedBank' },
      },
      {
        ...{ name: 'documents presented', by: 'seller', as: 'beneficiary', act: 'present-documents/1', file: 'credit' },
        keyed: { '/presentation/complete': true },
        documents: { ...paths('/presentation/documents'), '/presentation/documents/draft': 'draft issued' },
      },
    ),
    group(
      on('negotiated'),
      CN,
      {
        ...{ ...bank, name: 'examined by the nominated bank', act: 'examine-documents/1' },
        keyed: { '/examinations/nominatedBank/decision': 'complying' },
      },
      { ...bank, name: 'negotiated', act: 'negotiate/1' },
    ),
    group(on('advisingFeeDebited'), CN, { ...bank, name: 'advising fee debited', act: 'debit-advising-fee/1' }),
    group(
      on('forwarded'),
      CN,
      {
        ...{
          name: 'control to the issuing bank',
          by: 'nominatedBank',
          as: 'nominatedBank',
          act: 'transfer-control/1',
          file: 'carriage',
        },
        keyed: { '/bill/controller': '@issuingBank' },
      },
      { ...bank, name: 'documents forwarded', act: 'forward-documents/1' },
    ),
  ]
}

function settlement(input: Input): Group[] {
  const on = momentsOf(input)
  const bank = { by: 'issuingBank', as: 'issuingBank' }
  return [
    group(on('issuerExamined'), NL, {
      ...{ ...bank, file: 'credit', name: 'examined by the issuing bank', act: 'examine-documents/1' },
      keyed: { '/examinations/issuingBank/decision': 'complying' },
    }),
    group(
      on('reimbursed'),
      NL,
      { ...bank, file: 'credit', name: 'reimbursed', act: 'reimburse/1' },
      {
        name: 'reimbursement recorded',
        by: 'nominatedBank',
        as: 'nominatedBank',
        file: 'credit',
        act: 'record-reimbursement/1',
      },
    ),
    group(on('applicantDebited'), NL, {
      ...{ ...bank, file: 'creditApplication', name: 'applicant debited', act: 'debit-applicant/1' },
      cited: {
        ...cited('credit', { '/drawn': 'reimbursed/amount' }),
        ...cited('rotterdamCharges', {
          '/charges/issuancePercent': 'charges/issuance/percent',
          '/charges/message': 'charges/message/amount',
          '/charges/payment': 'charges/payment/amount',
        }),
      },
    }),
    group(
      on('documentsReleased'),
      NL,
      {
        ...{ ...bank, file: 'carriage', name: 'control to the buyer', act: 'transfer-control/1' },
        keyed: { '/bill/controller': '@buyer' },
      },
      {
        ...bank,
        file: 'creditApplication',
        name: 'documents released',
        act: 'release-documents/1',
        documents: paths('/released'),
      },
    ),
  ]
}
