import {
  type Commitment,
  createRecorder,
  type Dossier,
  type FileState,
  type Read,
  type Value,
  viewDossier,
  type ViewOptions,
} from '@entrepot/trade/file'
import type { DocumentDefinition, Field, FieldScene } from './define.ts'

/** One computed field of a document, `lines/l1/amount`, with everything that it read. */
export interface ComputedField {
  readonly name: string
  readonly value: Value
  readonly from: readonly Commitment[]
  readonly reads: readonly Read[]
}

/** A document computed. */
export interface ComputedDocument {
  readonly fields: readonly ComputedField[]
  /** Fields that must not be empty and are. */
  readonly missing: readonly { readonly name: string; readonly reads: readonly Read[] }[]
  /** Fields that may be empty and are. */
  readonly empty: readonly { readonly name: string; readonly reads: readonly Read[] }[]
  /** Rows of each table, in order. */
  readonly rows: Readonly<Record<string, readonly string[]>>
}

/** Where and with whose eyes a document is computed. */
export interface Standpoint {
  readonly dossier: Dossier
  readonly home: FileState
  readonly organisation?: string
  readonly subject?: string
  readonly using?: Readonly<Record<string, string>>
  readonly pinned?: ReadonlySet<Commitment>
}

/** What computing takes of a definition: of a document's, or of whatever else has fields (a message). */
export type Computable = Pick<DocumentDefinition, 'fields' | 'tables' | 'ofProposal'>

/** Computes every field of a document, each with a recorder of its own. */
export function computeDocument(definition: Computable, standpoint: Standpoint): ComputedDocument {
  const fields: ComputedField[] = []
  const missing: { name: string; reads: readonly Read[] }[] = []
  const empty: typeof missing = []
  const rows: Record<string, readonly string[]> = {}
  const subject = standpoint.subject ?? ''
  const compute = (name: string, field: Field, row: string): void => {
    const { scene, reads } = openScene(definition, standpoint)
    const value = field.of({ ...scene, subject, row })
    if (value !== undefined) fields.push({ name, value, from: commitmentsOf(reads()), reads: reads() })
    else (field.optional ? empty : missing).push({ name, reads: reads() })
  }
  for (const [name, field] of Object.entries(definition.fields)) compute(name, field, '')
  for (const [table, { each, columns }] of Object.entries(definition.tables ?? {})) {
    const { scene } = openScene(definition, standpoint)
    rows[table] = each({ ...scene, subject })
    for (const row of rows[table])
      for (const [column, field] of Object.entries(columns)) compute(`${table}/${row}/${column}`, field, row)
  }
  return { fields, missing, empty, rows }
}

function openScene(definition: Computable, standpoint: Standpoint) {
  const recorder = createRecorder()
  const { dossier, home, organisation, subject, using, pinned } = standpoint
  const options: Pick<ViewOptions, 'organisation' | 'proposal' | 'pinned'> = {
    ...(organisation === undefined ? {} : { organisation }),
    ...(definition.ofProposal && subject !== undefined ? { proposal: subject } : {}),
    ...(pinned ? { pinned } : {}),
  }
  const view = viewDossier(dossier, home, { ...options, recorder, ...(using ? { selection: using } : {}) })
  const scene: Pick<FieldScene, 'dossier' | 'home'> = { dossier: view, home: view.home }
  return { scene, reads: () => recorder.reads }
}

/** What a computed field rests on: the versions that it found. */
function commitmentsOf(reads: readonly Read[]): Commitment[] {
  return [...new Set(reads.flatMap((read) => (read.found === 'present' ? [read.commitment] : [])))]
}
