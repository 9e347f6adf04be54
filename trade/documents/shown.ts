import { unitOf, units } from '@entrepot/money'
import {
  type ElementDefinition,
  type Kind,
  label,
  type Path,
  type PathTemplate,
  segmentsOf,
  variableOf,
} from '@entrepot/trade/file'
import type { Field, FieldScene, Printing } from './define.ts'

/** What may be said of a field otherwise than its element does. */
export interface ShownAs extends Omit<Field, 'label' | 'of'> {
  readonly label?: readonly [en: string, zh: string]
}

/**
 * A field that shows an element of the document's home file as it stands: named, numbered and printed as its kind says.
 *
 * The template's variable is the row of a table, or the document's subject.
 */
export function shown(kind: Kind, template: PathTemplate, more: ShownAs = {}): Field {
  const element = kind.elements[template]
  if (!element) throw new Error(`${kind.name} has no element ${template}`)
  const { label: named, ...rest } = more
  const prints = printingOf(element)
  return {
    label: named ? label(...named) : element.label,
    ...(element.untded === undefined ? {} : { untded: element.untded }),
    ...(prints === undefined ? {} : { prints }),
    of: stated(template),
    ...rest,
  }
}

/** A field that may be empty. */
export const maybe = (kind: Kind, template: PathTemplate, more: ShownAs = {}): Field =>
  shown(kind, template, { optional: true, ...more })

/** Reads an element of the home file. */
export const stated =
  (template: PathTemplate): Field['of'] =>
  (scene) => {
    const path = pathIn(template, scene)
    return path && scene.home.value(path)
  }

/** Fills a template's variable with the row or, outside of tables, the subject. */
function pathIn(template: PathTemplate, { row, subject }: FieldScene): Path | undefined {
  const instance = row || subject
  let path: Path | '' = ''
  for (const segment of segmentsOf(template)) {
    const variable = variableOf(segment)
    if (variable !== undefined && instance === '') return undefined
    path = `${path}/${variable === undefined ? segment : instance}`
  }
  return path === '' ? undefined : path
}

function printingOf({ type }: ElementDefinition): Printing | undefined {
  const inner = type.is === 'list' ? type.of : type
  if (inner.is === 'decimal' || inner.is === 'money') return 'number'
  if (inner.is === 'choice') return { of: inner.of }
  if (inner.is !== 'code') return undefined
  if (inner.list === 'UN/LOCODE') return 'place'
  return inner.list === 'UN/ECE Recommendation 20' ? UNITS : undefined
}

/** Units by their names; a code that the table lacks is printed as it stands. */
export const UNITS: Printing = {
  of: Object.fromEntries(
    [...units.keys()].map((code) => [code, label(unitOf(code)?.english ?? code, unitOf(code)?.chinese ?? code)]),
  ),
}

/** Fields of a party as its certificate names it: name, place, country and, where there is one, registration. */
export function party(
  name: string,
  capacity: string,
  names: readonly [en: string, zh: string],
): Readonly<Record<string, Field>> {
  const member = (of: string, [en, zh]: readonly [string, string], more: Omit<ShownAs, 'label'> = {}): Field => ({
    label: label(en, zh),
    of: ({ home }) => home.value(`/parties/${capacity}/${of}`),
    optional: true,
    ...more,
  })
  const { optional: _, ...named } = member('name', names)
  return {
    [name]: named,
    [`${name}Place`]: member('place', ['Place', '地点'], { untded: '3164' }),
    [`${name}Country`]: member('country', ['Country', '国家'], { untded: '3207', prints: 'country' }),
    [`${name}Registration`]: member('registration', ['Registration', '登记号']),
  }
}

/** A field that shows a field of a document cited whole at a path of the home file. */
export const ofDocument = (
  at: PathTemplate,
  name: string,
  names: readonly [en: string, zh: string],
  more: Omit<ShownAs, 'label'> = {},
): Field => ({
  label: label(...names),
  of: ({ home, row }) => home.value(`${at}/${name.replace('{row}', row)}` as Path),
  ...more,
})
