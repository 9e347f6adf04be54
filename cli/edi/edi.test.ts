import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'entrepot-edi-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ORDER = `UNA:+.? '
UNB+UNOC:3+BUYER:ZZZ+SELLER:ZZZ+261129:1200+000123'
UNH+1+ORDERS:D:01B:UN'
BGM+220+PO-1+9'
DTM+137:20261129:102'
LIN+1++D750:SRV'
QTY+21:2400:PCE'
UNS+S'
UNT+7+1'
UNZ+1+000123'`

function edi(args: readonly string[], input = '') {
  const run = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../index.ts'), 'edi', ...args, '--data', folder],
    { input, encoding: 'utf8' },
  )
  return { code: run.status, out: run.stdout, err: run.stderr }
}

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('entrepot edi', () => {
  test('check says what is wrong and where, and ends with 1', () => {
    const wrong = file('wrong.edi', ORDER.replace(':102', ':1029'))
    const { code, out } = edi(['check', file('right.edi', ORDER), wrong])
    expect(code).toBe(1)
    expect(out).toContain('right.edi: UN/EDIFACT, 1 interchange, 1 message: nothing wrong')
    expect(out).toContain(
      'ORDERS 1, DTM[1], segment 3, element 1, repetition 1, component 3'.replace(', repetition 1', ''),
    )
    expect(out).toContain('too long: found "1029", expected 3 [edi/too-long]')
  })

  test('check reads standard input and answers programs in JSON', () => {
    const { code, out } = edi(['check', '--json'], ORDER)
    expect([code, JSON.parse(out)]).toMatchObject([0, [{ file: '-', syntax: 'edifact', messages: 1, findings: [] }]])
  })

  test('show draws the tree, an error in its place', () => {
    const { code, out } = edi(['show'], ORDER.replace('BGM+220', 'BGM+2200'))
    expect(code).toBe(1)
    const lines = out.split('\n')
    const at = lines.findIndex((line) => line.includes('BGM'))
    expect(lines[at + 1]).toContain('✗ BGM[1], segment 2, element 1, component 1')
    expect(out).toContain('   ├─ SG28\n   │  ├─ LIN  1')
  })

  test('convert goes to JSON and back, byte for byte but for line ends', () => {
    const json = edi(['convert'], ORDER).out
    expect(JSON.parse(json)).toMatchObject([
      { syntax: 'edifact', interchange: { content: [{ tree: { type: 'ORDERS' } }] } },
    ])
    expect(edi(['convert'], json).out.trim()).toBe(ORDER.replaceAll('\n', '').slice("UNA:+.? '".length))
    expect(edi(['convert'], '{"syntax":"edifact"}')).toMatchObject({ code: 2 })
    expect(edi(['convert'], '[not json')).toMatchObject({ code: 2 })
  })

  test('ack makes the acknowledgement', () => {
    expect(edi(['ack'], ORDER).out).toContain("UCI+000123+BUYER:ZZZ+SELLER:ZZZ+7'")
    expect(edi(['ack'], 'nothing')).toMatchObject({ code: 1, out: '' })
  })

  test('split writes a file for each interchange as it stands, and for each message if asked', () => {
    const out = join(folder, 'parts')
    const two = file('two.edi', `${ORDER}\n${ORDER.replaceAll('000123', '000124')}`)
    expect(edi(['split', two, '--out', out]).code).toBe(0)
    expect(readdirSync(out)).toEqual(['two-0001.edi', 'two-0002.edi'])
    expect(readFileSync(join(out, 'two-0001.edi'), 'utf8')).toBe(ORDER)
    const messages = join(folder, 'messages')
    expect(edi(['split', two, '--out', messages, '--by', 'message']).code).toBe(0)
    expect(edi(['check', ...readdirSync(messages).map((name) => join(messages, name))]).code).toBe(0)
  })

  test('split writes a file for each transaction set of X12, too', () => {
    const sets = ['0001', '0002'].map((number) => `ST*997*${number}~AK1*PO*1~AK9*A*1*1*1~SE*4*${number}~`)
    const isa = `ISA*00*          *00*          *ZZ*${'BUYER'.padEnd(15)}*ZZ*${'SELLER'.padEnd(15)}*261129*1200*U*00401*000000905*0*T*>~`
    const text = `${isa}GS*FA*BUYER*SELLER*20261129*1200*1*X*004010~${sets.join('')}GE*2*1~IEA*1*000000905~`
    const out = join(folder, 'sets')
    expect(edi(['split', file('two.x12', text), '--out', out, '--by', 'message']).code).toBe(0)
    const parts = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'))
    expect(parts).toEqual(sets.map((set) => text.replace(sets.join(''), set).replace('GE*2', 'GE*1')))
  })

  test('what is asked wrong is answered with what would be right', () => {
    expect(edi([]).err).toContain('entrepot edi check')
    expect(edi(['fly'])).toMatchObject({ code: 2 })
    expect(edi(['check', join(folder, 'nowhere.edi')])).toMatchObject({ code: 2 })
    expect(edi(['split', '-']).err).toContain('--out DIR')
    expect(edi(['check', '--schema', file('bad.schema', 'schema 1\n???')]).err).toContain('bad.schema, line 2')
  })
})
