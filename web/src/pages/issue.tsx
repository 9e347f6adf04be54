import { Button, Select, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { TextLink } from '../parts/links.tsx'
import { base64url, sha256 } from '@entrepot/crypto'
import { catalogue } from '@entrepot/trade/catalogue'
import { computeDocument, documents, issueDocument } from '@entrepot/trade/documents'
import type { Dossier, FileState } from '@entrepot/trade/file'
import { freshCodeKey, type IntendedDocument, uuidV7 } from '@entrepot/trade/party'
import { lazy, Suspense, useMemo, useState } from 'react'
import { random } from '../desk/doing.ts'
import { issuableIn } from '../desk/possible.ts'
import { useDossier } from '../desk/hooks.ts'
import { orThrow, useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { type ActDraft, useActing } from '../parts/acting.ts'
import { ConfirmSeal } from '../parts/confirm-seal.tsx'
import { JudgePanel } from '../parts/judge-panel.tsx'
import { Waiting } from '../parts/signed-in.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { renderPreview } from '../port/api.ts'

const Sheets = lazy(() => import('../parts/sheets.tsx').then(({ Sheets: component }) => ({ default: component })))

/** Issuing a document: its pages as they will be, then its fields and the hash of those pages are signed. */
export function IssuePage() {
  const search = useSearch({ from: '/desk/issue' })
  const { dossier, error, isLoading } = useDossier(search.root)
  if (error) return <Trouble error={error} />
  const file = dossier?.files.get(search.file)
  if (!dossier || !file || isLoading) return <Waiting />
  return <Issuing dossier={dossier} file={file} />
}

function Issuing({ dossier, file }: { readonly dossier: Dossier; readonly file: FileState }) {
  const { organisation, now } = useSeat()
  const { words, of } = useSpeech()
  const { definition: name, subject } = useSearch({ from: '/desk/issue' })
  const [language, setLanguage] = useState('en-zh')
  const definition = documents.get(name)
  const issuable = issuableIn(file, dossier, organisation).find(
    (each) => each.definition === definition && each.subject === subject,
  )
  const using = useMemo(() => onlyOnes(dossier), [dossier])
  const issues: IntendedDocument = {
    ...{ document: issuable?.issued?.id ?? nameFor(file, name), definition: name, language, using },
    ...(subject === undefined ? {} : { subject }),
  }
  const preview = useQuery({
    queryKey: ['preview', file.id, JSON.stringify(issues), file.acts.length],
    queryFn: async () => {
      const wanted = { act: uuidV7(Date.now(), random), at: now(), codeKey: freshCodeKey(random) }
      const { document: _, ...wish } = { ...issues, ...wanted }
      return { ...wanted, bytes: await orThrow(renderPreview(file.id, wish)) }
    },
    ...{ gcTime: 0, staleTime: Number.POSITIVE_INFINITY, structuralSharing: false },
  })
  const rendered = useMemo(() => {
    if (!definition || !preview.data) return undefined
    const computed = computeDocument(definition, {
      dossier,
      home: file,
      organisation,
      using,
      ...(subject === undefined ? {} : { subject }),
    })
    const { codeKey, ...made } = preview.data
    return { ...made, computed, rendering: { sha256: base64url.encode(sha256(made.bytes)), codeKey } }
  }, [definition, preview.data, dossier, file, organisation, using, subject])
  const act = catalogue.acts.get(issueDocument.type)
  if (!definition || !issuable || !act) return <Text>{words.noSuchDocument}</Text>
  const draft: ActDraft = {
    definition: act,
    as: issuable.as,
    file: file.id,
    entries: NOTHING,
    issues,
    dossier,
    ...(rendered ? { rendered } : {}),
  }
  return (
    <>
      <TextLink to="/dossiers/$root" params={{ root: dossier.root.id }} size="sm">
        ← {words.backToTrade}
      </TextLink>
      <Title order={1} fz={{ base: 27, sm: 34 }} lts="-0.02em" mt={10} mb={32}>
        {words.issueDocument(of(definition.title))}
      </Title>
      <div className="beside">
        {preview.error ? (
          <Trouble error={preview.error} />
        ) : preview.data ? (
          <Suspense fallback={<Waiting />}>
            <Sheets bytes={preview.data.bytes} />
          </Suspense>
        ) : (
          <Waiting />
        )}
        <Sealing
          draft={draft}
          file={file}
          isReady={rendered !== undefined}
          language={language}
          setLanguage={setLanguage}
        />
      </div>
    </>
  )
}

const NOTHING: ActDraft['entries'] = new Map()

function Sealing({
  draft,
  file,
  isReady,
  language,
  setLanguage,
}: {
  readonly draft: ActDraft
  readonly file: FileState
  readonly isReady: boolean
  readonly language: string
  readonly setLanguage: (language: string) => void
}) {
  const { words } = useSpeech()
  const acting = useActing(draft)
  return (
    <aside className="aside" style={{ order: 0 }}>
      <Stack gap="lg">
        <Refusal acting={acting} file={file} isReady={isReady && acting.isReady} />
        <Select
          label={words.languageOfDocument}
          data={[
            { value: 'en-zh', label: 'English · 中文' },
            { value: 'zh-en', label: '中文 · English' },
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
          value={language}
          onChange={(chosen) => setLanguage(chosen ?? language)}
          allowDeselect={false}
        />
        {isReady ? <JudgePanel acting={acting} kind={file.kind} /> : null}
        <Button size="md" disabled={!isReady || !acting.isReady} onClick={acting.review}>
          {words.reviewAndSign}
        </Button>
      </Stack>
      <ConfirmSeal acting={acting} definition={draft.definition} file={file} />
    </aside>
  )
}

/** A name that no document of the file has: `invoice`, then `invoice-2`. */
function nameFor(file: FileState, definition: string): string {
  const name = definition.split('/')[0] ?? definition
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`
    if (!file.documents.has(candidate)) return candidate
  }
}

/** The file of each kind where the dossier holds one alone; of several, the document does without. */
function onlyOnes(dossier: Dossier): Readonly<Record<string, string>> {
  const byKind = Map.groupBy(dossier.files.values(), (file) => file.kind.name)
  return Object.fromEntries(
    [...byKind].flatMap(([kind, files]) =>
      files.length === 1 && files[0] && kind !== 'publication' ? [[kind, files[0].id]] : [],
    ),
  )
}
