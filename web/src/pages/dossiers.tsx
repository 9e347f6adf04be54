import { Alert, Badge, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ButtonLink, TextLink } from '../parts/links.tsx'
import { type FileState } from '@entrepot/trade/file'
import { catalogue } from '@entrepot/trade/catalogue'
import { useState } from 'react'
import { useDossierList, useFileList, useFiles, useWaiting } from '../desk/hooks.ts'
import { useSeat } from '../desk/session.tsx'
import { type Summary, summaryOf } from '../desk/summary.ts'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { decimalText } from '../language/value.ts'
import { Invitations } from '../parts/invitations.tsx'
import { Trouble } from '../parts/trouble.tsx'

/** Dossiers shown at once; more on request. */
const SHOWN = 20

/** My trades: what each is, with whom, where it stands and what waits for me. */
export function Dossiers() {
  const { words } = useSpeech()
  const list = useDossierList()
  const files = useFileList()
  const [shown, setShown] = useState(SHOWN)
  const entered = new Set(files.data?.filter((file) => file.entered).map(({ file }) => file))
  const isTrade = ({ root, kind }: { root: string; kind: string }) => entered.has(root) && !OWN_KINDS.has(kind)
  const mine = (list.data ?? []).filter(isTrade).toSorted((a, b) => (a.root < b.root ? 1 : -1))
  const invitations = (files.data ?? []).filter((file) => !file.entered)
  const error = list.error ?? files.error
  if (error) return <Trouble error={error} />
  return (
    <Stack gap={36}>
      <Group justify="space-between" align="end">
        <Title order={1} fz={{ base: 28, sm: 34 }} lts="-0.02em">
          {words.dossiers}
        </Title>
        <ButtonLink to="/new" leftSection={<IconPlus size={17} aria-hidden />}>
          {words.begin}
        </ButtonLink>
      </Group>
      <WaitingForSecond />
      <Invitations invitations={invitations} />
      {list.isLoading || files.isLoading ? (
        <Skeleton h={240} radius="lg" />
      ) : (
        <Rows roots={mine.slice(0, shown).map(({ root }) => root)} />
      )}
      {mine.length > shown ? (
        <Button variant="default" onClick={() => setShown(shown + SHOWN)}>
          {words.more(mine.length - shown)}
        </Button>
      ) : null}
    </Stack>
  )
}

/** Acts of ours that wait for a second person. */
function WaitingForSecond() {
  const { words } = useSpeech()
  const waiting = useWaiting()
  const count = waiting.data?.length ?? 0
  if (count === 0) return null
  return (
    <Alert color="yellow" variant="light" title={words.office.waitingCount(count)}>
      <TextLink to="/approvals" size="sm">
        {words.office.lookAtIt}
      </TextLink>
    </Alert>
  )
}

/** Published registers and bank accounts are no trades; they stand with what cites them. */
const OWN_KINDS: ReadonlySet<string> = new Set(['publication', 'account'])

function Rows({ roots }: { readonly roots: readonly string[] }) {
  const { words } = useSpeech()
  const files = useFiles(roots)
  if (roots.length === 0)
    return (
      <Paper p={48} ta="center">
        <Text fw={550} fz="lg" mb={6}>
          {words.noDossiers}
        </Text>
        <Text className="quiet">{words.noDossiersHint}</Text>
      </Paper>
    )
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <ul className="rows">
        {files.map(({ data, error }, i) => (
          <li key={roots[i]}>
            {data ? <Row file={data} /> : error ? <Trouble error={error} /> : <Skeleton h={76} m="md" />}
          </li>
        ))}
      </ul>
    </Paper>
  )
}

function Row({ file }: { readonly file: FileState }) {
  const { organisation, nameOf, now } = useSeat()
  const { words, of, language } = useSpeech()
  const summary = summaryOf(file, organisation, now())
  const { last, others, amount } = summary
  return (
    <Link to="/dossiers/$root" params={{ root: file.id }} className="row dossier-row">
      <div style={{ minWidth: 0 }}>
        <Text fw={600} truncate>
          {titleOf(summary, of(file.kind.label))}
        </Text>
        <Text size="sm" className="quiet" truncate>
          {[...others.map(nameOf), ...(amount ? [`${amount.currency} ${decimalText(amount.amount)}`] : [])].join(' · ')}
        </Text>
      </div>
      <WaitingFor summary={summary} />
      <div style={{ minWidth: 0 }}>
        {last ? (
          <>
            <Text size="sm" truncate>
              {of(catalogue.acts.get(last.type)?.label)}
              <span className="quiet">
                {' '}
                · {last.signer.organisation === organisation ? words.you : last.signer.name}
              </span>
            </Text>
            <Text size="sm" className="quiet">
              {instantText(last.at, language)}
            </Text>
          </>
        ) : null}
      </div>
    </Link>
  )
}

/** What a trade is called: its contract number, else what it is about. */
export const titleOf = ({ number, goods }: Summary, kind: string): string => number ?? goods[0] ?? kind

function WaitingFor({ summary }: { readonly summary: Summary }) {
  const { words, of } = useSpeech()
  const { awaited, isWaitingForOthers, next, stage } = summary
  const [first] = awaited
  return (
    <Stack gap={2} align="flex-start">
      <Badge color={stage === 'closed' ? 'gray' : 'harbour'} variant={first ? 'filled' : 'light'}>
        {words.stages[stage]}
      </Badge>
      <Text size="sm" {...(first ? { fw: 550 } : { className: 'quiet' })}>
        {first
          ? words.waitsForYou(of(first.definition.label))
          : isWaitingForOthers
            ? words.waitsForOthers
            : next
              ? words.nextForYou(of(next.definition.label))
              : words.nothingWaits}
      </Text>
    </Stack>
  )
}
