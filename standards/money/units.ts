import { decimal, type Decimal } from './decimal.ts'

/** What a unit measures; only units of one measure convert into each other. */
export type Measure = 'count' | 'package' | 'mass' | 'volume' | 'length' | 'area' | 'energy' | 'time'

/**
 * A unit of measure: its code, names, what it measures, and its size in the measure's base unit
 * (kilogram, cubic metre, metre, square metre, kilowatt hour, hour; one).
 */
export type Unit = {
  readonly code: string
  readonly english: string
  readonly chinese: string
  readonly measures: Measure
  readonly counted: boolean
  readonly factor: Decimal
}

type Row = readonly [code: string, english: string, chinese: string, measures: Measure, factor: string]

// UN/ECE Recommendation 20 (units) and 21 (packages); PCE, CTN and the like are the older codes that EDIFACT and
// customs messages still carry. Factors are exact by definition (SI; international avoirdupois pound of 1959).
const rows: readonly Row[] = [
  ['C62', 'one', '个', 'count', '1'],
  ['H87', 'piece', '件', 'count', '1'],
  ['PCE', 'piece', '件', 'count', '1'],
  ['EA', 'each', '个', 'count', '1'],
  ['NAR', 'number of articles', '件数', 'count', '1'],
  ['SET', 'set', '套', 'count', '1'],
  ['PR', 'pair', '双', 'count', '1'],
  ['NPR', 'number of pairs', '双数', 'count', '1'],
  ['DZN', 'dozen', '打', 'count', '12'],
  ['CTN', 'carton', '纸箱', 'package', '1'],
  ['CT', 'carton', '纸箱', 'package', '1'],
  ['BX', 'box', '箱', 'package', '1'],
  ['CS', 'case', '箱', 'package', '1'],
  ['PK', 'package', '包', 'package', '1'],
  ['NMP', 'number of packs', '包数', 'package', '1'],
  ['PX', 'pallet', '托盘', 'package', '1'],
  ['BG', 'bag', '袋', 'package', '1'],
  ['DR', 'drum', '桶', 'package', '1'],
  ['RO', 'roll', '卷', 'package', '1'],
  ['GRM', 'gram', '克', 'mass', '0.001'],
  ['KGM', 'kilogram', '千克', 'mass', '1'],
  ['TNE', 'tonne', '吨', 'mass', '1000'],
  ['LBR', 'pound', '磅', 'mass', '0.45359237'],
  ['MLT', 'millilitre', '毫升', 'volume', '0.000001'],
  ['LTR', 'litre', '升', 'volume', '0.001'],
  ['MTQ', 'cubic metre', '立方米', 'volume', '1'],
  ['MMT', 'millimetre', '毫米', 'length', '0.001'],
  ['CMT', 'centimetre', '厘米', 'length', '0.01'],
  ['MTR', 'metre', '米', 'length', '1'],
  ['KMT', 'kilometre', '千米', 'length', '1000'],
  ['MTK', 'square metre', '平方米', 'area', '1'],
  ['KWH', 'kilowatt hour', '千瓦时', 'energy', '1'],
  ['HUR', 'hour', '小时', 'time', '1'],
  ['DAY', 'day', '天', 'time', '24'],
  ['WEE', 'week', '周', 'time', '168'],
]

/** All units that this room knows, by code. */
export const units: ReadonlyMap<string, Unit> = new Map(
  rows.map(([code, english, chinese, measures, factor]) => [
    code,
    {
      code,
      english,
      chinese,
      measures,
      counted: measures === 'count' || measures === 'package',
      factor: decimal(factor),
    },
  ]),
)

/** A unit by its code, or `undefined` when this room does not list it. */
export function unitOf(code: string): Unit | undefined {
  return units.get(code)
}
