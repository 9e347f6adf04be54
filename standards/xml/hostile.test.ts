import { changedText, drawFrom, pick } from '@entrepot/mutation'
import { describe, expect, test } from 'vitest'
import { canonicalize, childElements, descendants, parseElementInside, parseXml } from './index.ts'

/** `ENTREPOT_FUZZ_CASES` asks for more; the seed of a case is its number and this. */
const cases = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 20_000)
const SEED = 20_261_127

const documents = [
  '<?xml version="1.0" encoding="UTF-8"?>\r\n<?p q?><!-- c --><a xmlns="urn:u" b="1&#10;2" xml:lang="en">x &amp; y<c/></a>\n<!-- d -->',
  '<i:a xmlns:i="urn:i" xmlns:j="urn:j"><j:b j:c="\'" c=\'"\'><![CDATA[<&>]]>]]&gt;</j:b><i:d xmlns=""/><e xmlns:i="urn:k"><i:f/></e></i:a>',
  `<a>${'<b c="d">'.repeat(60)}<?e f?>中😀${'</b>'.repeat(60)}</a>`,
]

/** Texts that mean something in XML. */
const telling = [
  ...'< > /> </ <!-- -- --> <![CDATA[ ]]> <?a ?> & &#0; &#x41; " \' = : \r \0 \ud800 😀 \ufeff'.split(' '),
  ...['<!DOCTYPE a [', ' xmlns="urn:x"', ' xmlns:i="urn:x"', ' xmlns:a=""', ' xml:base="b"'],
]

const methods = ['inclusive', 'inclusive-1.1', 'exclusive'] as const
const encoder = new TextEncoder()

test(`${cases} changed documents are read or refused, and what is read has a canonical form that is its own`, {
  timeout: 600_000,
}, () => {
  const codes = new Set<string>()
  let read = 0
  for (let number = 0; number < cases; number++) {
    const draw = drawFrom(SEED + number)
    const changed = changedText(pick(documents, draw), { telling, others: documents }, draw)
    try {
      const document = parseXml(draw(2) === 0 ? changed : encoder.encode(changed))
      if (!document.ok) {
        codes.add(document.code)
        expect(document.at).toBeGreaterThanOrEqual(0)
        continue
      }
      read++
      judge(document, { method: pick(methods, draw), withComments: draw(2) === 0 })
    } catch (error) {
      throw new Error(`case ${number}: ${changed}`, { cause: error })
    }
  }
  for (const code of codes) expect(code).toMatch(/^xml\/[a-z-]+$/)
  expect(codes.size).toBeGreaterThan(cases > 1000 ? 10 : 3)
  expect(read).toBeGreaterThan(0)
})

type Read = Extract<ReturnType<typeof parseXml>, { ok: true }>

function judge(document: Read, form: Parameters<typeof canonicalize>[1]): void {
  const once = canonicalize(document, form)
  if (once === undefined) return
  const again = parseXml(once)
  if (!again.ok) throw new Error(`${again.code} at ${again.at}: ${once}`)
  expect(canonicalize(again, form)).toBe(once)
  for (const node of [...descendants(document.root)].slice(0, 8)) if (node.is === 'element') canonicalize(node, form)
}

describe('an element that is read as if it stood inside of another', () => {
  const outer = parseXml('<a xmlns="urn:u" xmlns:b="urn:v" xml:lang="en"><c/></a>')
  if (!outer.ok) throw new Error(outer.code)

  test.each(methods)('is written as it will be once it is there: %s', (method) => {
    const source = '<b:d e="1"><f xmlns=""/></b:d>'
    const alone = parseElementInside(source, outer.root)
    const whole = parseXml(outer.text.replace('</a>', `${source}</a>`))
    if ('ok' in alone || !whole.ok) throw new Error('it is XML')
    expect(canonicalize(alone, { method })).toBe(canonicalize(childElements(whole.root)[1]!, { method }))
    expect(alone.parent).toBe(outer.root)
    expect(childElements(outer.root)).toHaveLength(1)
  })

  test.each([
    ['under a prefix that is not declared there', '<x:d/>', 'xml/prefix'],
    ['with something behind it', '<d/> ', 'xml/after-root'],
    ['with something before it', ' <d/>', 'xml/no-root'],
    ['that is none', '', 'xml/no-root'],
    ['that does not end', '<d>', 'xml/not-closed'],
  ])('%s is refused', (_, source, code) => {
    expect(parseElementInside(source, outer.root)).toMatchObject({ ok: false, code })
  })
})

test('a canonical form longer than its limit is not written', () => {
  const uri = `urn:${'x'.repeat(10_000)}`
  const document = parseXml(`<r xmlns:a="${uri}">${'<a:b/>'.repeat(2000)}</r>`)
  if (!document.ok) throw new Error(document.code)
  expect(canonicalize(document, { method: 'exclusive', maximumCharacters: 1_000_000 })).toBeUndefined()
  const inclusive = canonicalize(document, { method: 'inclusive', maximumCharacters: 1_000_000 })
  expect(inclusive).toBe(`<r xmlns:a="${uri}">${'<a:b></a:b>'.repeat(2000)}</r>`)
})
