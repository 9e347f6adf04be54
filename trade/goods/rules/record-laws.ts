/** A law that gives an electronic bill of lading the effect of a paper one. */
interface RecordLaw {
  /** ISO 3166-1. */
  readonly country: string
  /** First local day on which a record may be issued under it. */
  readonly from: string
  readonly source: string
}

/** Laws that we have looked up ourselves; one that is missing is unknown here, not without effect. */
export const recordLaws: readonly RecordLaw[] = [
  { country: 'SG', from: '2021-03-19', source: 'Electronic Transactions Act 2010, Part 2A (Act 5 of 2021)' },
  { country: 'GB', from: '2023-09-20', source: 'Electronic Trade Documents Act 2023' },
]
