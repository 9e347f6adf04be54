import { Anchor, Group, Paper, Stack, Tabs, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { TextLink } from '../parts/links.tsx'
import { base64url, sha256 } from '@entrepot/crypto'
import { type DocumentDefinition, documents, verificationCode } from '@entrepot/trade/documents'
import type { Dossier, ElementVersion, FileState, IssuedDocument, Label } from '@entrepot/trade/file'
import { lazy, Suspense, useState } from 'react'
import { useDossier, useOpenedEvidence } from '../desk/hooks.ts'
import { orThrow, useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { printedText } from '../language/value.ts'
import { Lineage } from '../parts/data.tsx'
import { DocumentState } from '../parts/document-list.tsx'
import { Waiting } from '../parts/signed-in.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { Verdict } from '../parts/verdict.tsx'
import { readRendering } from '../port/api.ts'

const Sheets = lazy(() => import('../parts/sheets.tsx').then(({ Sheets: component }) => ({ default: component })))

/** One document: its pages beside its fields, and where each field comes from. */
export function DocumentPage() {
  const { root, file: fileId, document: id } = useParams({ from: '/desk/dossiers/$root/documents/$file/$document' })
  const { dossier, error, isLoading } = useDossier(root)
  const { words } = useSpeech()
  if (error) return <Trouble error={error} />
  const file = dossier?.files.get(fileId)
  const document = file?.documents.get(id)
  const definition = document && documents.get(document.definition)
  if (dossier && file && document && definition) return <Opened {...{ dossier, file, document, definition }} />
  return isLoading || !dossier ? <Waiting /> : <Text>{words.noSuchDocument}</Text>
}

interface Given {
  readonly dossier: Dossier
  readonly file: FileState
  readonly document: IssuedDocument
  readonly definition: DocumentDefinition
}

function Opened({ dossier, file, document, definition }: Given) {
  const { words } = useSpeech()
  const [chosen, choose] = useState<ElementVersion>()
  const isNarrow = useMediaQuery('(max-width: 900px)')
  const fields = <Fields {...{ document, definition, choose }} />
  const pages = <Rendering {...{ file, document }} />
  return (
    <>
      <Head {...{ dossier, file, document, definition }} />
      {isNarrow ? (
        <Tabs defaultValue="fields" keepMounted={false}>
          <Tabs.List mb="lg">
            <Tabs.Tab value="fields">{words.fields}</Tabs.Tab>
            <Tabs.Tab value="pages">PDF</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="fields">{fields}</Tabs.Panel>
          <Tabs.Panel value="pages">{pages}</Tabs.Panel>
        </Tabs>
      ) : (
        <div className="split">
          {pages}
          {fields}
        </div>
      )}
      <Lineage dossier={dossier} version={chosen} close={() => choose(undefined)} />
    </>
  )
}

function Head({ dossier, file, document, definition }: Given) {
  const { nameOf } = useSeat()
  const { words, of, language } = useSpeech()
  const opened = useOpenedEvidence(dossier)
  const verdict = opened.data?.documents.find(({ act }) => act === document.act)
  const code = verificationCode(file.id, document.actId, document.codeKey)
  return (
    <header style={{ marginBottom: 32 }}>
      <TextLink to="/dossiers/$root" params={{ root: dossier.root.id }} size="sm">
        ← {words.backToTrade}
      </TextLink>
      <Group justify="space-between" align="end" mt={10}>
        <div>
          <Title order={1} fz={{ base: 27, sm: 34 }} lts="-0.02em">
            {of(definition.title)}
          </Title>
          <Text className="quiet" mt={4}>
            {nameOf(document.organisation)} · {instantText(document.at, language)}
          </Text>
        </div>
        <Stack gap={6} align="flex-start">
          <Group gap={8}>
            {verdict ? <Verdict verdict={verdict.verdict} by={nameOf(verdict.issuer)} /> : null}
            <DocumentState {...{ document, dossier }} />
          </Group>
          <Text size="sm" className="quiet">
            {words.verificationCode}{' '}
            <TextLink to="/verify/$code" params={{ code }} ff="monospace" fz="sm">
              {code}
            </TextLink>
          </Text>
        </Stack>
      </Group>
    </header>
  )
}

/** The PDF whose hash the issuer signed; any other is not shown. */
function Rendering({ file, document }: { readonly file: FileState; readonly document: IssuedDocument }) {
  const { words } = useSpeech()
  const rendering = useQuery({
    queryKey: ['rendering', document.rendering],
    queryFn: () => orThrow(readRendering(file.id, document.rendering ?? document.id)),
    ...{ staleTime: Number.POSITIVE_INFINITY, structuralSharing: false },
  })
  if (rendering.isLoading) return <Waiting />
  if (!rendering.data)
    return (
      <Paper p="xl">
        <Text className="quiet">{words.noRendering}</Text>
      </Paper>
    )
  const isTheOne = base64url.encode(sha256(rendering.data)) === document.rendering
  if (!isTheOne)
    return (
      <Paper p="xl">
        <Text c="red">{words.otherRendering}</Text>
      </Paper>
    )
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Verdict verdict="checked" />
        <Anchor
          size="sm"
          href={`/v1/files/${file.id}/documents/${encodeURIComponent(document.rendering ?? document.id)}/rendering`}
          download={`${document.id}.pdf`}
        >
          {words.download}
        </Anchor>
      </Group>
      <Text size="sm" className="quiet">
        {words.hashMatches}
      </Text>
      <Suspense fallback={<Waiting />}>
        <Sheets bytes={rendering.data} />
      </Suspense>
    </Stack>
  )
}

function Fields({
  document,
  definition,
  choose,
}: Pick<Given, 'document' | 'definition'> & { readonly choose: (version: ElementVersion) => void }) {
  const { words, of } = useSpeech()
  const names = [...document.fields.keys()]
  const tables = Object.entries(definition.tables ?? {})
  return (
    <Stack gap="lg">
      <Text size="sm" className="quiet">
        {words.clickField}
      </Text>
      <Paper py={8}>
        {Object.entries(definition.fields).map(([name, { label, tag }]) => (
          <FieldRow
            key={name}
            {...{ version: document.fields.get(name), label, choose }}
            {...(tag === undefined ? {} : { tag })}
            prints={definition.fields[name]?.prints}
          />
        ))}
      </Paper>
      {tables.map(([table, { label, columns }]) => {
        const rows = [
          ...new Set(names.filter((name) => name.startsWith(`${table}/`)).map((name) => name.split('/')[1] ?? '')),
        ]
        return rows.map((row, i) => (
          <div key={`${table} ${row}`}>
            <Text size="sm" fw={600} mb={6}>
              {of(label)} {i + 1}
            </Text>
            <Paper py={8}>
              {Object.entries(columns).map(([column, { label: named, prints }]) => (
                <FieldRow
                  key={column}
                  version={document.fields.get(`${table}/${row}/${column}`)}
                  label={named}
                  choose={choose}
                  prints={prints}
                />
              ))}
            </Paper>
          </div>
        ))
      })}
    </Stack>
  )
}

function FieldRow({
  version,
  label,
  tag,
  choose,
  prints,
}: {
  readonly version: ElementVersion | undefined
  readonly label: Label
  readonly tag?: string
  readonly choose: (version: ElementVersion) => void
  readonly prints: DocumentDefinition['fields'][string]['prints']
}) {
  const { of, words, language } = useSpeech()
  if (!version) return null
  const printed = printedText(version.value, prints, { words, language })
  return (
    <button type="button" className="field-row" onClick={() => choose(version)}>
      <span>
        {tag === undefined ? '' : `${tag} `}
        {of(label)}
      </span>
      <Text span style={{ overflowWrap: 'anywhere' }}>
        {printed}
      </Text>
    </button>
  )
}
