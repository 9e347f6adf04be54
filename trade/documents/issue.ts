import { type ActDefinition, defineAct, need, refuse, type Rule } from '@entrepot/trade/act'
import { type Dossier, label, type Path, renderingPath, sameValue, type Statement } from '@entrepot/trade/file'
import { documents } from './all.ts'
import { computeDocument, type ComputedField } from './fields.ts'
import { type Revealing, revelations } from './reveals.ts'

/** The element under which an issued document's field stands in its file. */
export const fieldPath = (document: string, name: string): Path => `/documents/${document}/${name}`

const isKnown: Rule = {
  name: 'document/unknown',
  cites: 'issuing a document',
  judge({ file, act }) {
    const definition = act.issues && documents.get(act.issues.definition)
    if (!definition || definition.kind !== file.file.kind.name) return refuse('document/unknown', 'issuing a document')
    if (!definition.issuer.includes(act.as))
      return refuse('document/other-issuer', 'issuing a document', { expected: [...definition.issuer] })
    return undefined
  },
}

/**
 * Everyone who sees what a document reads computes its fields again; a field that differs, lacks, is too many or names
 * other inputs than it read is refused, and so is a document that gives a reader what it may not see.
 */
const recomputes: Rule = {
  name: 'document/differs',
  cites: 'issuing a document',
  judge({ file, act, context }) {
    const definition = act.issues && documents.get(act.issues.definition)
    if (!definition || !act.issues) return undefined
    const { dossier } = context
    if (!dossier) return need('the dossier of the issuer')
    const { subject, using, document } = act.issues
    const standpoint = {
      dossier,
      home: file.file,
      organisation: act.signer.organisation,
      ...(subject ? { subject } : {}),
      ...(using ? { using } : {}),
    }
    const computed = computeDocument(definition, standpoint)
    const [gap] = computed.missing
    if (gap) return refuse('document/field-missing', definition.definition, { at: fieldPath(document, gap.name) })
    const differs = compare(document, new Map(act.statements.map((each) => [each.path, each])), computed.fields)
    return differs ?? reveals(document, { definition, home: file.file, fields: computed.fields }, dossier)
  },
}

/** Names the field alone: which element it is, and who would learn it, is nothing that a refusal may tell. */
function reveals(document: string, revealing: Revealing, dossier: Dossier) {
  const [found] = revelations(revealing, dossier)
  if (!found) return undefined
  const [field] = found.fields
  const at = field === undefined ? {} : { at: fieldPath(document, field) }
  return refuse('document/reveals', 'issuing a document: audience of what is read', at)
}

function compare(document: string, said: Map<Path, Statement>, computed: readonly ComputedField[]) {
  const rule = 'issuing a document'
  for (const { name, value, from } of computed) {
    const at = fieldPath(document, name)
    const stated = said.get(at)
    if (stated === undefined) return refuse('document/differs', rule, { at, expected: value })
    if (!sameValue(stated.value, value))
      return refuse('document/differs', rule, { at, expected: value, found: stated.value })
    // Lineage is observed, never declared: what a field says that it read is what it read.
    const named = new Set(stated.from)
    const isRead = stated.how === 'derived' && named.size === from.length && from.every((each) => named.has(each))
    if (!isRead) return refuse('document/other-inputs', rule, { at })
    said.delete(at)
  }
  said.delete(renderingPath(document))
  const [extra] = [...said.keys()].filter((path) => path.startsWith(`/documents/${document}/`))
  return extra === undefined ? undefined : refuse('document/field-not-derived', 'issuing a document', { at: extra })
}

const issuing: Omit<ActDefinition, 'type'> = {
  kind: '*',
  label: label('Issue a document', '签发单证'),
  effect: 'states',
  readsDossier: true,
  by: ['*'],
  issues: true,
  audienceOf: ({ issues }) => issues && documents.get(issues.definition)?.readers,
  rules: [isKnown, recomputes],
}

/**
 * Issues a document: its fields are the act's elements, each committed with what it was computed from; so is the hash of its
 * rendering, for the document's readers alone.
 */
export const issueDocument = defineAct({ ...issuing, type: 'issue-document/2' })

/** The first version had the rendering's hash in its envelope. What stands verifies and folds for ever; none is added. */
export const issueDocumentInClear = defineAct({
  ...issuing,
  type: 'issue-document/1',
  upcast: (statements) => statements,
})
