import type { Capacity, ElementDefinition } from './kind.ts'
import type { ElementType } from './type.ts'
import type { Label } from './value.ts'

/** A text of at most `max` characters. */
export const text = (max: number): ElementType => ({ is: 'text', max })

/** A decimal with its unit (UN/ECE Recommendation 20 code, ISO 4217 code, or a word) and most decimals. */
export const decimal = (unit: string, scale: number, range: { min?: string; max?: string } = {}): ElementType => ({
  is: 'decimal',
  unit,
  scale,
  ...range,
})

/** A percentage with up to four decimals, 0 to 1000. */
export const percent: ElementType = { is: 'decimal', unit: 'P1', scale: 4, max: '1000' }
/** A whole number of days, 0 to 3650. */
export const days: ElementType = { is: 'decimal', unit: 'DAY', scale: 0, max: '3650' }
/** A mass in kilograms. */
export const kilograms: ElementType = { is: 'decimal', unit: 'KGM', scale: 3 }
/** An amount with its own currency, `{ amount, currency }`. */
export const money: ElementType = { is: 'money' }
export const date: ElementType = { is: 'date' }
export const instant: ElementType = { is: 'instant' }
export const flag: ElementType = { is: 'flag' }
/** A document cited whole. */
export const document: ElementType = { is: 'document' }
/** An organisation's identifier, as its certificate has it. */
export const organisation: ElementType = { is: 'text', max: 64 }

export const country: ElementType = { is: 'code', list: 'ISO 3166-1', pattern: /^[A-Z]{2}$/ }
export const currency: ElementType = { is: 'code', list: 'ISO 4217', pattern: /^[A-Z]{3}$/ }
export const location: ElementType = { is: 'code', list: 'UN/LOCODE', pattern: /^[A-Z]{2}[A-Z2-9]{3}$/ }
export const unit: ElementType = { is: 'code', list: 'UN/ECE Recommendation 20', pattern: /^[A-Z0-9]{2,3}$/ }
/** The six digits that every country shares. */
export const harmonizedCode: ElementType = { is: 'code', list: 'HS', pattern: /^[0-9]{6}$/ }
/** A national code: the six digits and what a country adds. */
export const commodityCode: ElementType = { is: 'code', list: 'national tariff', pattern: /^[0-9]{8,12}$/ }
export const containerNumber: ElementType = { is: 'code', list: 'ISO 6346', pattern: /^[A-Z]{3}[UJZ][0-9]{7}$/ }
export const containerType: ElementType = { is: 'code', list: 'ISO 6346 size and type', pattern: /^[0-9A-Z]{4}$/ }
export const shipNumber: ElementType = { is: 'code', list: 'IMO', pattern: /^[0-9]{7}$/ }

/** A closed list of our own. */
export const choice = (of: Readonly<Record<string, Label>>): ElementType => ({ is: 'choice', of })

/** A list of values of one type. */
export const list = (of: ElementType, max: number): ElementType => ({ is: 'list', of, max })

/** Names a thing in English and Chinese. */
export const label = (en: string, zh: string): Label => ({ en, zh })

/** Says who states an element, of what type, under which names. */
export function said(
  by: Capacity | readonly Capacity[],
  type: ElementType,
  names: readonly [en: string, zh: string],
  more: Partial<Omit<ElementDefinition, 'label' | 'type' | 'capacity'>> = {},
): ElementDefinition {
  return { label: label(...names), type, capacity: typeof by === 'string' ? [by] : by, ...more }
}

/** The eleven rules of Incoterms 2020 by their codes; what they mean stands in `@entrepot/incoterms`. */
export const incotermRule: ElementType = choice({
  EXW: label('EXW Ex Works', 'EXW 工厂交货'),
  FCA: label('FCA Free Carrier', 'FCA 货交承运人'),
  CPT: label('CPT Carriage Paid To', 'CPT 运费付至'),
  CIP: label('CIP Carriage and Insurance Paid To', 'CIP 运费和保险费付至'),
  DAP: label('DAP Delivered at Place', 'DAP 目的地交货'),
  DPU: label('DPU Delivered at Place Unloaded', 'DPU 目的地卸货后交货'),
  DDP: label('DDP Delivered Duty Paid', 'DDP 完税后交货'),
  FAS: label('FAS Free Alongside Ship', 'FAS 船边交货'),
  FOB: label('FOB Free on Board', 'FOB 船上交货'),
  CFR: label('CFR Cost and Freight', 'CFR 成本加运费'),
  CIF: label('CIF Cost, Insurance and Freight', 'CIF 成本、保险费加运费'),
})

/** Whether something may be done, in a contract or a credit. */
export const allowance: ElementType = choice({
  allowed: label('allowed', '允许'),
  'not allowed': label('not allowed', '不允许'),
})

/** How much a quantity or an amount may differ. */
export const tolerance: ElementType = choice({
  none: label('none', '不允许'),
  'plus or minus 3 %': label('plus or minus 3 %', '增减3%'),
  'plus or minus 5 %': label('plus or minus 5 %', '增减5%'),
  'plus or minus 10 %': label('plus or minus 10 %', '增减10%'),
})
