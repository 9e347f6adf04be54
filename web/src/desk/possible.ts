import { type ActDefinition, answerable, possibleActs } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { computeDocument, type DocumentDefinition, documents } from '@entrepot/trade/documents'
import {
  actName,
  type Capacity,
  capacitiesOf,
  type Dossier,
  type FileState,
  fill,
  type FoldableAct,
  type IssuedDocument,
} from '@entrepot/trade/file'
import { isHopeless } from './bare.ts'

/** An act that one party could do now. */
export interface Possible {
  readonly file: FileState
  readonly definition: ActDefinition
  /** Capacities in which it may be done. */
  readonly as: readonly Capacity[]
  /** Acts that it could answer; those still open first. */
  readonly answers: readonly FoldableAct[]
}

/**
 * What a party can do now in a file, apart from what every file knows (authority, extensions) and from issuing documents.
 *
 * @param now business time, an instant with offset: what has become too late is left out.
 */
export function possibleIn(file: FileState, organisation: string, now: string): readonly Possible[] {
  if (isInvited(file, organisation)) return []
  return possibleActs(catalogue, file, organisation)
    .filter(({ kind, issues }) => kind !== '*' && !issues)
    .map((definition) => withHope(possibleOf(definition, file, organisation), organisation, now))
    .filter((possible) => !isDone(possible) && !(possible.definition.answers && possible.answers.length === 0))
    .toSorted((a, b) => rank(a) - rank(b))
}

/** Of the acts that could be answered, those whose answer would not be refused whatever it said. */
function withHope(possible: Possible, organisation: string, now: string): Possible {
  const { definition, file, as } = possible
  const isOpen = (answered: FoldableAct) =>
    as.some((each) => !isHopeless({ definition, file, as: each, organisation, now }, answered))
  return { ...possible, answers: possible.answers.filter(isOpen) }
}

/** Signed by oneself already, or an answer given to all that it could answer: possible again by its order, and of no use. */
function isDone({ definition, file, as, answers }: Possible): boolean {
  const { once, effect, type } = definition
  if (typeof once === 'string' && once.includes('{capacity}'))
    return as.every(
      (capacity) => (file.elements.get(fill(once, new Map([['capacity', capacity]])) ?? '/')?.length ?? 0) > 0,
    )
  const isAnswered = (act: FoldableAct) =>
    file.acts.some((each) => each.answers === act.identity && actName(each.type) === actName(type))
  return (effect === 'consents' || effect === 'rejects') && answers.length > 0 && answers.every(isAnswered)
}

/** What every file knows: giving and ending authority, adding data of one's own. */
export function generalIn(file: FileState, organisation: string): readonly Possible[] {
  if (isInvited(file, organisation)) return []
  return possibleActs(catalogue, file, organisation)
    .filter(({ kind, issues, enters }) => kind === '*' && !issues && !enters)
    .map((definition) => possibleOf(definition, file, organisation))
}

/** Whether the party is named in a file that it has not entered. */
export const isInvited = (file: FileState, organisation: string): boolean =>
  [...file.parties.values()].some((party) => party.organisation === organisation && !party.entered)

function possibleOf(definition: ActDefinition, file: FileState, organisation: string): Possible {
  const held = [...capacitiesOf(file, organisation)]
  return {
    ...{ file, definition },
    as: held.filter((capacity) => definition.by.includes('*') || definition.by.includes(capacity)),
    answers: answerable(definition, file, organisation).filter((act) => act !== undefined),
  }
}

/** Answers to what lies open come first, then what was not done yet, then what may be done again. */
function rank(possible: Possible): number {
  const { definition, answers } = possible
  if (definition.effect === 'consents' && answers.length > 0) return 0
  if (definition.effect === 'rejects' || definition.effect === 'retracts') return 3
  return isFresh(possible) ? 1 : 2
}

/** Whether this party has not done it in this file yet: what was done may be done again, and is not what comes next. */
export const isFresh = ({ definition, file, as }: Possible): boolean =>
  !file.actsByName.get(actName(definition.type))?.some((act) => as.includes(act.as))

/** Whether an act answers something of the other side's that is still open: it waits for this party. */
export const isAwaited = ({ definition, file, answers }: Possible): boolean =>
  definition.effect === 'consents' &&
  answers.some((act) => (file.proposals.get(act.identity)?.status ?? 'open') === 'open')

/** Acts that open a further file of this trade: its kind may cite from one that is here. */
export function openable(dossier: Dossier): readonly ActDefinition[] {
  const here = new Set([...dossier.files.values()].map((file) => file.kind.name))
  return [...catalogue.acts.values()].filter(({ opens, kind }) => {
    const { citesFrom = [], name = '' } = catalogue.kinds.get(kind) ?? {}
    return (
      opens === true &&
      name !== dossier.root.kind.name &&
      citesFrom.some((each) => here.has(each) && each !== 'publication')
    )
  })
}

/** A document that a party may issue in a file. */
export interface Issuable {
  readonly file: FileState
  readonly definition: DocumentDefinition
  readonly as: Capacity
  readonly subject?: string
  /** The one that was issued of it last. */
  readonly issued?: IssuedDocument
  /** Labels of what is still lacking; it can be issued where nothing is. */
  readonly missing: readonly string[]
}

/** The documents whose issuer a party is in a file, each with what it still lacks. */
export function issuableIn(file: FileState, dossier: Dossier, organisation: string): readonly Issuable[] {
  if (isInvited(file, organisation)) return []
  const held = capacitiesOf(file, organisation)
  return [...documents.values()].flatMap((definition) => {
    const as = definition.issuer.find((capacity) => held.has(capacity))
    if (as === undefined || definition.kind !== file.kind.name) return []
    return subjectsOf(definition, file, organisation).map((subject) => {
      const wanted = subject === undefined ? {} : { subject }
      const { missing } = computeDocument(definition, { dossier, home: file, organisation, ...wanted })
      const issued = [...file.documents.values()].find(
        (each) =>
          each.definition === definition.definition &&
          (each.subject === subject || subject === undefined || each.subject === undefined),
      )
      return {
        ...{ file, definition, as, missing: missing.map(({ name }) => name) },
        ...wanted,
        ...(issued ? { issued } : {}),
      }
    })
  })
}

/** What a document can be about: each instance, or each open proposal of the party's own. */
function subjectsOf(
  { about, ofProposal }: DocumentDefinition,
  file: FileState,
  organisation: string,
): (string | undefined)[] {
  if (about !== undefined) return [...(file.children.get(about) ?? [])]
  if (ofProposal !== true) return [undefined]
  return [...file.proposals.values()]
    .filter(({ status }) => status === 'open')
    .filter(({ act }) => act.signer.organisation === organisation && actName(act.type) === 'offer')
    .map(({ act }) => act.identity)
}
