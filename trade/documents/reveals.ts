import {
  type Capacity,
  type Commitment,
  type Dossier,
  type ElementVersion,
  elementAt,
  type FileState,
  type Kind,
  type Path,
  type Read,
  viewFile,
} from '@entrepot/trade/file'
import type { DocumentDefinition } from './define.ts'
import { type ElementName, RECONSTRUCTIONS, TAKEN_FOR_GRANTED } from './reconstructions.ts'

/** A hidden element that a document would give away to one of its readers. */
export interface Revelation {
  readonly reader: string
  readonly element: ElementName
  readonly path: Path
  /** Fields that read it, or the first field of the document where it follows from several. */
  readonly fields: readonly string[]
}

/** A document that is about to be issued, or was; or a message that is about to be sent. */
export interface Revealing {
  readonly definition: Pick<DocumentDefinition, 'readers' | 'declassifies'>
  readonly home: FileState
  /** Organisations that get it, where they are not those of the definition. */
  readonly readers?: readonly string[]
  readonly fields: readonly { readonly name: string; readonly reads: readonly Read[] }[]
}

/**
 * Finds the elements that a document would give away to a reader who may not see them.
 *
 * A field is a formula of what it reads: who knows all of that but one element can work that one out, whatever the
 * formula is. The same goes for every element that an act derived, and for the formulas of `RECONSTRUCTIONS`. What a
 * reader could work out without the document is not the document's doing; what its definition declassifies is meant.
 */
export function revelations(document: Revealing, dossier: Dossier): Revelation[] {
  const { definition, home, fields, readers = readersOf(definition, home) } = document
  const equations = equationsOf(dossier)
  const told = fields.map(({ reads }) => reads.flatMap((read) => (read.found === 'present' ? [read.commitment] : [])))
  const meant = declassified(document, dossier)
  return readers.flatMap((reader) => {
    const before = workedOut(new Set([...knownTo(dossier, reader), ...meant]), equations)
    const after = workedOut(before, [...equations, ...told])
    const found = [...after].filter((commitment) => !before.has(commitment))
    const revealed = found.flatMap((commitment) => revelationOf(commitment, reader, { fields, dossier }))
    // What a field reads comes before what follows from it.
    return revealed.toSorted((a, b) => b.fields.length - a.fields.length)
  })
}

/** Organisations that read a document: the file's parties, or those of its definition. */
export function readersOf({ readers }: Pick<DocumentDefinition, 'readers'>, home: FileState): string[] {
  const reads = (capacity: Capacity): boolean => readers === undefined || readers.includes(capacity)
  const organisations = [...home.parties.values()].filter(({ capacity }) => reads(capacity))
  return [...new Set(organisations.map(({ organisation }) => organisation))]
}

/** Versions in force that an organisation sees, or may take for granted. */
export function knownTo({ files }: Dossier, organisation: string): Set<Commitment> {
  const known = new Set<Commitment>()
  for (const file of files.values()) {
    const view = viewFile(file, { organisation })
    for (const [path, versions] of file.elements) {
      const version = versions.at(-1)
      if (!version) continue
      const isSeen = view.read(path).is === 'present'
      if (isSeen || Object.hasOwn(TAKEN_FOR_GRANTED, elementName(file.kind, path))) known.add(version.commitment)
    }
  }
  return known
}

/** Versions that hang together by a formula or a citation. */
export type Equation = readonly Commitment[]

/** What acts derived and cited in a dossier, and the formulas that tie its elements together. */
export function equationsOf({ files }: Dossier): Equation[] {
  const equations: Equation[] = []
  for (const file of files.values()) {
    for (const versions of file.elements.values()) {
      const version = versions.at(-1)
      if (version?.from) equations.push([version.commitment, ...version.from])
      if (version?.origin) equations.push([version.commitment, version.origin.commitment])
    }
    for (const { elements } of RECONSTRUCTIONS)
      if (elements.every((element) => element.startsWith(`${file.kind.name}:`)))
        equations.push(...instancesOf(file, elements))
  }
  return equations
}

/** A formula for each instance that its elements share. */
function instancesOf(file: FileState, elements: readonly ElementName[]): Equation[] {
  const groups = new Map<string, Commitment[]>()
  for (const [path, versions] of file.elements) {
    const found = elementAt(file.kind, path)
    const version: ElementVersion | undefined = versions.at(-1)
    if (!found || !version || !elements.includes(`${file.kind.name}:${found.template}`)) continue
    const instance = [...found.instances.values()].join('/')
    groups.set(instance, [...(groups.get(instance) ?? []), version.commitment])
  }
  // What has no instance of its own (a rate) belongs to the formula of every instance.
  const ofAll = groups.get('') ?? []
  const complete = [...groups].map(([instance, group]) => (instance === '' ? group : [...group, ...ofAll]))
  return complete.filter((group) => group.length === elements.length)
}

/** Solves every equation with one unknown, until nothing more can be worked out. */
export function workedOut(known: ReadonlySet<Commitment>, equations: readonly Equation[]): Set<Commitment> {
  const all = new Set(known)
  let open = equations
  for (let size = -1; size !== all.size; ) {
    size = all.size
    open = open.filter((equation) => {
      const unknown = equation.filter((commitment) => !all.has(commitment))
      const [only] = unknown
      if (unknown.length === 1 && only !== undefined) all.add(only)
      return unknown.length > 1
    })
  }
  return all
}

/** Versions that a definition gives to every reader on purpose: elements that it names, for each field that reads them. */
function declassified({ definition, fields }: Revealing, dossier: Dossier): Commitment[] {
  const readBy = new Map<Commitment, { read: Read; names: string[] }>()
  for (const { name, reads } of fields)
    for (const read of reads) {
      if (read.found !== 'present') continue
      const names = readBy.get(read.commitment)?.names ?? []
      readBy.set(read.commitment, { read, names: [...names, columnOf(name)] })
    }
  return [...readBy].flatMap(([commitment, { read, names }]) => {
    const kind = dossier.files.get(read.file)?.kind
    const element = kind && elementName(kind, read.path)
    const meant = definition.declassifies?.find((each) => each.element === element)
    return meant && names.every((name) => meant.fields.includes(name)) ? [commitment] : []
  })
}

function revelationOf(
  commitment: Commitment,
  reader: string,
  { fields, dossier }: Pick<Revealing, 'fields'> & { readonly dossier: Dossier },
): Revelation[] {
  for (const file of dossier.files.values()) {
    const version = file.byCommitment.get(commitment)
    if (!version || file.elements.get(version.path)?.at(-1)?.commitment !== commitment) continue
    const element = elementName(file.kind, version.path)
    const readers = fields.filter(({ reads }) =>
      reads.some((read) => read.found === 'present' && read.commitment === commitment),
    )
    const names = readers.map(({ name }) => name)
    return [{ reader, element, path: version.path, fields: names }]
  }
  return []
}

/** `lines/l1/amount` is the field `lines/amount` of every row. */
const columnOf = (name: string): string => {
  const [table, , column] = name.split('/')
  return column === undefined ? name : `${table}/${column}`
}

const elementName = (kind: Kind, path: Path): ElementName => `${kind.name}:${elementAt(kind, path)?.template ?? path}`
