import { Alert, Badge, Button, FileButton, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core'
import { findingsIn, type ShownInterchange, type ShownMessage } from '@entrepot/trade/interchange'
import { type DragEvent, useState } from 'react'
import { FindingLine } from '../interchange/finding-line.tsx'
import { MessageTree } from '../interchange/message-tree.tsx'
import { type Inspection, useInspection } from '../interchange/use-inspection.ts'
import { useSpeech } from '../language/language.ts'

/** Looks into a file of interchanges that somebody drops here. Public: the file stays in the browser. */
export function Interchange() {
  const { words } = useSpeech()
  const say = words.interchange
  const { inspection, added, look, addDirectory } = useInspection()
  return (
    <div className="page">
      <Stack gap="lg">
        <div>
          <Title order={1} fz={{ base: 28, sm: 36 }} lts="-0.02em">
            {say.title}
          </Title>
          <Text className="quiet" mt={8} fz="lg">
            {say.hint}
          </Text>
        </div>
        <Drop onFile={(file) => void look(file)} chosen={inspection.is === 'nothing' ? undefined : inspection.name} />
        <Group>
          <FileButton accept=".zip" onChange={(file) => void (file && addDirectory(file))}>
            {(props) => (
              <Button variant="subtle" size="compact-sm" {...props}>
                {say.addDirectory}
              </Button>
            )}
          </FileButton>
          {added === undefined ? null : (
            <Text size="sm" role="status">
              {added.name === undefined ? say.directoryRefused : say.directoryAdded(added.name)}
            </Text>
          )}
        </Group>
        <Result inspection={inspection} />
      </Stack>
    </div>
  )
}

function Drop({ onFile, chosen }: { readonly onFile: (file: File) => void; readonly chosen: string | undefined }) {
  const { words } = useSpeech()
  const say = words.interchange
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  const over = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <div
      className={isOver ? 'edi-drop edi-over' : 'edi-drop'}
      role="group"
      aria-label={say.drop}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Text fw={550}>{chosen ?? say.drop}</Text>
      <FileButton onChange={(file) => file && onFile(file)}>
        {(props) => <Button {...props}>{chosen === undefined ? say.choose : say.another}</Button>}
      </FileButton>
    </div>
  )
}

function Result({ inspection }: { readonly inspection: Inspection }) {
  const { words } = useSpeech()
  const say = words.interchange
  if (inspection.is === 'nothing') return null
  if (inspection.is === 'reading')
    return (
      <Group role="status">
        <Loader size="sm" /> <Text>{say.reading}</Text>
      </Group>
    )
  if (inspection.is === 'failed') return <Alert color="red">{say.cannotRead}</Alert>
  const { file, acknowledgements } = inspection
  if (file.syntax === 'unknown') return <Alert color="red">{say.unknown}</Alert>
  const count = findingsIn(file).length + file.omitted
  const { segments, messages } = file.notShown
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text fw={600} fz="lg" role="status" c={count === 0 ? 'harbour' : '#a3301c'}>
          {count === 0 ? say.clean : say.found(count)}
        </Text>
        <Group gap="xs">
          {acknowledgements.map(({ type, answers, bytes }) => (
            <Button key={`${type} ${answers}`} variant="light" onClick={() => save(`${type}-${answers}.edi`, bytes)}>
              {say.acknowledge(file.interchanges.length === 1 ? type : `${type} ${answers}`)}
            </Button>
          ))}
        </Group>
      </Group>
      {file.findings.map((finding) => (
        <Text key={finding.offset} c="#a3301c">
          <FindingLine finding={finding} withPlace />
        </Text>
      ))}
      {file.interchanges.map((each) => (
        <OneInterchange key={`${each.reference} ${each.messages[0]?.reference ?? ''}`} interchange={each} />
      ))}
      {segments + messages > 0 ? <Text className="quiet">{say.notShown(segments, messages)}</Text> : null}
      {file.omitted > 0 ? <Text className="quiet">{say.omitted(file.omitted)}</Text> : null}
    </Stack>
  )
}

function OneInterchange({ interchange }: { readonly interchange: ShownInterchange }) {
  const { words } = useSpeech()
  const say = words.interchange
  const { sender, recipient, reference, prepared, version, isTest, messages, findings } = interchange
  const facts = [
    [say.sender, sender],
    [say.recipient, recipient],
    [say.reference, reference],
    [say.prepared, prepared],
    [say.syntax, version],
  ] as const
  return (
    <Paper p={{ base: 'md', sm: 'xl' }}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd style={{ overflowWrap: 'anywhere' }}>{value === '' ? '–' : value}</dd>
          </div>
        ))}
      </dl>
      {isTest ? <Badge mt="md">{say.test}</Badge> : null}
      {findings.length === 0 ? null : (
        <ul className="edi-findings" aria-label={say.envelope}>
          {findings.map((finding) => (
            <li key={`${finding.code} ${finding.offset}`}>
              <FindingLine finding={finding} withPlace />
            </li>
          ))}
        </ul>
      )}
      {messages.map((message, i) => (
        <Message key={`${message.reference} ${message.type}`} message={message} isOpen={i === 0} />
      ))}
    </Paper>
  )
}

function Message({ message, isOpen }: { readonly message: ShownMessage; readonly isOpen: boolean }) {
  const { words } = useSpeech()
  const say = words.interchange
  const [open, setOpen] = useState(isOpen)
  const { type, reference, version, judgedBy, segments, findings } = message
  const shown = new Set(message.nodes.flatMap(positionsIn))
  const others = findings.filter(({ segment }) => !shown.has(segment))
  return (
    <details className="edi-message" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Text component="span" fw={600}>
          {type} {reference}
        </Text>
        <Text component="span" className="quiet" size="sm">
          {version} · {say.segments(segments)}
          {judgedBy ? ` · ${say.judgedBy(judgedBy.name)}, ${say.sources[judgedBy.source]}` : ''}
        </Text>
        {findings.length > 0 ? (
          <Badge color="red" variant="light">
            {findings.length}
          </Badge>
        ) : null}
      </summary>
      {judgedBy && !judgedBy.isExact ? <Text className="quiet">{say.notExact}</Text> : null}
      {judgedBy ? null : <Text className="quiet">{say.notKnown}</Text>}
      {others.map((finding) => (
        <Text key={`${finding.code} ${finding.offset}`} c="#a3301c" size="sm">
          <FindingLine finding={finding} withPlace />
        </Text>
      ))}
      {open ? <MessageTree message={message} /> : null}
    </details>
  )
}

const positionsIn = (node: ShownMessage['nodes'][number]): number[] =>
  node.is === 'segment' ? [node.position] : node.nodes.flatMap(positionsIn)

/** Gives bytes to the person as a file. */
function save(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/edi-x12' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name.replaceAll(/[^A-Za-z0-9.-]/g, '_')
  link.click()
  URL.revokeObjectURL(url)
}
