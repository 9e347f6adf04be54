import { Group, Paper, Text, Title } from '@mantine/core'
import { ButtonLink } from './links.tsx'
import { catalogue } from '@entrepot/trade/catalogue'
import type { ListedFile } from '../port/api.ts'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'

/** Files that name this party and that it has not entered. */
export function Invitations({ invitations }: { readonly invitations: readonly ListedFile[] }) {
  const { organisation, nameOf } = useSeat()
  const { words, of, language } = useSpeech()
  if (invitations.length === 0) return null
  return (
    <section aria-labelledby="invitations">
      <Title order={2} fz="lg" id="invitations" mb="sm">
        {words.invitations}
      </Title>
      <Paper>
        <ul className="rows">
          {invitations.map(({ file, kind, parties, lastReached }) => {
            const { label, capacities = {} } = catalogue.kinds.get(kind) ?? {}
            const own = Object.entries(parties).filter(([, id]) => id === organisation)
            const others = [...new Set(Object.values(parties))].filter((id) => id !== organisation)
            return (
              <li key={file}>
                <Group justify="space-between" p="md" px={22} wrap="nowrap">
                  <div style={{ minWidth: 0 }}>
                    <Text fw={600} truncate>
                      {of(label)} · {others.map(nameOf).join(', ')}
                    </Text>
                    <Text size="sm" className="quiet">
                      {words.invitedAs(own.map(([capacity]) => of(capacities[capacity])).join(', '))}
                      {lastReached === '' ? '' : ` · ${instantText(lastReached, language)}`}
                    </Text>
                  </div>
                  <ButtonLink
                    to="/act"
                    search={{ type: 'enter/1', file, root: file }}
                    variant="light"
                    style={{ flex: 'none' }}
                  >
                    {words.enter}
                  </ButtonLink>
                </Group>
              </li>
            )
          })}
        </ul>
      </Paper>
    </section>
  )
}
