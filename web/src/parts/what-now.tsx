import { Button, Collapse, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { ButtonLink, TextLink } from './links.tsx'
import type { ActDefinition } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import type { Dossier } from '@entrepot/trade/file'
import {
  generalIn,
  isAwaited,
  isFresh,
  isInvited,
  type Issuable,
  issuableIn,
  openable,
  type Possible,
  possibleIn,
} from '../desk/possible.ts'
import type { ReactNode } from 'react'
import { useSeat } from '../desk/session.tsx'
import { FLOWS } from '../desk/timeline.ts'
import { useSpeech } from '../language/language.ts'

/** What this party can do now in a trade: what waits for it first. */
export function WhatNow({ dossier }: { readonly dossier: Dossier }) {
  const { organisation, now } = useSeat()
  const { words, of } = useSpeech()
  const files = [...dossier.files.values()]
  const possible = files.flatMap((file) => possibleIn(file, organisation, now()))
  const awaited = possible.filter(isAwaited)
  const others = possible.filter((each) => !isAwaited(each) && (isFresh(each) || each.answers.length > 0))
  const again = possible.filter((each) => !isAwaited(each) && !others.includes(each))
  const invited = files.filter((file) => isInvited(file, organisation))
  const ready = files
    .flatMap((file) => issuableIn(file, dossier, organisation))
    .filter(({ missing, issued }) => missing.length === 0 && !issued)
  const root = dossier.root.id
  const several = files.filter((file) => possible.some((each) => each.file === file)).length > 1
  return (
    <Paper p="lg">
      <Stack gap="md">
        <Title order={2} fz="lg">
          {words.whatNow}
        </Title>
        {invited.map((file) => (
          <ButtonLink
            key={file.id}
            style={{ alignSelf: 'flex-start' }}
            to="/act"
            search={{ type: 'enter/1', file: file.id, root }}
          >
            {words.enterFile(of(file.kind.label))}
          </ButtonLink>
        ))}
        {awaited.length + others.length + invited.length === 0 ? (
          <Text className="quiet">{words.nothingToDo}</Text>
        ) : null}
        {awaited.map((each) => (
          <ButtonLink
            key={keyOf(each)}
            to="/act"
            search={searchOf(each, root)}
            style={{ alignSelf: 'flex-start' }}
            rightSection={<IconChevronRight size={16} aria-hidden />}
          >
            {of(each.definition.label)}
          </ButtonLink>
        ))}
        <Links
          items={others.map((each) => ({
            key: keyOf(each),
            label: of(each.definition.label),
            hint: several ? of(each.file.kind.label) : '',
            search: searchOf(each, root),
          }))}
        >
          <ReadyDocuments ready={ready} root={root} />
        </Links>
        <More dossier={dossier} again={again} />
      </Stack>
    </Paper>
  )
}

const keyOf = ({ file, definition }: Possible): string => `${file.id} ${definition.type}`

function searchOf({ file, definition, answers }: Possible, root: string) {
  const [first] = answers
  return { type: definition.type, file: file.id, root, ...(first ? { answers: first.identity } : {}) }
}

interface Item {
  readonly key: string
  readonly label: string
  readonly hint: string
  readonly search: { readonly type: string; readonly root: string; readonly file?: string; readonly answers?: string }
}

function Links({ items, children }: { readonly items: readonly Item[]; readonly children?: ReactNode }) {
  return (
    <ul className="links">
      {items.map(({ key, label, hint, search }) => (
        <li key={key}>
          <TextLink to="/act" search={search} fw={500}>
            {label}
          </TextLink>
          {hint === '' ? null : (
            <Text span size="sm" className="quiet">
              {' '}
              · {hint}
            </Text>
          )}
        </li>
      ))}
      {children}
    </ul>
  )
}

/** Documents that lack nothing any more. */
function ReadyDocuments({ ready, root }: { readonly ready: readonly Issuable[]; readonly root: string }) {
  const { words, of } = useSpeech()
  return ready.map(({ definition: { definition, title }, file, subject }) => (
    <li key={`${file.id} ${definition} ${subject ?? ''}`}>
      <TextLink
        to="/issue"
        search={{ definition, root, file: file.id, ...(subject === undefined ? {} : { subject }) }}
        fw={500}
      >
        {of(title)}
      </TextLink>
      <Text span size="sm" className="quiet">
        {' '}
        · {words.issue}
      </Text>
    </li>
  ))
}

/** What is done seldom: further files of this trade by flow, authority, own data. */
function More({ dossier, again }: { readonly dossier: Dossier; readonly again: readonly Possible[] }) {
  const { organisation } = useSeat()
  const { words, of } = useSpeech()
  const [isOpen, { toggle }] = useDisclosure(false)
  const root = dossier.root.id
  const openings = openable(dossier)
  const general = generalIn(dossier.root, organisation)
  if (openings.length + general.length + again.length === 0) return null
  const itemOf = (definition: ActDefinition): Item => ({
    key: definition.type,
    label: of(definition.label),
    hint: '',
    search: { type: definition.type, root },
  })
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        ml={-8}
        fw={500}
        aria-expanded={isOpen}
        leftSection={isOpen ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
        onClick={toggle}
      >
        {isOpen ? words.less : words.furtherActs}
      </Button>
      <Collapse expanded={isOpen}>
        <div className="more">
          {FLOWS.map((flow) => {
            const ofFlow = openings.filter(({ kind }) => catalogue.kinds.get(kind)?.flow === flow)
            if (ofFlow.length === 0) return null
            return (
              <Group key={flow} align="start" gap={6} style={{ flexDirection: 'column' }}>
                <Text size="sm" className="quiet">
                  {words.flows[flow]}
                </Text>
                <Links items={ofFlow.map(itemOf)} />
              </Group>
            )
          })}
          {again.length > 0 ? (
            <div>
              <Text size="sm" className="quiet" mb={6}>
                {words.again}
              </Text>
              <Links
                items={again.map((each) => ({
                  ...{ key: keyOf(each), label: of(each.definition.label) },
                  ...{ hint: of(each.file.kind.label), search: searchOf(each, root) },
                }))}
              />
            </div>
          ) : null}
          <div>
            <Text size="sm" className="quiet" mb={6}>
              {words.always}
            </Text>
            <Links
              items={general.map((each) => ({
                key: keyOf(each),
                label: of(each.definition.label),
                hint: '',
                search: searchOf(each, root),
              }))}
            />
          </div>
        </div>
      </Collapse>
    </div>
  )
}
