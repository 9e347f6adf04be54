import { isMalformed, parseQuantity } from '@entrepot/money'
import type { Datum, DocumentKind } from '@entrepot/ucp600'
import { placeOf } from './reading.ts'

/** How a field of a document is compared with the same fact elsewhere (UCP 600 art. 14(d)). */
type Comparison = { readonly fact: string; readonly as: 'reference' | 'name' | 'place' | 'description' } | Measured
interface Measured {
  readonly fact: string
  readonly as: 'quantity'
  /** UN/ECE Recommendation 20. */
  readonly unit: string
}

/** Fields that state the same fact in every document that has them. */
const ANYWHERE: Readonly<Record<string, Comparison>> = {
  contract: { fact: 'contract', as: 'reference' },
  credit: { fact: 'credit', as: 'reference' },
  invoice: { fact: 'invoice', as: 'reference' },
  vessel: { fact: 'vessel', as: 'name' },
  voyage: { fact: 'voyage', as: 'reference' },
  from: { fact: 'portOfLoading', as: 'place' },
  to: { fact: 'portOfDischarge', as: 'place' },
  netKg: { fact: 'netWeight', as: 'quantity', unit: 'KGM' },
  grossKg: { fact: 'grossWeight', as: 'quantity', unit: 'KGM' },
  goods: { fact: 'goods', as: 'description' },
}

/** Fields whose meaning is that of their document: the number of an invoice is the invoice number. */
const OF_KIND: Partial<Readonly<Record<DocumentKind, Readonly<Record<string, Comparison>>>>> = {
  'commercial-invoice': { number: { fact: 'invoice', as: 'reference' } },
  'bill-of-lading': {
    number: { fact: 'billOfLading', as: 'reference' },
    container: { fact: 'container', as: 'reference' },
  },
}

/** The data of a document, by fact, that must not conflict with those of the others. */
export function dataOf(
  kind: DocumentKind,
  text: (field: string) => string | undefined,
): Readonly<Record<string, Datum>> {
  const data: Record<string, Datum> = {}
  for (const [field, comparison] of Object.entries({ ...ANYWHERE, ...OF_KIND[kind] })) {
    const value = text(field)
    const datum = value === undefined ? undefined : datumOf(value, comparison)
    if (datum) data[comparison.fact] = datum
  }
  return data
}

function datumOf(value: string, comparison: Comparison): Datum | undefined {
  if (comparison.as === 'place') return { type: 'place', value: placeOf(value) }
  if (comparison.as !== 'quantity') return { type: comparison.as, value }
  const quantity = parseQuantity(value, comparison.unit)
  return isMalformed(quantity) ? undefined : { type: 'quantity', value: quantity }
}
