import { Group, Text } from '@mantine/core'
import { documents } from '@entrepot/trade/documents'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { printedText, valueText } from '../language/value.ts'
import type { LineageStep, SeenStep } from '../lineage/lineage.ts'
import { InstanceOf } from './act-detail.tsx'
import { fieldAt } from './document-list.tsx'
import { ActName } from './timeline.tsx'
import { Verdict } from './verdict.tsx'

/** Where a value comes from: what it was computed or cited from, down to who keyed it, in which act, when. */
export function LineageTree({ steps }: { readonly steps: readonly LineageStep[] }) {
  return (
    <ul className="tree">
      {steps.map((step) => (
        <Step key={step.key} step={step} />
      ))}
    </ul>
  )
}

function Step({ step }: { readonly step: LineageStep }) {
  const { words } = useSpeech()
  const { seen, verdict, children } = step
  return (
    <li>
      <div className="step">{seen ? <Seen seen={seen} verdict={verdict} /> : <Verdict verdict={verdict} />}</div>
      {children.length > 0 ? <LineageTree steps={children} /> : null}
      {step.isCut ? (
        <Text size="sm" className="quiet">
          {words.andMore}
        </Text>
      ) : null}
    </li>
  )
}

/** A document's field is called and printed as its definition says; an element as its kind does. */
function fieldOf({ file, path }: SeenStep) {
  const [, root, id = '', ...name] = path.split('/')
  const issued = root === 'documents' ? documents.get(file?.documents.get(id)?.definition ?? '') : undefined
  return issued && fieldAt(issued, name.join('/'))
}

function Seen({ seen, verdict }: { readonly seen: SeenStep; readonly verdict: LineageStep['verdict'] }) {
  const { nameOf } = useSeat()
  const { words, of, language } = useSpeech()
  const { definition, value, how, organisation, act, file, path } = seen
  const field = definition ? undefined : fieldOf(seen)
  const who = act?.signer.name ?? nameOf(organisation)
  return (
    <>
      <Group gap={8} justify="space-between" align="start" wrap="nowrap">
        <Text size="sm" className="quiet">
          {of((definition ?? field)?.label) || words.facts[path.split('/').at(-1) ?? ''] || path}{' '}
          <InstanceOf path={path} kind={file?.kind} />
        </Text>
        <Verdict verdict={verdict} {...(verdict === 'attested' ? { by: who } : {})} />
      </Group>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {field
          ? printedText(value, field.prints, { words, language })
          : valueText(value, definition?.type, { words, language })}
      </Text>
      <Text size="sm" className="quiet">
        {words.how[how]} · {who}
        {act && how !== 'certificate' ? (
          <>
            {' · '}
            <ActName act={act} />
            {' · '}
            {instantText(act.at, language)}
          </>
        ) : null}
        {file ? ` · ${of(file.kind.label)}` : ''}
      </Text>
    </>
  )
}
