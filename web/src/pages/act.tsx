import { Alert, Button, Group, Select, Stack, Text, Title } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { TextLink } from '../parts/links.tsx'
import { type ActDefinition, answerable } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import {
  capacitiesOf,
  type Dossier,
  emptyFile,
  type FileState,
  type FoldableAct,
  type Kind,
} from '@entrepot/trade/file'
import { uuidV7 } from '@entrepot/trade/party'
import { useMemo, useState } from 'react'
import { random } from '../desk/doing.ts'
import { useDossier } from '../desk/hooks.ts'
import { useSeat } from '../desk/session.tsx'
import { Sections } from '../form/sections.tsx'
import { useForm } from '../form/use-form.ts'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { type ActDraft, useActing } from '../parts/acting.ts'
import { ConfirmSeal } from '../parts/confirm-seal.tsx'
import { JudgePanel } from '../parts/judge-panel.tsx'
import { type Named, Parties } from '../parts/parties.tsx'
import { ActName } from '../parts/timeline.tsx'
import { Waiting } from '../parts/signed-in.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Trouble } from '../parts/trouble.tsx'

/** Doing one act: its form, what our own judge says of it, and sealing. */
export function ActPage() {
  const { type, root, file: id } = useSearch({ from: '/desk/act' })
  const { words } = useSpeech()
  const definition = catalogue.acts.get(type)
  if (!definition) return <Text>{words.noSuchAct}</Text>
  if (root === undefined) return <ActForm key={type} definition={definition} />
  return <InDossier {...{ definition, root }} {...(id === undefined ? {} : { id })} />
}

function InDossier({
  definition,
  root,
  id,
}: {
  readonly definition: ActDefinition
  readonly root: string
  readonly id?: string
}) {
  const { dossier, error } = useDossier(root)
  if (error) return <Trouble error={error} />
  if (!dossier) return <Waiting />
  const file = id === undefined ? undefined : dossier.files.get(id)
  if (id !== undefined && !file) return <Waiting />
  return <ActForm key={`${definition.type} ${id ?? ''}`} {...{ definition, dossier }} {...(file ? { file } : {})} />
}

interface Given {
  readonly definition: ActDefinition
  readonly dossier?: Dossier
  /** Absent for an act that opens a file. */
  readonly file?: FileState
}

function ActForm({ definition, dossier, file }: Given) {
  const { organisation } = useSeat()
  const kind = file?.kind ?? catalogue.kinds.get(definition.kind)
  const [fresh] = useState(() => uuidV7(Date.now(), random))
  const empty = useMemo(() => kind && emptyFile(fresh, kind), [kind, fresh])
  const home = file ?? empty
  if (!kind || !home) return null
  const held = file ? [...capacitiesOf(file, organisation)] : Object.keys(kind.capacities)
  const may = definition.by.includes('*') ? held : definition.by.filter((capacity) => held.includes(capacity))
  return <Filling {...{ definition, kind, home, may, opens: file === undefined }} {...(dossier ? { dossier } : {})} />
}

interface Filled {
  readonly definition: ActDefinition
  readonly kind: Kind
  readonly home: FileState
  readonly may: readonly string[]
  readonly opens: boolean
  readonly dossier?: Dossier
}

