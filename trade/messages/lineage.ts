import type { WrittenElement } from '@entrepot/edi'
import type { ComputedDocument, ComputedField } from '@entrepot/trade/documents'
import type { ActIdentity, Capacity, Commitment, FileState, How, Path } from '@entrepot/trade/file'
import type { Message } from './define.ts'
import type { Standpoint } from './standpoint.ts'

/** A data element of a message, and what it was computed from. */
export interface TracedElement extends Omit<WrittenElement, 'field'> {
  /** The field that it says, `lines/l1/goods`; absent for what the message's definition itself says. */
  readonly field?: string
  readonly from: readonly Source[]
}

/** An element of the trade that a field read, or the envelope that says it. */
export interface Source {
  /** Id of its file. */
  readonly file: string
  /** Its place there; absent for what an act's envelope says. */
  readonly path?: Path
  readonly act: ActIdentity
  /** The capacity and the organisation that stated it. */
  readonly by: Capacity
  readonly organisation: string
  readonly how: How
}

/** Traces every data element: its field, and the versions that the field was seen to read. */
export function traced(
  elements: readonly WrittenElement[],
  computed: ComputedDocument,
  message: Message,
  at: Standpoint,
): TracedElement[] {
  const fields = new Map(computed.fields.map((field) => [field.name, field]))
  return elements.map(({ field: pointer, ...element }) => {
    const name = pointer === undefined ? undefined : fieldAt(pointer, computed)
    if (name === undefined) return { ...element, from: [] }
    return { ...element, field: name, from: sourcesOf(fields.get(name), message.fields[name]?.envelope, at) }
  })
}

/** The field at a JSON pointer into the message's fields: `/lines/0/goods` is `lines/l1/goods`, an item of a list its field. */
function fieldAt(pointer: string, { rows }: ComputedDocument): string {
  const [name = '', index, column] = pointer.slice(1).split('/')
  const row = rows[name]?.[Number(index)]
  return row === undefined || column === undefined ? name : `${name}/${row}/${column}`
}

function sourcesOf(
  field: ComputedField | undefined,
  envelope: 'act' | 'opening' | undefined,
  at: Standpoint,
): Source[] {
  const { home, act, dossier } = at
  const said = envelope === 'opening' ? home.acts[0] : envelope === 'act' ? act : undefined
  const own: Source[] = said
    ? [{ file: home.id, act: said.identity, by: said.as, organisation: said.signer.organisation, how: 'envelope' }]
    : []
  return [...own, ...(field?.from ?? []).flatMap((commitment) => sourceOf(commitment, dossier.files))]
}

function sourceOf(commitment: Commitment, files: ReadonlyMap<string, FileState>): Source[] {
  for (const file of files.values()) {
    const version = file.byCommitment.get(commitment)
    if (!version) continue
    const { path, act, by, organisation, how } = version
    return [{ file: file.id, path, act, by, organisation, how }]
  }
  return []
}
