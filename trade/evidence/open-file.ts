import {
  type ActDefinition,
  type Catalogue,
  type JudgeContext,
  judge,
  openAct,
  type ReadAct,
} from '@entrepot/trade/act'
import { openFlat } from '@entrepot/sd-jwt'
import {
  type ActIdentity,
  actName,
  contentOf,
  emptyFile,
  type FileState,
  type FoldableAct,
  foldAct,
  foldErasure,
  foldStub,
  type Kind,
  type Path,
  type Signer,
} from '@entrepot/trade/file'
import { checkSignatures, type SignatureContext } from './check-act.ts'
import { type Recomputed, recomputeDerived } from './derived.ts'
import { type Finding, fault, mark, type Place } from './finding.ts'
import { type Erasure, type FileEvidence, fileEntry } from './format.ts'
import type { Placed, Sequence } from './sequence.ts'
import type { HeadClaims } from './statement.ts'
import type { TrustStore } from './trust.ts'

/** One act of an opened file. What could not be relied on has no `act` and was folded as a stub. */
export interface OpenedEntry extends Placed {
  readonly act?: FoldableAct
  readonly definition?: ActDefinition
  readonly failed: boolean
  /** Commitments without disclosure that were not erased, and links to what is not visible. */
  readonly hidden: number
  readonly erased: number
  readonly judgedAgain: boolean
  /** Of each computed element, whether it was computed again; document fields come later. */
  readonly derived: ReadonlyMap<Path, Recomputed>
  readonly approvers: readonly string[]
}

/** A file that was read, checked and folded as far as it holds. */
export interface OpenedFile {
  readonly evidence: FileEvidence
  readonly state: FileState
  readonly entries: readonly OpenedEntry[]
  readonly head?: HeadClaims
  /** Nothing of it is hidden from the reader: no stub, no commitment without disclosure, nothing erased or failed. */
  readonly whole: boolean
  /** Acts, of this file or cited into it, whose signer's key is held to be lost from before. */
  readonly lost: ReadonlySet<ActIdentity>
  readonly findings: readonly Finding[]
}

/** What opening needs beside the evidence. */
export interface OpeningContext {
  readonly catalogue: Catalogue
  readonly trust: TrustStore
  readonly receivedOf: SignatureContext['receivedOf']
  /** Organisation whose eyes judge; absent for the whole. */
  readonly reader?: string
}

/** Folds one file whose sequence was checked, opening act by act; an unknown kind is a fault and nothing else. */
export function openFile(
  evidence: FileEvidence,
  sequence: Sequence,
  context: OpeningContext,
): OpenedFile | { readonly findings: readonly Finding[] } {
  const place = { entry: fileEntry(evidence.file), file: evidence.file, path: '/kind' }
  const kind = context.catalogue.kinds.get(evidence.kind)
  const { placed, head, findings: sequenceFindings } = sequence
  if (!kind) return { findings: [fault('file/unknown-kind', place, evidence.kind), ...sequenceFindings] }
  const folding = new Folding(evidence, kind, context)
  const unsound = new Set(sequenceFindings.flatMap(({ place: { seq } }) => (seq === undefined ? [] : [seq])))
  const entries = placed.map((each) => folding.take(each, unsound.has(each.seq)))
  return {
    ...{ evidence, entries, state: folding.state, lost: folding.lost },
    ...(head ? { head } : {}),
    whole: folding.whole && sequenceFindings.length === 0,
    findings: [...sequenceFindings, ...folding.findings, ...folding.strayErasures(entries)],
  }
}

/** Folds one file's acts in order; `whole` falls for good at the first thing that its reader cannot see. */
class Folding {
  readonly state: FileState
  readonly findings: Finding[] = []
  readonly lost = new Set<ActIdentity>()
  whole = true
  readonly #evidence: FileEvidence
  readonly #context: OpeningContext
  readonly #erasures = new Map<number, Erasure[]>()

