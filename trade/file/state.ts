import type { Capacity, Kind } from './kind.ts'
import type { Path } from './path.ts'
import type { Value } from './value.ts'

/** base64url SHA-256 of an act's signing input: what an act *is*, whatever its (malleable) signature. */
export type ActIdentity = string

/**
 * What a version is known by outside its file: the digest of its disclosure, or, for what an envelope or a
 * certificate says, `identity#at`, `thumbprint#name`. Opaque: it tells nothing about path or value.
 */
export type Commitment = string

/** How a version came to be. */
export type How = 'keyed' | 'transcribed' | 'cited' | 'derived' | 'rendered' | 'envelope' | 'certificate'

/** One version of one element instance. */
export interface ElementVersion {
  readonly path: Path
  readonly value: Value
  readonly commitment: Commitment
  readonly how: How
  readonly act: ActIdentity
  readonly seq: number
  readonly by: Capacity
  readonly organisation: string
  /** In whose name an agent stated it. */
  readonly principal?: string
  /** Who sees the act that stated it at all, where its definition says so: for others it does not stand. */
  readonly among?: readonly Capacity[]
  /** Where it was first keyed, for a citation. */
  readonly origin?: Origin
  /** What a derived field was computed from. */
  readonly from?: readonly Commitment[]
  /** Who may read it, where its act says so (a document's readers); else its element's definition decides. */
  readonly audience?: readonly Capacity[]
}

/** The first statement behind a citation. */
export interface Origin {
  readonly file: string
  readonly act: ActIdentity
  readonly path: Path
  readonly commitment: Commitment
  readonly organisation: string
}

/** What the operator's receipt says of an act, as far as the fold keeps it. */
export interface ReceiptFacts {
  readonly seq: number
  /** Real time of receipt, epoch milliseconds. */
  readonly receivedMs: number
  /** Business time at which the act reached the port, an instant with offset. */
  readonly reached: string
}

/** Who sealed an act: what the certificate says of the organisation. */
export interface Signer {
  readonly organisation: string
  readonly name: string
  readonly country: string
  readonly place?: string
  readonly registration?: string
  readonly thumbprint: string
}

/** A cited document, mounted with the fields that came along. */
export interface CitedDocument {
  readonly definition: string
  readonly file: string
  readonly act: ActIdentity
  /** UUIDv7 of the issuing act. */
  readonly actId: string
  readonly issuer: string
  readonly rendering?: string
  readonly codeKey?: string
  /** Of the disclosure that holds these two. */
  readonly renderedAs?: Commitment
  /** By the field's path within the document. */
  readonly fields: ReadonlyMap<string, ElementVersion>
  /** Fields of it that did not come along, or that this reader does not see. */
  readonly undisclosed: number
}

/** One statement of an act, opened and resolved. */
export interface Statement {
  readonly path: Path
  readonly commitment: Commitment
  readonly how: How
  readonly value: Value
  readonly origin?: Origin
  readonly from?: readonly Commitment[]
  readonly document?: CitedDocument
  readonly audience?: readonly Capacity[]
}

/** What an act does to the elements that it carries. */
export type Effect = 'states' | 'proposes' | 'consents' | 'rejects' | 'retracts'

/** An act as the fold takes it: opened, its definition applied, not judged again. */
export interface FoldableAct {
  readonly identity: ActIdentity
  readonly id: string
  readonly type: string
  readonly effect: Effect
  readonly as: Capacity
  readonly onBehalfOf?: string
  /** Business time at which its signer dispatched it, an instant with offset. */
  readonly at: string
  /** Highest sequence of the file that its signer had seen when it was sealed; 0 before the first act. */
  readonly seen: number
  readonly answers?: ActIdentity
  readonly opens?: Opening
  readonly enters?: boolean
  readonly issues?: IssuedRendering
  readonly statements: readonly Statement[]
  /** Virtual statements that the envelope makes: the date of an invoice is the day of its act. */
  readonly dated: readonly { readonly path: Path; readonly value: string }[]
  /** How many commitments were not disclosed to this reader. */
  readonly undisclosed: number
  readonly signer: Signer
  readonly receipt: ReceiptFacts
  /** Who sees the act at all, beside its signer; the file's parties where absent. */
  readonly audience?: readonly Capacity[]
}

/** What the first act of a file names. */
export interface Opening {
  readonly kind: string
  readonly parties: Readonly<Record<Capacity, string>>
}

/** The document that an issuing act issues. */
export interface IssuedRendering {
  readonly document: string
  readonly definition: string
  readonly language: string
  /**
   * base64url SHA-256 of the rendering's bytes, in clear: in acts of the first version alone. Every party of the file reads it,
   * so the next version signs it for the document's readers (`Rendering`).
   */
  readonly rendering?: string
  /** What the document is about: an instance (an invoice), or the identity of the proposal that it writes down. */
  readonly subject?: string
  /** Which file of a kind it reads, where the dossier holds several. */
  readonly using?: Readonly<Record<string, string>>
}

/** What an issuing act signs of its document's rendering, for the document's readers alone. */
export interface Rendering {
  /** base64url SHA-256 of its bytes. */
  readonly sha256: string
  /** 128 random bits, base64url, without which nobody makes the verification code. */
  readonly codeKey: string
}

