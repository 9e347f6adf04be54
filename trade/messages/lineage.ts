import type { PlacedElement } from '@entrepot/edi'
import type { ComputedDocument, ComputedField } from '@entrepot/trade/documents'
import type { ActIdentity, Capacity, Commitment, FileState, FoldableAct, How, Path, Read } from '@entrepot/trade/file'
import type { Message, MessageField } from './define.ts'
import type { Standpoint } from './standpoint.ts'

/** A data element of a message, and what it was computed from. */
export interface TracedElement extends Omit<PlacedElement, 'field'> {
  /** The field that it says, `lines/l1/goods`; absent for what the message's definition itself says. */
  readonly field?: string
  readonly from: readonly Source[]
}

/** An element of the trade that a field read, or the envelope that says it. */
export interface Source {
  /** Id of its file. */
  readonly file: string
  /** Its place there, and the version that was read; absent for what an act's envelope says. */
  readonly path?: Path
  readonly commitment?: Commitment
  readonly act: ActIdentity
  /** The capacity and the organisation that stated it. */
  readonly by: Capacity
  readonly organisation: string
  readonly how: How
}

/** Traces every data element: its field, and the versions that the field was seen to read. */
export function traced(
  elements: readonly PlacedElement[],
  {
    computed,
    message,
    at,
  }: { readonly computed: ComputedDocument; readonly message: Message; readonly at: Standpoint },
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

function sourcesOf(field: ComputedField | undefined, envelope: MessageField['envelope'], at: Standpoint): Source[] {
  const said = envelope && ENVELOPES[envelope](at)
  const own: Source[] = said
    ? [{ file: at.home.id, act: said.identity, by: said.as, organisation: said.signer.organisation, how: 'envelope' }]
    : []
  const read = (field?.reads ?? []).flatMap((each) =>
    each.found === 'present' ? sourceOf(each, at.dossier.files) : [],
  )
  return [...own, ...read]
}

const ENVELOPES: Readonly<Record<NonNullable<MessageField['envelope']>, (at: Standpoint) => FoldableAct | undefined>> =
  {
    act: ({ act }) => act,
    opening: ({ home }) => home.acts[0],
    subject: ({ home, act }) => home.byIdentity.get(act.issues?.subject ?? ''),
  }

function sourceOf({ file, path, commitment }: Present, files: ReadonlyMap<string, FileState>): Source[] {
  const version = files.get(file)?.byCommitment.get(commitment)
  if (!version) return []
  const { act, by, organisation, how } = version
  return [{ file, path, commitment, act, by, organisation, how }]
}

type Present = Extract<Read, { readonly found: 'present' }>
