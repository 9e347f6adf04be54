import type { Input } from '../golden.ts'
import { advising, buys, closing, enquiry, examining, invoicing, packing, sells, signing } from '../selling.ts'
import type { Group } from '../timetable.ts'
import { CN, cited, group, issue, keyed, moment, NL } from '../write.ts'

const SUMMER = '+02:00'

/** The sale FOB: enquiry, offer, acceptance, packing, invoice. */
export function saleSteps(input: Input): Group[] {
  return [
    enquiry(input, 'bankTransfer'),
    ...concluding(input),
    signing(input),
    packing(input),
    invoicing(input),
    advising(input),
    examining(input, SUMMER),
    closing(input, SUMMER),
  ]
}

function concluding(input: Input): Group[] {
  return [
    group(
      moment(input.text('offer.dispatched')),
      CN,
      {
        ...{ ...sells('offer', 'offer/1'), answers: 'enquiry' },
        at: input.text('offer.dispatched'),
        reached: input.text('offer.reached'),
        keyed: keyed(input, {
          '/lines/l1/price': 'offer.price.l1',
          '/lines/l1/hs6': 'lines.l1.hs6',
          '/lines/l1/origin': 'lines.l1.origin',
          '/offer/fixedUntil': 'offer.fixedUntil',
          '/number': 'contract.number',
          '/quantityTolerance': 'contract.quantityTolerance',
          '/shipment/from': 'contract.shipment.from',
          '/shipment/latest': 'contract.shipment.latest',
          '/shipment/partial': 'contract.shipment.partial',
          '/shipment/transhipment': 'contract.shipment.transhipment',
          '/inspection': 'contract.inspection',
          '/claimsDays': 'contract.claimsDays',
          '/law': 'contract.law',
          '/arbitration': 'contract.arbitration',
        }),
        cited: cited('sale', { '/deliveryPort': 'incoterm/place' }),
      },
      issue('quotation issued', 'seller', 'seller', {
        ...{ file: 'sale', definition: 'quotation/1', document: 'quotation', subject: 'offer' },
      }),
    ),
    group(moment(input.text('acceptance.dispatched')), NL, {
      ...{ ...buys('acceptance', 'accept/2'), answers: 'offer' },
      at: input.text('acceptance.dispatched'),
      reached: input.text('acceptance.reached'),
    }),
  ]
}
