import { Drawer, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type Dossier, elementAt, type ElementVersion, type FileState, viewFile } from '@entrepot/trade/file'
import { useState } from 'react'
import { useOpenedEvidence } from '../desk/hooks.ts'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { valueText } from '../language/value.ts'
import { lineageOf } from '../lineage/lineage.ts'
import { InstanceOf } from './act-detail.tsx'
import { LineageTree } from './lineage-tree.tsx'

/** Every element in force, file by file; each leads to where it comes from. */
export function Data({ dossier }: { readonly dossier: Dossier }) {
  const { words } = useSpeech()
  const [sought, seek] = useState('')
  const [chosen, choose] = useState<ElementVersion>()
  return (
    <Stack gap={36}>
      <TextInput maw={420} label={words.find} value={sought} onChange={(event) => seek(event.currentTarget.value)} />
      {[...dossier.files.values()].map((file) => (
        <Elements key={file.id} {...{ file, sought, choose }} />
      ))}
      <Lineage dossier={dossier} version={chosen} close={() => choose(undefined)} />
    </Stack>
  )
}

function Elements({
  file,
  sought,
  choose,
}: {
  readonly file: FileState
  readonly sought: string
  readonly choose: (version: ElementVersion) => void
}) {
  const { organisation } = useSeat()
  const { words, of, language } = useSpeech()
  const view = viewFile(file, { organisation })
  const rows = [...file.elements.keys()].flatMap((path) => {
    const reading = view.read(path)
    const definition = elementAt(file.kind, path)?.definition
    if (reading.is !== 'present' || !definition) return []
    const text = valueText(reading.value, definition.type, { words, language })
    const label = of(definition.label)
    const isSought = `${label} ${text} ${path}`.toLowerCase().includes(sought.trim().toLowerCase())
    return isSought ? [{ path, version: reading.version, label, text }] : []
  })
  if (rows.length === 0) return null
  return (
    <section>
      <Title order={2} fz="lg" mb="sm">
        {of(file.kind.label)}
      </Title>
      <Paper py={8}>
        {rows.map(({ path, version, label, text }) => (
          <button key={path} type="button" className="field-row" onClick={() => choose(version)}>
            <span>
              {label} <InstanceOf path={path} kind={file.kind} />
            </span>
            <Text span>{text}</Text>
          </button>
        ))}
      </Paper>
    </section>
  )
}

/** The drawer that says where a value comes from. */
export function Lineage({
  dossier,
  version,
  close,
}: {
  readonly dossier: Dossier
  readonly version: ElementVersion | undefined
  readonly close: () => void
}) {
  const { words } = useSpeech()
  const isNarrow = useMediaQuery('(max-width: 720px)')
  const opened = useOpenedEvidence(dossier)
  const step = version && lineageOf(version, { files: dossier.files, acts: opened.data?.acts ?? new Map() })
  return (
    <Drawer
      opened={version !== undefined}
      onClose={close}
      position={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '88%' : 560}
      padding="xl"
      title={words.whereFrom}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Text className="quiet" size="sm" mb="md">
        {opened.data ? words.verifiedHere : words.waiting}
      </Text>
      {step ? <LineageTree steps={[step]} /> : null}
    </Drawer>
  )
}
