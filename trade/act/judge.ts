import {
  ANYONE,
  type Commitment,
  contentOf,
  createRecorder,
  type ElementVersion,
  elementAt,
  emptyFile,
  type FileState,
  type FileView,
  type FoldableAct,
  foldAct,
  mismatch,
  type Origin,
  type Path,
  type PathTemplate,
  principalOf,
  type Read,
  type Recorder,
  renderingPath,
  sameValue,
  type Statement,
  viewFile,
} from '@entrepot/trade/file'
import { judgeAuthority } from './authority.ts'
import type { JudgeContext } from './context.ts'
import type { ActDefinition, Rule } from './define.ts'
import { type Derived, deriveAll } from './derive.ts'
import { answerable, judgeOrder } from './order.ts'
import { MAX_INSTANCES, MAX_STATEMENTS } from './sealed.ts'
import type { Advice, Judgement, Refusal, Verdict } from './verdict.ts'

/** What is judged: an act that reached a file, by its definition. */
export interface Case {
  readonly file: FileState
  readonly act: FoldableAct
  readonly definition: ActDefinition
  readonly context: JudgeContext
  /** Takes every read of the rules: what the judgement relied on. */
  readonly trace?: Recorder
  /** Judges with this party's eyes (in its browser); the whole file where absent (the port). */
  readonly eyes?: string
}

/**
 * Judges an act over the file that it wants to enter.
 *
 * Pure: the same answer in a browser and at the port, given the same sight. The first refusal wins, in the order
 * opening, authority, order, answers, issue, elements, derivations, then the definition's own rules as listed there.
 *
 * @returns `ok`, `advised` with every advice, `refused` with the first refusal, or `undecidable` with what is needed.
 */
export function judge(given: Case): Judgement {
  const { act, definition, context } = given
  const file = act.opens ? openedScratch(given.file, act) : given.file
  const built =
    judgeOpening(given) ??
    judgeAuthority({ file, act, definition, context }) ??
    judgeOrder(definition, given.file, act) ??
    judgeAnswer(given) ??
    judgeIssue(file, act) ??
    judgeElements(file, act, definition)
  if (built) return refused(built, false)
  const overlay = contentOf(file, act)
  return judgeDerivations({ ...given, file, overlay }) ?? judgeRules({ ...given, file, overlay })
}

const refused = (refusal: Refusal, restsOnHidden: boolean): Judgement => ({ is: 'refused', refusal, restsOnHidden })

/** An opening act is judged in a file that holds nothing but its parties. */
function openedScratch(file: FileState, act: FoldableAct): FileState {
  const scratch = emptyFile(file.id, file.kind)
  foldAct(scratch, { ...act, statements: [], dated: [], effect: 'states' })
  return scratch
}

function judgeOpening({ file, act, definition }: Case): Refusal | undefined {
  if (definition.upcast) return { code: 'act/superseded', rule: 'version of an act', found: definition.type }
  const rule = 'opening of a file'
  if (file.acts.length > 0 && act.opens) return { code: 'file/already-open', rule }
  if (file.acts.length === 0 && !act.opens) return { code: 'file/not-open', rule }
  if (act.opens && (!definition.opens || act.opens.kind !== file.kind.name))
    return { code: 'file/cannot-open-with', rule }
  const stranger = Object.keys(act.opens?.parties ?? {}).find(
    (capacity) => !Object.hasOwn(file.kind.capacities, capacity),
  )
  return stranger === undefined ? undefined : { code: 'file/unknown-capacity', rule, found: stranger }
}

function judgeAnswer({ file, act, definition }: Case): Refusal | undefined {
  const rule = 'what an act answers'
  if (!definition.answers) return act.answers === undefined ? undefined : { code: 'act/answers-nothing', rule }
  if (act.answers === undefined) return { code: 'act/answer-missing', rule, expected: [...definition.answers] }
  const open = answerable(definition, file, principalOf(act), act.seen)
  return open.some((each) => each?.identity === act.answers) ? undefined : { code: 'act/answer-not-open', rule }
}

/** A document's id is its issuer's, and no place where the kind has an element: its fields would pass for what is cited there. */
function judgeIssue(file: FileState, { issues, signer, statements }: FoldableAct): Refusal | undefined {
  if (!issues) return undefined
  const rule = 'issuing a document'
  // In clear, every party of the file could try guesses of the whole document against it.
  if (issues.rendering !== undefined) return { code: 'document/rendering-in-clear', rule }
  if (!statements.some(({ how }) => how === 'rendered'))
    return { code: 'document/rendering-missing', rule, at: renderingPath(issues.document) }
  if (elementAt(file.kind, `/documents/${issues.document}`)) return { code: 'document/id-taken', rule }
  const issued = file.documents.get(issues.document)
  return issued && issued.organisation !== signer.organisation ? { code: 'document/not-yours', rule } : undefined
}

