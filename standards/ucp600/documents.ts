import type { LocalDate } from '@entrepot/calendar'
import type { Decimal, Money, Quantity } from '@entrepot/money'
import type { Place } from './credit.ts'

export type DocumentKind =
  | 'commercial-invoice'
  | 'bill-of-lading'
  | 'insurance-document'
  | 'packing-list'
  | 'certificate-of-origin'
  | 'draft'
  | 'other'

/** One datum of a document, with the way in which it is compared (art. 14(d)). */
export type Datum =
  | { readonly type: 'quantity'; readonly value: Quantity }
  | { readonly type: 'money'; readonly value: Money }
  | { readonly type: 'date'; readonly value: LocalDate }
  /** A number that identifies: container, invoice, credit, contract. */
  | { readonly type: 'reference'; readonly value: string }
  | { readonly type: 'name'; readonly value: string }
  | { readonly type: 'place'; readonly value: Place }
  /** An address conflicts by its country alone (art. 14(j)). */
  | { readonly type: 'address'; readonly country: string; readonly value: string }
  /** Goods in documents other than the invoice: general terms will do (art. 14(e)). */
  | { readonly type: 'description'; readonly value: string }

interface Document {
  readonly id: string
  /** Name in the credit, for kind `other` or where several of one kind are asked for. */
  readonly name?: string
  readonly medium:
    | { readonly form: 'paper' }
    | { readonly form: 'electronic'; readonly format: string; readonly authenticated: boolean }
  /** Derived from the same data as the others by this system: it cannot conflict with them (art. 14(d) is not tested). */
  readonly derived: boolean
  readonly issuer: string
  readonly dated?: LocalDate
  readonly originals: { readonly issued: number; readonly presented: number }
  /** Data by field name; the same name in two documents means the same fact. */
  readonly data: Readonly<Record<string, Datum>>
}

export interface InvoiceLine {
  readonly key: string
  readonly description: string
  readonly quantity: Quantity
  readonly unitPrice: Decimal
}

export interface CommercialInvoice extends Document {
  readonly kind: 'commercial-invoice'
  readonly madeOutTo: string
  /** What is invoiced, after deductions. */
  readonly amount: Money
  /** Value of the goods before deductions such as advance payment. */
  readonly grossAmount: Money
  /** Incoterms rule of the price, `CIF`. */
  readonly incoterm?: string
  /** The CIF or CIP value where the invoice states it apart. */
  readonly cifOrCipValue?: Money
  readonly lines: readonly InvoiceLine[]
}

/** A clause or notation on a transport document. */
export interface TransportClause {
  readonly text: string
  /** It expressly declares a defective condition of goods or packaging (art. 27). */
  readonly declaresDefect: boolean
}

export interface OnBoardNotation {
  readonly date: LocalDate
  readonly vessel?: string
  readonly port?: Place
}

export interface BillOfLading extends Document {
  readonly kind: 'bill-of-lading'
  readonly carrier?: string
  readonly signature?: {
    /** `agent` where it does not say for which of the two he signs. */
    readonly capacity: 'carrier' | 'master' | 'agent for the carrier' | 'agent for the master' | 'agent'
  }
  /** Pre-printed wording; `received` needs a dated on-board notation (art. 20(a)(ii)). */
  readonly wording: 'shipped' | 'received'
  /** Date of issue, local at its place. */
  readonly dated: LocalDate
  readonly onBoard?: OnBoardNotation
  readonly vessel: string
  readonly voyage?: string
  readonly vesselIntended?: boolean
  readonly portOfLoading: Place
  readonly portOfLoadingIntended?: boolean
  readonly portOfDischarge: Place
  /** Terms of carriage printed, or a reference to where they stand (art. 20(a)(v)). */
  readonly termsOfCarriage: 'shown' | 'referred to' | 'missing'
  readonly subjectToCharterParty: boolean
  readonly transhipment?: {
    /** It states that transhipment will take place; a right merely reserved is disregarded (art. 20(d)). */
    readonly willTakePlace: boolean
    /** The whole carriage is covered by this one bill (art. 20(c)(i)). */
    readonly coveredByThisBill: boolean
    /** Shipped in a container, trailer or LASH barge as the bill shows (art. 20(c)(ii)). */
    readonly inContainerTrailerOrLash: boolean
  }
  readonly clauses: readonly TransportClause[]
  /** `loaded` is refused, `may be loaded` is not (art. 26(a)). */
  readonly onDeck?: 'loaded' | 'may be loaded'
}

export interface InsuranceDocument extends Document {
  readonly kind: 'insurance-document'
  readonly form: 'policy' | 'certificate' | 'declaration' | 'cover note'
  readonly signature?: {
    readonly capacity: 'insurance company' | 'underwriter' | 'agent' | 'proxy'
    /** For whom an agent or proxy signs (art. 28(a)). */
    readonly onBehalfOf?: string
  }
  readonly dated: LocalDate
  /** Cover runs from this day where the document says so; else from its date (art. 28(e)). */
  readonly effectiveFrom?: LocalDate
  readonly amount: Money
  /** Where cover begins and ends, and places on the way that the document names, such as the ports. */
  readonly from: Place
  readonly through?: readonly Place[]
  readonly to: Place
  /** Risks or clauses by name. Exclusions and an excess do no harm (art. 28(i), (j)). */
  readonly risks: readonly string[]
  readonly excess?: string
}

/** Documents that the first set of rules looks at only by date, original and data. */
export interface OtherDocument extends Document {
  readonly kind: 'packing-list' | 'certificate-of-origin' | 'draft' | 'other'
}

export type PresentedDocument = CommercialInvoice | BillOfLading | InsuranceDocument | OtherDocument

/** When something came in at a bank, in local time there. */
export interface Reception {
  readonly date: LocalDate
  /** Minutes since local midnight, where the hour matters (art. 33). */
  readonly minute?: number
  /** The bank took it although it was closed; it need not (art. 33). */
  readonly acceptedWhileClosed?: boolean
}

export interface Presentation {
  /** Place of the bank to which the documents were presented first. */
  readonly place: string
  readonly received: Reception
  /** Amount for which honour or negotiation is requested. */
  readonly claimed: Money
  readonly documents: readonly PresentedDocument[]
  /** What belongs to a presentation of electronic records (eUCP art. e6). */
  readonly electronic?: {
    readonly identifiesCredit: boolean
    /** The address or system at which the records came in. */
    readonly deliveredTo: string
    /** When the notice of completeness came in; the presentation is made then (eUCP art. e6(c), e7(a)). */
    readonly noticeOfCompleteness?: Reception
  }
  /** The documents as a further bank received them from the one that they were presented to. */
  readonly forwarded?: {
    readonly received: Reception
    /** The covering schedule states that presentation was within the extended time (art. 29(b)). */
    readonly scheduleStatesExtension: boolean
  }
  /** The nominated bank accepted an invoice for more than the credit permits, honouring no more (art. 18(b)). */
  readonly invoiceInExcessAccepted?: boolean
}
