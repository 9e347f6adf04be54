import type { Group, Untimed } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { cited, CN, enter, forLines, group, issue, keyed, moment, momentsOf, NL } from '../write.ts'

/** The sale: enquiry, offers and counter-offers, acceptance, signatures, order, packing, invoice, after-sale service. */
export function saleSteps(input: Input): Group[] {
  const lines = input.names('lines')
  const on = momentsOf(input)
  const seller = { by: 'seller', as: 'seller', file: 'sale' }
  const buyer = { by: 'buyer', as: 'buyer', file: 'sale' }
  return [
    group(
      on('enquiry'),
      NL,
      {
        ...{ ...buyer, name: 'enquiry', act: 'enquire/1' },
        opens: { kind: 'sale', parties: { seller: 'seller', buyer: 'buyer' } },
        keyed: {
          ...forLines(lines, (line) => ({
            ...keyed(input, {
              [`/lines/${line}/goods`]: `lines.${line}.goods`,
              [`/lines/${line}/quantity`]: `lines.${line}.quantity`,
              [`/lines/${line}/unit`]: `lines.${line}.unit`,
            }),
          })),
          ...keyed(input, {
            '/currency': 'contract.currency',
            '/finalPlace': 'contract.finalPlace',
            '/incoterm/rule': 'contract.incoterm.rule',
            '/incoterm/edition': 'contract.incoterm.edition',
            '/incoterm/place': 'contract.incoterm.namedPort',
          }),
          '/payment/terms': 'documentaryCredit',
        },
      },
      ...enter('sale', [['seller', 'seller']]),
    ),
    ...offers(input, lines),
    group(moment(input.text('acceptance.dispatched')), NL, {
      ...{ ...party(input.text('acceptance.by')), file: 'sale', name: 'acceptance', act: 'accept/2' },
      answers: `offer ${input.items('offers').length}`,
      at: input.text('acceptance.dispatched'),
      reached: input.text('acceptance.reached'),
    }),
    group(
      on('signed'),
      CN,
      { ...seller, name: 'seller signs', act: 'sign-contract/1', keyed: { '/signatures/seller/signed': 'signed' } },
      { ...buyer, name: 'buyer signs', act: 'sign-contract/1', keyed: { '/signatures/buyer/signed': 'signed' } },
      issue('contract issued', 'seller', 'seller', {
        file: 'sale',
        definition: 'sale-contract/1',
        document: 'contract',
      }),
    ),
    group(
      on('order'),
      NL,
      { ...buyer, name: 'order', act: 'order/1', cited: cited('sale', { '/orders/o1/number': 'number' }) },
      issue('order issued', 'buyer', 'buyer', {
        file: 'sale',
        definition: 'purchase-order/1',
        document: 'order',
        subject: 'o1',
      }),
      { ...seller, name: 'order confirmed', act: 'confirm-order/1', answers: 'order' },
    ),
    group(on('packed'), CN, {
      ...{ ...seller, name: 'packed', act: 'pack/1' },
      keyed: {
        '/packing/number': input.text('numbers.packingList'),
        '/marks': input.text('marks'),
        ...forLines(lines, (line) => ({
          ...keyed(input, {
            [`/lines/${line}/cartons`]: `lines.${line}.cartons`,
            [`/lines/${line}/perCarton`]: `lines.${line}.perCarton`,
            [`/lines/${line}/netPerCartonKg`]: `lines.${line}.netPerCartonKg`,
            [`/lines/${line}/grossPerCartonKg`]: `lines.${line}.grossPerCartonKg`,
          }),
          [`/lines/${line}/cartonCm`]: input.texts(`lines.${line}.cartonCm`),
        })),
      },
    }),
    group(
      on('invoiced'),
      CN,
      {
        ...{ ...seller, name: 'invoice', act: 'invoice/1' },
        keyed: { '/invoices/i1/number': input.text('numbers.invoice') },
        cited: cited('credit', { '/invoices/i1/credit': 'number' }),
      },
      issue('invoice issued', 'seller', 'seller', {
        ...{ file: 'sale', definition: 'commercial-invoice/1', document: 'invoice', subject: 'i1' },
      }),
    ),
    group(on('shippingAdvice'), CN, {
      ...{ ...seller, name: 'shipping advice', act: 'advise-shipment/1' },
      cited: cited('carriage', {
        '/shipping/onBoard': 'onBoard',
        '/shipping/vessel': 'vessel/name',
        '/shipping/voyage': 'vessel/voyage',
        '/shipping/billOfLading': 'bill/number',
        '/shipping/container/c1': 'containers/c1/number',
      }),
    }),
    group(on('examined'), NL, {
      ...{ ...buyer, name: 'goods examined', act: 'examine-goods/1', keyed: { '/examination/result': 'conforming' } },
      cited: cited('carriage', { '/delivered': 'containers/c1/delivered' }),
    }),
    group(on('serviceAsked'), NL, {
      ...{ ...buyer, name: 'service asked', act: 'ask-service/1' },
      keyed: { '/service/s1/question': 'Which spare brushes fit model D750?' },
    }),
    group(on('serviceAnswered'), CN, {
      ...{ ...seller, name: 'service answered', act: 'answer-service/1', answers: 'service asked' },
      keyed: { '/service/s1/answer': 'Brush set B75; two sets are in each carton of drills.' },
    }),
    group(on('closed'), NL, { ...buyer, name: 'sale closed', act: 'close-sale/1' }),
  ]
}

