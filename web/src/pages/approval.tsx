import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { catalogue } from '@entrepot/trade/catalogue'
import { useState } from 'react'
import { approveAndSend, type OpenedWaiting, openWaiting } from '../desk/approving.ts'
import { useSigning, useWaiting } from '../desk/hooks.ts'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { told } from '../parts/acting.ts'
import { Contents } from '../parts/contents.tsx'
import { TextLink } from '../parts/links.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Waiting } from '../parts/signed-in.tsx'
import { ProblemAlert, Trouble } from '../parts/trouble.tsx'
import { takeBack, type WaitingAct } from '../port/office.ts'
import type { Problem } from '../port/problem.ts'

/** One act that another person of ours sealed: what it says, and our approval. */
export function ApprovalPage() {
  const { act } = useParams({ from: '/desk/approvals/$act' })
  const { words } = useSpeech()
  const waiting = useWaiting()
  if (waiting.error) return <Trouble error={waiting.error} />
  if (!waiting.data) return <Waiting />
  const found = waiting.data.find((each) => each.act === act)
  return (
    <Stack gap="xl" maw={760}>
      <div>
        <TextLink to="/approvals" size="sm">
          ← {words.office.approvalsTitle}
        </TextLink>
      </div>
      {found ? <Opening waiting={found} /> : <PageTitle title={words.office.noSuchWaiting} />}
    </Stack>
  )
}

function Opening({ waiting }: { readonly waiting: WaitingAct }) {
  const { workplace } = useSeat()
  const opened = useQuery({
    queryKey: ['waiting', waiting.act, 'opened'],
    queryFn: () => openWaiting(workplace, waiting),
    ...{ gcTime: 0, structuralSharing: false },
  })
  if (opened.error) return <Trouble error={opened.error} />
  return opened.data ? <Opened opened={opened.data} /> : <Waiting />
}

function Opened({ opened }: { readonly opened: OpenedWaiting }) {
  const { nameOf, organisation } = useSeat()
  const { words, of, language } = useSpeech()
  const signing = useSigning()
  const { waiting, read, act, file } = opened
  const { approve, approveHint, ownWork, takeBack: back, sealedBy } = words.office
  const isOwn = signing.data?.signer.thumbprint === waiting.thumbprint
  const { problem, isBusy, send, withdraw } = useDeciding(opened)
  return (
    <>
      <PageTitle
        title={of(catalogue.acts.get(act.type)?.label)}
        hint={`${nameOf(organisation)} · ${of(file.kind.capacities[act.as])} · ${sealedBy(waiting.madeBy, instantText(read.claims.at, language))}`}
      />
      {problem ? <ProblemAlert problem={problem} /> : null}
      <Paper p="xl">
        <Contents claims={read.claims} act={act} file={file} />
      </Paper>
      <Group gap={10} wrap="nowrap" align="start" p="md" style={{ background: '#f3f5f5', borderRadius: 10 }}>
        <IconKey size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <Text size="sm">{isOwn ? ownWork : approveHint(nameOf(organisation))}</Text>
      </Group>
      <Group>
        {isOwn ? null : (
          <Button size="md" loading={isBusy} disabled={!signing.data} onClick={send}>
            {approve}
          </Button>
        )}
        <Button size="md" variant="default" disabled={isBusy} onClick={withdraw}>
          {back}
        </Button>
      </Group>
    </>
  )
}

function useDeciding(opened: OpenedWaiting) {
  const { workplace, now } = useSeat()
  const { words, of } = useSpeech()
  const signing = useSigning()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const { waiting, act } = opened
  const decide = async (work: () => Promise<Problem | undefined>) => {
    setBusy(true)
    const refusal = await work()
    setBusy(false)
    setProblem(refusal)
    if (refusal) return
    await client.invalidateQueries()
    await navigate({ to: '/approvals' })
  }
  const approving = async () => {
    if (!signing.data) return undefined
    const sent = await approveAndSend(workplace, opened, { signing: signing.data, now: now() })
    if (sent.is === 'refused') return sent.problem
    notifications.show(told(sent, of(catalogue.acts.get(act.type)?.label), words))
    return undefined
  }
  const withdrawing = async () => {
    const refusal = await takeBack(waiting.act)
    if (!refusal) notifications.show({ message: words.office.takenBack, color: 'harbour' })
    return refusal
  }
  return { problem, isBusy, send: () => void decide(approving), withdraw: () => void decide(withdrawing) }
}
