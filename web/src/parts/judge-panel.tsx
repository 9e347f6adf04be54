import { Paper, Stack, Text, Title } from '@mantine/core'
import type { Judgement } from '@entrepot/trade/act'
import { elementAt, isPath, type Kind, type PathTemplate, type Value } from '@entrepot/trade/file'
import { definitionAt } from '../form/shape.ts'
import { codeText } from '../language/codes.ts'
import { useSpeech } from '../language/language.ts'
import { valueText } from '../language/value.ts'
import { AdviceLine } from './act-detail.tsx'
import type { Acting } from './acting.ts'

/** What our own judge says of an act while it is filled in: the same judge as the port's, with our eyes. */
export function JudgePanel({ acting, kind }: { readonly acting: Acting; readonly kind: Kind }) {
  const { words } = useSpeech()
  const { composed } = acting
  return (
    <Paper p="lg" aria-live="polite">
      <Title order={2} fz="md" mb="sm">
        {words.ownJudge}
      </Title>
      {composed === undefined ? <Text className="quiet">{words.waiting}</Text> : null}
      {composed?.ok === false ? (
        <Text>
          {codeText(composed.code, words)} <span className="quiet">{composed.at}</span>
        </Text>
      ) : null}
      {composed?.ok === true ? <Said judgement={composed.judgement} kind={kind} /> : null}
    </Paper>
  )
}

function Said({ judgement, kind }: { readonly judgement: Judgement; readonly kind: Kind }) {
  const { words, of, language } = useSpeech()
  switch (judgement.is) {
    case 'ok':
      return <Text>{words.noObjection}</Text>
    case 'advised':
      return (
        <Stack gap="sm">
          <Text>{words.noObjection}</Text>
          {judgement.advice.map((advice) => (
            <AdviceLine key={advice.code + (advice.at ?? '')} advice={advice} />
          ))}
        </Stack>
      )
    case 'undecidable':
      return (
        <Stack gap={4}>
          <Text>{words.portDecides}</Text>
          <Text size="sm" className="quiet">
            {judgement.needs.join(', ')}
          </Text>
        </Stack>
      )
    case 'refused': {
      const { code, rule, at, found, expected } = judgement.refusal
      const label = at === undefined ? '' : of(labelAt(kind, at))
      const shown = (value: Value | undefined) =>
        value === undefined ? '' : valueText(value, undefined, { words, language })
      if (code === 'element/missing') return <Text>{words.stillNeeded(label || (at ?? ''))}</Text>
      return (
        <Stack gap={4}>
          <Text fw={550} c="#a3301c">
            {codeText(code, words)}
          </Text>
          <Text size="sm">
            {[label, shown(found), shown(expected) === '' ? '' : words.expected(shown(expected))]
              .filter((part) => part !== '')
              .join(' · ')}
          </Text>
          {rule.startsWith('kind ') ? null : (
            <Text size="sm" className="quiet">
              {rule}
            </Text>
          )}
        </Stack>
      )
    }
  }
}

/** A refusal stands at a path, or at a template where the element is missing altogether. */
function labelAt(kind: Kind, at: PathTemplate) {
  return (isPath(at) ? elementAt(kind, at)?.definition : definitionAt(kind, at))?.label
}
