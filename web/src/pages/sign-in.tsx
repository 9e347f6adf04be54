import { Alert, Button, Paper, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { orThrow } from '../desk/session.tsx'
import { codeText } from '../language/codes.ts'
import { useSpeech } from '../language/language.ts'
import { countryName } from '../language/value.ts'
import { type PracticeParty, readPracticeParties, signIn } from '../port/api.ts'
import type { Problem } from '../port/problem.ts'

/** Signing in: as somebody with an address, or on a practice port as one of its parties. */
export function SignIn() {
  const { words } = useSpeech()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { enter, problem, isEntering } = useEntering()
  const passwordInput = useRef<HTMLInputElement>(null)
  const parties = useQuery({ queryKey: ['practice parties'], queryFn: () => orThrow(readPracticeParties()) })
  const choose = (chosen: string) => {
    setEmail(chosen)
    passwordInput.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void enter(email, password)
  }
  return (
    <div className="page">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing={64} verticalSpacing={36} pt={{ base: 8, md: 40 }}>
        <Stack gap="md" maw={440}>
          <Title order={1} fz={{ base: 34, md: 44 }} lh={1.12} lts="-0.02em">
            {words.slogan}
          </Title>
          <Text fz="lg" className="quiet" lh={1.6}>
            {words.sloganMore}
          </Text>
        </Stack>
        <Paper p={{ base: 'lg', sm: 'xl' }}>
          <form onSubmit={submit}>
            <Stack gap="md">
              <Title order={2} fz="xl">
                {words.signIn}
              </Title>
              <TextInput
                {...{
                  label: words.email,
                  type: 'email',
                  name: 'email',
                  autoComplete: 'username',
                  required: true,
                  size: 'md',
                }}
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <PasswordInput
                {...{
                  label: words.password,
                  name: 'password',
                  autoComplete: 'current-password',
                  required: true,
                  size: 'md',
                }}
                {...(parties.data?.length ? { description: words.practicePassword } : {})}
                ref={passwordInput}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
              {problem ? (
                <Alert
                  {...{ color: 'red', variant: 'light', role: 'alert' }}
                  title={problem.status === 401 ? words.wrongPassword : codeText(problem.code, words)}
                />
              ) : null}
              <Button type="submit" size="md" loading={isEntering} mt={4}>
                {words.signIn}
              </Button>
            </Stack>
          </form>
        </Paper>
      </SimpleGrid>
      {parties.data?.length ? <PracticeParties parties={parties.data} chosen={email} choose={choose} /> : null}
    </div>
  )
}

function useEntering() {
  const [problem, setProblem] = useState<Problem>()
  const [isEntering, setEntering] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const enter = async (email: string, password: string) => {
    setEntering(true)
    const refusal = await signIn(email, password)
    setProblem(refusal)
    setEntering(false)
    if (refusal) return
    await client.invalidateQueries({ queryKey: ['session'] })
    await navigate({ to: '/' })
  }
  return { enter, problem, isEntering }
}

/** On a practice port everybody may be anybody: pick who you are. */
function PracticeParties({
  parties,
  chosen,
  choose,
}: {
  readonly parties: readonly PracticeParty[]
  readonly chosen: string
  readonly choose: (email: string) => void
}) {
  const { words, language } = useSpeech()
  const names = parties.map(({ name }) => name)
  /** Where several have one name, their identifiers tell them apart. */
  const isShared = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name)
  return (
    <section aria-labelledby="parties" style={{ marginTop: 56 }}>
      <Title order={2} fz="lg" id="parties" mb={4}>
        {words.practiceParties}
      </Title>
      <Text className="quiet" mb="md">
        {words.practicePartiesHint}
      </Text>
      <ul className="people">
        {parties.map(({ organisation, email, name, place, country }) => (
          <li key={organisation}>
            <button type="button" aria-pressed={email === chosen} onClick={() => choose(email)}>
              <Text fw={550}>{name}</Text>
              <Text size="sm" className="quiet">
                {[place, countryName(country, language), isShared(name) ? organisation : undefined]
                  .filter((part) => part !== undefined)
                  .join(', ')}
              </Text>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
