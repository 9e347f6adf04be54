import { type ActDefinition, answerable, type Catalogue, possibleActs } from '@entrepot/trade/act'
import {
  elementAt,
  type ElementDefinition,
  type FileState,
  type Kind,
  type Label,
  type Path,
  type PathTemplate,
  type Value,
} from '@entrepot/trade/file'
import { type JsonSchema, schemaOf } from './json-schema.ts'

/** An element in force, with where it comes from. */
export interface PresentedElement {
  readonly path: Path
  readonly label: Label | undefined
  readonly value: Value
  readonly by: string
  readonly organisation: string
  readonly how: string
  readonly act: string
  readonly seq: number
  /** When its act was dispatched, and reached the port: instants with offset. */
  readonly at: string
  readonly reached: string
  readonly commitment: string
  readonly versions: number
  readonly origin?: object
}

/** The elements in force of a file, as folded for its reader, in the order of their paths. */
export function elementsOf(state: FileState): PresentedElement[] {
  const elements: PresentedElement[] = []
  for (const [path, versions] of state.elements) {
    const version = versions.at(-1)
    if (!version) continue
    const act = state.byIdentity.get(version.act)
    elements.push({
      ...{ path, label: elementAt(state.kind, path)?.definition.label, value: version.value, by: version.by },
      ...{ organisation: version.organisation, how: version.how, act: version.act, seq: version.seq },
      ...{ at: act?.at ?? '', reached: act?.receipt.reached ?? '', commitment: version.commitment },
      ...{ versions: versions.length, ...(version.origin ? { origin: version.origin } : {}) },
    })
  }
  return elements.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** An act that its reader could do now, with the form that it takes. */
export interface PresentedAct {
  readonly type: string
  readonly label: Label
  readonly hint?: Label
  readonly effect: string
  /** Capacities that the reader holds and may do it in. */
  readonly as: readonly string[]
  /** Acts that it could answer, by identity. */
  readonly answers?: readonly { readonly identity: string; readonly type: string; readonly at: string }[]
  readonly issues: boolean
  /** Elements by template: JSON Schema (2020-12) with labels in `x-label`. */
  readonly form: JsonSchema
}

/** What a reader could do next in a file, by what it has been given of it. */
export function possibleOf(catalogue: Catalogue, state: FileState, organisation: string): PresentedAct[] {
  return possibleActs(catalogue, state, organisation).map((definition) => ({
    ...{
      type: definition.type,
      label: definition.label,
      effect: definition.effect,
      issues: definition.issues === true,
    },
    ...(definition.hint ? { hint: definition.hint } : {}),
    as: heldFor(definition, state, organisation),
    ...(definition.answers ? { answers: answersOf(definition, state, organisation) } : {}),
    form: formOf(definition, state.kind),
  }))
}

function heldFor({ by }: ActDefinition, state: FileState, organisation: string): string[] {
  const held = [...state.parties.values()].filter((party) => party.organisation === organisation)
  const granted = [...state.authorities.values()].filter(({ agent }) => agent === organisation)
  const capacities = new Set([...held, ...granted].map(({ capacity }) => capacity))
  return [...capacities].filter((capacity) => by.includes('*') || by.includes(capacity))
}

const answersOf = (definition: ActDefinition, state: FileState, organisation: string) =>
  answerable(definition, state, organisation).flatMap((act) =>
    act ? [{ identity: act.identity, type: act.type, at: act.at }] : [],
  )

/** The form of an act: its keyed elements by template, required ones named. */
function formOf(definition: ActDefinition, kind: Kind): JsonSchema {
  const required = definition.requires ?? []
  const templates = [...required, ...(definition.may ?? [])]
  const properties = templates.map((template) => [template, fieldOf(kind, template)] as const)
  return {
    ...{ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', additionalProperties: false },
    ...{ properties: Object.fromEntries(properties), required: [...required] },
  }
}

/** A path of a template's shape, each variable standing for itself. */
const instanceOf = (template: PathTemplate): Path => `/${template.slice(1).replaceAll(/[{}]/g, '')}`

function fieldOf(kind: Kind, template: PathTemplate): JsonSchema {
  const definition: ElementDefinition | undefined =
    kind.elements[template] ?? elementAt(kind, instanceOf(template))?.definition
  if (!definition) return {}
  const { label, untded, audience, retention } = definition
  return {
    ...schemaOf(definition.type),
    'x-label': label,
    ...(untded ? { 'x-untded': untded } : {}),
    ...(audience ? { 'x-audience': audience } : {}),
    ...(retention ? { 'x-retention': retention } : {}),
  }
}
