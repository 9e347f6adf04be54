import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { catalogue } from '@entrepot/trade/catalogue'
import { readAct } from '@entrepot/trade/act'
import { evidenceFor, type FileEvidence, openEvidence, writeBundle } from '@entrepot/trade/evidence'
import { evidenceOf, testTrust } from '@entrepot/trade/evidence/testing'
import { expect, test } from 'vitest'
import { hiddenFrom } from './hidden.ts'
import { leaks } from './leaks.ts'
import { zipOf } from './testing.ts'

const trust = testTrust()
const operator = trust.operator('Operator')
const scenario = cifCredit()
const played = play(scenario, {
  partyOf: (name, { organisation, name: organization, country, place }) =>
    trust.certify({ organisation, name: organization, country, ...(place ? { place } : {}) }, name),
})
const files = evidenceOf(played.world.acts, (id) => played.world.fileOf(id).kind.name, operator)
const whole = openEvidence({ files, trust: trust.trust(), anchor: trust.anchor, catalogue })
if ('ok' in whole) throw new Error(whole.code)
const opener = whole
const opened = [...whole.files.values()]

/** What the certificates say of those whose acts, or cited acts, a reader sees. */
function knownTo(own: readonly FileEvidence[]): string[] {
  const acts = own.flatMap(({ entries }) => entries.flatMap((entry) => ('act' in entry ? [entry.act] : [])))
  const thumbprints = acts.flatMap((act) => {
    const read = readAct(act)
    return read.ok ? [read.thumbprint, ...read.citations.map(({ thumbprint }) => thumbprint)] : []
  })
  const signers = thumbprints.flatMap((thumbprint) => opener.trust.signer(thumbprint) ?? [])
  return signers.flatMap((signer) => Object.values({ ...signer, registration: '', place: signer.place ?? '' }))
}

test.each(Object.entries(scenario.parties))(
  'what is hidden from %s of a whole trade is not in its bundle',
  async (_, party) => {
    const reader = party.organisation
    const own = opened.flatMap((file) => evidenceFor(file, reader) ?? [])
    const hidden = hiddenFrom(own, files, knownTo(own))
    const bundle = writeBundle({
      ...{ files: own, trust: trust.trust(), renderings: new Map(), root: own[0]?.file ?? '' },
      ...{ reader, made: '2027-01-19T00:00:00Z', operator },
    })
    expect(hidden.length).toBeGreaterThan(100)
    expect(await leaks(zipOf(bundle), hidden)).toEqual([])
  },
)
