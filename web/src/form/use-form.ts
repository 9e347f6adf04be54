import type { ActDefinition } from '@entrepot/trade/act'
import {
  type Capacity,
  type Dossier,
  type FileState,
  type FileView,
  fill,
  type FoldableAct,
  type Kind,
  type Path,
  viewFile,
} from '@entrepot/trade/file'
import { useMemo, useState } from 'react'
import { type Entries, type FieldEntry, withEntry } from './entries.ts'
import { firstRows, type Instances, newRow, type Row } from './instances.ts'
import { formOf, type FormField, type FormSection } from './shape.ts'
import { likelyLink, standingIn, type Suggestion, suggestionsFor } from './suggest.ts'

/** What a form is about. */
export interface FormScene {
  readonly definition: ActDefinition
  readonly kind: Kind
  readonly file: FileState
  readonly dossier?: Dossier
  readonly as: Capacity
  readonly organisation: string
  readonly answered?: FoldableAct
}

/** One field as it stands on the page: for one instance. */
export interface PlacedField {
  readonly field: FormField
  readonly path: Path
}

/** A form being filled in. */
export interface Form {
  readonly shape: FormSection
  readonly view: FileView
  readonly entries: Entries
  set(path: Path, entry: FieldEntry | undefined): void
  rows(section: FormSection, parent: Instances): readonly Row[]
  add(section: FormSection, parent: Instances): void
  remove(section: FormSection, parent: Instances, row: Row): void
  rename(section: FormSection, parent: Instances, change: { readonly row: Row; readonly id: string }): void
  suggestions(placed: PlacedField): readonly Suggestion[]
  /** Links every empty field that has exactly one likely origin. @returns how many there are. */
  readonly likely: ReadonlyMap<Path, Suggestion>
  linkLikely(): void
}

/** Fills a form's fields and rows; what stands in the file is never keyed again but shown, linked or changed. */
export function useForm(scene: FormScene): Form {
  const { definition, kind, file, dossier, as, organisation, answered } = scene
  const shape = useMemo(() => formOf(definition, kind, as), [definition, kind, as])
  const view = useMemo(() => viewOf(file, organisation, answered), [file, organisation, answered])
  const standing = useMemo(() => standingIn(dossier?.files.values() ?? [], organisation), [dossier, organisation])
  const [entries, setEntries] = useState<Entries>(new Map())
  const [changed, setChanged] = useState<ReadonlyMap<string, readonly Row[]>>(new Map())

  const rows = (section: FormSection, parent: Instances): readonly Row[] =>
    changed.get(keyOf(section, parent)) ??
    firstRows(section, parent, {
      ...{ definition, view, as, organisation },
      ...(answered ? { answered } : {}),
      ...(dossier && definition.opens ? { root: viewFile(dossier.root, { organisation }) } : {}),
    })
  const setRows = (section: FormSection, parent: Instances, next: readonly Row[]) =>
    setChanged(new Map([...changed, [keyOf(section, parent), next]]))
  const suggestions = ({ field, path }: PlacedField) =>
    suggestionsFor({ path, kind, file: file.id, definition: field.definition }, standing)
  const without = (prefix: string) =>
    setEntries(new Map([...entries].filter(([path]) => !`${path}/`.startsWith(`${prefix}/`))))

  const likely = new Map<Path, Suggestion>()
  for (const placed of placedIn(shape, rows)) {
    const link = likelyLink(suggestions(placed))
    if (link && !entries.has(placed.path) && view.read(placed.path).is !== 'present') likely.set(placed.path, link)
  }
  return {
    ...{ shape, view, entries, rows, suggestions, likely },
    set: (path, entry) => setEntries((known) => withEntry(known, path, entry)),
    add(section, parent) {
      const known = rows(section, parent)
      const taken = known.map(({ instances }) => instances.get(section.variable ?? '') ?? '')
      setRows(section, parent, [...known, newRow(section, parent, { view, taken })])
    },
    remove(section, parent, row) {
      setRows(
        section,
        parent,
        rows(section, parent).filter((each) => each !== row),
      )
      without(prefixOf(section, row))
    },
    rename(section, parent, { row, id }) {
      const renamed: Row = { ...row, instances: new Map([...row.instances, [section.variable ?? '', id]]) }
      setRows(
        section,
        parent,
        rows(section, parent).map((each) => (each === row ? renamed : each)),
      )
      without(prefixOf(section, row))
    },
    linkLikely: () =>
      setEntries((known) => {
        const next = new Map(known)
        for (const [path, { place, version }] of likely) next.set(path, { is: 'linked', place, value: version.value })
        return next
      }),
  }
}

const keyOf = ({ prefix }: FormSection, parent: Instances): string => `${prefix} ${[...parent.values()].join(' ')}`
const prefixOf = ({ prefix }: FormSection, { instances }: Row): string =>
  prefix === '' ? '' : (fill(prefix, instances) ?? '')

/** The file with the proposal that is answered laid over it. */
function viewOf(file: FileState, organisation: string, answered: FoldableAct | undefined): FileView {
  const isProposal = answered !== undefined && file.proposals.has(answered.identity)
  return viewFile(file, { organisation, ...(isProposal ? { proposal: answered.identity } : {}) })
}

/** Every field of a form where it stands, for each instance that is on the page. */
function placedIn(
  section: FormSection,
  rows: (section: FormSection, parent: Instances) => readonly Row[],
  parent: Instances = new Map(),
): readonly PlacedField[] {
  return rows(section, parent).flatMap(({ instances }) => [
    ...section.fields.flatMap((field) => {
      const path = fill(field.template, instances)
      return path === undefined ? [] : [{ field, path }]
    }),
    ...section.sections.flatMap((each) => placedIn(each, rows, instances)),
  ])
}
