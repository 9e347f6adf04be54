import type { Path } from '@entrepot/trade/file'
import type { Input } from './golden.ts'
import type { Reference } from './step.ts'
import type { Group, Untimed } from './timetable.ts'
import { CN, cited, enter, forLines, group, issue, keyed, momentsOf, NL } from './write.ts'

type Links = Readonly<Record<Path, Reference>>

/** A step of the seller's in the file of the sale. */
export const sells = (name: string, act: string): Untimed => ({ by: 'seller', as: 'seller', file: 'sale', name, act })

/** A step of the buyer's in the file of the sale. */
export const buys = (name: string, act: string): Untimed => ({ by: 'buyer', as: 'buyer', file: 'sale', name, act })

/** The buyer asks for the lines of the goods; the seller enters. */
export function enquiry(input: Input, payment: 'documentaryCredit' | 'bankTransfer'): Group {
  return group(
    momentsOf(input)('enquiry'),
    NL,
    {
      ...buys('enquiry', 'enquire/1'),
      opens: { kind: 'sale', parties: { seller: 'seller', buyer: 'buyer' } },
      keyed: {
        ...forLines(input.names('lines'), (line) =>
          keyed(input, {
            [`/lines/${line}/goods`]: `lines.${line}.goods`,
            [`/lines/${line}/quantity`]: `lines.${line}.quantity`,
            [`/lines/${line}/unit`]: `lines.${line}.unit`,
          }),
        ),
        ...keyed(input, {
          '/currency': 'contract.currency',
          '/finalPlace': 'contract.finalPlace',
          '/incoterm/rule': 'contract.incoterm.rule',
          '/incoterm/edition': 'contract.incoterm.edition',
          '/incoterm/place': 'contract.incoterm.namedPort',
        }),
        '/payment/terms': payment,
      },
    },
    ...enter('sale', [['seller', 'seller']]),
  )
}

/** Both sign, and the seller writes the contract down. */
export function signing(input: Input): Group {
  return group(
    momentsOf(input)('signed'),
    CN,
    { ...sells('seller signs', 'sign-contract/1'), keyed: { '/signatures/seller/signed': 'signed' } },
    { ...buys('buyer signs', 'sign-contract/1'), keyed: { '/signatures/buyer/signed': 'signed' } },
    issue('contract issued', 'seller', 'seller', {
      ...{ file: 'sale', definition: 'sale-contract/1', document: 'contract' },
    }),
  )
}

/** The goods are packed: cartons, weights, measures, marks. */
export function packing(input: Input): Group {
  return group(momentsOf(input)('packed'), CN, {
    ...sells('packed', 'pack/1'),
    keyed: {
      '/packing/number': input.text('numbers.packingList'),
      '/marks': input.text('marks'),
      ...forLines(input.names('lines'), (line) => ({
        ...keyed(input, {
          [`/lines/${line}/cartons`]: `lines.${line}.cartons`,
          [`/lines/${line}/perCarton`]: `lines.${line}.perCarton`,
          [`/lines/${line}/netPerCartonKg`]: `lines.${line}.netPerCartonKg`,
          [`/lines/${line}/grossPerCartonKg`]: `lines.${line}.grossPerCartonKg`,
        }),
        [`/lines/${line}/cartonCm`]: input.texts(`lines.${line}.cartonCm`),
      })),
    },
  })
}

/** The invoice, with what it links. */
export function invoicing(input: Input, links?: Links): Group {
  return group(
    momentsOf(input)('invoiced'),
    CN,
    {
      ...sells('invoice', 'invoice/1'),
      keyed: { '/invoices/i1/number': input.text('numbers.invoice') },
      ...(links ? { cited: links } : {}),
    },
    issue('invoice issued', 'seller', 'seller', {
      ...{ file: 'sale', definition: 'commercial-invoice/1', document: 'invoice', subject: 'i1' },
    }),
  )
}

/** The seller advises the buyer of the shipment: ship and day, and what else it links from the carriage. */
export function advising(input: Input, more: Readonly<Record<Path, string>> = {}): Group {
  return group(momentsOf(input)('shippingAdvice'), CN, {
    ...sells('shipping advice', 'advise-shipment/1'),
    cited: cited('carriage', {
      '/shipping/onBoard': 'onBoard',
      '/shipping/vessel': 'vessel/name',
      '/shipping/voyage': 'vessel/voyage',
      ...more,
    }),
  })
}

/** The buyer finds the goods conforming. */
export function examining(input: Input, offset: string, links?: Links): Group {
  return group(momentsOf(input)('examined'), offset, {
    ...buys('goods examined', 'examine-goods/1'),
    keyed: { '/examination/result': 'conforming' },
    ...(links ? { cited: links } : {}),
  })
}

/** The buyer closes the file of the sale. */
export const closing = (input: Input, offset: string): Group =>
  group(momentsOf(input)('closed'), offset, buys('sale closed', 'close-sale/1'))