function judgeElements(file: FileState, act: FoldableAct, definition: ActDefinition): Refusal | undefined {
  const allowed = new Set<PathTemplate>([...(definition.requires ?? []), ...(definition.may ?? [])])
  const derived = new Set(Object.keys(definition.derives ?? {}))
  const bound = new Set<PathTemplate>()
  for (const statement of act.statements) {
    if (definition.issues && isOfDocument(statement.path, act)) continue
    const refusal =
      judgeElement(file, { statement, act, allowed, derived, bound }) ?? judgeRoom(file, statement.path, definition)
    if (refusal) return refusal
  }
  const missing = (definition.requires ?? []).find((template) => !bound.has(template))
  return missing === undefined ? undefined : { code: 'element/missing', rule: definition.type, at: missing }
}

/** A file is bounded in breadth too: whatever walks all lines of it walks so many. */
function judgeRoom({ children }: FileState, path: Path, { type: rule }: ActDefinition): Refusal | undefined {
  for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
    const known = children.get(path.slice(0, end))
    if (!known || known.size < MAX_INSTANCES) continue
    const [child = ''] = path.slice(end + 1).split('/')
    if (!known.has(child))
      return { code: 'element/too-many-instances', rule, at: path, expected: String(MAX_INSTANCES) }
  }
  return undefined
}

const isOfDocument = (path: Path, act: FoldableAct): boolean =>
  act.issues !== undefined && path.startsWith(`/documents/${act.issues.document}/`)

interface ElementCase {
  readonly statement: Statement
  readonly act: FoldableAct
  readonly allowed: ReadonlySet<PathTemplate>
  readonly derived: ReadonlySet<string>
  readonly bound: Set<PathTemplate>
}

function judgeElement(file: FileState, { statement, act, allowed, derived, bound }: ElementCase): Refusal | undefined {
  const { path, how, value } = statement
  const rule = `kind ${file.kind.name}`
  const found = elementAt(file.kind, path)
  if (!found) return { code: 'element/unknown', rule, at: path }
  const extension = path.startsWith('/extensions/')
  if (extension && !path.startsWith(`/extensions/${act.signer.organisation}/`))
    return { code: 'element/other-organisation', rule, at: path }
  if (!extension && !allowed.has(found.template) && !derived.has(found.template))
    return { code: 'element/not-of-this-act', rule, at: path }
  if (derived.has(found.template) !== (how === 'derived')) return { code: 'element/derived', rule, at: path }
  const { capacity } = found.definition
  if (!capacity.includes(act.as) && !capacity.includes(ANYONE))
    return { code: 'element/other-capacity', rule, at: path, expected: [...capacity] }
  bound.add(found.template)
  const wrong =
    found.definition.type.is === 'document' && statement.document ? undefined : mismatch(found.definition.type, value)
  if (wrong)
    return { code: wrong.code, rule, at: path, ...(wrong.limit === undefined ? {} : { expected: wrong.limit }) }
  return judgeCitation(file, statement)
}

function judgeCitation(file: FileState, { path, how, origin, document }: Statement): Refusal | undefined {
  if (how !== 'cited') return undefined
  const rule = 'citing'
  if (origin?.file === file.id && isTakenBack(file, origin)) return { code: 'citation/withdrawn', rule, at: path }
  const ofDocument = elementAt(file.kind, path)?.definition.type.is === 'document'
  return ofDocument === (document !== undefined) ? undefined : { code: 'citation/not-a-document', rule, at: path }
}

/** What its signer took back, or came with a consent that was undone, is cited by nobody any more; what was cited before stands. */
const isTakenBack = ({ retracted, undone }: FileState, { act, commitment }: Origin): boolean =>
  retracted.has(act) || undone.has(commitment)

type Laid = Case & { readonly overlay: ReadonlyMap<Path, ElementVersion> }

/**
 * Everyone who sees what a computed element reads computes it again; another figure, and other inputs than it names, are
 * refused. Where its signer does not see all of that, the refusal rests on what is hidden.
 */
