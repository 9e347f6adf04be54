import { Button, Group, Menu, Select, Text } from '@mantine/core'
import { IconLink, IconLinkOff } from '@tabler/icons-react'
import { documents } from '@entrepot/trade/documents'
import type { Dossier, Value } from '@entrepot/trade/file'
import type { ReactNode } from 'react'
import { useSeat } from '../desk/session.tsx'
import { codeText } from '../language/codes.ts'
import { useSpeech } from '../language/language.ts'
import { valueText } from '../language/value.ts'
import { entryMismatch, type FieldEntry } from './entries.ts'
import { FieldInput } from './field-input.tsx'
import { likelyLink, type Suggestion } from './suggest.ts'
import type { Form, PlacedField } from './use-form.ts'

/** Suggestions that the menu offers at most. */
const OFFERED = 12

/** One field: keyed, or linked to where it stands already. */
export function Field({
  form,
  placed,
  dossier,
  refusedAt,
}: {
  readonly form: Form
  readonly placed: PlacedField
  readonly dossier: Dossier | undefined
  /** Path at which the judge refuses, with its code. */
  readonly refusedAt: { readonly path: string; readonly code: string } | undefined
}) {
  const { now } = useSeat()
  const { words, of, language } = useSpeech()
  const { field, path } = placed
  const { type, label } = field.definition
  const entry = form.entries.get(path)
  const reading = form.view.read(path)
  const suggestions = form.suggestions(placed)
  if (type.is === 'document') return <DocumentField {...{ form, placed, dossier }} />
  const isWide = type.is === 'list' || (type.is === 'text' && type.max > 120)
  if (entry?.is === 'linked')
    return (
      <Linked
        isWide={isWide}
        label={of(label)}
        text={valueText(entry.value, type, { words, language })}
        undo={() => form.set(path, undefined)}
      />
    )
  const wrong = entryMismatch(type, entry)?.code ?? (refusedAt?.path === path ? refusedAt.code : undefined)
  const stands =
    reading.is === 'present' ? words.standsAs(valueText(reading.value, type, { words, language })) : undefined
  const link = ({ place, version }: Suggestion) => form.set(path, { is: 'linked', place, value: version.value })
  return (
    <div className={isWide ? 'wide' : ''}>
      <FieldInput
        {...{ label: of(label), type, required: field.required, offset: now().slice(-6) }}
        value={entry?.is === 'keyed' ? entry.value : startOf(type.is, form)}
        onChange={(value) => form.set(path, { is: 'keyed', value })}
        {...(stands === undefined ? {} : { description: stands })}
        {...(wrong === undefined ? {} : { error: codeText(wrong, words) })}
      />
      {entry === undefined ? <Offers suggestions={suggestions} link={link} label={of(label)} /> : null}
    </div>
  )
}

/** An amount starts in the currency of its file. */
function startOf(is: string, form: Form): Value | undefined {
  const currency = is === 'money' ? form.view.text('/currency') : undefined
  return currency === undefined ? undefined : { amount: '', currency }
}

function Linked({
  label,
  text,
  undo,
  isWide,
}: {
  readonly label: string
  readonly text: string
  readonly undo: () => void
  readonly isWide: boolean
}) {
  const { words } = useSpeech()
  return (
    <FieldEntryShown label={label} isWide={isWide}>
      <Group gap={8} wrap="nowrap" justify="space-between">
        <Group gap={8} wrap="nowrap" style={{ minWidth: 0 }}>
          <IconLink
            size={16}
            style={{ flex: 'none' }}
            color="var(--mantine-color-harbour-8)"
            aria-label={words.linked}
          />
          <Text fw={550} truncate>
            {text}
          </Text>
        </Group>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          style={{ flex: 'none' }}
          leftSection={<IconLinkOff size={14} aria-hidden />}
          onClick={undo}
        >
          {words.unlink}
        </Button>
      </Group>
    </FieldEntryShown>
  )
}

function FieldEntryShown({
  label,
  isWide,
  children,
}: {
  readonly label: string
  readonly isWide: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={isWide ? 'wide' : ''}>
      <Text size="sm" fw={500} mb={2}>
        {label}
      </Text>
      <div
        style={{
          border: '1px solid var(--mantine-color-harbour-2)',
          background: 'var(--mantine-color-harbour-0)',
          borderRadius: 8,
          padding: '4px 10px',
        }}
      >
        {children}
      </div>
    </div>
  )
}

/** What could be linked: the likely one at once, others on request. */
function Offers({
  suggestions,
  link,
  label,
}: {
  readonly suggestions: readonly Suggestion[]
  readonly link: (each: Suggestion) => void
  readonly label: string
}) {
  const { words, of, language } = useSpeech()
  const likely = likelyLink(suggestions)
  const offered = suggestions.filter(({ score }) => score > 0).slice(0, OFFERED)
  const told = ({ version, definition, kind }: Suggestion) =>
    `${valueText(version.value, definition.type, { words, language })} · ${of(definition.label)}, ${of(kind.label)}`
  if (!likely && offered.length === 0) return null
  return (
    <Group gap={4} mt={4}>
      {likely ? (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconLink size={14} aria-hidden />}
          onClick={() => link(likely)}
          maw="100%"
          h="auto"
          mih={26}
          ta="left"
          styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere', lineHeight: 1.4 } }}
        >
          {told(likely)}
        </Button>
      ) : null}
      {offered.length > (likely ? 1 : 0) ? (
        <Menu width={340} position="bottom-start" shadow="md">
          <Menu.Target>
            <Button size="compact-sm" variant="subtle" color="gray" aria-label={`${words.link}: ${label}`}>
              {words.link}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {offered.map((each) => (
              <Menu.Item key={`${each.place.file} ${each.place.path}`} onClick={() => link(each)}>
                <Text size="sm">{told(each)}</Text>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </Group>
  )
}

/** A document is never keyed: it is cited whole. */
function DocumentField({
  form,
  placed,
  dossier,
}: {
  readonly form: Form
  readonly placed: PlacedField
  readonly dossier: Dossier | undefined
}) {
  const { nameOf } = useSeat()
  const { of, words } = useSpeech()
  const { field, path } = placed
  const entry = form.entries.get(path)
  const issued = [...(dossier?.files.values() ?? [])].flatMap((file) => [...file.documents.values()])
  const data = issued.map(({ act, definition, organisation, fields }) => {
    const number = fields.get('number')?.value
    const title = of(documents.get(definition)?.title)
    return {
      value: act,
      label: [title, typeof number === 'string' ? number : '', nameOf(organisation)]
        .filter((part) => part !== '')
        .join(' · '),
    }
  })
  const shown: FieldEntry | undefined = entry
  return (
    <Select
      label={of(field.definition.label)}
      withAsterisk={field.required}
      data={data}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.office.clear(of(field.definition.label)) }}
      value={shown?.is === 'document' ? shown.act : null}
      onChange={(act) => form.set(path, act === null ? undefined : { is: 'document', act })}
    />
  )
}
