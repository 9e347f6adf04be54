import { Button, Group, MultiSelect, Paper, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { readAct } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { actName, type Label } from '@entrepot/trade/file'
import { useState } from 'react'
import { useSigning, useWaiting } from '../desk/hooks.ts'
import { orThrow, useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { ButtonLink } from '../parts/links.tsx'
import { Waiting } from '../parts/signed-in.tsx'
import { ProblemAlert, Trouble } from '../parts/trouble.tsx'
import { addSecondPerson, readPeople, readPolicy, type WaitingAct, writePolicy } from '../port/office.ts'
import type { Problem } from '../port/problem.ts'

/** Two people for one act: what waits, which acts ask for it, and who they are. */
export function Approvals() {
  const { words } = useSpeech()
  const { approvalsTitle, approvalsHint } = words.office
  return (
    <Stack gap={40} maw={760}>
      <PageTitle title={approvalsTitle} hint={approvalsHint} />
      <WaitingActs />
      <Rules />
      <People />
    </Stack>
  )
}

function WaitingActs() {
  const { words } = useSpeech()
  const waiting = useWaiting()
  if (waiting.error) return <Trouble error={waiting.error} />
  if (!waiting.data) return <Waiting />
  return (
    <section aria-labelledby="waiting">
      <Title order={2} fz="lg" mb="sm" id="waiting">
        {words.office.waits}
      </Title>
      <Paper style={{ overflow: 'hidden' }}>
        {waiting.data.length === 0 ? (
          <Text className="quiet" p="lg">
            {words.office.nothingWaits}
          </Text>
        ) : (
          <ul className="rows">
            {waiting.data.map((each) => (
              <li key={each.act}>
                <WaitingRow waiting={each} />
              </li>
            ))}
          </ul>
        )}
      </Paper>
    </section>
  )
}

function WaitingRow({ waiting }: { readonly waiting: WaitingAct }) {
  const { words, of, language } = useSpeech()
  const signing = useSigning()
  const read = readAct(waiting.sealed)
  const isOwn = signing.data?.signer.thumbprint === waiting.thumbprint
  return (
    <Group justify="space-between" p="md" px={22} gap="sm">
      <div style={{ minWidth: 0 }}>
        <Text fw={600}>{of(catalogue.acts.get(waiting.type)?.label) || waiting.type}</Text>
        <Text size="sm" className="quiet">
          {words.office.sealedBy(waiting.madeBy, read.ok ? instantText(read.claims.at, language) : '')}
        </Text>
        {isOwn ? (
          <Text size="sm" className="quiet">
            {words.office.waitsForAnother}
          </Text>
        ) : null}
      </div>
      <ButtonLink to="/approvals/$act" params={{ act: waiting.act }} variant={isOwn ? 'default' : 'filled'}>
        {words.office.lookAtIt}
      </ButtonLink>
    </Group>
  )
}

/** Names of acts, each once, with the label of its newest version. */
function actChoices(of: (label: Label | undefined) => string) {
  const labels = new Map<string, string>()
  for (const { type, label, upcast } of catalogue.acts.values()) if (!upcast) labels.set(actName(type), of(label))
  return [...labels].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label))
}

function Rules() {
  const { session, organisation } = useSeat()
  const { words, of } = useSpeech()
  const { rules, rulesHint, noRules, onlyAdministrators } = words.office
  const policy = useQuery({ queryKey: ['policy', organisation], queryFn: () => orThrow(readPolicy()) })
  const choices = actChoices(of)
  const labelOf = (name: string): string => choices.find(({ value }) => value === name)?.label ?? name
  return (
    <section aria-labelledby="rules">
      <Title order={2} fz="lg" mb={4} id="rules">
        {rules}
      </Title>
      <Text className="quiet" mb="md">
        {rulesHint}
      </Text>
      {policy.error ? <Trouble error={policy.error} /> : null}
      {policy.data === undefined ? null : session.isAdministrator ? (
        <ChooseActs key={policy.data.join(' ')} chosen={policy.data} choices={choices} />
      ) : (
        <Paper p="lg">
          <Text>{policy.data.length === 0 ? noRules : policy.data.map(labelOf).join(' · ')}</Text>
          <Text size="sm" className="quiet" mt={6}>
            {onlyAdministrators}
          </Text>
        </Paper>
      )}
    </section>
  )
}

function ChooseActs({
  chosen,
  choices,
}: {
  readonly chosen: readonly string[]
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}) {
  const { words } = useSpeech()
  const client = useQueryClient()
  const [acts, setActs] = useState([...chosen])
  const [problem, setProblem] = useState<Problem>()
  const isSame = acts.toSorted().join(' ') === chosen.toSorted().join(' ')
  const save = async () => {
    const refusal = await writePolicy(acts)
    setProblem(refusal)
    if (refusal) return
    await client.invalidateQueries({ queryKey: ['policy'] })
    notifications.show({ message: words.office.saved, color: 'harbour' })
  }
  return (
    <Stack gap="md" align="flex-start">
      <MultiSelect
        label={words.office.chooseActs}
        description={acts.length === 0 ? words.office.noRules : undefined}
        data={choices}
        value={acts}
        onChange={setActs}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': words.office.clear(words.office.chooseActs) }}
        w="100%"
      />
      {problem ? <ProblemAlert problem={problem} /> : null}
      <Button disabled={isSame} onClick={() => void save()}>
        {words.office.save}
      </Button>
    </Stack>
  )
}

function People() {
  const { session, organisation, clock } = useSeat()
  const { words } = useSpeech()
  const { people: title, administrator, member, secondPerson, secondPersonHint } = words.office
  const client = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const people = useQuery({ queryKey: ['people', organisation], queryFn: () => orThrow(readPeople()) })
  const add = async () => {
    setProblem(await addSecondPerson())
    await client.invalidateQueries({ queryKey: ['people'] })
  }
  const canAdd = clock.kind === 'practice' && session.isAdministrator && people.data?.length === 1
  return (
    <section aria-labelledby="people">
      <Title order={2} fz="lg" mb="sm" id="people">
        {title}
      </Title>
      {people.error ? <Trouble error={people.error} /> : null}
      <Paper style={{ overflow: 'hidden' }}>
        <ul className="rows">
          {people.data?.map(({ name, email, isAdministrator }) => (
            <li key={email}>
              <Group justify="space-between" p="md" px={22} gap={4}>
                <div style={{ minWidth: 0 }}>
                  <Text fw={550}>{name}</Text>
                  <Text size="sm" className="quiet" style={{ overflowWrap: 'anywhere' }}>
                    {email}
                  </Text>
                </div>
                <Text size="sm" className="quiet">
                  {isAdministrator ? administrator : member}
                </Text>
              </Group>
            </li>
          ))}
        </ul>
      </Paper>
      {clock.kind === 'practice' ? (
        <Text size="sm" className="quiet" mt="sm">
          {secondPersonHint}
        </Text>
      ) : null}
      {problem ? <ProblemAlert problem={problem} /> : null}
      {canAdd ? (
        <Button variant="default" mt="sm" onClick={() => void add()}>
          {secondPerson}
        </Button>
      ) : null}
    </section>
  )
}