  constructor(evidence: FileEvidence, kind: Kind, context: OpeningContext) {
    this.#evidence = evidence
    this.#context = context
    this.state = emptyFile(evidence.file, kind)
    const seen = new Set<string>()
    for (const erasure of evidence.erasures) {
      const { seq, commitment } = erasure
      if (!seen.has(commitment)) this.#erasures.set(seq, [...(this.#erasures.get(seq) ?? []), erasure])
      seen.add(commitment)
    }
  }

  take(placed: Placed, unsound: boolean): OpenedEntry {
    const { entry, seq, identity, read, receipt } = placed
    const at: Place = { entry: fileEntry(this.#evidence.file), file: this.#evidence.file, seq, act: identity }
    const isStub = 'identity' in entry
    const opened = read && receipt && !unsound ? this.#open(placed, read, at) : undefined
    if (opened) return opened
    this.whole = false
    foldStub(this.state, seq, identity)
    const none = { hidden: 0, erased: 0, judgedAgain: false, derived: new Map(), approvers: [] }
    return { ...placed, ...none, failed: !isStub || unsound }
  }

  #open(placed: Placed, read: ReadAct, at: Place): OpenedEntry | undefined {
    const { trust, catalogue, receivedOf } = this.#context
    const here = { ...at, type: read.claims.type }
    const { signer, approvers, lost, findings } = checkSignatures(placed, read, { at, trust, receivedOf })
    this.findings.push(...findings)
    for (const identity of lost) this.lost.add(identity)
    if (!signer) return undefined
    const definition = catalogue.acts.get(read.claims.type)
    const fits = definition && (definition.kind === '*' || definition.kind === this.state.kind.name)
    if (!definition || !fits) return this.#refuse(fault('act/unknown-type', here, read.claims.type))
    const act = this.#resolve(read, { definition, signer, placed, here })
    if (!act) return undefined
    if (!this.#holds(act)) return this.#refuse(fault('act/capacity-of-another', here, `${act.as}, ${signer.name}`))
    if (!this.#hasAuthority(act)) return this.#refuse(fault('act/no-authority', here, `${act.as}, ${signer.name}`))
    const erased = this.#checkErasures(placed, here)
    const hidden = act.undisclosed - erased.length
    const isWhole = hidden === 0 && erased.length === 0
    const derived = this.#recompute(act, definition, here)
    if (!derived) return undefined
    // What a superseded version let pass, its own release judged; the next version's elements say nothing of it.
    const judgedAgain = this.whole && isWhole && definition.upcast === undefined
    if (judgedAgain && !this.#judge(act, { definition, approvers, placed, here })) return undefined
    foldAct(this.state, act)
    for (const erasure of erased) foldErasure(this.state, erasure)
    this.whole &&= isWhole
    return { ...placed, act, definition, failed: false, hidden, erased: erased.length, judgedAgain, derived, approvers }
  }

  #refuse(finding: Finding): undefined {
    this.findings.push(finding)
  }

  #resolve(
    read: ReadAct,
    { definition, signer, placed, here }: { definition: ActDefinition; signer: Signer; placed: Placed; here: Place },
  ): FoldableAct | undefined {
    const { receipt, seq, receivedMs } = placed
    if (!receipt) return undefined
    const { trust } = this.#context
    const act = openAct(read, {
      ...{ definition, signer, file: this.state, signerOf: (thumbprint: string) => trust.signer(thumbprint) },
      ...{ receipt: { seq, receivedMs, reached: receipt.reached }, unresolved: 'undisclosed' },
    })
    if (!('ok' in act)) return act
    const path = typeof act.at === 'string' ? { path: act.at } : {}
    return this.#refuse(fault(act.code, { ...here, ...path }))
  }

  /** The capacity claimed is the signer's own, or its principal's. */
  #holds(act: FoldableAct): boolean {
    const named = act.opens?.parties[act.as] ?? this.state.parties.get(act.as)?.organisation
    // Who the parties are is not visible where the opening is not.
    if (named === undefined) return this.state.stubs.size > 0 && !act.opens
    return named === (act.onBehalfOf ?? act.signer.organisation)
  }

  /** Who acts for another was given authority: every party sees that act, unless it was erased. */
  #hasAuthority({ onBehalfOf, signer, as, type, receipt }: FoldableAct): boolean {
    if (onBehalfOf === undefined || onBehalfOf === signer.organisation) return true
    if ([...this.state.erased.keys()].some((path) => path.startsWith('/authorities/'))) return true
    const name = actName(type)
    return [...this.state.authorities.values()].some(
      ({ principal, agent, capacity, acts, until }) =>
        principal === onBehalfOf &&
        agent === signer.organisation &&
        capacity === as &&
        (acts.includes(name) || acts.includes('*')) &&
        (until === undefined || until >= receipt.reached.slice(0, 10)),
    )
  }

