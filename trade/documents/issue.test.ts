import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { plainContext } from '@entrepot/trade/act/testing'
import { judge } from '@entrepot/trade/act'
import { actName, type FoldableAct, type Statement } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { issueDocument } from './issue.ts'

const scenario = cifCredit()
const step = scenario.steps.find(({ issues }) => issues?.definition === 'commercial-invoice/1')
if (!step) throw new Error('no invoice')
const at = scenario.steps.indexOf(step)
const played = play(scenario, { until: scenario.steps[at - 1]?.name ?? '' })
const issued = play(scenario, { until: step.name }).acts.get(step.name)
if (!issued) throw new Error('not issued')

/** What the port says of the invoice with other statements, over the sale as it stood. */
function told(change: (statements: readonly Statement[]) => readonly Statement[], more: Partial<FoldableAct> = {}) {
  if (!step || !issued) throw new Error('no invoice')
  const act = { ...issued, ...more, statements: change(issued.statements) }
  const context = plainContext(step.at, { dossier: played.dossierOf(step.by) })
  const judgement = judge({ file: played.file(step.file), act, definition: issueDocument, context })
  return judgement.is === 'refused' ? judgement.refusal.code : judgement.is
}

const isTotal = ({ path }: Statement) => path.endsWith('/total')

test('the invoice as it was computed is issued', () => {
  expect(actName(issued.type)).toBe('issue-document')
  expect(issued.statements.filter(isTotal)).toHaveLength(1)
  expect(told((all) => all)).toBe('ok')
})

test('a field that names other inputs than it was computed from is refused: stale documents are found by them', () => {
  expect(told((all) => all.map((each) => (isTotal(each) ? { ...each, from: [] } : each)))).toBe('document/other-inputs')
  const fewer = (all: readonly Statement[]) =>
    all.map((each) => (isTotal(each) ? { ...each, from: each.from?.slice(1) ?? [] } : each))
  expect(told(fewer)).toBe('document/other-inputs')
})

test('a field that was keyed is refused, though its figure is right', () => {
  const keyed = ({ path, commitment, value }: Statement): Statement => ({ path, commitment, value, how: 'keyed' })
  expect(told((all) => all.map((each) => (isTotal(each) ? keyed(each) : each)))).toBe('document/other-inputs')
})

test('a field left out, a field too many and another figure are refused', () => {
  expect(told((all) => all.filter((each) => !isTotal(each)))).toBe('document/differs')
  const other = (all: readonly Statement[]) => all.map((each) => (isTotal(each) ? { ...each, value: '1.00' } : each))
  expect(told(other)).toBe('document/differs')
  const [first] = issued.statements
  if (!first) throw new Error('no field')
  const extra = { ...first, path: `/documents/${issued.issues?.document}/extra` } as const
  expect(told((all) => [...all, extra])).toBe('document/field-not-derived')
})

test('beside a document’s fields its act states nothing', () => {
  const [first] = issued.statements
  if (!first) throw new Error('no field')
  const aside = (path: Statement['path']) => told((all) => [...all, { ...first, path, how: 'keyed', value: 'x' }])
  expect(aside(`/reads/${issued.issues?.document}`)).toBe('element/unknown')
  expect(aside('/documents/other/total')).toBe('element/unknown')
})
