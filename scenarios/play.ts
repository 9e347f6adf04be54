import type { Catalogue } from '@entrepot/trade/act'
import { testParty, type TestParty, testWorld } from '@entrepot/trade/act/testing'
import { catalogue as released } from '@entrepot/trade/catalogue'
import { computeDocument, documents, fieldPath } from '@entrepot/trade/documents'
import type { Dossier, FileState, FoldableAct } from '@entrepot/trade/file'
import { commitmentAt, keyedValues, organisationOf } from './resolve.ts'
import type { Scenario, ScenarioParty, Step } from './step.ts'

/** A scenario played in memory, without a port: every act composed, judged with its party's eyes, sealed, read, folded. */
export interface Played {
  readonly files: ReadonlyMap<string, FileState>
  /** File ids by the scenario's names. */
  readonly fileIds: ReadonlyMap<string, string>
  /** Acts by the names of their steps. */
  readonly acts: ReadonlyMap<string, FoldableAct>
  readonly parties: ReadonlyMap<string, TestParty>
  readonly world: ReturnType<typeof testWorld>
  /** The advice that judges gave, by step. */
  readonly advice: ReadonlyMap<string, readonly string[]>
  /** Plays one more step. @throws with code and place when it is refused. */
  play(step: Step): FoldableAct
  file(name: string): FileState
  dossierOf(party: string): Dossier
}

/** Stands for the hash of a rendering where nothing is rendered. */
const NO_RENDERING = { sha256: 'A'.repeat(43), codeKey: 'A'.repeat(22) }

/** Makes the party of a scenario, where it shall have a certificate of its own. */
export type PartyOf = (name: string, party: ScenarioParty) => TestParty

/** Plays a scenario; `until` names the last step to play. */
export function play(
  scenario: Scenario,
  options: { readonly until?: string; readonly catalogue?: Catalogue; readonly partyOf?: PartyOf } = {},
): Played {
  const catalogue = options.catalogue ?? released
  const parties = new Map(
    Object.entries(scenario.parties).map(([name, party]) => {
      if (options.partyOf) return [name, options.partyOf(name, party)]
      const { key, publicKeySpki, signer } = testParty(name, party.country)
      const { organisation, place } = party
      const facts = {
        organisation,
        name: party.name,
        country: party.country,
        ...(place ? { place, registration: organisation } : {}),
      }
      return [name, { key, publicKeySpki, signer: { ...facts, thumbprint: signer.thumbprint } }]
    }),
  )
  const world = testWorld(catalogue, [...parties.values()], { calendars: scenario.calendars })
  const fileIds = new Map<string, string>()
  const acts = new Map<string, FoldableAct>()
  const advice = new Map<string, readonly string[]>()

  const fileNamed = (name: string): FileState | undefined => world.files.get(fileIds.get(name) ?? '')
  const file = (name: string): FileState => {
    const found = fileNamed(name)
    if (!found) throw new Error(`scenario/unknown-file: ${name}`)
    return found
  }
  const dossierOf = (party: string): Dossier => {
    const organisation = organisationOf(scenario, party)
    const seen = [...world.files.values()].filter(
      (each) => each.kind.public || [...each.parties.values()].some((held) => held.organisation === organisation),
    )
    const root = seen.find((each) => each.id === fileIds.get(scenario.root)) ?? seen[0]
    if (!root) throw new Error(`scenario/no-dossier: ${party}`)
    return { root, files: new Map(seen.map((each) => [each.id, each])) }
  }

  const readsDossier = (step: Step): boolean => catalogue.acts.get(step.act)?.readsDossier === true

  const playStep = (step: Step): FoldableAct => {
    const by = parties.get(step.by)
    if (!by) throw new Error(`scenario/unknown-party: ${step.by}`)
    const id = fileIds.get(step.file) ?? world.nextId()
    fileIds.set(step.file, id)
    const cited = Object.entries(step.cited ?? {}).map(
      ([path, reference]) =>
        [path, commitmentAt(fileNamed(reference.slice(0, reference.indexOf(':'))), reference)] as const,
    )
    const answers = step.answers === undefined ? undefined : actNamed(acts, step.answers).identity
    const issuing =
      step.issues &&
      issuance({
        step,
        acts,
        dossier: dossierOf(step.by),
        home: file(step.file),
        fileIds,
        organisation: by.signer.organisation,
      })
    const composed = world.attempt(
      {
        ...{ type: step.act, by, as: step.as, file: id, at: step.at },
        ...(step.for === undefined ? {} : { for: organisationOf(scenario, step.for) }),
        ...(answers === undefined ? {} : { answers }),
        ...(step.opens
          ? { opens: { kind: step.opens.kind, parties: organisations(scenario, step.opens.parties) } }
          : {}),
        keyed: Object.fromEntries(keyedValues(scenario, step)),
        cited: Object.fromEntries(cited),
        documents: Object.fromEntries(
          Object.entries(step.documents ?? {}).map(([path, name]) => [path, actNamed(acts, name).identity]),
        ),
        ...issuing,
      },
      { now: step.reached ?? step.at, ...(readsDossier(step) ? { dossier: dossierOf(step.by) } : {}) },
    )
    const { judgement } = composed
    if (judgement.is === 'refused') throw new Error(`${step.name}: refused ${JSON.stringify(judgement.refusal)}`)
    if (judgement.is === 'undecidable')
      throw new Error(`${step.name}: undecidable, needs ${judgement.needs.join(', ')}`)
    if (judgement.is === 'advised')
      advice.set(
        step.name,
        judgement.advice.map((each) => each.code),
      )
    const { act } = world.take(composed, by, step.reached === undefined ? {} : { reached: step.reached })
    acts.set(step.name, act)
    return act
  }

  for (const step of scenario.steps) {
    playStep(step)
    if (step.name === options.until) break
  }
  return { files: world.files, fileIds, acts, parties, world, advice, play: playStep, file, dossierOf }
}

