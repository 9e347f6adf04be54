import type { ActDefinition } from '@entrepot/trade/act'
import {
  ANYONE,
  type Capacity,
  type ElementDefinition,
  elementAt,
  type Kind,
  type Path,
  type PathTemplate,
  segmentsOf,
  variableOf,
} from '@entrepot/trade/file'

/** One element that an act's form asks for. */
export interface FormField {
  readonly template: PathTemplate
  readonly definition: ElementDefinition
  readonly required: boolean
}

/** Fields that stand together: the root, or one instance of something (a line, a container) and what lies under it. */
export interface FormSection {
  /** Up to and with its variable: `/lines/{line}`; empty for the root. */
  readonly prefix: PathTemplate | ''
  readonly variable?: string
  readonly fields: readonly FormField[]
  readonly sections: readonly FormSection[]
}

interface Building {
  readonly prefix: PathTemplate | ''
  readonly variable?: string
  readonly fields: FormField[]
  readonly sections: Map<string, Building>
}

/** Makes the form of an act: what its definition lets a capacity state, gathered by the instances that it is about. */
export function formOf(definition: ActDefinition, kind: Kind, as: Capacity): FormSection {
  const root: Building = { prefix: '', fields: [], sections: new Map() }
  const required = new Set(definition.requires ?? [])
  for (const template of [...required, ...(definition.may ?? [])]) {
    const element = definitionAt(kind, template)
    const isOurs = element && (element.capacity.includes(as) || element.capacity.includes(ANYONE))
    if (isOurs)
      sectionOf(root, template).fields.push({ template, definition: element, required: required.has(template) })
  }
  return finished(root)
}

/** The definition of a template's element, those of every kind of file among them. */
export function definitionAt(kind: Kind, template: PathTemplate): ElementDefinition | undefined {
  const example: Path = `/${segmentsOf(template)
    .map((segment) => variableOf(segment) ?? segment)
    .join('/')}`
  return kind.elements[template] ?? elementAt(kind, example)?.definition
}

function sectionOf(root: Building, template: PathTemplate): Building {
  let section = root
  let prefix: PathTemplate | '' = ''
  for (const segment of segmentsOf(template)) {
    prefix = `${prefix}/${segment}`
    const variable = variableOf(segment)
    if (variable === undefined) continue
    const known = section.sections.get(prefix)
    const next: Building = known ?? { prefix, variable, fields: [], sections: new Map() }
    section.sections.set(prefix, next)
    section = next
  }
  return section
}

const finished = ({ sections, ...own }: Building): FormSection => ({
  ...own,
  sections: [...sections.values()].map(finished),
})

/** Every field of a form, sections within sections. */
export function fieldsOf(section: FormSection): readonly FormField[] {
  return [...section.fields, ...section.sections.flatMap(fieldsOf)]
}
