import { base64url } from '@entrepot/crypto'
import { disclosureDigest, encodeDisclosure, type Json } from '@entrepot/sd-jwt'
import {
  type Commitment,
  contentOf,
  createRecorder,
  type FileState,
  type FoldableAct,
  type Path,
  type Rendering,
  renderingPath,
  type Signer,
  type Value,
} from '@entrepot/trade/file'
import type { ActClaims } from './claims.ts'
import type { JudgeContext } from './context.ts'
import type { ActDefinition } from './define.ts'
import { deriveAll } from './derive.ts'
import { judge } from './judge.ts'
import { openAct } from './open.ts'
import { type Disclosed, type ReadAct, readAct } from './read.ts'
import type { CitedAct } from './sealed.ts'
import type { Judgement, Malformed } from './verdict.ts'

/** What a party wants to say, before it is sealed. */
export interface Draft {
  readonly definition: ActDefinition
  /** The file as this party sees it; empty for an opening. */
  readonly file: FileState
  readonly signer: Signer
  readonly claims: Omit<ActClaims, 'basis' | 'type'>
  /** The rendering of the document that this act issues. */
  readonly rendering?: Rendering
  /** What its people keyed. */
  readonly keyed?: ReadonlyMap<Path, Value>
  /** What was read off a foreign document whose original is kept. */
  readonly transcribed?: ReadonlyMap<Path, Value>
  /** What is linked instead of keyed again: the commitment of the version meant. */
  readonly cited?: ReadonlyMap<Path, Commitment>
  /** Documents cited whole, by the identity of their issuing acts. */
  readonly documents?: ReadonlyMap<Path, string>
  /** Fields of a document that this act issues. */
  readonly fields?: readonly { readonly path: Path; readonly value: Value; readonly from: readonly Commitment[] }[]
  /** Finds the sealed act behind a commitment of another file, with its disclosure alone. */
  readonly source?: (commitment: Commitment) => CitedAct | undefined
  /** Knows the signers of cited acts. */
  readonly signerOf?: (thumbprint: string) => Signer | undefined
  /** Further versions that its people looked at. */
  readonly looked?: readonly Commitment[]
}

/** An act ready to be sealed, and what the party's own judge says of it. */
export interface Composed {
  readonly ok: true
  readonly claims: ActClaims
  readonly disclosures: readonly string[]
  readonly citations: readonly CitedAct[]
  readonly act: FoldableAct
  readonly judgement: Judgement
}

/** Bytes of a salt (RFC 9901 section 9.3: 128 bits). */
export const SALT_BYTES = 16

/**
 * Composes an act: resolves links, computes what its definition derives, judges it with the party's own eyes, and
 * notes in the basis what all this relied on.
 *
 * @param random gives fresh random bytes; each disclosure takes 16 of them as its salt.
 * @returns the act ready to seal, whatever the judgement; or why it cannot be put together.
 */
export function compose(
  draft: Draft,
  context: JudgeContext,
  random: (bytes: number) => Uint8Array,
): Composed | Malformed {
  const { definition, file, signer } = draft
  const citations = gatherCitations(draft)
  if ('ok' in citations) return citations
  const stated = rawStatements(draft).map(([path, raw]) => disclose(path, raw, random))
  const first = openDraft(draft, stated, citations)
  if ('ok' in first) return first
  const overlay = contentOf(file, first)
  const derived = deriveAll(definition, file, { act: first, overlay, organisation: signer.organisation })
  const hidden = derived.find((each) => each.partial)
  if (hidden) return { ok: false, code: 'act/derivation-hidden', at: hidden.path }
  const computed = derived.map(({ path, value, from }) =>
    disclose(path, { $derived: value, $from: [...new Set(from)] }, random),
  )
  const all = [...stated, ...computed]
  const act = openDraft(draft, all, citations)
  if ('ok' in act) return act
  const trace = createRecorder()
  const judgement = judge({ file, act, definition, context, trace, eyes: signer.organisation })
  const own = new Set(all.map((each) => each.commitment))
  const relied = new Set([
    ...(draft.looked ?? []),
    ...(draft.cited?.values() ?? []),
    ...derived.flatMap((each) => each.from),
  ])
  for (const read of trace.reads) if (read.found === 'present') relied.add(read.commitment)
  const on = [...relied].filter(
    (commitment) => file.byCommitment.has(commitment) && !own.has(commitment) && !commitment.startsWith('#'),
  )
  const basis = { seen: highestSeen(file), on }
  return {
    ok: true,
    claims: { ...draft.claims, type: definition.type, basis },
    disclosures: all.map((each) => each.encoded),
    ...{ citations, act, judgement },
  }
}

