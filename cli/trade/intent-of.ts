import { ownProblem, type Problem } from '../client/index.ts'
import { isPath, type Path, type Value } from '@entrepot/trade/file'
import type { ElementPlace, IntendedDocument, Intent } from '@entrepot/trade/party'
import type { Cue } from './messages.ts'

/** Language of the documents that a scenario issues: English with Chinese labels. */
const LANGUAGE = 'en-zh'

/** Turns a step into an intent: names into ids. @returns a problem naming what does not stand yet. */
export function intentOf(cue: Cue, ids: { readonly act: string; readonly newFile: string }): Intent | Problem {
  const { step, files, organisations } = cue
  try {
    return {
      ...{ act: ids.act, type: step.act, as: step.as, at: step.at, dossier: Object.values(files) },
      file: step.opens ? ids.newFile : lookUp(files, step.file, 'file'),
      ...(step.for === undefined ? {} : { for: lookUp(organisations, step.for, 'party') }),
      ...(step.answers === undefined ? {} : { answers: lookUp(cue.steps, step.answers, 'step').identity }),
      ...(step.opens ? { opens: { kind: step.opens.kind, parties: byOrganisation(cue, step.opens.parties) } } : {}),
      ...(step.keyed ? { keyed: mapOf(step.keyed, (value) => organisationIn(cue, value)) } : {}),
      ...(step.cited ? { cited: mapOf(step.cited, (reference) => placeOf(cue, reference)) } : {}),
      ...(step.documents
        ? { documents: mapOf(step.documents, (name) => lookUp(cue.steps, name, 'step').identity) }
        : {}),
      ...(step.issues ? { issues: documentOf(cue, step.issues) } : {}),
    }
  } catch (error) {
    if (error instanceof UnknownName) return ownProblem('scenario/unknown-name', error.message)
    throw error
  }
}

/** The files that a step cannot do without, by id: its own and those it cites from. */
export function filesReadBy({ step, files }: Cue): readonly string[] {
  const names = new Set<string>(step.opens ? [] : [step.file])
  for (const reference of Object.values(step.cited ?? {})) names.add(reference.slice(0, reference.indexOf(':')))
  return [...names].flatMap((name) => files[name] ?? [])
}

class UnknownName extends Error {}

function lookUp<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined
  if (found === undefined) throw new UnknownName(`no ${what} "${name}" stands yet`)
  return found
}

function mapOf<T, U>(record: Readonly<Record<Path, T>>, of: (value: T) => U): Map<Path, U> {
  return new Map(Object.entries(record).map(([path, value]) => [pathIn(path), of(value)]))
}

function pathIn(text: string): Path {
  if (!isPath(text)) throw new UnknownName(`"${text}" is no path`)
  return text
}

/** A text `@carrier` that names a party of the scenario stands for its organisation. */
function organisationIn({ organisations }: Cue, value: Value): Value {
  if (typeof value !== 'string' || !value.startsWith('@')) return value
  return lookUp(organisations, value.slice(1), 'party')
}

function placeOf({ files }: Cue, reference: `${string}:/${string}`): ElementPlace {
  const colon = reference.indexOf(':')
  return { file: lookUp(files, reference.slice(0, colon), 'file'), path: pathIn(reference.slice(colon + 1)) }
}

const byOrganisation = ({ organisations }: Cue, parties: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parties).map(([capacity, name]) => [capacity, lookUp(organisations, name, 'party')]),
  )

function documentOf(cue: Cue, issues: NonNullable<Cue['step']['issues']>): IntendedDocument {
  const { document, definition, subject, using } = issues
  const proposal = subject === undefined ? undefined : cue.steps[subject]?.identity
  const files: Record<string, string> = {}
  for (const [kind, name] of Object.entries(using ?? {})) files[kind] = lookUp(cue.files, name, 'file')
  return {
    ...{ document, definition, language: LANGUAGE },
    ...(subject === undefined ? {} : { subject: proposal ?? subject }),
    ...(using ? { using: files } : {}),
  }
}
