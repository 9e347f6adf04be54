import type { LocalDate } from '@entrepot/calendar'
import type { Decimal, Money, Quantity } from '@entrepot/money'
import type { Datum, DocumentKind } from './documents.ts'

/** A port or place: its name, and its UN/LOCODE where one is stated. */
export interface Place {
  readonly name: string
  /** UN/LOCODE, five characters. */
  readonly code?: string
}

/** Percentages that a credit states itself (SWIFT 39A), or the word "about" beside one figure (art. 30(a)). */
export type Tolerance =
  | { readonly kind: 'about' }
  | { readonly kind: 'stated'; readonly plusPercent: Decimal; readonly minusPercent: Decimal }

export interface CreditLine {
  /** Key by which invoice lines are matched. */
  readonly key: string
  readonly description: string
  readonly quantity?: Quantity
  readonly quantityTolerance?: Tolerance
  /** Price for one unit in major units of the credit's currency. */
  readonly unitPrice?: Decimal
  readonly unitPriceTolerance?: Tolerance
}

/** What the credit says of cover (art. 28(f), (g)). */
export interface InsuranceTerms {
  /** Least percentage of the value; 110 where the credit is silent (art. 28(f)(ii)). */
  readonly percent?: Decimal
  /** Risks or clauses that must be covered, as the credit names them. */
  readonly risks: readonly string[]
  /** Cover irrespective of percentage, so that no excess or franchise is allowed. */
  readonly irrespectiveOfPercentage?: boolean
  readonly from?: Place
  readonly to?: Place
}

/** Electronic records under the eUCP: absent where the credit is subject to the UCP alone. */
export interface ElectronicTerms {
  /** Place for presentation of electronic records (eUCP art. e6(a)), as an address or system. */
  readonly place?: string
  /** Formats allowed for each kind; a kind that is not listed may come in any (eUCP art. e5). */
  readonly formats: Partial<Readonly<Record<DocumentKind, readonly string[]>>>
}

/** A document that the credit asks for. */
export interface RequiredDocument {
  readonly kind: DocumentKind
  /** Name in the credit, where several of one kind are asked for. */
  readonly name?: string
}

/** A documentary credit as an examiner reads it, amendments in force included. */
export interface DocumentaryCredit {
  readonly number: string
  readonly amount: Money
  readonly amountTolerance?: Tolerance
  readonly applicant: string
  readonly beneficiary: string
  /** Expiry date, and the place of the bank with which the credit is available (art. 6(d)). */
  readonly expiry: { readonly date: LocalDate; readonly place: string }
  /** Presentation there is always possible too (art. 6(d)(ii)). */
  readonly issuingBankPlace: string
  readonly latestShipment?: LocalDate
  /** Days after shipment; 21 where the credit is silent (art. 14(c)). */
  readonly presentationDays?: number
  readonly partialShipments: 'allowed' | 'not allowed'
  readonly transhipment: 'allowed' | 'not allowed'
  /** Any of these will do; empty where the credit names none. */
  readonly portsOfLoading: readonly Place[]
  readonly portsOfDischarge: readonly Place[]
  readonly lines: readonly CreditLine[]
  readonly documents: readonly RequiredDocument[]
  readonly insurance?: InsuranceTerms
  readonly electronic?: ElectronicTerms
  /** Further data of the credit which the documents must not contradict (art. 14(d)). */
  readonly data?: Readonly<Record<string, Datum>>
}