/** The highest sequence that this party has seen of a file, stubs included. */
function highestSeen(file: FileState): number {
  let seen = file.acts.at(-1)?.receipt.seq ?? 0
  for (const seq of file.stubs.keys()) seen = Math.max(seen, seq)
  return seen
}

function rawStatements(draft: Draft): [Path, Json][] {
  const statements: [Path, Json][] = []
  for (const [path, value] of draft.keyed ?? []) statements.push([path, value])
  for (const [path, value] of draft.transcribed ?? []) statements.push([path, { $transcribed: value }])
  for (const [path, commitment] of draft.cited ?? [])
    statements.push([path, { $cite: originOf(draft.file, commitment) }])
  for (const [path, identity] of draft.documents ?? []) statements.push([path, { $document: identity }])
  for (const { path, value, from } of draft.fields ?? [])
    statements.push([path, { $derived: value, $from: [...new Set(from)] }])
  const { issues } = draft.claims
  if (issues && draft.rendering) {
    const { sha256, codeKey } = draft.rendering
    statements.push([renderingPath(issues.document), { $rendering: sha256, codeKey }])
  }
  return statements
}

/** A citation always names the first origin, so that it never leads through a chain. */
function originOf(file: FileState, commitment: Commitment): Commitment {
  return file.byCommitment.get(commitment)?.origin?.commitment ?? commitment
}

function disclose(
  path: Path,
  raw: Json,
  random: (bytes: number) => Uint8Array,
): Disclosed & { readonly encoded: string } {
  const encoded = encodeDisclosure(base64url.encode(random(SALT_BYTES)), path, raw)
  return { path, raw, encoded, commitment: disclosureDigest(encoded) }
}

/** One entry for each cited act, with all of its cited disclosures. */
function gatherCitations(draft: Draft): CitedAct[] | Malformed {
  const byJwt = new Map<string, CitedAct>()
  const wanted = [...(draft.cited?.values() ?? [])].map((commitment) => originOf(draft.file, commitment))
  for (const commitment of [...wanted, ...(draft.documents?.values() ?? [])]) {
    if (draft.file.byCommitment.has(commitment) || draft.file.byIdentity.has(commitment)) continue
    const cited = draft.source?.(commitment)
    if (!cited) return { ok: false, code: 'act/citation-not-found', at: commitment }
    const known = byJwt.get(cited.jwt)
    byJwt.set(
      cited.jwt,
      known ? { ...known, disclosures: [...new Set([...known.disclosures, ...cited.disclosures])] } : cited,
    )
  }
  return [...byJwt.values()]
}

/** The act as it will fold, under an identity that is still empty: `#date` then means its own date. */
function openDraft(
  draft: Draft,
  disclosed: readonly Disclosed[],
  citations: readonly CitedAct[],
): FoldableAct | Malformed {
  const cited: ReadAct[] = []
  for (const { jwt, disclosures } of citations) {
    const read = readAct({ jwt, disclosures })
    if (!read.ok) return read
    cited.push(read)
  }
  const read: ReadAct = {
    ...{ ok: true, identity: '', thumbprint: draft.signer.thumbprint, algorithm: '', undisclosed: 0 },
    ...{ signingInput: NOTHING, signature: NOTHING, disclosed, citations: cited },
    claims: { ...draft.claims, type: draft.definition.type, basis: { seen: highestSeen(draft.file), on: [] } },
  }
  const receipt = { seq: highestSeen(draft.file) + 1, receivedMs: 0, reached: draft.claims.at }
  const { definition, file, signer } = draft
  return openAct(read, { definition, file, signer, receipt, signerOf: draft.signerOf ?? (() => undefined) })
}

const NOTHING = new Uint8Array()
