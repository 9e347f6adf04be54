import { Button, Group, Paper, PasswordInput, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText, laterBy, partsOf } from '../language/time.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { ProblemAlert } from '../parts/trouble.tsx'
import { moveClock } from '../port/office.ts'
import type { Problem } from '../port/problem.ts'

/** The clock of a practice port: where it stands, and, for who has the operator's key, moving it forward. */
export function ClockPage() {
  const { clock } = useSeat()
  const { words, language } = useSpeech()
  const isPractice = clock.kind === 'practice'
  const { clockHint, realClockHint, standsAt } = words.office
  return (
    <Stack gap={32} maw={640}>
      <PageTitle title={isPractice ? words.practiceClock : words.clock} hint={isPractice ? clockHint : realClockHint} />
      <div>
        <Text className="quiet" size="sm">
          {standsAt}
        </Text>
        <Text fz={28} fw={600} lts="-0.01em" role="status">
          {instantText(clock.now, language)}
        </Text>
      </div>
      {isPractice ? <Move key={clock.now} from={clock.now} /> : null}
    </Stack>
  )
}

const HOUR_MS = 3_600_000
const STEPS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const

function Move({ from }: { readonly from: string }) {
  const { words, language } = useSpeech()
  const client = useQueryClient()
  const [parts, setParts] = useState(() => partsOf(from))
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [isMoving, setMoving] = useState(false)
  const to = `${parts.day}T${parts.time}${parts.offset}`
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMoving(true)
    const refusal = await moveClock(to, key.trim())
    setMoving(false)
    setProblem(refusal)
    if (refusal) return
    notifications.show({ message: words.office.moved(instantText(to, language)), color: 'harbour' })
    await client.invalidateQueries()
  }
  const { moveTo, steps, day, time, offset, operatorKey, operatorKeyHint, move } = words.office
  return (
    <Paper p="xl">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="lg">
          <Title order={2} fz="lg">
            {moveTo}
          </Title>
          <Group gap="sm">
            {(['hour', 'day', 'week'] as const).map((step) => (
              <Button key={step} variant="default" onClick={() => setParts(partsOf(laterBy(from, STEPS[step])))}>
                {steps[step]}
              </Button>
            ))}
          </Group>
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <TextInput
              label={day}
              type="date"
              required
              value={parts.day}
              onChange={(event) => setParts({ ...parts, day: event.currentTarget.value })}
            />
            <TextInput
              label={time}
              type="time"
              required
              value={parts.time}
              onChange={(event) => setParts({ ...parts, time: event.currentTarget.value })}
            />
            <Select
              label={offset}
              data={[...new Set([parts.offset, '+00:00', '+01:00', '+02:00', '+08:00'])]}
              value={parts.offset}
              onChange={(chosen) => setParts({ ...parts, offset: chosen ?? parts.offset })}
              allowDeselect={false}
            />
          </SimpleGrid>
          <PasswordInput
            label={operatorKey}
            description={operatorKeyHint}
            required
            autoComplete="off"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          {problem ? <ProblemAlert problem={problem} /> : null}
          <Button type="submit" loading={isMoving} style={{ alignSelf: 'flex-start' }}>
            {move}
          </Button>
        </Stack>
      </form>
    </Paper>
  )
}
