import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Outgoing, openOutbox } from './outbox.ts'

function outboxFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'entrepot-outbox-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  return join(root, 'outbox')
}

const outgoing = (act: string, name: string): Outgoing => ({
  act,
  name,
  ...{ type: 'offer/1', identity: 'i', file: 'f' },
  opens: false,
  body: `{"jwt":"${name}"}`,
})

test('what was put is there for the next process, in the order in which it was made', () => {
  const folder = outboxFolder()
  openOutbox(folder).put(outgoing('0190-2', 'offer'))
  openOutbox(folder).put(outgoing('0190-1', 'enquiry'), new Uint8Array([1, 2]))
  const next = openOutbox(folder)
  expect(next.pending().map(({ name }) => name)).toEqual(['enquiry', 'offer'])
  expect([...(next.renderingOf('0190-1') ?? [])]).toEqual([1, 2])
})

test('what was answered is no longer pending, and is still known by its name with the same bytes', () => {
  const folder = outboxFolder()
  const outbox = openOutbox(folder)
  outbox.put(outgoing('0190-1', 'enquiry'), new Uint8Array([1]))
  outbox.sent('0190-1')
  for (const each of [outbox, openOutbox(folder)]) {
    expect(each.pending()).toEqual([])
    expect(each.named('enquiry')).toEqual(outgoing('0190-1', 'enquiry'))
    expect(each.renderingOf('0190-1')).toBeUndefined()
  }
})

test('what was refused is as if it had never been', () => {
  const outbox = openOutbox(outboxFolder())
  outbox.put(outgoing('0190-1', 'enquiry'))
  outbox.drop('0190-1')
  expect(outbox.pending()).toEqual([])
  expect(outbox.named('enquiry')).toBeUndefined()
})
