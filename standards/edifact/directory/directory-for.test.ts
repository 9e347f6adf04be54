import type { Directory } from '@entrepot/edi'
import { expect, test } from 'vitest'
import { builtInDirectory, serviceDirectory } from './built-in/index.ts'
import { directoryFor } from './directory-for.ts'

const orders = builtInDirectory.messages.get('ORDERS')!
const users = (name: string, ...types: string[]): Directory => ({
  ...builtInDirectory,
  name,
  messages: new Map(types.map((type) => [type, { ...orders, type, release: name }])),
})
const un = (type: string, release: string, association?: string) => ({
  type,
  version: 'D',
  release,
  agency: 'UN',
  ...(association !== undefined && { association }),
})
const chosen = (...given: Parameters<typeof directoryFor>) => {
  const choice = directoryFor(...given)
  return choice && [choice.name, choice.source, choice.isExact]
}

test('an EANCOM message is read by the directory that it is a subset of', () => {
  expect(chosen(un('ORDERS', '01B', 'EAN010'))).toEqual(['D.01B', 'built-in', true])
})

test.each([
  ['the user has exactly its release', '21B', ['D.21B', 'user', true]],
  ['only ours is of its release', '01B', ['D.01B', 'built-in', true]],
  ['the nearest is the user’s', '20A', ['D.21B', 'user', false]],
  ['the nearest is ours', '03A', ['D.01B', 'built-in', false]],
  ['a later one is as near as an earlier one', '98C', ['D.01B', 'built-in', false]],
  ['it is of the last century', '95A', ['D.96A', 'user', false]],
])('when %s: ORDERS %s', (_, release, expected) => {
  expect(chosen(un('ORDERS', release), [users('D.96A', 'ORDERS'), users('D.21B', 'ORDERS')])).toEqual(expected)
})

test('the user’s own copy of a release goes before ours', () => {
  expect(chosen(un('ORDERS', '01B'), [users('D.01B', 'ORDERS')])).toEqual(['D.01B', 'user', true])
  expect(chosen(un('INVOIC', '01B'), [users('D.01B', 'ORDERS')])).toEqual(['D.01B', 'built-in', true])
})

test('verified gross mass is read by the release that first has it among ours', () => {
  expect(chosen(un('VERMAS', '16A', 'SMDG10'))).toEqual(['D.21B', 'built-in', false])
})

test('CONTRL belongs to the syntax, whatever release it names', () => {
  const contrl = { type: 'CONTRL', version: '2', release: '2', agency: 'UN' }
  expect(chosen({ ...contrl, syntaxVersion: '2' })).toEqual(['ISO 9735 version 3', 'built-in', true])
  expect(chosen({ ...contrl, version: '4', release: '1', syntaxVersion: '4' })).toEqual([
    'ISO 9735 version 4',
    'built-in',
    true,
  ])
})

test('what no directory has, or another agency controls, is not guessed', () => {
  expect(chosen(un('PRICAT', '01B'))).toBeUndefined()
  expect(chosen({ ...un('ORDERS', '01B'), agency: 'OD' })).toBeUndefined()
  expect(chosen(un('ORDERS', '911'))).toBeUndefined()
})

test('the service segments come along, as the syntax version has them', () => {
  const [old, four] = ['3', '4'].map(
    (syntaxVersion) => directoryFor({ ...un('ORDERS', '01B'), syntaxVersion })!.directory,
  )
  expect(old?.segments.get('UNH')?.elements).toHaveLength(4)
  expect(four?.segments.get('UNH')?.elements).toHaveLength(7)
  expect([old?.elements.get('0017')?.max, four?.elements.get('0017')?.max]).toEqual([6, 8])
  expect(old?.segments.get('BGM')).toBe(builtInDirectory.segments.get('BGM'))
  for (const version of ['1', '2', '3']) expect(serviceDirectory(version)).toBe(serviceDirectory('3'))
})

test('the same question gets the same object, so that what is compiled from it can be kept', () => {
  const ask = () => directoryFor({ ...un('ORDERS', '01B'), syntaxVersion: '3' })?.directory
  expect(ask()).toBe(ask())
})
