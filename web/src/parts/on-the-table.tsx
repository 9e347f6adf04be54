import { Badge, Group, Paper, Table, Text, Title } from '@mantine/core'
import { numberOf } from './act-detail.tsx'
import { ButtonLink } from './links.tsx'
import { actName, elementAt, type FileState, type Proposal } from '@entrepot/trade/file'
import { possibleIn } from '../desk/possible.ts'
import { useSeat } from '../desk/session.tsx'
import { leadingProposal } from '../desk/summary.ts'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { valueText } from '../language/value.ts'
import { ActName } from './timeline.tsx'

/** Proposals that are open, while nothing is agreed yet. */
const openProposals = (file: FileState): readonly Proposal[] =>
  leadingProposal(file) ? [...file.proposals.values()].filter(({ status }) => status === 'open') : []

/** Whether something waits to be agreed. */
export const isOnTheTable = (file: FileState): boolean => openProposals(file).length > 0

/** Proposals that are open: what each says, and what this party can answer from where it stands. */
export function OnTheTable({ file, root }: { readonly file: FileState; readonly root: string }) {
  const { words } = useSpeech()
  const shown = openProposals(file)
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="table">
      <Title order={2} fz="lg" mb="md" id="table">
        {words.onTheTable}
      </Title>
      {shown.toReversed().map((proposal) => (
        <OneProposal key={proposal.act.identity} {...{ proposal, file, root }} />
      ))}
    </section>
  )
}

function OneProposal({
  proposal,
  file,
  root,
}: {
  readonly proposal: Proposal
  readonly file: FileState
  readonly root: string
}) {
  const { organisation, now } = useSeat()
  const { words, of, language } = useSpeech()
  const { act } = proposal
  const isMine = act.signer.organisation === organisation
  const answers = possibleIn(file, organisation, now()).filter(({ answers: each }) =>
    each.some(({ identity }) => identity === act.identity),
  )
  return (
    <Paper p="lg" mb="md">
      <Group justify="space-between" mb="sm" align="start">
        <div>
          <Text fw={600}>
            <ActName act={act} />
          </Text>
          <Text size="sm" className="quiet">
            {isMine ? words.you : act.signer.name} · {instantText(act.at, language)}
          </Text>
        </div>
        {isMine ? <Badge color="gray">{words.waitsForOthers}</Badge> : null}
      </Group>
      <Terms proposal={proposal} file={file} />
      <Group mt="md" gap="sm">
        {answers.map(({ definition }) => (
          <ButtonLink
            key={definition.type}
            to="/act"
            search={{ type: definition.type, file: file.id, root, answers: act.identity }}
            size="sm"
            variant={
              definition.effect === 'consents' ? 'filled' : definition.effect === 'proposes' ? 'light' : 'subtle'
            }
            color={definition.effect === 'rejects' || definition.effect === 'retracts' ? 'gray' : 'harbour'}
          >
            {words.answers[answerName(definition.type, act.type)] ?? of(definition.label)}
          </ButtonLink>
        ))}
      </Group>
    </Paper>
  )
}

/** What answering is called: the first offer on an enquiry counters nothing, and a late acceptance is let hold. */
function answerName(type: string, answered: string): string {
  if (actName(type) === 'offer' && actName(answered) === 'enquire') return 'first-offer'
  return actName(type) === 'accept' && actName(answered) === 'accept-late' ? 'hold-late' : actName(type)
}

/** Terms shown before the rest is asked for. */
const SHORT = 8

/** What a proposal says as a whole; what its own act changed stands out. */
function Terms({ proposal, file }: { readonly proposal: Proposal; readonly file: FileState }) {
  const { words, of, language } = useSpeech()
  const own = new Set(proposal.act.statements.map(({ path }) => path))
  const all = [...proposal.content.values()].toSorted((a, b) => Number(own.has(b.path)) - Number(own.has(a.path)))
  const rows = (terms: typeof all) =>
    terms.map(({ path, value }) => {
      const definition = elementAt(file.kind, path)?.definition
      const instance = /^\/lines\/([^/]+)\//.exec(path)?.[1]
      return (
        <Table.Tr key={path}>
          <Table.Td className="quiet" w="45%">
            {of(definition?.label)}
            {instance === undefined ? '' : ` · ${numberOf(instance)}`}
          </Table.Td>
          <Table.Td fw={own.has(path) ? 550 : 400}>{valueText(value, definition?.type, { words, language })}</Table.Td>
        </Table.Tr>
      )
    })
  return (
    <>
      <Table verticalSpacing={6} horizontalSpacing={0} withRowBorders={false} fz="sm">
        <Table.Tbody>{rows(all.slice(0, SHORT))}</Table.Tbody>
      </Table>
      {all.length > SHORT ? (
        <details>
          <summary className="quiet" style={{ cursor: 'pointer', fontSize: 14 }}>
            {words.moreTerms(all.length - SHORT)}
          </summary>
          <Table verticalSpacing={6} horizontalSpacing={0} withRowBorders={false} fz="sm">
            <Table.Tbody>{rows(all.slice(SHORT))}</Table.Tbody>
          </Table>
        </details>
      ) : null}
    </>
  )
}