const party = (name: string) => ({ by: name, as: name })

/** Each offer answers the one before; the first states every term, the others only what is new. */
function offers(input: Input, lines: readonly string[]): Group[] {
  return input.items('offers').map((offer, i) => {
    const by = offer.text('by')
    const name = `offer ${i + 1}`
    const step: Untimed = {
      ...{ ...party(by), file: 'sale', name, act: 'offer/1', answers: i === 0 ? 'enquiry' : `offer ${i}` },
      at: offer.text('dispatched'),
      reached: offer.text('reached'),
      keyed: {
        ...forLines(lines, (line) => ({ [`/lines/${line}/price`]: offer.text(`price.${line}`) })),
        ...(i === 0 ? firstTerms(input, lines) : {}),
        ...(offer.has('fixedUntil') && !repeats(input, i) ? { '/offer/fixedUntil': offer.text('fixedUntil') } : {}),
      },
      cited: {
        ...(i === 0 ? measuredCodes(input, lines) : {}),
        // The same last day as before is the same statement: it is linked, not keyed again.
        ...(repeats(input, i) ? cited('sale', { '/offer/fixedUntil': 'offer/fixedUntil' }) : {}),
      },
    }
    const quotation = issue(`quotation ${i + 1} issued`, by, by, {
      ...{ file: 'sale', definition: 'quotation/1', document: `quotation-${i + 1}`, subject: name },
    })
    return group(
      moment(offer.text('dispatched')),
      by === 'seller' ? CN : NL,
      step,
      ...(by === 'seller' ? [quotation] : []),
    )
  })
}

/** Whether an offer stays open until the same time as an earlier one. */
const repeats = (input: Input, i: number): boolean => {
  const until = (offer: Input) => (offer.has('fixedUntil') ? offer.text('fixedUntil') : undefined)
  const [own, ...earlier] = input
    .items('offers')
    .slice(0, i + 1)
    .toReversed()
    .map(until)
  return own !== undefined && earlier.includes(own)
}

function firstTerms(input: Input, lines: readonly string[]) {
  return {
    ...keyed(input, {
      '/number': 'contract.number',
      '/quantityTolerance': 'contract.quantityTolerance',
      '/deliveryPort': 'contract.incoterm.deliveryPort',
      '/shipment/from': 'contract.shipment.from',
      '/shipment/latest': 'contract.shipment.latest',
      '/shipment/partial': 'contract.shipment.partial',
      '/shipment/transhipment': 'contract.shipment.transhipment',
      '/inspection': 'contract.inspection',
      '/claimsDays': 'contract.claimsDays',
      '/law': 'contract.law',
      '/arbitration': 'contract.arbitration',
      '/payment/creditAdvisedBy': 'contract.creditAdvisedBy',
    }),
    ...forLines(lines, (line) => keyed(input, { [`/lines/${line}/origin`]: `lines.${line}.origin` })),
    ...forLines(
      lines.filter((line) => line !== input.text('exportLicence.line')),
      (line) => keyed(input, { [`/lines/${line}/hs6`]: `lines.${line}.hs6` }),
    ),
  }
}

/** A heading for which a measure is published is taken from the publication. */
const measuredCodes = (input: Input, lines: readonly string[]) =>
  forLines(
    lines.filter((line) => line === input.text('exportLicence.line')),
    (line) => cited('exportMeasures', { [`/lines/${line}/hs6`]: 'measures/m1/heading' }),
  )
