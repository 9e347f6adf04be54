import type { ActIdentity } from '@entrepot/trade/file'
import type { DocumentKnowledge } from './documents.ts'
import type { OpenedEvidence } from './evidence.ts'
import { foreignText, type ForeignText, type TextRun } from './foreign-text.ts'
import { type TermsOfAccount, type RecomputedLedger, recomputeLedger } from './ledger.ts'
import { documentOf } from './judge-documents.ts'
import { rekeyed, type Rekeying } from './rekeyed.ts'

/** What a whole trade comes to, recomputed from its evidence. */
export interface Summary {
  readonly acts: number
  readonly documents: number
  /** Element instances that stand in the files; document fields are slots, not elements. */
  readonly elements: number
  /** Document fields that are filled. */
  readonly slots: number
  readonly rekeyed: number
  readonly ledgerBalanced: boolean
  readonly rekeyings: readonly Rekeying[]
  readonly foreign: readonly (ForeignText & { readonly act: ActIdentity })[]
  /** Renderings whose text could not be compared, because their template is not known here. */
  readonly notCompared: readonly ActIdentity[]
  readonly ledger: RecomputedLedger
}

/** Text of renderings, as a reader of PDF gives it. */
export interface SummaryOptions {
  readonly knowledge?: DocumentKnowledge
  readonly texts?: ReadonlyMap<ActIdentity, readonly TextRun[]>
  readonly terms?: TermsOfAccount
}

/** Counts a trade and looks for what was keyed twice. */
export function summarize(evidence: OpenedEvidence, options: SummaryOptions = {}): Summary {
  const { files, documents } = evidence
  const rekeyings = rekeyed(files)
  const { foreign, notCompared } = foreignIn(evidence, options)
  const ledger = recomputeLedger(files, options.terms)
  const states = [...evidence.states.values()]
  return {
    acts: [...files.values()].reduce((total, { entries }) => total + entries.length, 0),
    documents: documents.length,
    elements: states.reduce((total, { elements }) => total + elementsIn(elements), 0),
    slots: documents.reduce((total, { fields }) => total + fields.checked + fields.attested, 0),
    ...{ rekeyed: rekeyings.length + foreign.length, ledgerBalanced: ledger.balanced },
    ...{ rekeyings, foreign, notCompared, ledger },
  }
}

const elementsIn = (elements: ReadonlyMap<string, readonly unknown[]>): number =>
  [...elements].filter(([path, versions]) => versions.length > 0 && !path.startsWith('/documents/')).length

function foreignIn(evidence: OpenedEvidence, { knowledge, texts = new Map() }: SummaryOptions) {
  const foreign: (ForeignText & { act: ActIdentity })[] = []
  const notCompared: ActIdentity[] = []
  for (const [act, runs] of texts) {
    const found = issuedBy(evidence, act)
    const printed = found && knowledge?.printed?.(found.document, found.issuing)
    if (printed) foreign.push(...foreignText(runs, printed).map((each) => ({ ...each, act })))
    else notCompared.push(act)
  }
  return { foreign, notCompared }
}

/** A document that is visible as issued; of one that is only cited, neither issuer's name nor language came along. */
function issuedBy({ files }: OpenedEvidence, act: ActIdentity) {
  for (const { entries, state } of files.values()) {
    const issuing = entries.find(({ identity }) => identity === act)?.act
    const document = issuing && documentOf(issuing, { state })
    if (!issuing || !document) continue
    return { document, issuing: { act, file: state.id, issuer: issuing.signer.name, language: document.language } }
  }
  return undefined
}
