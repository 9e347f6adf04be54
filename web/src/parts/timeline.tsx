import { Button, Title } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { catalogue } from '@entrepot/trade/catalogue'
import { documents } from '@entrepot/trade/documents'
import type { Dossier, Flow, FoldableAct } from '@entrepot/trade/file'
import { type CSSProperties, useMemo, useState } from 'react'
import { adviceOf } from '../desk/advice.ts'
import { useSeat } from '../desk/session.tsx'
import { type Day, daysOf, FLOWS, type Moment, momentsOf } from '../desk/timeline.ts'
import { useSpeech } from '../language/language.ts'
import { dayText, instantParts } from '../language/time.ts'

/** Of a long trade the latest are shown first; the rest on request, unless it is a few. */
const LATEST = 40
const FEW_MORE = 10

/** Everything that happened, one lane for each flow of the trade; newest first. */
export function Timeline({
  dossier,
  choose,
}: {
  readonly dossier: Dossier
  readonly choose: (identity: string) => void
}) {
  const { workplace, organisation } = useSeat()
  const { words } = useSpeech()
  const moments = useMemo(() => momentsOf(dossier, workplace.evidence), [dossier, workplace])
  const advised = useMemo(
    () => new Set([...dossier.files.values()].flatMap((file) => [...adviceOf(file, dossier, organisation).keys()])),
    [dossier, organisation],
  )
  const [isAll, showAll] = useState(false)
  const shown = isAll || moments.length <= LATEST + FEW_MORE ? moments : moments.slice(-LATEST)
  const lanes = FLOWS.filter((flow) => moments.some((moment) => moment.flow === flow))
  const style = laneStyle(lanes.length)
  return (
    <section aria-labelledby="timeline">
      <Title order={2} fz="lg" id="timeline" mb="md">
        {words.timeline}
      </Title>
      <div className="lanes" style={style}>
        {lanes.map((flow, i) => (
          <div key={flow} className="lane-head" style={{ gridColumn: i + 2 }}>
            {words.flows[flow]}
          </div>
        ))}
      </div>
      {daysOf(shown)
        .toReversed()
        .map((day) => (
          <DayOf key={`${day.date} ${day.moments[0]?.seq}`} {...{ day, lanes, style, choose, advised }} />
        ))}
      {moments.length > shown.length ? (
        <Button variant="default" size="compact-md" mt="md" onClick={() => showAll(true)}>
          {words.earlier(moments.length - shown.length)}
        </Button>
      ) : null}
    </section>
  )
}

/** How many lanes there are is for the style sheet: a custom property, which React's type of styles does not list. */
const laneStyle = (count: number): CSSProperties => Object.fromEntries([['--lanes', count]])

interface Lanes {
  readonly lanes: readonly Flow[]
  readonly choose: (identity: string) => void
  readonly advised: ReadonlySet<string>
}

function DayOf({ day, style, ...lanes }: Lanes & { readonly day: Day; readonly style: CSSProperties }) {
  const { language } = useSpeech()
  return (
    <div>
      <div className="day">{dayText(day.date, language)}</div>
      <div className="lanes" style={style}>
        {gathered(day.moments)
          .toReversed()
          .map((group) => (
            <MomentOf key={`${group[0]?.file.id} ${group[0]?.seq}`} group={group} {...lanes} />
          ))}
      </div>
    </div>
  )
}

/** What is not visible, and who enters one file after the other, stands as one for as many as follow each other. */
function gathered(moments: readonly Moment[]): readonly (readonly Moment[])[] {
  const groups: Moment[][] = []
  for (const moment of moments) {
    const last = groups.at(-1)
    const [first] = last ?? []
    const isSame = first !== undefined && first.file.id === moment.file.id && isEntering(first) && isEntering(moment)
    if ((moment.is === 'stub' && first?.is === 'stub') || isSame) last?.push(moment)
    else groups.push([moment])
  }
  return groups
}

const isEntering = (moment: Moment): boolean => moment.is === 'act' && moment.act.enters === true && !moment.act.opens

function MomentOf({ group, lanes, choose, advised }: Lanes & { readonly group: readonly Moment[] }) {
  const { organisation } = useSeat()
  const { words, language } = useSpeech()
  const [moment] = group
  if (!moment) return null
  const { time, offset } = instantParts(moment.reached, language)
  if (moment.is === 'stub')
    return (
      <>
        <div className="time">{time}</div>
        <div className="stub">{words.notVisibleActs(group.length)}</div>
      </>
    )
  const { act, file } = moment
  const isMine = act.signer.organisation === organisation
  const who = group.flatMap((each) =>
    each.is === 'stub' ? [] : [each.act.signer.organisation === organisation ? words.you : each.act.signer.name],
  )
  return (
    <>
      <div className="time">
        {time}
        <small>{offset.replace('UTC', '')}</small>
      </div>
      <button
        type="button"
        className="act"
        data-mine={isMine}
        style={{ gridColumn: lanes.indexOf(file.kind.flow) + 2 }}
        onClick={() => choose(act.identity)}
      >
        <b>
          <ActName act={act} />
          {advised.has(act.identity) ? (
            <IconBulb
              size={15}
              style={{ marginLeft: 6, verticalAlign: '-2px' }}
              color="#8a6100"
              aria-label={words.advised}
            />
          ) : null}
        </b>
        <span>
          {who.join(', ')}
          <i className="flow"> · {words.flows[file.kind.flow]}</i>
        </span>
      </button>
    </>
  )
}

/** What an act is called; one that issues is called by its document. */
export function ActName({ act }: { readonly act: FoldableAct }) {
  const { of, words } = useSpeech()
  const document = act.issues && documents.get(act.issues.definition)
  if (document) return <>{words.issued(of(document.title))}</>
  const label = of(catalogue.acts.get(act.type)?.label)
  return act.enters && !act.opens ? <>{words.entered}</> : <>{label === '' ? act.type : label}</>
}
