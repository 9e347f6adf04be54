import { Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { TextLink } from '../parts/links.tsx'
import { catalogue } from '@entrepot/trade/catalogue'
import { FLOWS } from '../desk/timeline.ts'
import { useSpeech } from '../language/language.ts'

/** Beginning something: every act that opens a file, by the four flows. */
export function Begin() {
  const { words, of } = useSpeech()
  const openings = [...catalogue.acts.values()].filter(({ opens, upcast }) => opens === true && !upcast)
  const flowOf = (kind: string) => catalogue.kinds.get(kind)?.flow
  return (
    <Stack gap={36} maw={720}>
      <div>
        <TextLink to="/" size="sm">
          ← {words.dossiers}
        </TextLink>
        <Title order={1} fz={{ base: 27, sm: 34 }} lts="-0.02em" mt={10}>
          {words.begin}
        </Title>
      </div>
      {FLOWS.toSorted((a, b) => Number(b === 'business') - Number(a === 'business')).map((flow) => (
        <section key={flow}>
          <Text size="sm" className="quiet" mb={8}>
            {words.flows[flow]}
          </Text>
          <Paper style={{ overflow: 'hidden' }}>
            <ul className="rows">
              {openings
                .filter(({ kind }) => flowOf(kind) === flow)
                .map(({ type, label, hint, kind }) => (
                  <li key={type}>
                    <Link to="/act" search={{ type }} className="row">
                      <Text fw={550}>{of(label)}</Text>
                      <Text size="sm" className="quiet">
                        {of(hint) || of(catalogue.kinds.get(kind)?.label)}
                      </Text>
                    </Link>
                  </li>
                ))}
            </ul>
          </Paper>
        </section>
      ))}
    </Stack>
  )
}
