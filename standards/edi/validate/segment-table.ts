import {
  type ComponentUse,
  type Directory,
  type ElementDefinition,
  type ElementUse,
  type Representation,
  type SegmentDefinition,
  UNBOUNDED,
} from '../structure.ts'
import { CodeTable } from './code-table.ts'
import { type ConditionTable, tabulateCondition } from './conditions.ts'

/** How a value is written; the numbers stand in `SegmentTable.values`. */
export const Form = {
  /** Any character. */
  text: 0,
  /** No figures (ISO 9735 annex A: alphabetic). */
  alphabetic: 1,
  /** Figures, a sign, a decimal mark. */
  numeric: 2,
  /** X12 N0 to N9: figures and a sign. */
  whole: 3,
  /** X12 R: figures, a sign, a decimal point, an exponent. */
  decimal: 4,
  date: 5,
  time: 6,
} as const

const FORMS: Readonly<Record<string, number>> = {
  a: Form.alphabetic,
  n: Form.numeric,
  R: Form.decimal,
  DT: Form.date,
  TM: Form.time,
}
const formOf = (representation: Representation): number =>
  FORMS[representation] ?? (/^N\d$/.test(representation) ? Form.whole : Form.text)

/** Integers per element in `SegmentTable.elements`. */
export const ELEMENT_WIDTH = 6
/**
 * Where they stand: where in `values` the first value begins and the last ends; how many must be there if it is a composite; repetitions; whether
 * it must be there; whether it is a composite.
 */
export const ElementAt = { first: 0, end: 1, needed: 2, repeat: 3, mandatory: 4, composite: 5 } as const

/** Integers per value in `SegmentTable.values`. */
export const VALUE_WIDTH = 8
/**
 * Where they stand. `codes` is an index into `SegmentTable.codes`, -1 where any value will do. Up to `plain` bytes whatever stands there is right,
 * up to `coded` bytes what is in the list of codes; 0 where more must be looked at. `qualified` is 1 where the next two values say of whose list a code is.
 */
export const ValueAt = { mandatory: 0, plain: 1, coded: 2, codes: 3, form: 4, min: 5, max: 6, qualified: 7 } as const

/** A segment definition as arrays. */
export interface SegmentTable {
  readonly tag: string
  /** From 1, among the tables of a directory. */
  readonly number: number
  readonly count: number
  /** One record each, and one for whatever stands behind the last of them. */
  readonly elements: Int32Array
  readonly values: Int32Array
  readonly codes: readonly CodeTable[]
  /** Elements that must be there. */
  readonly needed: number
  readonly conditions: readonly ConditionTable[]
  /** The agency whose lists the directory's are. */
  readonly ownAgency: string
  /** Numbers of the data elements, by value: what is expected where a code is unknown. */
  readonly names: readonly string[]
}

const codeTables = new WeakMap<ElementDefinition, CodeTable>()

/** Code lists are the same in all segments of a directory. */
function codesOf(element: ElementDefinition): CodeTable | undefined {
  if (element.codes?.complete !== true) return undefined
  const known = codeTables.get(element)
  if (known !== undefined) return known
  const made = new CodeTable(element.codes)
  codeTables.set(element, made)
  return made
}

/** Whether every code of an element's list is a right value of the element, so that nothing else need be looked at. */
function isOfForm({ representation, min, max, codes }: ElementDefinition): boolean {
  const form = formOf(representation)
  if (form !== Form.text && form !== Form.alphabetic) return false
  return Array.from(codes?.values.keys() ?? []).every(
    (code) => code.length >= min && code.length <= max && (form === Form.text || !/\d/.test(code)),
  )
}

/** A data element that the directory uses and does not define may hold anything. */
const undefinedElement = (code: string): ElementDefinition => ({ code, representation: 'an', min: 1, max: 0x7fff_ffff })

/** How a segment is tabulated. */
export interface Tabulation {
  /** Whether the syntax has a repetition separator. */
  readonly repeats: boolean
  readonly number: number
}

/** A segment definition as arrays. */
export function tabulateSegment(
  directory: Directory,
  definition: SegmentDefinition,
  { repeats, number }: Tabulation,
): SegmentTable {
  const { qualifiers } = directory
  const elements: number[] = []
  const values: number[] = []
  const names: string[] = []
  const codes: CodeTable[] = []
  let needed = 0
  const addValue = ({ code, mandatory }: ComponentUse, at: number, uses: readonly ComponentUse[]): void => {
    const element = directory.elements.get(code) ?? undefinedElement(code)
    const table = codesOf(element)
    const { representation, min, max } = element
    const form = formOf(representation)
    const plain = table === undefined && form === Form.text && min <= 1 ? max : 0
    const coded = table !== undefined && isOfForm(element) ? max : 0
    const list = table === undefined ? -1 : codes.length
    const qualified = qualifiers && uses[at + 1]?.code === qualifiers.list && uses[at + 2]?.code === qualifiers.agency
    values.push(mandatory ? 1 : 0, plain, coded, list, form, min, max, qualified === true ? 1 : 0)
    names.push(code)
    if (table !== undefined) codes.push(table)
  }
  const addElement = (use: ElementUse, mandatory: boolean, repeat: number): void => {
    const components = directory.composites.get(use.code)?.components
    const first = values.length
    const uses = components ?? [{ code: use.code, mandatory: false }]
    uses.forEach(addValue)
    const neededValues = uses.filter((component) => component.mandatory).length
    elements.push(first, values.length, neededValues, repeat, mandatory ? 1 : 0, components === undefined ? 0 : 1)
    if (mandatory) needed++
  }
  for (const use of definition.elements) {
    const times = repeats ? 1 : use.repeat
    for (let time = 0; time < times; time++) {
      addElement(use, use.mandatory && time === 0, repeats ? use.repeat : 1)
    }
  }
  const count = elements.length / ELEMENT_WIDTH
  // What stands behind the last element: it may hold nothing.
  elements.push(values.length, values.length, 0, UNBOUNDED, 0, 0)
  return {
    tag: definition.tag,
    number,
    count,
    elements: Int32Array.from(elements),
    values: Int32Array.from(values),
    codes,
    needed,
    conditions: (definition.conditions ?? []).map(tabulateCondition),
    ownAgency: qualifiers?.own ?? '',
    names,
  }
}
