import { Divider, Drawer, Group, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { TextLink } from './links.tsx'
import { type Advice, readReceipt } from '@entrepot/trade/act'
import type { ActVerdict } from '@entrepot/trade/evidence'
import {
  type Dossier,
  elementAt,
  type FileState,
  type FoldableAct,
  type Kind,
  type Label,
  type Path,
  type Statement,
} from '@entrepot/trade/file'
import { adviceOf } from '../desk/advice.ts'
import { useOpenedEvidence } from '../desk/hooks.ts'
import { useSeat } from '../desk/session.tsx'
import { codeText } from '../language/codes.ts'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { valueText } from '../language/value.ts'
import { ActName } from './timeline.tsx'
import { Verdict } from './verdict.tsx'

/** One act whole: what it says, who sealed it when, what this browser makes of it. */
export function ActDetail({
  dossier,
  identity,
  close,
  label,
}: {
  readonly dossier: Dossier
  readonly identity: string | undefined
  readonly close: () => void
  readonly label: (label: Label | undefined) => string
}) {
  const { words } = useSpeech()
  const isNarrow = useMediaQuery('(max-width: 720px)')
  const file = [...dossier.files.values()].find((each) => identity !== undefined && each.byIdentity.has(identity))
  const act = identity === undefined ? undefined : file?.byIdentity.get(identity)
  return (
    <Drawer
      opened={act !== undefined}
      onClose={close}
      position={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '88%' : 520}
      padding="xl"
      title={file ? label(file.kind.label) : ''}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {act && file ? <Detail {...{ act, file, dossier }} /> : null}
    </Drawer>
  )
}

function Detail({
  act,
  file,
  dossier,
}: {
  readonly act: FoldableAct
  readonly file: FileState
  readonly dossier: Dossier
}) {
  const { organisation } = useSeat()
  const { words, of, language } = useSpeech()
  const opened = useOpenedEvidence(dossier)
  const verdict = opened.data?.acts.get(file.id)?.find((each) => each.identity === act.identity)
  const advice = adviceOf(file, dossier, organisation).get(act.identity) ?? []
  const answered = act.answers === undefined ? undefined : file.byIdentity.get(act.answers)
  return (
    <Stack gap="lg">
      <div>
        <Text fz={24} fw={600} lh={1.25} lts="-0.01em">
          <ActName act={act} />
        </Text>
        <Text className="quiet" mt={6}>
          {act.signer.name} · {of(file.kind.capacities[act.as])} · {instantText(act.at, language)}
        </Text>
        {answered ? (
          <Text size="sm" className="quiet">
            {words.answersAct} <ActName act={answered} /> · {answered.signer.name}
          </Text>
        ) : null}
      </div>
      {verdict ? (
        <Group>
          <Verdict
            verdict={verdict.verdict}
            {...(verdict.attestedBy[0] === undefined ? {} : { by: act.signer.name })}
          />
        </Group>
      ) : null}
      {advice.map((each) => (
        <AdviceLine key={each.code + (each.at ?? '')} advice={each} />
      ))}
      {act.issues ? (
        <TextLink
          to="/dossiers/$root/documents/$file/$document"
          params={{ root: dossier.root.id, file: file.id, document: act.issues.document }}
        >
          {words.openDocument}
        </TextLink>
      ) : (
        <Statements statements={act.statements} file={file} />
      )}
      {act.undisclosed > 0 ? (
        <Text size="sm" className="quiet">
          {words.undisclosed(act.undisclosed)}
        </Text>
      ) : null}
      <Divider />
      <Receipt act={act} file={file} verdict={verdict} />
    </Stack>
  )
}

/** What a careful practitioner would say of an act. */
export function AdviceLine({ advice }: { readonly advice: Advice }) {
  const { words, language } = useSpeech()
  const { code, rule, suggestion } = advice
  return (
    <div style={{ background: '#fdf6e7', borderRadius: 10, padding: '12px 16px' }}>
      <Text size="sm" fw={550}>
        {codeText(code, { ...words, refused: words.advice })}
      </Text>
      <Text size="sm" className="quiet">
        {[rule, ...(suggestion === undefined ? [] : [valueText(suggestion, undefined, { words, language })])].join(
          ' · ',
        )}
      </Text>
    </div>
  )
}

function Statements({ statements, file }: { readonly statements: readonly Statement[]; readonly file: FileState }) {
  const { words, of, language } = useSpeech()
  const shown = statements.filter(({ how }) => how !== 'rendered')
  if (shown.length === 0) return null
  return (
    <dl className="facts" style={{ gridTemplateColumns: '1fr', gap: 12 }}>
      {shown.map(({ path, value, how, document }) => {
        const definition = elementAt(file.kind, path)?.definition
        return (
          <div key={path}>
            <dt>
              {of(definition?.label) || path} <InstanceOf path={path} kind={file.kind} />{' '}
              {how === 'keyed' ? '' : `· ${words.how[how]}`}
            </dt>
            <dd>{document ? words.document : valueText(value, definition?.type, { words, language })}</dd>
          </div>
        )
      })}
    </dl>
  )
}

const NUMBERED = /^[a-z]\d+$/

/** The number of a numbered instance, `1` of `l1`; other ids say something themselves. */
export const numberOf = (id: string): string => (NUMBERED.test(id) ? id.slice(1) : id)

/** Which of several an element belongs to: the second line, the seller's signature. */
export function InstanceOf({ path, kind }: { readonly path: Path; readonly kind: Kind | undefined }) {
  const { nameOf } = useSeat()
  const { of } = useSpeech()
  const names = instancesIn(path, kind).map((id) => of(kind?.capacities[id]) || numberOf(nameOf(id)))
  return names.length === 0 ? null : <>· {names.join(' · ')}</>
}

/** The instances that an element's path names; of a document's field, whose path no kind knows, the numbered ones. */
function instancesIn(path: Path, kind: Kind | undefined): readonly string[] {
  const [, place, party = '', ...rest] = path.split('/')
  if (place === 'parties') return [party]
  const found = kind && elementAt(kind, path)
  return found ? [...found.instances.values()] : [party, ...rest].filter((segment) => NUMBERED.test(segment))
}

function Receipt({
  act,
  file,
  verdict,
}: {
  readonly act: FoldableAct
  readonly file: FileState
  readonly verdict: ActVerdict | undefined
}) {
  const { workplace } = useSeat()
  const { words, language } = useSpeech()
  const entry = workplace.evidence(file.id)?.entries.find(({ seq }) => seq === act.receipt.seq)
  const read = entry && readReceipt(entry.receipt)
  const custody = read?.ok ? read.claims.custody : undefined
  return (
    <Stack gap={6}>
      <Text size="sm" className="quiet">
        {words.reachedAt(instantText(act.receipt.reached, language))} · {words.place} {act.receipt.seq}
        {verdict?.judgedAgain === true ? ` · ${words.judgedAgain}` : ''}
      </Text>
      {custody === 'port' ? (
        <Text size="sm" className="quiet">
          {words.signedByPort}
        </Text>
      ) : null}
      <Text size="xs" className="quiet" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {act.identity}
      </Text>
    </Stack>
  )
}
