import { Tabs, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import type { Dossier, FileState } from '@entrepot/trade/file'
import { useState } from 'react'
import { useDossier } from '../desk/hooks.ts'
import { useSeat } from '../desk/session.tsx'
import { type Summary, summaryOf } from '../desk/summary.ts'
import { useSpeech } from '../language/language.ts'
import { dayText } from '../language/time.ts'
import { decimalText, valueText } from '../language/value.ts'
import { ActDetail } from '../parts/act-detail.tsx'
import { Data } from '../parts/data.tsx'
import { DocumentList } from '../parts/document-list.tsx'
import { isOnTheTable, OnTheTable } from '../parts/on-the-table.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { Waiting } from '../parts/signed-in.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { WhatNow } from '../parts/what-now.tsx'
import { titleOf } from './dossiers.tsx'

/** One trade: who, on what terms, what happened, what can be done now. */
export function DossierPage() {
  const { root } = useParams({ from: '/desk/dossiers/$root' })
  const { dossier, error, isLoading } = useDossier(root)
  if (error) return <Trouble error={error} />
  if (!dossier) return <Waiting />
  return <Opened dossier={dossier} isLoading={isLoading} />
}

function Opened({ dossier, isLoading }: { readonly dossier: Dossier; readonly isLoading: boolean }) {
  const { organisation, now } = useSeat()
  const { words, of } = useSpeech()
  const [chosen, choose] = useState<string>()
  const summary = summaryOf(dossier.root, organisation, now())
  const documents = [...dossier.files.values()].reduce((count, file) => count + file.documents.size, 0)
  return (
    <>
      <Head file={dossier.root} summary={summary} />
      <Tabs defaultValue="trade" keepMounted={false} mt={36}>
        <Tabs.List mb={28}>
          <Tabs.Tab value="trade">{words.trade}</Tabs.Tab>
          <Tabs.Tab value="documents">
            {words.documents}
            {documents > 0 ? <span className="quiet"> {documents}</span> : null}
          </Tabs.Tab>
          <Tabs.Tab value="data">{words.data}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="trade">
          <div className={isOnTheTable(dossier.root) ? 'beside' : ''}>
            <OnTheTable file={dossier.root} root={dossier.root.id} />
            <aside aria-label={words.whatNow} className={isOnTheTable(dossier.root) ? '' : 'across'}>
              <WhatNow dossier={dossier} />
            </aside>
          </div>
          <div style={{ marginTop: 44 }}>
            <Timeline dossier={dossier} choose={choose} />
            {isLoading ? <Waiting /> : null}
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="documents">
          <DocumentList dossier={dossier} />
        </Tabs.Panel>
        <Tabs.Panel value="data">
          <Data dossier={dossier} />
        </Tabs.Panel>
      </Tabs>
      <ActDetail dossier={dossier} identity={chosen} close={() => choose(undefined)} label={of} />
    </>
  )
}

function Head({ file, summary }: { readonly file: FileState; readonly summary: Summary }) {
  const { organisation, nameOf } = useSeat()
  const { words, of } = useSpeech()
  const facts = useFacts(file, summary)
  const parties = [...file.parties.values()]
  const isOurs = parties.filter((party) => party.organisation === organisation)
  return (
    <header>
      <Text className="quiet" size="sm" mb={4}>
        {of(file.kind.label)} · {words.stages[summary.stage]}
        {isOurs.length > 0
          ? ` · ${words.youAre(isOurs.map(({ capacity }) => of(file.kind.capacities[capacity])).join(', '))}`
          : ''}
      </Text>
      <Title order={1} fz={{ base: 27, sm: 36 }} lts="-0.02em" lh={1.2} mb={26} lineClamp={2}>
        {titleOf(summary, of(file.kind.label))}
      </Title>
      <dl className="facts">
        {parties.map(({ capacity, organisation: id, entered }) => (
          <div key={capacity}>
            <dt>{of(file.kind.capacities[capacity])}</dt>
            <dd>
              {nameOf(id)}
              {entered ? null : (
                <Text span size="sm" className="quiet">
                  {' '}
                  · {words.notEntered}
                </Text>
              )}
            </dd>
          </div>
        ))}
        {facts.map(([caption, value]) => (
          <div key={caption}>
            <dt>{caption}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

/** What people look for first: amount, Incoterm, period of shipment, payment. */
function useFacts(file: FileState, { incoterm, amount }: Summary): readonly (readonly [string, string])[] {
  const { words, of, language } = useSpeech()
  const { elements } = file.kind
  const read = (path: `/${string}`) => {
    const version = file.elements.get(path)?.at(-1)
    return version && valueText(version.value, elements[path]?.type, { words, language })
  }
  const latest = read('/shipment/latest')
  const from = read('/shipment/from')
  const payment = read('/payment/terms')
  const terms = incoterm && `${incoterm.rule} ${incoterm.place}`
  return [
    ...(amount ? [[words.amount, `${amount.currency} ${decimalText(amount.amount)}`] as const] : []),
    ...(terms ? [[of(elements['/incoterm/rule']?.label), terms] as const] : []),
    ...(latest ? [[words.shipment, from ? `${dayText(from, language)} – ${latest}` : latest] as const] : []),
    ...(payment ? [[of(elements['/payment/terms']?.label), payment] as const] : []),
  ]
}
