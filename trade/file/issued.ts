import type { ElementVersion, FoldableAct, IssuedDocument, Statement } from './state.ts'
import { isList } from './value.ts'
import { versionOf } from './version.ts'

/** The document that an act issued, as that act issued it; a file keeps the latest issue under one name. */
export function issuedBy(act: FoldableAct): IssuedDocument | undefined {
  if (!act.issues) return undefined
  const { document: id, rendering: inClear, ...issued } = act.issues
  const prefix = `/documents/${id}/`
  const fields = new Map<string, ElementVersion>()
  for (const statement of act.statements)
    if (statement.path.startsWith(prefix) && statement.how !== 'rendered')
      fields.set(statement.path.slice(prefix.length), versionOf(act, statement))
  return {
    ...{ id, ...issued, ...signedRendering(act.statements, inClear), fields, at: act.at },
    ...{
      act: act.identity,
      actId: act.id,
      seq: act.receipt.seq,
      issuer: act.as,
      organisation: act.signer.organisation,
    },
  }
}

/** Hash of the rendering and key of the verification code, as far as they are disclosed. */
function signedRendering(statements: readonly Statement[], inClear: string | undefined) {
  const value = statements.find(({ how }) => how === 'rendered')?.value
  if (typeof value !== 'object' || isList(value)) return inClear === undefined ? {} : { rendering: inClear }
  const { sha256: rendering, codeKey } = value
  return typeof rendering === 'string' && typeof codeKey === 'string' ? { rendering, codeKey } : {}
}
