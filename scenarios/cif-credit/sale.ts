import type { Group, Untimed } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { advising, buys, closing, enquiry, examining, invoicing, packing, sells, signing } from '../selling.ts'
import { cited, CN, forLines, group, issue, keyed, moment, momentsOf, NL } from '../write.ts'

/** The sale: enquiry, offers and counter-offers, acceptance, signatures, order, packing, invoice, after-sale service. */
export function saleSteps(input: Input): Group[] {
  const on = momentsOf(input)
  return [
    enquiry(input, 'documentaryCredit'),
    ...offers(input, input.names('lines')),
    group(moment(input.text('acceptance.dispatched')), NL, {
      ...{ ...party(input.text('acceptance.by')), file: 'sale', name: 'acceptance', act: 'accept/2' },
      answers: `offer ${input.items('offers').length}`,
      at: input.text('acceptance.dispatched'),
      reached: input.text('acceptance.reached'),
    }),
    signing(input),
    group(
      on('order'),
      NL,
      { ...buys('order', 'order/1'), cited: cited('sale', { '/orders/o1/number': 'number' }) },
      issue('order issued', 'buyer', 'buyer', {
        file: 'sale',
        definition: 'purchase-order/1',
        document: 'order',
        subject: 'o1',
      }),
      { ...sells('order confirmed', 'confirm-order/1'), answers: 'order' },
    ),
    packing(input),
    invoicing(input, cited('credit', { '/invoices/i1/credit': 'number' })),
    advising(input, { '/shipping/billOfLading': 'bill/number', '/shipping/container/c1': 'containers/c1/number' }),
    examining(input, NL, cited('carriage', { '/delivered': 'containers/c1/delivered' })),
    group(on('serviceAsked'), NL, {
      ...buys('service asked', 'ask-service/1'),
      keyed: { '/service/s1/question': 'Which spare brushes fit model D750?' },
    }),
    group(on('serviceAnswered'), CN, {
      ...{ ...sells('service answered', 'answer-service/1'), answers: 'service asked' },
      keyed: { '/service/s1/answer': 'Brush set B75; two sets are in each carton of drills.' },
    }),
    closing(input, NL),
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
