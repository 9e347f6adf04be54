import { Alert, Button, Code, CopyButton, Group, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { orThrow, useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { momentText } from '../language/time.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { ProblemAlert, Trouble } from '../parts/trouble.tsx'
import { type ApiKey, makeKey, readKeys, revokeKey } from '../port/office.ts'
import type { Problem } from '../port/problem.ts'

/** Keys of this organisation's programs: made, shown once, revoked. */
export function Keys() {
  const { session, organisation } = useSeat()
  const { words } = useSpeech()
  const { keys: title, keysHint, noKeys, onlyAdministrators } = words.office
  const keys = useQuery({
    queryKey: ['keys', organisation],
    queryFn: () => orThrow(readKeys()),
    enabled: session.isAdministrator,
  })
  return (
    <Stack gap={32} maw={760}>
      <PageTitle title={title} hint={keysHint} />
      {session.isAdministrator ? <MakeKey /> : <Text>{onlyAdministrators}</Text>}
      {keys.error ? <Trouble error={keys.error} /> : null}
      {keys.data ? (
        <Paper style={{ overflow: 'hidden' }}>
          {keys.data.length === 0 ? (
            <Text className="quiet" p="lg">
              {noKeys}
            </Text>
          ) : (
            <ul className="rows">
              {keys.data.map((key) => (
                <li key={key.id}>
                  <Row apiKey={key} />
                </li>
              ))}
            </ul>
          )}
        </Paper>
      ) : null}
    </Stack>
  )
}

function MakeKey() {
  const { words } = useSpeech()
  const client = useQueryClient()
  const [label, setLabel] = useState('')
  const [made, setMade] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await makeKey(label.trim())
    setProblem(typeof answer === 'string' ? undefined : answer)
    setMade(typeof answer === 'string' ? answer : undefined)
    if (typeof answer === 'string') setLabel('')
    await client.invalidateQueries({ queryKey: ['keys'] })
  }
  return (
    <Stack gap="md">
      <form onSubmit={(event) => void submit(event)}>
        <Group align="end">
          <TextInput
            style={{ flex: '1 1 220px' }}
            label={words.office.keyLabel}
            placeholder={words.office.keyLabelExample}
            maxLength={80}
            required
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Button type="submit">{words.office.make}</Button>
        </Group>
      </form>
      {problem ? <ProblemAlert problem={problem} /> : null}
      {made === undefined ? null : <Made text={made} />}
    </Stack>
  )
}

function Made({ text }: { readonly text: string }) {
  const { words } = useSpeech()
  return (
    <Alert variant="light" title={words.office.shownOnce} role="status">
      <Group justify="space-between" gap="sm">
        <Code fz="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
          {text}
        </Code>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-md" variant="white" onClick={copy}>
              {copied ? words.office.copied : words.office.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  )
}

function Row({ apiKey }: { readonly apiKey: ApiKey }) {
  const { words, language } = useSpeech()
  const { label, prefix, createdMs, lastUsedMs, revokedMs } = apiKey
  const { madeOn, lastUsed, neverUsed, revoked } = words.office
  const used = lastUsedMs === undefined ? neverUsed : lastUsed(momentText(lastUsedMs, language))
  return (
    <Group justify="space-between" p="md" px={22} gap="sm">
      <div style={{ minWidth: 0 }}>
        <Text fw={550} {...(revokedMs === undefined ? {} : { td: 'line-through', className: 'quiet' })}>
          {label}
        </Text>
        <Text size="sm" className="quiet">
          <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{prefix}…</span> ·{' '}
          {madeOn(momentText(createdMs, language))} · {used}
        </Text>
      </div>
      {revokedMs === undefined ? (
        <Revoke id={apiKey.id} label={label} />
      ) : (
        <Text size="sm" className="quiet">
          {revoked}
        </Text>
      )}
    </Group>
  )
}

/** Asks once more: a revoked key never comes back. */
function Revoke({ id, label }: { readonly id: string; readonly label: string }) {
  const { words } = useSpeech()
  const client = useQueryClient()
  const [isSure, setSure] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const revoke = async () => {
    if (!isSure) return setSure(true)
    setProblem(await revokeKey(id))
    await client.invalidateQueries({ queryKey: ['keys'] })
  }
  if (problem) return <ProblemAlert problem={problem} />
  return (
    <Button
      variant={isSure ? 'filled' : 'default'}
      {...(isSure ? { color: 'red' } : {})}
      onClick={() => void revoke()}
      aria-label={`${isSure ? words.office.revokeSure : words.office.revoke} ${label}`}
    >
      {isSure ? words.office.revokeSure : words.office.revoke}
    </Button>
  )
}
