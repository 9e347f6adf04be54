import { conflictsOf, judge } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { createRecorder, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { plainContext } from '../../act/testing.ts'
import { consignment, people } from '../testing.ts'

const refused = (code: string, more = {}) => ({ is: 'refused', refusal: { code, ...more } })
const idOf = (name: keyof typeof people): string => people[name].signer.organisation
const to = (name: keyof typeof people) => ({ '/bill/controller': idOf(name) }) as const

function issued() {
  const way = consignment()
  way.upTo('endorse-bill/1')
  return way
}

test('the shipper is the first controller, and control goes from hand to hand as far as the consignee', () => {
  const { does, tries, state } = issued()
  expect(viewFile(state()).text('/bill/controller')).toBe(idOf('seller'))
  does('endorse-bill/1')
  does('transfer-control/1', { keyed: to('nominated') })
  does('transfer-control/1', { as: 'nominatedBank', keyed: to('issuing') })
  does('transfer-control/1', { as: 'issuingBank', keyed: to('buyer') })
  expect(viewFile(state()).text('/bill/controller')).toBe(idOf('buyer'))
  expect(tries('surrender-bill/1').judgement).toEqual({ is: 'ok' })
})

test('who has given control away disposes of the record no more', () => {
  const { does, tries } = issued()
  does('transfer-control/1', { keyed: to('nominated') })
  const no = refused('bill/not-controller', {
    rule: 'MLETR art. 11',
    found: idOf('seller'),
    expected: idOf('nominated'),
  })
  expect(tries('transfer-control/1', { keyed: to('buyer') }).judgement).toMatchObject(no)
  expect(tries('endorse-bill/1').judgement).toMatchObject(no)
  expect(tries('surrender-bill/1').judgement).toMatchObject(refused('bill/not-controller', { found: idOf('buyer') }))
})

test('naming oneself as controller gives no control', () => {
  const { tries } = issued()
  const { judgement } = tries('transfer-control/1', { as: 'consignee', keyed: to('buyer') })
  expect(judgement).toMatchObject(refused('bill/not-controller', { found: idOf('buyer'), expected: idOf('seller') }))
})

test('control is handed to a party of the carriage, and to another than its holder', () => {
  const { tries } = issued()
  const handing = (name: keyof typeof people) => tries('transfer-control/1', { keyed: to(name) }).judgement
  expect(handing('stranger')).toMatchObject(refused('bill/controller-not-a-party', { found: idOf('stranger') }))
  expect(handing('seller')).toMatchObject(refused('bill/controller-unchanged'))
})

test('control is not handed to a party that has not entered', () => {
  const { tries, state } = issued()
  const party = state().parties.get('nominatedBank')
  if (!party) throw new Error('no nominated bank')
  state().parties.set('nominatedBank', { ...party, entered: false })
  expect(tries('transfer-control/1', { keyed: to('nominated') }).judgement).toMatchObject(
    refused('bill/controller-not-entered'),
  )
})

test('of two transfers that cross, the second is a conflict and a refusal', () => {
  const { does, tries, state } = issued()
  const late = tries('transfer-control/1', { keyed: to('buyer') })
  does('transfer-control/1', { keyed: to('nominated') })
  const definition = catalogue.acts.get('transfer-control/1')
  if (!definition) throw new Error('no act')
  const trace = createRecorder()
  const context = plainContext(late.claims.at)
  const judgement = judge({ file: state(), act: late.act, definition, context, trace })
  expect(judgement).toMatchObject(refused('bill/not-controller'))
  expect(conflictsOf(state(), late.claims.basis, trace.reads)).toMatchObject([{ path: '/bill/controller' }])
})

test('no bill says shipped before anything is on board', () => {
  const { tries, upTo } = consignment()
  upTo('load/1')
  expect(tries('issue-bill/1').judgement).toMatchObject(refused('act/not-yet'))
})

test('there is one record: a second issue is refused', () => {
  const { tries } = issued()
  expect(tries('issue-bill/1').judgement).toMatchObject(refused('act/already-done'))
})

//     law   issued                      what is said
test.each([
  ['SG', '2027-01-11T15:00+08:00', undefined],
  ['GB', '2027-01-11T15:00+08:00', undefined],
  ['SG', '2021-03-18T15:00+08:00', 'bill/law-not-known'],
  ['CN', '2027-01-11T15:00+08:00', 'bill/law-not-known'],
] as const)('an electronic bill under the law of %s, issued %s: %s', (law, at, code) => {
  const { tries, upTo } = consignment()
  upTo('issue-bill/1')
  expect(tries('issue-bill/1', { at, keyed: { '/bill/law': law } }).judgement).toMatchObject(
    code === undefined ? { is: 'ok' } : { is: 'advised', advice: [{ code, found: law }] },
  )
})
