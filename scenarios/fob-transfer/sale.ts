import type { Input } from '../golden.ts'
import type { Group } from '../timetable.ts'
import { CN, cited, enter, group, issue, keyed, moment, momentsOf, NL } from '../write.ts'

/** The sale FOB: enquiry, offer, acceptance, packing, invoice. */
export function saleSteps(input: Input): Group[] {
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
          ...keyed(input, {
            '/lines/l1/goods': 'lines.l1.goods',
            '/lines/l1/quantity': 'lines.l1.quantity',
            '/lines/l1/unit': 'lines.l1.unit',
            '/currency': 'contract.currency',
            '/finalPlace': 'contract.finalPlace',
            '/incoterm/rule': 'contract.incoterm.rule',
            '/incoterm/edition': 'contract.incoterm.edition',
            '/incoterm/place': 'contract.incoterm.namedPort',
          }),
          '/payment/terms': 'bankTransfer',
        },
      },
      ...enter('sale', [['seller', 'seller']]),
    ),
    ...concluding(input),
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
    group(on('packed'), CN, {
      ...{ ...seller, name: 'packed', act: 'pack/1' },
      keyed: {
        ...keyed(input, {
          '/packing/number': 'numbers.packingList',
          '/marks': 'marks',
          '/lines/l1/cartons': 'lines.l1.cartons',
          '/lines/l1/perCarton': 'lines.l1.perCarton',
          '/lines/l1/netPerCartonKg': 'lines.l1.netPerCartonKg',
          '/lines/l1/grossPerCartonKg': 'lines.l1.grossPerCartonKg',
        }),
        '/lines/l1/cartonCm': input.texts('lines.l1.cartonCm'),
      },
    }),
    group(
      on('invoiced'),
      CN,
      { ...seller, name: 'invoice', act: 'invoice/1', keyed: { '/invoices/i1/number': input.text('numbers.invoice') } },
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
      }),
    }),
    group(on('examined'), '+02:00', {
      ...{ ...buyer, name: 'goods examined', act: 'examine-goods/1', keyed: { '/examination/result': 'conforming' } },
    }),
    group(on('closed'), '+02:00', { ...buyer, name: 'sale closed', act: 'close-sale/1' }),
  ]
}

function concluding(input: Input): Group[] {
  return [
    group(
      moment(input.text('offer.dispatched')),
      CN,
      {
        ...{ by: 'seller', as: 'seller', file: 'sale', name: 'offer', act: 'offer/1', answers: 'enquiry' },
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
      ...{ by: 'buyer', as: 'buyer', file: 'sale', name: 'acceptance', act: 'accept/2', answers: 'offer' },
      at: input.text('acceptance.dispatched'),
      reached: input.text('acceptance.reached'),
    }),
  ]
}
