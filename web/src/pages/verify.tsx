import { Badge, Button, FileButton, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { base64url, sha256 } from '@entrepot/crypto'
import { type FormEvent, useState } from 'react'
import { orThrow } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { Waiting } from '../parts/signed-in.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { lookUpDocument, type PublicDocument } from '../port/api.ts'

/** Whether a document is genuine: by its verification code, and by the very file that somebody holds. Public. */
export function Verify() {
  const { words } = useSpeech()
  const { code } = useParams({ strict: false })
  const navigate = useNavigate()
  const [keyed, setKeyed] = useState(code ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ to: '/verify/$code', params: { code: keyed.trim() } })
  }
  return (
    <div className="page">
      <Stack gap="xl" maw={620} mx="auto" pt={{ base: 8, sm: 40 }}>
        <div>
          <Title order={1} fz={{ base: 28, sm: 36 }} lts="-0.02em">
            {words.verifyDocument}
          </Title>
          <Text className="quiet" mt={8} fz="lg">
            {words.verifyHint}
          </Text>
        </div>
        <form onSubmit={submit}>
          <Group align="end" wrap="nowrap">
            <TextInput
              style={{ flex: 1 }}
              label={words.verificationCode}
              placeholder="ABCDE-FGHIJ-KLMNO-PQRST"
              value={keyed}
              onChange={(event) => setKeyed(event.currentTarget.value)}
              size="md"
              required
              spellCheck={false}
              autoCapitalize="characters"
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
            <Button type="submit" size="md">
              {words.verify}
            </Button>
          </Group>
        </form>
        {code === undefined ? null : <Answer code={code} />}
      </Stack>
    </div>
  )
}

function Answer({ code }: { readonly code: string }) {
  const { words } = useSpeech()
  const found = useQuery({
    queryKey: ['public document', code],
    queryFn: () => orThrow(lookUpDocument(code)).then((document) => document ?? null),
  })
  if (found.error) return <Trouble error={found.error} />
  if (found.data === undefined) return <Waiting />
  if (found.data === null)
    return (
      <Paper p="xl" role="status">
        <Text fw={600}>{words.noSuchCode}</Text>
        <Text className="quiet">{words.noSuchCodeHint}</Text>
      </Paper>
    )
  return <Found document={found.data} />
}

function Found({ document }: { readonly document: PublicDocument }) {
  const { words } = useSpeech()
  const { issuer, number, state, rendering } = document
  const known: Readonly<Record<string, string>> = words.states
  return (
    <Paper p="xl" role="status">
      <Group justify="space-between" align="start" mb="lg">
        <div>
          <Text fz={22} fw={600}>
            {issuer}
          </Text>
          <Text className="quiet">{words.isIssuer}</Text>
        </div>
        <Badge size="lg" color={state === 'current' ? 'harbour' : state === 'stale' ? 'yellow' : 'red'}>
          {known[state] ?? state}
        </Badge>
      </Group>
      <dl className="facts" style={{ gridTemplateColumns: '1fr' }}>
        <div>
          <dt>{words.number}</dt>
          <dd>{number === '' ? '–' : number}</dd>
        </div>
        <div>
          <dt>SHA-256</dt>
          <dd style={{ fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 }}>{rendering}</dd>
        </div>
      </dl>
      <Compare rendering={rendering} />
    </Paper>
  )
}

/** Compares the file in somebody's hands, which never leaves the browser. */
function Compare({ rendering }: { readonly rendering: string }) {
  const { words } = useSpeech()
  const [answer, setAnswer] = useState<'same' | 'other'>()
  const compare = async (file: File | null) => {
    if (!file) return
    const hash = base64url.encode(sha256(new Uint8Array(await file.arrayBuffer())))
    setAnswer(hash === rendering ? 'same' : 'other')
  }
  return (
    <Group mt="lg">
      <FileButton accept="application/pdf" onChange={(file) => void compare(file)}>
        {(props) => (
          <Button variant="light" {...props}>
            {words.compareFile}
          </Button>
        )}
      </FileButton>
      {answer === undefined ? null : (
        <Text fw={550} c={answer === 'same' ? 'harbour' : '#a3301c'} role="status">
          {answer === 'same' ? words.sameFile : words.otherFile}
        </Text>
      )}
    </Group>
  )
}
