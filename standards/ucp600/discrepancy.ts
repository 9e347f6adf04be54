/** One point on which a presentation does not comply; an examination returns all of them (UCP 600 art. 16(c)(ii)). */
export interface Discrepancy {
  readonly code: DiscrepancyCode
  /** For example `'UCP 600 art. 14(c)'`. */
  readonly rule: string
  /** The document's id, or `presentation` where no single document is at fault. */
  readonly document: string
  readonly field?: string
  readonly found: string
  readonly expected: string
}

/** What an examiner should look at; it never makes a presentation discrepant by itself. */
export interface Advice extends Omit<Discrepancy, 'code'> {
  readonly code: AdviceCode
}

/** The input breaks a limit: nothing was examined. */
export interface Malformed {
  readonly code: 'ucp600/too-many-documents' | 'ucp600/too-many-fields' | 'ucp600/duplicate-document'
  readonly path: string
  readonly limit?: number
}

export type AdviceCode =
  | 'ucp600/calendar-not-covered'
  | 'ucp600/description-in-other-words'
  | 'ucp600/document-disregarded'
  | 'ucp600/schedule-statement-missing'
  | 'ucp600/spelling'

export type DiscrepancyCode =
  | 'ucp600/amount-in-other-currency'
  | 'ucp600/carrier-not-named'
  | 'ucp600/charter-party'
  | 'ucp600/cover-effective-after-shipment'
  | 'ucp600/cover-note'
  | 'ucp600/cover-route-short'
  | 'ucp600/data-conflict'
  | 'ucp600/dated-after-presentation'
  | 'ucp600/description-not-corresponding'
  | 'ucp600/document-missing'
  | 'ucp600/electronic-date-missing'
  | 'ucp600/electronic-format'
  | 'ucp600/electronic-not-allowed'
  | 'ucp600/electronic-not-authenticated'
  | 'ucp600/electronic-place-not-stated'
  | 'ucp600/credit-not-identified'
  | 'ucp600/excess-not-allowed'
  | 'ucp600/expired'
  | 'ucp600/goods-not-in-credit'
  | 'ucp600/insurance-currency'
  | 'ucp600/insurance-not-signed'
  | 'ucp600/insurance-signature-capacity'
  | 'ucp600/insurance-too-low'
  | 'ucp600/invoice-exceeds-credit'
  | 'ucp600/invoice-not-by-beneficiary'
  | 'ucp600/invoice-not-to-applicant'
  | 'ucp600/late-shipment'
  | 'ucp600/loaded-on-deck'
  | 'ucp600/notice-of-completeness-missing'
  | 'ucp600/not-clean'
  | 'ucp600/not-full-set'
  | 'ucp600/not-on-board'
  | 'ucp600/original-missing'
  | 'ucp600/overdrawn'
  | 'ucp600/partial-shipment'
  | 'ucp600/port-of-discharge'
  | 'ucp600/port-of-loading'
  | 'ucp600/presented-late'
  | 'ucp600/price-not-as-credit'
  | 'ucp600/quantity-exceeded'
  | 'ucp600/quantity-in-other-unit'
  | 'ucp600/quantity-short'
  | 'ucp600/risk-not-covered'
  | 'ucp600/short-drawing'
  | 'ucp600/terms-not-shown'
  | 'ucp600/transhipment'
  | 'ucp600/transport-not-signed'
  | 'ucp600/transport-signature-capacity'
  | 'ucp600/wrong-place'