function Filling({ definition, kind, home, may, opens, dossier }: Filled) {
  const { organisation } = useSeat()
  const { words, of } = useSpeech()
  const search = useSearch({ from: '/desk/act' })
  const [as, setAs] = useState(may[0] ?? '')
  const [named, setNamed] = useState<Named>(() => (dossier && opens ? knownParties(kind, dossier, organisation) : {}))
  const open = opens ? [] : answerable(definition, home, organisation).filter((act) => act !== undefined)
  const [answers, setAnswers] = useState(search.answers ?? open[0]?.identity)
  const answered = open.find(({ identity }) => identity === answers)
  const form = useForm({
    definition,
    kind,
    file: home,
    as,
    organisation,
    ...(dossier ? { dossier } : {}),
    ...(answered ? { answered } : {}),
  })
  const draft: ActDraft = {
    ...{ definition, as, file: home.id, entries: form.entries },
    ...(answered ? { answers: answered.identity } : {}),
    ...(opens ? { opens: { kind: kind.name, parties: { ...named, [as]: organisation } } } : {}),
    ...(dossier ? { dossier } : {}),
  }
  const acting = useActing(draft)
  const root = dossier?.root.id ?? (opens ? undefined : home.id)
  return (
    <>
      {root === undefined ? (
        <TextLink to="/" size="sm">
          ← {words.dossiers}
        </TextLink>
      ) : (
        <TextLink to="/dossiers/$root" params={{ root }} size="sm">
          ← {words.backToTrade}
        </TextLink>
      )}
      <Title order={1} fz={{ base: 27, sm: 34 }} lts="-0.02em" mt={10}>
        {of(definition.label)}
      </Title>
      <Text className="quiet" mt={6} mb={32} maw={640}>
        {of(definition.hint)}
      </Text>
      <div className="beside">
        <Stack gap={32}>
          <Refusal acting={acting} file={home} />
          <WhoAndWhat {...{ may, as, setAs, kind, open, answered, setAnswers, opens, named, setNamed }} />
          {form.likely.size > 1 ? (
            <Alert variant="light" icon={<IconLink aria-hidden />} title={words.linkable(form.likely.size)}>
              <Button size="compact-md" variant="white" onClick={form.linkLikely}>
                {words.linkAll}
              </Button>
            </Alert>
          ) : null}
          <Sections form={form} dossier={dossier} refusedAt={acting.refusedAt} />
          <Group>
            <Button size="md" disabled={!acting.isReady} onClick={acting.review}>
              {words.reviewAndSign}
            </Button>
          </Group>
        </Stack>
        <aside className="aside" style={{ order: 0 }}>
          <JudgePanel acting={acting} kind={kind} />
        </aside>
      </div>
      <ConfirmSeal acting={acting} definition={definition} file={home} />
    </>
  )
}

/** Who holds the same capacity elsewhere in the trade; its person may name others. */
function knownParties(kind: Kind, { files }: Dossier, organisation: string): Named {
  const known = [...files.values()].flatMap((file) => [...file.parties.values()])
  return Object.fromEntries(
    Object.keys(kind.capacities).flatMap((capacity) => {
      const party = known.find((each) => each.capacity === capacity && each.organisation !== organisation)
      return party ? [[capacity, party.organisation]] : []
    }),
  )
}

interface Who {
  readonly may: readonly string[]
  readonly as: string
  readonly setAs: (as: string) => void
  readonly kind: Kind
  readonly open: readonly FoldableAct[]
  readonly answered: FoldableAct | undefined
  readonly setAnswers: (identity: string) => void
  readonly opens: boolean
  readonly named: Named
  readonly setNamed: (named: Named) => void
}

function WhoAndWhat({ may, as, setAs, kind, open, answered, setAnswers, opens, named, setNamed }: Who) {
  const { words, of, language } = useSpeech()
  return (
    <>
      {may.length > 1 ? (
        <Select
          maw={340}
          label={words.actAs}
          data={may.map((capacity) => ({ value: capacity, label: of(kind.capacities[capacity]) }))}
          value={as}
          onChange={(capacity) => setAs(capacity ?? as)}
          allowDeselect={false}
        />
      ) : null}
      {opens ? <Parties {...{ kind, as, named, setNamed }} /> : null}
      {open.length > 1 ? (
        <Select
          label={words.answersAct}
          data={open.map((act) => ({
            value: act.identity,
            label: `${of(catalogue.acts.get(act.type)?.label)} · ${act.signer.name} · ${instantText(act.at, language)}`,
          }))}
          value={answered?.identity ?? null}
          onChange={(identity) => (identity === null ? undefined : setAnswers(identity))}
          allowDeselect={false}
        />
      ) : answered ? (
        <Text>
          <span className="quiet">{words.answersAct}</span> <ActName act={answered} />{' '}
          <span className="quiet">
            · {answered.signer.name} · {instantText(answered.at, language)}
          </span>
        </Text>
      ) : null}
    </>
  )
}
