import { Alert, Button, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { acceptRoot } from '../desk/workplace.ts'
import { useSpeech } from '../language/language.ts'
import { codeText } from '../language/codes.ts'
import { PortProblem, type Problem } from '../port/problem.ts'

/** Shows what went wrong in plain words, with its code for those who ask. */
export function Trouble({ error }: { readonly error: Error }) {
  if (error instanceof PortProblem) return <ProblemAlert problem={error.problem} />
  return <Alert color="red">{error.message}</Alert>
}

/** What a port, or our own checking, says no with. */
export function ProblemAlert({ problem }: { readonly problem: Problem }) {
  const { words, language } = useSpeech()
  const { code, rule, at, found } = problem
  return (
    <Alert color="red" variant="light" icon={<IconInfoCircle aria-hidden />} title={codeText(code, words)} role="alert">
      <Text size="sm">
        {[rule, at].filter((part) => part !== undefined).join(' · ')}
        {typeof found === 'string' ? ` ${found}` : ''}
      </Text>
      <Text size="xs" c="var(--quiet)" mt={4}>
        {code}
      </Text>
      {code === 'trust/other-root' && typeof found === 'string' ? (
        <Button mt="sm" size="compact-sm" variant="default" lang={language} onClick={() => replaceRoot(found)}>
          {words.trustNewRoot}
        </Button>
      ) : null}
    </Alert>
  )
}

function replaceRoot(thumbprint: string): void {
  acceptRoot(thumbprint)
  location.reload()
}
