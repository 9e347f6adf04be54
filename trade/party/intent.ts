import { base64url } from '@entrepot/crypto'
import { type Composed, compose, type JudgeContext, type Malformed } from '@entrepot/trade/act'
import { type ComputedDocument, computeDocument, documents, fieldPath } from '@entrepot/trade/documents'
import {
  type ActIdentity,
  type Capacity,
  type Commitment,
  type ElementVersion,
  emptyFile,
  type FileState,
  type Opening,
  type Path,
  type Rendering,
  type Signer,
  type Value,
} from '@entrepot/trade/file'
import type { Desk } from './desk.ts'

/** What a party wants to do, by ids; composed from its own desk. */
export interface Intent {
  /** UUIDv7 of the act. */
  readonly act: string
  readonly type: string
  readonly file: string
  readonly as: Capacity
  readonly for?: string
  /** Business time of dispatch, an instant with offset. */
  readonly at: string
  readonly answers?: ActIdentity
  readonly opens?: Opening
  readonly keyed?: ReadonlyMap<Path, Value>
  /** What was read off a foreign document, whose original is kept where it was `readFrom`. */
  readonly transcribed?: ReadonlyMap<Path, Value>
  readonly readFrom?: ElementPlace
  /** What is linked instead of keyed: where it stands. */
  readonly cited?: ReadonlyMap<Path, ElementPlace>
  /** Documents cited whole, by the identity of their issuing acts. */
  readonly documents?: ReadonlyMap<Path, ActIdentity>
  readonly issues?: IntendedDocument
  /** Files of the trade, for what reads across them; the act's own alone where absent. */
  readonly dossier?: readonly string[]
}

/** An element where it stands. */
export interface ElementPlace {
  readonly file: string
  readonly path: Path
}

/** The document that an act issues. */
export interface IntendedDocument {
  readonly document: string
  readonly definition: string
  readonly language: string
  readonly subject?: string
  /** Ids of files by kind. */
  readonly using?: Readonly<Record<string, string>>
}

/** A document computed by its issuer, and what is signed of its rendering. */
export interface RenderedDocument {
  readonly computed: ComputedDocument
  readonly rendering: Rendering
}

/** A fresh key of a verification code: made before the document is rendered, which prints the code. */
export const freshCodeKey = (random: (bytes: number) => Uint8Array): string => base64url.encode(random(CODE_KEY_BYTES))

const CODE_KEY_BYTES = 16

/** What composing takes from outside. */
export interface Composing {
  readonly signer: Signer
  readonly context: Omit<JudgeContext, 'dossier'>
  readonly random: (bytes: number) => Uint8Array
  /** For an intent that issues a document. */
  readonly rendered?: RenderedDocument
}

/**
 * Computes the document that an intent issues, with its issuer's eyes.
 *
 * @returns the fields; or which definition is unknown, which file is not at hand, or the first field that stays empty.
 */
export function computeIntended(desk: Desk, intent: Intent): ComputedDocument | Malformed {
  const { issues } = intent
  const definition = issues && documents.get(issues.definition)
  if (!definition) return { ok: false, code: 'document/unknown', at: issues?.definition ?? '' }
  const home = desk.file(intent.file)
  if (!home) return { ok: false, code: 'intent/file-not-at-hand', at: intent.file }
  const computed = computeDocument(definition, {
    ...{ dossier: dossierOf(desk, intent, home), home, organisation: desk.organisation },
    ...(issues.subject === undefined ? {} : { subject: issues.subject }),
    ...(issues.using ? { using: issues.using } : {}),
  })
  const [gap] = computed.missing
  return gap ? { ok: false, code: 'document/field-missing', at: fieldPath(issues.document, gap.name) } : computed
}

/**
 * Composes an intent: finds every link in the party's own evidence, computes, and judges with its eyes.
 *
 * @returns the act ready to seal, whatever the judgement; or what cannot be found: the type, the file, an element to cite.
 */
export function composeIntent(desk: Desk, intent: Intent, composing: Composing): Composed | Malformed {
  const { act, type, file: id, as, at, answers, opens, issues } = intent
  const { signer, context, random, rendered } = composing
  const definition = desk.catalogue.acts.get(type)
  if (!definition) return { ok: false, code: 'act/unknown-type', at: type }
  const file = desk.file(id) ?? openedBy(desk, intent)
  if (!file) return { ok: false, code: 'intent/file-not-at-hand', at: id }
  const cited = findCited(desk, intent.cited)
  if (!(cited instanceof Map)) return cited
  const fields = issues && rendered ? fieldsOf(issues.document, rendered.computed) : []
  const original = findOriginal(desk, intent)
  if (original && 'ok' in original) return original
  return compose(
    {
      ...{ definition, file, signer, cited, fields },
      claims: {
        ...{ act, file: id, as, at },
        ...(intent.for === undefined ? {} : { for: intent.for }),
        ...(answers === undefined ? {} : { answers }),
        ...(opens ? { opens } : {}),
        ...(issues && rendered ? { issues } : {}),
      },
      ...(rendered ? { rendering: rendered.rendering } : {}),
      ...(intent.keyed ? { keyed: intent.keyed } : {}),
      ...(intent.transcribed ? { transcribed: intent.transcribed } : {}),
      ...(intent.documents ? { documents: intent.documents } : {}),
      source: (commitment) => desk.source(commitment),
      signerOf: (thumbprint) => desk.signerOf(thumbprint),
      looked: [...fields.flatMap(({ from }) => from), ...(original ? [original.commitment] : [])],
    },
    { ...context, dossier: dossierOf(desk, intent, file) },
    random,
  )
}

function openedBy({ catalogue }: Desk, { file, opens }: Intent): FileState | undefined {
  const kind = opens && catalogue.kinds.get(opens.kind)
  return kind && emptyFile(file, kind)
}

const dossierOf = (desk: Desk, { dossier }: Intent, home: FileState) => desk.dossier(home, dossier ?? [])

function findCited(desk: Desk, places: Intent['cited']): Map<Path, Commitment> | Malformed {
  const cited = new Map<Path, Commitment>()
  for (const [path, place] of places ?? []) {
    const version = desk.version(place.file, place.path)
    if (!version) return { ok: false, code: 'citation/not-visible', at: path }
    cited.set(path, version.origin?.commitment ?? version.commitment)
  }
  return cited
}

/** The original that was looked at goes into the act's basis: so the act says what it was read from. */
function findOriginal(desk: Desk, { readFrom }: Intent): ElementVersion | Malformed | undefined {
  if (!readFrom) return undefined
  return desk.version(readFrom.file, readFrom.path) ?? { ok: false, code: 'original/not-at-hand', at: readFrom.path }
}

const fieldsOf = (document: string, { fields }: ComputedDocument) =>
  fields.map(({ name, value, from }) => ({ path: fieldPath(document, name), value, from }))
