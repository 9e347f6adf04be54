import type { ActDefinition } from '@entrepot/trade/act'
import {
  type Capacity,
  type FileView,
  fill,
  type FoldableAct,
  bind,
  type Path,
  type PathTemplate,
} from '@entrepot/trade/file'
import { fieldsOf, type FormSection } from './shape.ts'

/** The ids that a section's variables stand for, by variable. */
export type Instances = ReadonlyMap<string, string>

/** One instance on the form. */
export interface Row {
  readonly instances: Instances
  /** Stands in the file already; its own terms are shown beside what is keyed. */
  readonly stands: boolean
}

/** What finding instances takes. */
export interface InstanceScene {
  readonly definition: ActDefinition
  /** The file, with the proposal that is answered laid over it. */
  readonly view: FileView
  readonly as: Capacity
  readonly organisation: string
  readonly answered?: FoldableAct
  /** The root of the trade that a new file belongs to: it is about the same lines. */
  readonly root?: FileView
}

/** Instances that people name themselves; others are numbered. */
const NAMED: ReadonlySet<string> = new Set(['name', 'rate', 'charge', 'tax', 'cutoff', 'field', 'document'])

/** Whether people name a new instance of this themselves (a currency, a charge), because its id says something. */
export const isNamed = (variable: string): boolean => NAMED.has(variable)

/** The instances that a form starts with: those that the act is about, else those that stand, else a new one. */
export function firstRows(section: FormSection, parent: Instances, scene: InstanceScene): Row[] {
  const { variable, prefix } = section
  if (variable === undefined || prefix === '') return [{ instances: parent, stands: true }]
  const own = ownInstance(variable, scene)
  if (own !== undefined) return [{ instances: extended(parent, variable, own), stands: false }]
  const answered = answeredInstances(section, scene)
  const standing = standingInstances(prefix, parent, scene.view)
  const about =
    answered.length > 0 ? answered : standing.filter((id) => !isDone(section, extended(parent, variable, id), scene))
  const rows = about.map((id) => ({ instances: extended(parent, variable, id), stands: standing.includes(id) }))
  if (rows.length > 0) return rows
  const known = standing.length === 0 && parent.size === 0 ? instancesInRoot(variable, scene.root) : []
  if (known.length > 0) return known.map((id) => ({ instances: extended(parent, variable, id), stands: false }))
  // Something that need not be said at all (a deduction) is asked for by whoever wants to say it.
  const isWanted = fieldsOf(section).some((field) => field.required)
  return isWanted ? [newRow(section, parent, { view: scene.view, taken: standing })] : []
}

/** What stands in the root of the trade under the same name: the lines of its sale. */
function instancesInRoot(variable: string, root: FileView | undefined): readonly string[] {
  const ending = `/{${variable}}/`
  for (const template of Object.keys(root?.file.kind.elements ?? {})) {
    const above = template.slice(0, Math.max(0, template.indexOf(ending)))
    if (above !== '' && !above.includes('{')) return root?.enumerate(`/${above.slice(1)}`) ?? []
  }
  return []
}

/** One more instance, under an id that is free. */
export function newRow(
  { variable = '', prefix }: FormSection,
  parent: Instances,
  { view, taken }: { readonly view: FileView; readonly taken: readonly string[] },
): Row {
  const used = new Set([...taken, ...(prefix === '' ? [] : standingInstances(prefix, parent, view))])
  const letter = isNamed(variable) ? variable : (variable[0] ?? 'x')
  let number = 1
  while (used.has(`${letter}${number}`)) number += 1
  return { instances: extended(parent, variable, `${letter}${number}`), stands: false }
}

/** A party signs as itself, and extends under its own name. */
function ownInstance(variable: string, { as, organisation, definition }: InstanceScene): string | undefined {
  if (variable === 'organisation') return organisation
  return variable === 'capacity' || (variable === 'bank' && definition.by.includes(as)) ? as : undefined
}

/** The instances which the act that is answered names. */
function answeredInstances({ prefix, variable = '' }: FormSection, { answered, definition }: InstanceScene): string[] {
  if (!answered || definition.effect === 'proposes' || prefix === '') return []
  const shape = prefix.split('/').length
  const ids = answered.statements.flatMap(({ path }) => {
    const start: Path = `/${path.split('/').slice(1, shape).join('/')}`
    return bind(prefix, start)?.get(variable) ?? []
  })
  return [...new Set(ids)]
}

function standingInstances(prefix: PathTemplate, parent: Instances, view: FileView): readonly string[] {
  const above = prefix.slice(0, prefix.lastIndexOf('/'))
  const path = above === '' ? '' : fill(`/${above.slice(1)}`, parent)
  return path === undefined ? [] : view.enumerate(path)
}

/** What an act does once for each instance has been done for this one. */
function isDone({ variable = '' }: FormSection, instances: Instances, { definition, view }: InstanceScene): boolean {
  const { once } = definition
  if (typeof once !== 'string' || !once.includes(`{${variable}}`)) return false
  const path = fill(once, instances)
  return path !== undefined && view.read(path).is === 'present'
}

const extended = (parent: Instances, variable: string, id: string): Instances => new Map([...parent, [variable, id]])