function actNamed(acts: ReadonlyMap<string, FoldableAct>, name: string): FoldableAct {
  const act = acts.get(name)
  if (!act) throw new Error(`scenario/unknown-step: ${name}`)
  return act
}

const organisations = (scenario: Scenario, parties: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(parties).map(([capacity, name]) => [capacity, organisationOf(scenario, name)]))

interface Issuance {
  readonly step: Step
  readonly acts: ReadonlyMap<string, FoldableAct>
  readonly dossier: Dossier
  readonly home: FileState
  readonly fileIds: ReadonlyMap<string, string>
  readonly organisation: string
}

/** Derives the fields of the document that a step issues. */
function issuance({ step, acts, dossier, home, fileIds, organisation }: Issuance) {
  const { issues } = step
  const definition = issues && documents.get(issues.definition)
  if (!issues || !definition) throw new Error(`scenario/unknown-document: ${issues?.definition}`)
  const subject = issues.subject === undefined ? undefined : (acts.get(issues.subject)?.identity ?? issues.subject)
  const using =
    issues.using &&
    Object.fromEntries(Object.entries(issues.using).map(([kind, name]) => [kind, fileIds.get(name) ?? '']))
  const standpoint = { dossier, home, organisation, ...(subject ? { subject } : {}), ...(using ? { using } : {}) }
  const { fields, missing } = computeDocument(definition, standpoint)
  if (missing.length > 0) throw new Error(`${step.name}: ${missing.map((field) => field.name).join(', ')} missing`)
  const { document } = issues
  return {
    fields: fields.map(({ name, value, from }) => ({ path: fieldPath(document, name), value, from })),
    rendering: NO_RENDERING,
    issues: {
      document,
      definition: definition.definition,
      language: 'en',
      ...(subject ? { subject } : {}),
      ...(using ? { using } : {}),
    },
  }
}
