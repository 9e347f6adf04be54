import { describe, expect, test } from 'vitest'
import { validateInterchange, writeInterchange } from '../index.ts'
import { type AperakContent, aperak } from './aperak.ts'

const CONTENT: AperakContent = {
  number: 'AP-1',
  at: '202611291006',
  answers: [{ qualifier: 'ACW', identifier: 'M1' }],
  parties: [{ qualifier: 'MS', identifier: '4012345000009', agency: '9' }],
  errors: [],
}

function written(content: AperakContent): string {
  const tree = aperak(content)
  if ('code' in tree) throw new Error(tree.code)
  const result = writeInterchange({
    header: {
      sender: party('4012345000009'),
      recipient: party('5412345000013'),
      date: '261129',
      time: '1006',
      reference: 'I9',
    },
    content: [{ header: { version: 'D', release: '01B', agency: 'UN' }, tree }],
  })
  if (!result.ok) throw new Error(JSON.stringify(result.findings))
  expect(validateInterchange(result.bytes).findings).toEqual([])
  return new TextDecoder('latin1')
    .decode(result.bytes)
    .replace(/^.*?'UNH[^']*'/, '')
    .replace(/UNT\+\d+\+1'UNZ.*$/, '')
}

const party = (identification: string) => ({
  identification,
  qualifier: '14',
  internalIdentification: '',
  internalSubIdentification: '',
})

const HEAD = "DTM+137:202611291006:203'RFF+ACW:M1'NAD+MS+4012345000009::9'"

describe('APERAK', () => {
  test('acknowledges a message that the application accepted', () => {
    expect(written(CONTENT)).toBe(`BGM+312+AP-1+9'${HEAD}`)
  })

  test('tells each refusal with its code, words, reference and place', () => {
    const errors = [
      {
        code: '42',
        text: 'Price differs from the contract',
        reference: { qualifier: 'ON', identifier: 'PO-4711', line: '2' },
      },
      { code: 'sale/quantity', text: 'More than was agreed: 800', place: 'SG28[2]/QTY[1]' },
      { code: 'X1' },
    ]
    expect(written({ ...CONTENT, errors })).toBe(
      `BGM+313+AP-1+9'${HEAD}` +
        "ERC+42'FTX+AAO+++Price differs from the contract'RFF+ON:PO-4711:2'" +
        "ERC+ZZZ'FTX+AAO+++sale/quantity:More than was agreed?: 800:SG28[2]/QTY[1]'" +
        "ERC+X1'",
    )
  })

  test('parts a long text, and keeps five parts of it', () => {
    const text = 'x'.repeat(3000)
    const body = written({ ...CONTENT, errors: [{ code: '1', text }] })
    expect(body).toContain(`FTX+AAO+++${Array.from({ length: 5 }, () => 'x'.repeat(512)).join(':')}'`)
  })

  test.each<[string, Partial<AperakContent>, string, string]>([
    ['no number', { number: '' }, 'aperak/empty', 'number'],
    ['no date', { at: '' }, 'aperak/empty', 'at'],
    [
      'ten references',
      { answers: Array.from({ length: 10 }, () => ({ qualifier: 'ON', identifier: '1' })) },
      'aperak/too-many',
      'answers',
    ],
    ['100,000 errors', { errors: Array.from({ length: 100_000 }, () => ({ code: '1' })) }, 'aperak/too-many', 'errors'],
  ])('refuses %s', (_, change, code, field) => {
    expect(aperak({ ...CONTENT, ...change })).toEqual({ code, field })
  })
})
