import { covers, type LicenceMeasure, type Tariff } from './measure.ts'

/** Goods that are to leave or enter on a day. */
export type LicenceQuestion = {
  readonly commodity: string
  readonly origin: string
  readonly direction: 'import' | 'export'
  /** 'YYYY-MM-DD'. */
  readonly date: string
}

/** The measures that ask for a licence or certificate for goods on a day; none when they go free. */
export function licenceNeeded(
  { commodity, origin, direction, date }: LicenceQuestion,
  { licences }: Pick<Tariff, 'licences'>,
): readonly LicenceMeasure[] {
  return licences.filter((measure) => measure.direction === direction && covers(measure, { commodity, origin }, date))
}
