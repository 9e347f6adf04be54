import { base64url, sha256 } from '@entrepot/crypto'
import { type StaleInput, staleInputs, verificationCode } from '@entrepot/trade/documents'
import {
  type FileState,
  type FoldableAct,
  type IssuedDocument,
  issuedBy,
  seesAct,
  seesStatement,
} from '@entrepot/trade/file'
import type { Caller } from './answer.ts'
import { linkedFiles } from './dossiers.ts'
import { type Sight, sightOf } from './evidence.ts'
import type { Port } from './port.ts'

/** A document as one reader's list has it. */
export interface ListedDocument {
  /** Its id in this file, or the path under which it is cited from another. */
  readonly document: string
  readonly definition: string
  readonly issuer: string
  readonly act: string
  /** base64url SHA-256 of the rendering that its issuer signed. */
  readonly rendering: string
  readonly verificationCode: string
  readonly language?: string
  /** Business time at which it was issued, an instant with offset. */
  readonly at?: string
  /** The file that it comes from, where it is cited. */
  readonly from?: string
  /** What it read and what has changed since, as far as the reader sees. */
  readonly stale: readonly StaleInput[]
  /** Whether the bytes of its rendering lie here. */
  readonly rendered: boolean
}

/** The state of a document, as far as anybody may know who has it in hands. */
export interface PublicDocument {
  readonly issuer: string
  readonly number: string | undefined
  readonly rendering: string
  readonly state: 'current' | 'stale' | 'withdrawn'
}

/** What became of a rendering that was put. */
export type Put = 'stored' | 'unknown' | 'other-rendering' | 'not-pdf'

/** The documents issued or cited in a file that its reader may read whole. */
export async function listDocuments(port: Port, caller: Caller, sight: Sight): Promise<ListedDocument[]> {
  const { state } = sight
  const { files } = await linkedFiles(port, caller, [state.id])
  const listed: ListedDocument[] = []
  for (const document of readable(sight)) {
    const { id, definition, act, actId, codeKey, rendering, language, at, organisation } = document
    listed.push({
      ...{ document: id, definition, issuer: organisation, act, rendering, language, at },
      ...{ verificationCode: verificationCode(state.id, actId, codeKey), stale: staleInputs(document, files.values()) },
      rendered: await isStored(port, state.id, rendering),
    })
  }
  for (const [path, { definition, act, actId, codeKey, issuer, rendering, file }] of state.citedDocuments) {
    if (rendering === undefined) continue
    listed.push({
      ...{ document: path, definition, issuer, act, rendering, stale: [] },
      verificationCode: verificationCode(file, actId, codeKey),
      ...{ from: file, rendered: await isStored(port, file, rendering) },
    })
  }
  return listed
}

/** Keeps the rendering of an issued document: its issuer brings the bytes whose hash it signed. */
export async function putRendering(
  port: Port,
  caller: Caller,
  given: { readonly file: string; readonly document: string; readonly content: Uint8Array },
): Promise<Put> {
  const sight = await sightOf(port, caller, given.file)
  const document = sight?.state.documents.get(given.document)
  if (!document || document.organisation !== caller.organisation) return 'unknown'
  if (!isPdf(given.content)) return 'not-pdf'
  const digest = base64url.encode(sha256(given.content))
  if (digest !== document.rendering) return 'other-rendering'
  await port.shards.ofFile(given.file).query(
    `insert into rendering (file_id, sha256, document, media_type, content, stored_ms)
     values ($1, $2, $3, 'application/pdf', $4, $5) on conflict do nothing`,
    [given.file, digest, given.document, Buffer.from(given.content), port.now()],
  )
  return 'stored'
}

/** The rendering of a document that the caller may read whole: by its id in the file, or by its hash (also of a cited one). */
export async function renderingOf(
  port: Port,
  caller: Caller,
  wanted: { readonly file: string; readonly document: string },
): Promise<Uint8Array | undefined> {
  const sight = await sightOf(port, caller, wanted.file)
  if (!sight) return undefined
  const own = readable(sight).find(({ id, rendering }) => id === wanted.document || rendering === wanted.document)
  if (own) return contentOf(port, wanted.file, own.rendering)
  const cited = [...sight.state.citedDocuments.values()].find(({ rendering }) => rendering === wanted.document)
  return cited && contentOf(port, cited.file, wanted.document)
}

/** What the public page tells of a document by its verification code; spaces, dashes and case do not matter. */
export async function documentByCode(port: Port, code: string): Promise<PublicDocument | undefined> {
  const plain = code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '')
  const { rows } = await port.shards.home.query<{ file_id: string; identity: string }>(
    'select file_id, identity from verification where code = $1',
    [plain.replaceAll(/.{5}(?=.)/g, '$&-')],
  )
  const [row] = rows
  const known = row && (await port.files.read(row.file_id))?.known
  const act = row && known?.state.byIdentity.get(row.identity)
  if (!known || !act?.issues) return undefined
  const rendering = issuedBy(act)?.rendering
  if (rendering === undefined) return undefined
  const latest = known.state.documents.get(act.issues.document)
  const state = await stateOf(port, known.state, act, latest)
  return { issuer: act.signer.name, number: numberOf(act), rendering, state }
}

/** Withdrawn: taken back, or issued anew; stale: something that its issuer read has changed since. */
async function stateOf(
  port: Port,
  file: FileState,
  act: FoldableAct,
  issued: IssuedDocument | undefined,
): Promise<PublicDocument['state']> {
  const isRetracted = file.acts.some((each) => each.effect === 'retracts' && each.answers === act.identity)
  if (isRetracted || issued?.act !== act.identity) return 'withdrawn'
  const { files } = await linkedFiles(port, act.signer, [file.id])
  return staleInputs(issued, files.values()).length > 0 ? 'stale' : 'current'
}

function numberOf(act: FoldableAct): string | undefined {
  const path = `/documents/${act.issues?.document}/number`
  const value = act.statements.find((statement) => statement.path === path)?.value
  return typeof value === 'string' ? value : undefined
}

/** A rendering shows every field: it is for those who may read them all. */
function readable({ known, reader }: Sight): (IssuedDocument & { readonly rendering: string })[] {
  const { state } = known
  return [...state.documents.values()].flatMap((document) => {
    const { act: identity, rendering, id } = document
    const act = state.byIdentity.get(identity)
    if (!act || rendering === undefined || !seesAct(state, reader, act)) return []
    const fields = act.statements.filter(({ path }) => path.startsWith(`/documents/${id}/`))
    return fields.every((field) => seesStatement(state, reader, act, field)) ? [{ ...document, rendering }] : []
  })
}

/** Within the first bytes stands `%PDF-` (ISO 32000-1 7.5.2). */
const isPdf = (content: Uint8Array): boolean => Buffer.from(content.slice(0, 5)).toString('latin1') === '%PDF-'

async function isStored(port: Port, file: string, digest: string): Promise<boolean> {
  const { rowCount } = await port.shards
    .ofFile(file)
    .query('select 1 from rendering where file_id = $1 and sha256 = $2', [file, digest])
  return rowCount === 1
}

/** The bytes of a rendering that lie in a file. */
export async function contentOf(port: Port, file: string, digest: string): Promise<Uint8Array | undefined> {
  const { rows } = await port.shards
    .ofFile(file)
    .query<{ content: Buffer }>('select content from rendering where file_id = $1 and sha256 = $2', [file, digest])
  return rows[0]?.content
}