  #recompute(act: FoldableAct, definition: ActDefinition, here: Place): Map<Path, Recomputed> | undefined {
    const derived = new Map<Path, Recomputed>()
    const overlay = contentOf(this.state, act)
    const { reader } = this.#context
    const given = { file: this.state, act, definition, overlay, whole: this.whole, ...(reader ? { reader } : {}) }
    for (const statement of act.statements) {
      if (statement.how !== 'derived' || isOfDocument(act, statement.path)) continue
      const answer = recomputeDerived(statement, given)
      if (answer === 'differs') return this.#refuse(fault('derivation/differs', { ...here, path: statement.path }))
      derived.set(statement.path, answer)
    }
    return derived
  }

  #judge(
    act: FoldableAct,
    given: { definition: ActDefinition; approvers: readonly string[]; placed: Placed; here: Place },
  ): boolean {
    const { definition, approvers, placed, here } = given
    const context: JudgeContext = {
      ...{ now: placed.receipt?.reached ?? act.at, calendars: {}, ruleset: '', facts: new Map(), twoPeopleFor: [] },
      approvers,
    }
    const { reader } = this.#context
    // Rules may rest on facts of registers, which evidence does not hold: authority, order and form need none.
    const structural: ActDefinition = { ...definition, rules: [] }
    const eyes = reader === undefined ? {} : { eyes: reader }
    const judgement = judge({ file: this.state, act, definition: structural, context, ...eyes })
    if (judgement.is !== 'refused') return true
    const { code, at } = judgement.refusal
    this.findings.push(fault(`judge/${code}`, { ...here, ...(at === undefined ? {} : { path: at }) }))
    return false
  }

  /** Erasures of this act that it did commit to. */
  #checkErasures({ seq, entry }: Placed, here: Place): Erasure[] {
    const erasures = this.#erasures.get(seq)
    if (!erasures || !('act' in entry)) return []
    const bare = openFlat({ jwt: entry.act.jwt, disclosures: [] })
    const shown = openFlat({ jwt: entry.act.jwt, disclosures: entry.act.disclosures })
    return erasures.filter((erasure) => {
      const place = { ...here, path: erasure.path }
      if (!bare.ok || !bare.digests.has(erasure.commitment)) {
        this.findings.push(fault('erasure/not-committed', place, erasure.commitment))
        return false
      }
      if (!shown.ok || !shown.disclosed.has(erasure.commitment)) return true
      this.findings.push(mark('erasure/still-shown', place, erasure.commitment))
      return false
    })
  }

  /** Erasures that belong to no act of the sequence. */
  strayErasures(entries: readonly OpenedEntry[]): Finding[] {
    const known = new Set(entries.map(({ seq }) => seq))
    return this.#evidence.erasures
      .filter(({ seq }) => !known.has(seq))
      .map(({ seq, path }) => fault('erasure/of-no-act', { file: this.#evidence.file, seq, path }))
  }
}

/** Whether a path belongs to the document that its act issues. */
function isOfDocument(act: Pick<FoldableAct, 'issues'>, path: Path): boolean {
  return act.issues !== undefined && path.startsWith(`/documents/${act.issues.document}/`)
}
