/** A business "no" of the Convention: a stable code, the article, and the message or term that it concerns. */
export interface Refusal {
  readonly code: RefusalCode
  /** For example `'CISG art. 18(2)'`. */
  readonly rule: string
  /** The message that is refused or that stands in the way. */
  readonly message?: string
  readonly term?: string
}

/** The facts given do not settle the question; `needs` names what would. */
export interface Undecidable {
  readonly code: UndecidableCode
  readonly rule: string
  /** What is missing, or the messages that the articles cannot put in order. */
  readonly needs: readonly string[]
}

/** The input itself is broken: nothing was judged. */
export interface Malformed {
  readonly code: MalformedCode
  /** Place in the input, such as `messages/3/reached`. */
  readonly path: string
  readonly limit?: number
}

export type RefusalCode =
  | 'cisg/acceptance-late'
  | 'cisg/acceptance-not-reached'
  | 'cisg/acceptance-objected'
  | 'cisg/acceptance-withdrawn'
  | 'cisg/already-concluded'
  | 'cisg/consumer-sale'
  | 'cisg/excluded-by-parties'
  | 'cisg/foreign-place-not-apparent'
  | 'cisg/goods-indefinite'
  | 'cisg/invitation-only'
  | 'cisg/irrevocable'
  | 'cisg/kind-excluded'
  | 'cisg/labour-preponderant'
  | 'cisg/materials-supplied-by-buyer'
  | 'cisg/no-acceptance'
  | 'cisg/no-intention-to-be-bound'
  | 'cisg/not-author'
  | 'cisg/not-contracting-states'
  | 'cisg/not-international'
  | 'cisg/not-offeree'
  | 'cisg/nothing-to-answer'
  | 'cisg/notice-delayed'
  | 'cisg/offer-lapsed'
  | 'cisg/offer-not-effective'
  | 'cisg/offer-rejected'
  | 'cisg/offer-revoked'
  | 'cisg/offer-superseded'
  | 'cisg/offer-withdrawn'
  | 'cisg/performance-not-agreed'
  | 'cisg/price-indefinite'
  | 'cisg/quantity-indefinite'
  | 'cisg/relied-upon'
  | 'cisg/revocation-too-late'
  | 'cisg/silence'
  | 'cisg/withdrawal-too-late'
  | 'cisg/written-form-agreed'

export type UndecidableCode =
  | 'cisg/acceptance-and-rejection-together'
  | 'cisg/closed-days-unknown'
  | 'cisg/conflict-of-laws-unknown'
  | 'cisg/simultaneous-acceptances'
  | 'cisg/terms-unclassified'

export type MalformedCode =
  | 'cisg/malformed-instant'
  | 'cisg/malformed-date'
  | 'cisg/malformed-number'
  | 'cisg/duplicate-message'
  | 'cisg/unknown-answer'
  | 'cisg/answers-itself'
  | 'cisg/answered-before-dispatch'
  | 'cisg/reached-before-dispatch'
  | 'cisg/two-periods'
  | 'cisg/too-many-messages'
  | 'cisg/too-many-terms'