/** Where the rendering stands among a document's elements; no field is called so. */
export const renderingPath = (document: string): Path => `/documents/${document}/rendering`

/** A party of a file: named by the opening, in by its own consent. */
export interface Party {
  readonly capacity: Capacity
  readonly organisation: string
  readonly entered: boolean
}

/** What became of a proposal by acts; whether it has lapsed is judged at a given time, not folded. */
export type ProposalStatus = 'open' | 'consented' | 'rejected' | 'retracted' | 'countered'

/** A proposal: elements that are not yet in force. */
export interface Proposal {
  readonly act: FoldableAct
  status: ProposalStatus
  /** The whole content: what it answers, overlaid with its own statements. */
  readonly content: ReadonlyMap<Path, ElementVersion>
}

/** An agent's authority, recorded by its principal. */
export interface Authority {
  readonly id: string
  readonly principal: string
  readonly agent: string
  readonly capacity: Capacity
  readonly acts: readonly string[]
  readonly until?: string
}

/** A document issued in a file. */
export interface IssuedDocument {
  readonly id: string
  readonly definition: string
  readonly act: ActIdentity
  /** UUIDv7 of the issuing act. */
  readonly actId: string
  readonly seq: number
  readonly issuer: Capacity
  readonly organisation: string
  readonly language: string
  /** base64url SHA-256 of the rendering that its issuer signed, where this reader may know it. */
  readonly rendering?: string
  /** What its verification code is made with; none in documents of the first version. */
  readonly codeKey?: string
  readonly subject?: string
  readonly using?: Readonly<Record<string, string>>
  readonly at: string
  readonly fields: ReadonlyMap<string, ElementVersion>
}

/** A file as folded so far. Only `foldAct` changes it. */
export interface FileState {
  readonly id: string
  readonly kind: Kind
  readonly parties: Map<Capacity, Party>
  readonly authorities: Map<string, Authority>
  /** Versions in force, newest last; the last is current. */
  readonly elements: Map<Path, ElementVersion[]>
  readonly children: Map<string, Set<string>>
  readonly byCommitment: Map<Commitment, ElementVersion>
  readonly erased: Map<Path, Commitment>
  /** Sequence of the act whose statement was erased, where it is known: what it replaced does not come back into force. */
  readonly erasedAt: Map<Path, number>
  readonly proposals: Map<ActIdentity, Proposal>
  readonly documents: Map<string, IssuedDocument>
  readonly citedDocuments: Map<Path, CitedDocument>
  readonly acts: FoldableAct[]
  /** Acts by the name of their type, whatever its version. */
  readonly actsByName: Map<string, FoldableAct[]>
  readonly byIdentity: Map<ActIdentity, FoldableAct>
  /** Acts, and proposals, that were taken back; consents that were undone. */
  readonly retracted: Set<ActIdentity>
  /** Versions that a consent had brought into force before it was undone. */
  readonly undone: Set<Commitment>
  /** Acts that this reader sees as stubs only, by sequence. */
  readonly stubs: Map<number, ActIdentity>
}

/** The name of an act's type, without its version: `offer` of `offer/1`. */
export function actName(type: string): string {
  return type.split('/')[0] ?? type
}

/** An empty file of a kind. */
export function emptyFile(id: string, kind: Kind): FileState {
  return {
    id,
    kind,
    parties: new Map(),
    authorities: new Map(),
    elements: new Map(),
    children: new Map(),
    byCommitment: new Map(),
    erased: new Map(),
    erasedAt: new Map(),
    proposals: new Map(),
    documents: new Map(),
    citedDocuments: new Map(),
    acts: [],
    actsByName: new Map(),
    byIdentity: new Map(),
    retracted: new Set(),
    undone: new Set(),
    stubs: new Map(),
  }
}

/**
 * The capacities that an organisation holds in a file: its own, and those of principals that it may act for.
 *
 * An agent reads all that its principal reads in that capacity, whichever acts it may do: who composes an act must see what
 * the act rests on.
 *
 * @param today day of business time; an authority that ended before it counts no more. Absent: every authority recorded.
 */
export function capacitiesOf(file: FileState, organisation: string, today?: string): ReadonlySet<Capacity> {
  const held = new Set<Capacity>()
  for (const party of file.parties.values()) if (party.organisation === organisation) held.add(party.capacity)
  for (const { agent, capacity, principal, until } of file.authorities.values()) {
    const isOwn = file.parties.get(capacity)?.organisation === principal
    const stands = until === undefined || today === undefined || until >= today
    if (agent === organisation && isOwn && stands) held.add(capacity)
  }
  return held
}

/** Whether an act of this name stands: what was taken back or undone does not; a proposal was made, whatever became of it. */
export function standsAct(file: FileState, name: string): boolean {
  const acts = file.actsByName.get(name) ?? []
  return acts.some(({ identity, effect }) => effect === 'proposes' || !file.retracted.has(identity))
}

/** The organisation whose act it is: the principal's, where an agent signed. */
export function principalOf(act: Pick<FoldableAct, 'onBehalfOf' | 'signer'>): string {
  return act.onBehalfOf ?? act.signer.organisation
}
