import { Box, Button, Group, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconClockHour4 } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { orThrow, useSession } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { readClock, readOrganisations, signOut } from '../port/api.ts'

/** What surrounds every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { words } = useSpeech()
  const session = useSession()
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="bar">
        <div>
          <Link to="/" className="wordmark" aria-label="Entrepot">
            <img src="/icon.svg" width={26} height={26} alt="" />
            <Text component="span" inherit visibleFrom="xs">
              Entrepot
            </Text>
          </Link>
          <Group component="nav" gap={22} wrap="nowrap" aria-label={words.navigation}>
            {session.data ? (
              <Link to="/" activeOptions={{ exact: true }}>
                {words.dossiers}
              </Link>
            ) : null}
            <Link to="/verify">{words.verify}</Link>
            {/* On a phone there is room for it in the menu of who signed in. */}
            <Box component="span" {...(session.data ? { visibleFrom: 'sm' } : {})}>
              <Link to="/interchange">{words.ediFile}</Link>
            </Box>
          </Group>
          <Group ml="auto" gap={14} wrap="nowrap">
            {session.data ? <PracticeClock /> : null}
            <LanguageSwitch />
            {session.data ? <Person organisation={session.data.organisation} /> : null}
          </Group>
        </div>
      </header>
      <main id="main">{children}</main>
    </>
  )
}

/** Time of a practice port, so that nobody wonders at the dates. */
function PracticeClock() {
  const { words, language } = useSpeech()
  const clock = useQuery({ queryKey: ['clock'], queryFn: () => orThrow(readClock()) })
  if (clock.data?.kind !== 'practice') return null
  return (
    <Group gap={6} wrap="nowrap" visibleFrom="md" title={words.practiceClock}>
      <IconClockHour4 size={16} color="var(--quiet)" aria-hidden />
      <Link to="/clock" style={{ color: 'var(--quiet)', textDecoration: 'none', fontSize: 14 }}>
        <span className="mantine-visually-hidden">{words.practiceClock} </span>
        {instantText(clock.data.now, language)}
      </Link>
    </Group>
  )
}

function LanguageSwitch() {
  const { language, words, choose } = useSpeech()
  const other = language === 'en' ? 'zh' : 'en'
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      aria-label={words.otherLanguage}
      onClick={() => choose(other)}
    >
      {language === 'en' ? '中文' : 'English'}
    </Button>
  )
}

function Person({ organisation }: { readonly organisation: string }) {
  const { words } = useSpeech()
  const client = useQueryClient()
  const navigate = useNavigate()
  const organisations = useQuery({
    queryKey: ['organisations', organisation],
    queryFn: () => orThrow(readOrganisations()),
  })
  const name = organisations.data?.find((each) => each.organisation === organisation)?.name ?? organisation
  const leave = async () => {
    await signOut()
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={`${words.account}: ${name}`}>
          <Group gap={4} wrap="nowrap">
            <Text size="sm" fw={550} truncate maw={{ base: 96, sm: 220 }}>
              {name}
            </Text>
            <IconChevronDown size={15} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {(
          [
            ['/accounts', words.office.accounts],
            ['/approvals', words.office.approvals],
            ['/keys', words.office.keys],
            ['/clock', words.clock],
            ['/settings', words.settings],
          ] as const
        ).map(([to, label]) => (
          <Menu.Item key={to} component={Link} to={to}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} to="/interchange" hiddenFrom="sm">
          {words.ediFile}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{words.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
