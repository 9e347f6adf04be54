import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { catalogue } from '@entrepot/trade/catalogue'
import { useEffect, useRef, useState } from 'react'
import { send, type Sent } from '../desk/doing.ts'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { unanswered } from '../port/kept.ts'
import { ProblemAlert } from './trouble.tsx'

/** Acts that were sealed here and have no answer yet: after a lost connection, or a page closed too soon. */
export function Unanswered() {
  const { organisation, workplace } = useSeat()
  const { words, of } = useSpeech()
  const client = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<Extract<Sent, { is: 'refused' }>>()
  const kept = useQuery({
    queryKey: ['unanswered', organisation],
    queryFn: () => unanswered(organisation),
    staleTime: 0,
  })
  const again = async () => {
    setSending(true)
    for (const outgoing of kept.data ?? []) {
      const sent = await send(workplace, outgoing)
      if (sent.is === 'refused') setRefused(sent)
    }
    setSending(false)
    await client.invalidateQueries()
  }
  const wasSent = useRef(false)
  const count = kept.data?.length ?? 0
  useEffect(() => {
    // A page that opens sends once what the one before it could not; after that its person decides.
    if (count === 0 || wasSent.current) return
    wasSent.current = true
    void again()
  })
  if (refused) return <ProblemAlert problem={refused.problem} />
  if (!kept.data || count === 0) return null
  const names = kept.data.map(({ type }) => of(catalogue.acts.get(type)?.label))
  return (
    <Alert color="yellow" variant="light" mb="xl" title={words.unanswered} role="status">
      <Group justify="space-between">
        <Text size="sm">
          {names.join(', ')}. {words.unansweredHint}
        </Text>
        <Button size="compact-md" loading={isSending} onClick={() => void again()}>
          {words.sendAgain}
        </Button>
      </Group>
    </Alert>
  )
}
