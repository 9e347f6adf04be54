import { Badge, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type DocumentDefinition, documents, type Field, staleInputs } from '@entrepot/trade/documents'
import { type Dossier, elementAt, type FileState, type IssuedDocument } from '@entrepot/trade/file'
import { issuableIn } from '../desk/possible.ts'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { dayText } from '../language/time.ts'

/** Documents issued in a trade, each with its state; and those that this party could issue. */
export function DocumentList({ dossier }: { readonly dossier: Dossier }) {
  const { organisation } = useSeat()
  const { words } = useSpeech()
  const files = [...dossier.files.values()]
  const issued = files.flatMap((file) => [...file.documents.values()].map((document) => ({ file, document })))
  const issuable = files
    .flatMap((file) => issuableIn(file, dossier, organisation))
    .filter(({ issued }) => !issued || staleInputs(issued, dossier.files.values()).length > 0)
  return (
    <Stack gap={40}>
      {issued.length === 0 ? <Text className="quiet">{words.noDocuments}</Text> : null}
      {issued.length > 0 ? (
        <Paper style={{ overflow: 'hidden' }}>
          <ul className="rows">
            {issued
              .toSorted((a, b) => Date.parse(a.document.at) - Date.parse(b.document.at))
              .map(({ file, document }) => (
                <li key={document.act}>
                  <DocumentRow {...{ file, document, dossier }} />
                </li>
              ))}
          </ul>
        </Paper>
      ) : null}
      {issuable.length > 0 ? (
        <section aria-labelledby="issuable">
          <Title order={2} fz="lg" mb="sm" id="issuable">
            {words.youCanIssue}
          </Title>
          <Paper style={{ overflow: 'hidden' }}>
            <ul className="rows">
              {issuable.map((each) => (
                <li key={`${each.file.id} ${each.definition.definition} ${each.subject ?? ''}`}>
                  <IssuableRow issuable={each} root={dossier.root.id} />
                </li>
              ))}
            </ul>
          </Paper>
        </section>
      ) : null}
    </Stack>
  )
}

function DocumentRow({
  file,
  document,
  dossier,
}: {
  readonly file: FileState
  readonly document: IssuedDocument
  readonly dossier: Dossier
}) {
  const { nameOf } = useSeat()
  const { of, language, words } = useSpeech()
  const number = document.fields.get('number')?.value
  return (
    <Link
      to="/dossiers/$root/documents/$file/$document"
      params={{ root: dossier.root.id, file: file.id, document: document.id }}
      className="row dossier-row"
    >
      <div>
        <Text fw={600}>{of(documents.get(document.definition)?.title) || document.definition}</Text>
        <Text size="sm" className="quiet">
          {[typeof number === 'string' ? number : '', nameOf(document.organisation)]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      </div>
      <DocumentState document={document} dossier={dossier} />
      <Text size="sm" className="quiet">
        {words.issuedOn(dayText(document.at.slice(0, 10), language))}
      </Text>
    </Link>
  )
}

/** Whether what a document read still stands; what changed, by its labels. */
export function DocumentState({ document, dossier }: { readonly document: IssuedDocument; readonly dossier: Dossier }) {
  const { words, of } = useSpeech()
  const stale = staleInputs(document, dossier.files.values())
  if (stale.length === 0)
    return (
      <div>
        <Badge>{words.states.current}</Badge>
      </div>
    )
  const changed = stale.map(({ file, path }) => {
    const kind = dossier.files.get(file)?.kind
    return (kind && of(elementAt(kind, path)?.definition.label)) || path
  })
  return (
    <Stack gap={3} align="flex-start">
      <Badge color="yellow" c="#6b4c00">
        {words.states.stale}
      </Badge>
      <Text size="sm" className="quiet">
        {words.changedSince([...new Set(changed)].join(', '))}
      </Text>
    </Stack>
  )
}

function IssuableRow({
  issuable,
  root,
}: {
  readonly issuable: ReturnType<typeof issuableIn>[number]
  readonly root: string
}) {
  const { words, of } = useSpeech()
  const { definition, missing, file, subject, issued } = issuable
  const labels = [...new Set(missing.map((name) => of(fieldAt(definition, name)?.label) || name))]
  const search = {
    definition: definition.definition,
    root,
    file: file.id,
    ...(subject === undefined ? {} : { subject }),
  }
  const content = (
    <>
      <Text fw={550}>{of(definition.title)}</Text>
      <Text size="sm" className="quiet" style={{ gridColumn: '2 / -1' }}>
        {missing.length > 0
          ? words.stillLacks(labels.slice(0, MANY).join(', '), Math.max(0, labels.length - MANY))
          : issued
            ? words.issueAgain
            : words.readyToIssue}
      </Text>
    </>
  )
  if (missing.length > 0)
    return (
      <div className="row dossier-row" style={{ cursor: 'default' }}>
        {content}
      </div>
    )
  return (
    <Link to="/issue" search={search} className="row dossier-row">
      {content}
    </Link>
  )
}

/** Missing fields that are named before the rest is counted. */
const MANY = 4

/** The definition of a field by its name, `lines/l1/amount`. */
export function fieldAt(definition: DocumentDefinition, name: string): Field | undefined {
  const [table = '', , column = ''] = name.split('/')
  return definition.fields[name] ?? definition.tables?.[table]?.columns[column]
}
