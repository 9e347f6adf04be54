import type { Path } from './path.ts'
import type { ElementVersion, FileState, FoldableAct } from './state.ts'
import { datedVersion, versionOf } from './version.ts'

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
