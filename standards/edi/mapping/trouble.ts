/** Why a field cannot be said in its place of a message. */
export type UnsayableCode =
  /** Longer than the components that it may fill; it is never cut. */
  | 'mapping/too-long'
  /** A text that runs over line ends, which no data element holds. */
  | 'mapping/line-end'
  /** Not of the form that the place asks for: a number, a date, an amount, a list. */
  | 'mapping/not-a-number'
  | 'mapping/not-a-date'
  | 'mapping/not-an-amount'
  | 'mapping/not-a-text'
  | 'mapping/not-rows'
  /** The code list has no code for it. */
  | 'mapping/no-code'
  /** More rows than the message has places. */
  | 'mapping/too-many'

/** A field that cannot be said. */
export interface Unsayable {
  readonly code: UnsayableCode
  /** JSON pointer (RFC 6901) of the field, `/lines/0/goods`. */
  readonly field: string
  /** Where it should stand, groups and segment without their repetitions, `SG28/IMD`. */
  readonly at: string
  readonly limit?: string
}

/** Why something in a message was not understood. */
export type NotUnderstoodCode =
  /** The mapping has no place for it. */
  | 'mapping/no-place'
  /** Its place was filled before. */
  | 'mapping/repeated'
  /** Stands where the mapping knows one constant, and is another. */
  | 'mapping/other-constant'
  /** A field that was read before, and is said otherwise here. */
  | 'mapping/contradicts'
  | 'mapping/unknown-code'
  | 'mapping/not-a-number'
  | 'mapping/not-a-date'
  | 'mapping/not-an-amount'
  /** A time of day, where the field is a day. */
  | 'mapping/time-of-day'
  /** A local time, where the field says which. */
  | 'mapping/no-offset'

/** Something in a message that its mapping did not take over. */
export interface NotUnderstood {
  readonly code: NotUnderstoodCode
  /** `SG28[2]/QTY[1]`: groups and segment with their repetitions. */
  readonly path: string
  readonly tag: string
  /** Element, its repetition and component, each from 1; absent where the whole segment is meant. */
  readonly element?: number
  readonly repetition?: number
  readonly component?: number
  /** What stands there, cut to `MAX_QUOTED_CHARACTERS`. */
  readonly found: string
  /** What the mapping would have taken. */
  readonly expected?: string
}
