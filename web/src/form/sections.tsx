import { ActionIcon, Button, Collapse, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronRight, IconPlus, IconX } from '@tabler/icons-react'
import { type Dossier, fill } from '@entrepot/trade/file'
import { numberOf } from '../parts/act-detail.tsx'
import { useSpeech } from '../language/language.ts'
import { valueText } from '../language/value.ts'
import { Field } from './field.tsx'
import { type Instances, isNamed, type Row } from './instances.ts'
import type { FormField, FormSection } from './shape.ts'
import type { Form, PlacedField } from './use-form.ts'

/** What each part of a form needs. */
interface Part {
  readonly form: Form
  readonly dossier: Dossier | undefined
  readonly refusedAt: { readonly path: string; readonly code: string } | undefined
}

/** Optional fields that are shown at once, where a form has few. */
const FEW = 6

/** The fields of an act: what it must say first, what it may say behind. */
export function Sections(part: Part) {
  const { shape } = part.form
  const none: Instances = new Map()
  const required = shape.fields.filter((field) => field.required)
  const optional = shape.fields.filter((field) => !field.required)
  return (
    <Stack gap={36}>
      <Fields {...part} fields={required} instances={none} />
      {shape.sections.map((section) => (
        <Section key={section.prefix} {...part} section={section} parent={none} />
      ))}
      <Optional {...part} fields={optional} instances={none} isOpen={optional.length <= FEW} />
    </Stack>
  )
}

function Fields({
  fields,
  instances,
  ...part
}: Part & { readonly fields: readonly FormField[]; readonly instances: Instances }) {
  const placed = fields.flatMap((field): PlacedField[] => {
    const path = fill(field.template, instances)
    return path === undefined ? [] : [{ field, path }]
  })
  if (placed.length === 0) return null
  return (
    <div className="form-grid">
      {placed.map((each) => (
        <Field key={each.path} {...part} placed={each} />
      ))}
    </div>
  )
}

function Optional({
  isOpen,
  ...fields
}: Part & { readonly fields: readonly FormField[]; readonly instances: Instances; readonly isOpen: boolean }) {
  const { words } = useSpeech()
  const [opened, { toggle }] = useDisclosure(isOpen)
  const count = fields.fields.length
  if (count === 0) return null
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        ml={-8}
        fw={500}
        mb="sm"
        aria-expanded={opened}
        leftSection={opened ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
        onClick={toggle}
      >
        {opened ? words.hideTerms : words.furtherTerms(count)}
      </Button>
      <Collapse expanded={opened}>
        <Fields {...fields} />
      </Collapse>
    </div>
  )
}

/** Something of which there may be several: lines, containers, invoices. */
function Section({ section, parent, ...part }: Part & { readonly section: FormSection; readonly parent: Instances }) {
  const { words } = useSpeech()
  const { form } = part
  const variable = section.variable ?? ''
  const rows = form.rows(section, parent)
  const isOnlyOne = variable === 'capacity' || variable === 'organisation' || variable === 'bank'
  const name = words.instances[variable] ?? variable
  return (
    <section>
      <Stack gap="md">
        {rows.map((row) => (
          <OneInstance
            key={row.instances.get(variable)}
            {...part}
            {...{ section, parent, row }}
            isAlone={rows.length === 1}
          />
        ))}
      </Stack>
      {isOnlyOne ? null : (
        <Button
          mt="sm"
          variant="subtle"
          size="compact-md"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => form.add(section, parent)}
        >
          {words.addInstance(name)}
        </Button>
      )}
    </section>
  )
}

function OneInstance({
  section,
  parent,
  row,
  isAlone,
  ...part
}: Part & {
  readonly section: FormSection
  readonly parent: Instances
  readonly row: Row
  readonly isAlone: boolean
}) {
  const { words } = useSpeech()
  const { form } = part
  const { variable = '', fields, sections } = section
  const id = row.instances.get(variable) ?? ''
  const required = fields.filter((field) => field.required)
  const optional = fields.filter((field) => !field.required)
  const name = words.instances[variable] ?? variable
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" mb="md" wrap="nowrap">
        <Title order={2} fz="md" lineClamp={1}>
          {name} {numberOf(id)} <Named form={form} row={row} section={section} />
        </Title>
        {isAlone ? null : (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.removeInstance(`${name} ${numberOf(id)}`)}
            onClick={() => form.remove(section, parent, row)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {isNamed(variable) && !row.stands ? (
        <TextInput
          mb="md"
          maw={280}
          label={words.nameOfInstance(name)}
          defaultValue={id}
          onBlur={(event) => {
            const wanted = event.currentTarget.value.trim()
            if (wanted !== id && /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(wanted))
              form.rename(section, parent, { row, id: wanted })
          }}
        />
      ) : null}
      <Stack gap="lg">
        <Fields {...part} fields={required} instances={row.instances} />
        <Optional {...part} fields={optional} instances={row.instances} isOpen={required.length === 0} />
        {sections.map((each) => (
          <Section key={each.prefix} {...part} section={each} parent={row.instances} />
        ))}
      </Stack>
    </Paper>
  )
}

/** What stands of an instance already, so that people know which it is: the goods of a line, a container's number. */
function Named({ form, row, section }: { readonly form: Form; readonly row: Row; readonly section: FormSection }) {
  const { words, language } = useSpeech()
  const base = section.prefix === '' ? undefined : fill(section.prefix, row.instances)
  if (base === undefined) return null
  for (const leaf of ['goods', 'number', 'description']) {
    const reading = form.view.read(`${base}/${leaf}`)
    if (reading.is === 'present')
      return (
        <Text span className="quiet" fw={400}>
          · {valueText(reading.value, undefined, { words, language })}
        </Text>
      )
  }
  return null
}
