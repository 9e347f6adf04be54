import { cifCredit, fobTransfer } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { catalogue } from '@entrepot/trade/catalogue'
import { readerOf, stateFor } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { describePlace, evidenceFor, knownDocuments, type OpenedEvidence, openEvidence, summarize } from './index.ts'
import { evidenceOf, pictureOf, testTrust } from './testing/index.ts'

/** Plays a whole trade under real certificates and opens its evidence. */
function evidenceOfTrade(scenario: ReturnType<typeof cifCredit>) {
  const trust = testTrust()
  const operator = trust.operator('Operator')
  const played = play(scenario, {
    partyOf: (name, { organisation, name: organization, country, place }) =>
      trust.certify(
        { organisation, name: organization, country, ...(place ? { place, registration: organisation } : {}) },
        name,
      ),
  })
  const files = evidenceOf(played.world.acts, (id) => played.world.fileOf(id).kind.name, operator)
  const given = { trust: trust.trust(), anchor: trust.anchor, catalogue, knowledge: knownDocuments }
  const open = (more: { files?: typeof files; reader?: string } = {}): OpenedEvidence => {
    const opened = openEvidence({ files, ...given, ...more })
    if ('ok' in opened) throw new Error(opened.code)
    return opened
  }
  return { played, scenario, open }
}

const faultsIn = ({ findings }: OpenedEvidence): string[] =>
  findings.map(({ code, place, detail }) => `${code} ${describePlace(place)} ${detail ?? ''}`)

const trades = [evidenceOfTrade(cifCredit()), evidenceOfTrade(fobTransfer())]

test.each(trades)('$scenario.name: the whole evidence holds, and every act and document is checked', ({ open }) => {
  const opened = open()
  expect(faultsIn(opened)).toEqual([])
  for (const acts of opened.acts.values()) expect(acts.filter(({ verdict }) => verdict !== 'checked')).toEqual([])
  expect(opened.documents.filter(({ verdict }) => verdict !== 'checked')).toEqual([])
})

test.each(trades)('$scenario.name: nothing is keyed twice, and the books balance', ({ open }) => {
  const { rekeyings, ledger } = summarize(open())
  expect(
    rekeyings.map(
      ({ keyed, value, earlier }) =>
        `${keyed.organisation} ${keyed.path} ${JSON.stringify(value)} = ${earlier.path} of ${earlier.organisation}`,
    ),
  ).toEqual([])
  expect(ledger.findings).toEqual([])
  expect(ledger.complete).toBe(true)
})

test.each(trades)(
  '$scenario.name: each party’s part of it holds, and no verdict says more than that party can know',
  ({ open, scenario }) => {
    const whole = open()
    for (const { organisation } of Object.values(scenario.parties)) {
      const files = [...whole.files.values()].flatMap((file) => evidenceFor(file, organisation) ?? [])
      const opened = open({ files, reader: organisation })
      expect(faultsIn(opened), organisation).toEqual([])
      for (const acts of opened.acts.values()) expect(acts.filter(({ verdict }) => verdict === 'failed')).toEqual([])
      for (const { state } of whole.files.values()) {
        const today = state.acts.at(-1)?.receipt.reached.slice(0, 10) ?? ''
        const reader = readerOf(state, organisation, today)
        const folded = opened.states.get(state.id)
        expect(folded === undefined, `${organisation} ${state.kind.name}`).toBe(reader.sees === 'nothing')
        if (folded && reader.sees === 'content') expect(pictureOf(folded)).toEqual(pictureOf(stateFor(state, reader)))
      }
      expect(
        opened.documents.filter(({ verdict }) => verdict === 'failed'),
        organisation,
      ).toEqual([])
    }
  },
)
