import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { ActDefinition } from '@entrepot/trade/act'
import { documents } from '@entrepot/trade/documents'
import { elementAt, type FileState, type Statement } from '@entrepot/trade/file'
import { fieldAt } from './document-list.tsx'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { printedText, valueText } from '../language/value.ts'
import { InstanceOf } from './act-detail.tsx'
import type { Acting } from './acting.ts'

/** Shows what will be signed, and by whose key, before it is. */
export function ConfirmSeal({
  acting,
  definition,
  file,
}: {
  readonly acting: Acting
  readonly definition: ActDefinition
  readonly file: FileState
}) {
  const { nameOf, organisation } = useSeat()
  const { words, of, language } = useSpeech()
  const { reviewed } = acting
  const issued = reviewed?.claims.issues && documents.get(reviewed.claims.issues.definition)
  return (
    <Modal
      opened={reviewed !== undefined}
      onClose={acting.cancel}
      size="lg"
      title={words.whatIsSigned}
      closeButtonProps={{ 'aria-label': words.close }}
      closeOnClickOutside={!acting.isSending}
    >
      {reviewed ? (
        <Stack gap="lg">
          <div>
            <Text fz={22} fw={600}>
              {issued ? words.issued(of(issued.title)) : of(definition.label)}
            </Text>
            <Text className="quiet" size="sm">
              {nameOf(organisation)} · {of(file.kind.capacities[reviewed.claims.as])} ·{' '}
              {instantText(reviewed.claims.at, language)}
            </Text>
            {Object.entries(reviewed.claims.opens?.parties ?? {}).map(([capacity, id]) => (
              <Text key={capacity} size="sm" className="quiet">
                {of(file.kind.capacities[capacity])}: {nameOf(id)}
              </Text>
            ))}
          </div>
          <dl
            className="facts"
            style={{ gridTemplateColumns: '1fr 1fr', gap: '10px 24px', maxHeight: 340, overflowY: 'auto' }}
          >
            {together(reviewed.act.statements).map(({ path, value, how, document }) => {
              const element = elementAt(file.kind, path)?.definition
              const field = issued && fieldAt(issued, path.split('/').slice(OF_INSTANCE).join('/'))
              const label = element?.label ?? field?.label
              return (
                <div key={path}>
                  <dt>
                    {of(label) || path} <InstanceOf path={path} />
                    {how === 'keyed' || issued ? '' : ` · ${words.how[how]}`}
                  </dt>
                  <dd>
                    {document
                      ? words.document
                      : field
                        ? printedText(value, field.prints, { words, language })
                        : valueText(value, element?.type, { words, language })}
                  </dd>
                </div>
              )
            })}
          </dl>
          <Group gap={10} wrap="nowrap" align="start" p="md" style={{ background: '#f3f5f5', borderRadius: 10 }}>
            <IconKey size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
            <Text size="sm">{words.portHoldsKey(nameOf(organisation))}</Text>
          </Group>
          <Group justify="flex-end">
            <Button variant="subtle" color="gray" onClick={acting.cancel} disabled={acting.isSending}>
              {words.back}
            </Button>
            <Button onClick={acting.seal} loading={acting.isSending} data-autofocus>
              {words.signAndSend}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Modal>
  )
}

/** What belongs to one instance stands together, in whatever order it was keyed. */
function together(statements: readonly Statement[]): readonly Statement[] {
  const shown = statements.filter(({ how }) => how !== 'rendered')
  const groups = Map.groupBy(shown, ({ path }) => path.split('/').slice(0, OF_INSTANCE).join('/'))
  return [...groups.values()].flat()
}

/** `/lines/l1` of a path. */
const OF_INSTANCE = 3
