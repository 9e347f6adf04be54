import {
  type CitedDocument,
  type ElementVersion,
  type FileState,
  type FoldableAct,
  issuedBy,
  renderingPath,
  type Signer,
} from '@entrepot/trade/file'
import type { ReadAct } from './read.ts'
import { renderingOf, tagOf, textsOf, valueOf } from './tagged.ts'

/** A document of the file itself, cited in it. */
export function ownDocument(file: FileState, act: FoldableAct): CitedDocument | undefined {
  const latest = act.issues && file.documents.get(act.issues.document)
  // Issued anew under the same name, it is another document.
  const issued = latest?.act === act.identity ? latest : issuedBy(act)
  if (!issued) return undefined
  const { definition, fields, organisation } = issued
  const { identity, id: actId, undisclosed } = act
  const said = { definition, file: file.id, act: identity, actId, issuer: organisation, fields, undisclosed }
  const renderedAs = act.statements.find(({ how }) => how === 'rendered')?.commitment
  return { ...said, ...renderingSaid({ ...issued, ...(renderedAs === undefined ? {} : { renderedAs }) }) }
}

/** A document of another file, of which the issuing act came along. */
export function foreignDocument(act: ReadAct, signer: Signer | undefined): CitedDocument | undefined {
  const issues = act.claims.issues
  if (!issues || !signer) return undefined
  const prefix = `/documents/${issues.document}/`
  const fields = new Map<string, ElementVersion>()
  const provenance = { act: act.identity, seq: 0, by: act.claims.as, organisation: signer.organisation }
  let rendering: Rendered = renderingSaid(issues)
  for (const { path, commitment, raw } of act.disclosed) {
    const tag = tagOf(raw)
    const signed = tag?.name === '$rendering' ? renderingOf(tag.of, tag.record) : undefined
    if (signed && path === renderingPath(issues.document))
      rendering = { rendering: signed.sha256, codeKey: signed.codeKey, renderedAs: commitment }
    const value = tag?.name === '$derived' ? valueOf(tag.of) : undefined
    const from = tag && textsOf(tag.record['$from'])
    if (!path.startsWith(prefix) || value === undefined || !from) continue
    fields.set(path.slice(prefix.length), { ...provenance, path, value, commitment, how: 'derived', from })
  }
  const { definition } = issues
  const { file, act: actId } = act.claims
  const { identity, undisclosed } = act
  const said = { definition, file, act: identity, actId, issuer: signer.organisation, fields, undisclosed }
  return { ...said, ...rendering }
}

type Rendered = Pick<CitedDocument, 'rendering' | 'codeKey' | 'renderedAs'>

const renderingSaid = ({ rendering, codeKey, renderedAs }: Rendered): Rendered => ({
  ...(rendering === undefined ? {} : { rendering }),
  ...(codeKey === undefined ? {} : { codeKey }),
  ...(renderedAs === undefined ? {} : { renderedAs }),
})
