import type { Path } from './path.ts'
import type { ElementVersion, FileState, FoldableAct, Statement } from './state.ts'

/**
 * What an act would bring: its own statements over those of the proposal that it answers, when it proposes or consents.
 *
 * Rules look at a file with this laid over it before the act is folded.
 */
export function contentOf(file: FileState, act: FoldableAct): Map<Path, ElementVersion> {
  const builds = act.effect === 'proposes' || act.effect === 'consents'
  const answered = builds && act.answers !== undefined ? file.proposals.get(act.answers) : undefined
  const content = new Map<Path, ElementVersion>(answered?.content)
  for (const statement of act.statements) {
    content.set(statement.path, versionOf(act, statement))
    for (const [name, field] of statement.document?.fields ?? [])
      content.set(`${statement.path}/${name}`, { ...field, path: `${statement.path}/${name}` })
  }
  for (const dated of act.dated) content.set(dated.path, datedVersion(act, dated))
  return content
}

/** A statement of an act as a version. */
export function versionOf(act: FoldableAct, statement: Statement): ElementVersion {
  const { document: _, ...said } = statement
  return { ...provenance(act), ...said }
}

/** What an act's envelope says, as a version. */
export const datedVersion = (act: FoldableAct, dated: { path: Path; value: string }): ElementVersion => ({
  ...provenance(act),
  path: dated.path,
  value: dated.value,
  commitment: `${act.identity}${dated.value.length === DATE_LENGTH ? '#date' : '#at'}`,
  how: 'envelope',
})

/** `2026-11-22`: what tells a date from an instant. */
const DATE_LENGTH = 10

/** Who brings what an act says. */
export const provenance = (act: FoldableAct) => ({
  act: act.identity,
  seq: act.receipt.seq,
  by: act.as,
  organisation: act.signer.organisation,
  ...(act.onBehalfOf === undefined ? {} : { principal: act.onBehalfOf }),
  ...(act.audience ? { among: act.audience } : {}),
})
