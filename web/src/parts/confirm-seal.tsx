import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconKey, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ActDefinition } from '@entrepot/trade/act'
import { documents } from '@entrepot/trade/documents'
import type { FileState } from '@entrepot/trade/file'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import type { Acting } from './acting.ts'
import { Contents } from './contents.tsx'

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
  const { reviewed, needsTwo } = acting
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
          </div>
          <Contents claims={reviewed.claims} act={reviewed.act} file={file} maxHeight={340} />
          <Note icon={<IconKey size={18} aria-hidden />}>{words.portHoldsKey(nameOf(organisation))}</Note>
          {needsTwo ? <Note icon={<IconUsers size={18} aria-hidden />}>{words.office.needsTwo}</Note> : null}
          <Group justify="flex-end">
            <Button variant="subtle" color="gray" onClick={acting.cancel} disabled={acting.isSending}>
              {words.back}
            </Button>
            <Button onClick={acting.seal} loading={acting.isSending} data-autofocus>
              {needsTwo ? words.office.signAndLay : words.signAndSend}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Modal>
  )
}

function Note({ icon, children }: { readonly icon: ReactNode; readonly children: string }) {
  return (
    <Group gap={10} wrap="nowrap" align="start" p="md" style={{ background: '#f3f5f5', borderRadius: 10 }}>
      <span style={{ flex: 'none', marginTop: 2, lineHeight: 0 }}>{icon}</span>
      <Text size="sm">{children}</Text>
    </Group>
  )
}
