import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { catalogue } from '@entrepot/trade/catalogue'
import type { FileState } from '@entrepot/trade/file'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import type { Acting, Changed } from './acting.ts'
import { ProblemAlert } from './trouble.tsx'

/** What the port says no with; after a conflict, what changed meanwhile and how to go on with all that was filled in. */
export function Refusal({
  acting,
  file,
  isReady = acting.isReady,
}: {
  readonly acting: Acting
  readonly file: FileState
  /** Whether it could be reviewed again by now. */
  readonly isReady?: boolean
}) {
  const { problem } = acting
  const changes = useQuery({
    queryKey: ['changed', file.id, problem],
    queryFn: () => acting.changed(file),
    enabled: problem?.code === CONFLICT,
    ...{ gcTime: 0, structuralSharing: false },
  })
  if (!problem) return null
  if (problem.code !== CONFLICT) return <ProblemAlert problem={problem} />
  return <Conflict acting={acting} isReady={isReady} changes={changes.data ?? []} />
}

const CONFLICT = 'basis/changed'

function Conflict({
  acting,
  isReady,
  changes,
}: {
  readonly acting: Acting
  readonly isReady: boolean
  readonly changes: readonly Changed[]
}) {
  const { words } = useSpeech()
  const { conflictTitle, conflictHint, goOn } = words.office
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconArrowsExchange aria-hidden />}
      title={conflictTitle}
      role="alert"
      p="lg"
    >
      <Stack gap="md">
        <Text size="sm">{conflictHint}</Text>
        <dl className="facts" style={{ gridTemplateColumns: '1fr' }}>
          {changes.map((change) => (
            <Change key={change.path} {...change} />
          ))}
        </dl>
        <Button style={{ alignSelf: 'flex-start' }} disabled={!isReady} onClick={acting.review}>
          {goOn}
        </Button>
      </Stack>
    </Alert>
  )
}

function Change({ path, label, was, now, by }: Changed) {
  const { nameOf } = useSeat()
  const { words, of, language } = useSpeech()
  const { was: before, isNow, nothingStood, changedBy } = words.office
  return (
    <div>
      <dt>{of(label) || path}</dt>
      <dd>
        {now ?? nothingStood}{' '}
        <Text span size="sm" className="quiet" fw={400}>
          {isNow} · {was ?? nothingStood} {before}
        </Text>
      </dd>
      {by ? (
        <Text size="sm" className="quiet">
          {changedBy(nameOf(by.organisation), of(catalogue.acts.get(by.type)?.label), instantText(by.at, language))}
        </Text>
      ) : null}
    </div>
  )
}
