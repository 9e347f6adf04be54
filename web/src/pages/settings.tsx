import { Button, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { TextLink } from '../parts/links.tsx'
import { useDossierList, useSigning } from '../desk/hooks.ts'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { catalogue } from '@entrepot/trade/catalogue'
import { evidencePath } from '../port/api.ts'

/** Who I am here, whose key signs, the clock, and my evidence to take along. */
export function Settings() {
  const { session, nameOf, clock, organisation } = useSeat()
  const { words, language, choose } = useSpeech()
  const signing = useSigning()
  return (
    <Stack gap={36} maw={720}>
      <Title order={1} fz={{ base: 27, sm: 34 }} lts="-0.02em">
        {words.settings}
      </Title>
      <Paper p="xl">
        <dl className="facts">
          <div>
            <dt>{words.organisation}</dt>
            <dd>{nameOf(organisation)}</dd>
          </div>
          <div>
            <dt>{words.person}</dt>
            <dd>
              {session.name} · {session.email}
            </dd>
          </div>
          <div>
            <dt>{clock.kind === 'practice' ? words.practiceClock : words.clock}</dt>
            <dd>{instantText(clock.now, language)}</dd>
          </div>
          <div>
            <dt>{words.key}</dt>
            <dd>{signing.data ? words.keyAtPort : words.noKey}</dd>
          </div>
        </dl>
        <Text size="sm" className="quiet" mt="lg" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {signing.data?.signer.thumbprint}
        </Text>
      </Paper>
      <section aria-labelledby="language">
        <Title order={2} fz="lg" mb="sm" id="language">
          {words.language}
        </Title>
        <SegmentedControl
          aria-labelledby="language"
          value={language}
          onChange={(chosen) => choose(chosen === 'zh' ? 'zh' : 'en')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
        />
      </section>
      <Evidence />
    </Stack>
  )
}

/** Each trade as a bundle that verifies without this port. */
function Evidence() {
  const { words, of } = useSpeech()
  const list = useDossierList()
  const roots = (list.data ?? []).filter(({ kind }) => kind !== 'publication' && kind !== 'account')
  return (
    <section aria-labelledby="evidence">
      <Title order={2} fz="lg" mb={4} id="evidence">
        {words.evidence}
      </Title>
      <Text className="quiet" mb="md">
        {words.evidenceHint}
      </Text>
      <Stack gap="sm">
        {roots.map(({ root, kind, files }) => (
          <Paper
            key={root}
            p="md"
            px="lg"
            style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 16 }}
          >
            <div style={{ minWidth: 0 }}>
              <TextLink to="/dossiers/$root" params={{ root }} fw={550}>
                {of(catalogue.kinds.get(kind)?.label)}
              </TextLink>
              <Text size="sm" className="quiet">
                {words.filesInDossier(files.length)}
              </Text>
            </div>
            <Button component="a" href={evidencePath(root)} download="evidence.zip" variant="light">
              {words.download}
            </Button>
          </Paper>
        ))}
      </Stack>
    </section>
  )
}