function judgeDerivations({ file, act, definition, overlay, eyes, trace }: Laid): Judgement | undefined {
  const said = new Map(act.statements.filter((each) => each.how === 'derived').map((each) => [each.path, each]))
  const computed = (organisation?: string, recorder?: Recorder) =>
    deriveAll(definition, file, {
      ...{ act, overlay },
      ...(organisation === undefined ? {} : { organisation }),
      ...(recorder ? { trace: recorder } : {}),
    })
  const all = computed(eyes, trace)
  if (all.length > MAX_STATEMENTS) {
    const limit = String(MAX_STATEMENTS)
    return refused({ code: 'derivation/too-many', rule: definition.type, expected: limit }, false)
  }
  for (const derived of all) {
    const { path, value } = derived
    const statement = said.get(path)
    if (derived.partial || (statement && isComputedSo(statement, derived, act))) continue
    const own = computed(act.signer.organisation).find((each) => each.path === path)
    const isHidden = own === undefined || own.partial || !sameValue(own.value, value) || !sameInputs(own.from, derived)
    return refused(derivationRefusal(statement, derived, definition.type), isHidden)
  }
  return undefined
}

function derivationRefusal(statement: Statement | undefined, { path: at, value }: Derived, rule: string): Refusal {
  if (!statement) return { code: 'derivation/missing', rule, at }
  if (sameValue(statement.value, value)) return { code: 'derivation/other-inputs', rule, at }
  return { code: 'derivation/differs', rule, at, found: statement.value, expected: value }
}

function isComputedSo({ value, from = [] }: Statement, derived: Derived, { identity }: FoldableAct): boolean {
  // An act is composed before it has an identity, so its own date is named `#date`.
  const named = from.map((commitment) => (commitment.startsWith('#') ? `${identity}${commitment}` : commitment))
  return sameValue(value, derived.value) && sameInputs(named, derived)
}

function sameInputs(from: readonly Commitment[], derived: Derived): boolean {
  const [named, read] = [new Set(from), new Set(derived.from)]
  return named.size === read.size && named.isSubsetOf(read)
}

function judgeRules(laid: Laid): Judgement {
  const { act, definition, context, trace } = laid
  const advice: Advice[] = []
  const needs: string[] = []
  for (const rule of definition.rules ?? []) {
    const sight = sightOf(laid)
    const verdicts = verdictsOf(rule.judge({ file: sight.file, before: sight.before, act, context }))
    for (const read of sight.reads()) trace?.record(read)
    const hidden = verdicts.length > 0 && sight.restsOnHidden()
    const refusal = verdicts.find((verdict) => verdict.is === 'refused')?.refusal
    if (refusal) return refused(refusal, hidden)
    const needed = verdicts.flatMap((verdict) => (verdict.is === 'undecidable' ? [verdict.needs] : []))
    if (needed.length > 0) needs.push(...needed)
    else if (sight.reads().some((read) => read.found === 'hidden')) needs.push(rule.name)
    if (!hidden) advice.push(...verdicts.flatMap((verdict) => (verdict.is === 'advised' ? [verdict.advice] : [])))
  }
  if (needs.length > 0 && !definition.undecidableGoesOn) return { is: 'undecidable', needs }
  return advice.length > 0 ? { is: 'advised', advice } : { is: 'ok' }
}

/** What one rule sees: the file with the act and before it, each with a recorder, so that it can be told what it rested on. */
function sightOf({ file, act, overlay, eyes, context }: Laid) {
  const [withAct, before] = [createRecorder(), createRecorder()]
  const today = context.now.slice(0, 10)
  const options = eyes === undefined ? {} : { organisation: eyes, today }
  const signer = { organisation: act.signer.organisation, today }
  return {
    file: viewFile(file, { ...options, overlay, recorder: withAct }),
    before: viewFile(file, { ...options, recorder: before }),
    reads: () => [...before.reads, ...withAct.reads],
    /** Whether the act's signer would not have read the same: then an answer must tell nothing but its code. */
    restsOnHidden: () =>
      differs(withAct.reads, viewFile(file, { ...signer, overlay })) || differs(before.reads, viewFile(file, signer)),
  }
}

function differs(reads: readonly Read[], eyes: FileView): boolean {
  return reads.some((read) => {
    if (read.found === 'enumerated')
      return eyes.enumerate(read.path === '/' ? '' : read.path).length !== read.instances.length
    const seen = eyes.read(read.path)
    if (seen.is === 'hidden') return true
    const commitment = seen.is === 'present' ? seen.version.commitment : undefined
    return commitment !== (read.found === 'present' ? read.commitment : undefined)
  })
}

function verdictsOf(answer: ReturnType<Rule['judge']>): readonly Verdict[] {
  if (answer === undefined) return []
  return isSeveral(answer) ? answer : [answer]
}

const isSeveral = (answer: Verdict | readonly Verdict[]): answer is readonly Verdict[] => Array.isArray(answer)
