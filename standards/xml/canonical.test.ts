import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeWith } from '../../checks/testing-programs.ts'
import { canonicalize, type Canonicalization, escapeAttribute, escapeText } from './canonical.ts'
import { childElements, type XmlElement } from './node.ts'
import { parseXml } from './parse.ts'

const read = (source: string) => {
  const document = parseXml(source)
  if (!document.ok) throw new Error(`${document.code} at ${document.at}: ${source}`)
  return document
}
const inner = (source: string): XmlElement => {
  const [first] = childElements(read(source).root)
  if (!first) throw new Error('no element inside')
  return first
}

describe('whole documents', () => {
  test.each([
    ['<a b="2"   a=\'1\'/>', '<a a="1" b="2"></a>'],
    ['<?xml version="1.0"?>\n<?p q?>\n\n<a/>\n<?r?>', '<?p q?>\n<a></a>\n<?r?>'],
    ['<a><!-- gone --><![CDATA[<&>]]>\r</a>', '<a>&lt;&amp;&gt;\n</a>'],
    ['<a b="&#9;&#10;&#13;&quot;&apos;&gt;">&#13;"\'</a>', '<a b="&#x9;&#xA;&#xD;&quot;\'>">&#xD;"\'</a>'],
    [
      '<a xmlns="urn:u" xmlns:b="urn:v" xmlns:a="urn:w" a:z="1" b:a="2" c="3"/>',
      '<a xmlns="urn:u" xmlns:a="urn:w" xmlns:b="urn:v" c="3" b:a="2" a:z="1"></a>',
    ],
    [
      '<a xmlns="urn:u"><b xmlns="urn:u"><c xmlns=""><d xmlns=""/></c></b></a>',
      '<a xmlns="urn:u"><b><c xmlns=""><d></d></c></b></a>',
    ],
  ])('%s', (source, expected) => {
    expect(canonicalize(read(source), { method: 'inclusive' })).toBe(expected)
  })

  test('comments stay where they are asked for', () => {
    const source = '<!--a--><r><!--b--></r><!--c-->'
    expect(canonicalize(read(source), { method: 'inclusive', withComments: true })).toBe(
      '<!--a-->\n<r><!--b--></r>\n<!--c-->',
    )
  })
})

describe('elements in a document', () => {
  const SOURCE = '<r xmlns="urn:u" xmlns:a="urn:v" xmlns:b="urn:w" xml:lang="en" xml:id="i"><a:e b:f="1"><g/></a:e></r>'

  test.each([
    ['inclusive', '<a:e xmlns="urn:u" xmlns:a="urn:v" xmlns:b="urn:w" xml:id="i" xml:lang="en" b:f="1"><g></g></a:e>'],
    ['inclusive-1.1', '<a:e xmlns="urn:u" xmlns:a="urn:v" xmlns:b="urn:w" xml:lang="en" b:f="1"><g></g></a:e>'],
    ['exclusive', '<a:e xmlns:a="urn:v" xmlns:b="urn:w" b:f="1"><g xmlns="urn:u"></g></a:e>'],
  ] as const)('%s', (method, expected) => {
    expect(canonicalize(inner(SOURCE), { method })).toBe(expected)
  })

  test('prefixes that are listed are declared where the exclusive form begins', () => {
    const element = inner('<r xmlns="urn:u" xmlns:a="urn:v"><e xmlns="" xmlns:b="urn:w"/></r>')
    const form: Canonicalization = { method: 'exclusive', inclusivePrefixes: ['a', 'b', 'c'] }
    expect(canonicalize(element, form)).toBe('<e xmlns:a="urn:v" xmlns:b="urn:w"></e>')
  })

  test('an element is left out with all that is in it', () => {
    const document = read('<r>1<s>2<t/></s>3</r>')
    const [omit] = childElements(document.root)
    if (!omit) throw new Error('it is there')
    expect(canonicalize(document, { method: 'exclusive', omit })).toBe('<r>13</r>')
    expect(canonicalize(omit, { method: 'exclusive', omit })).toBe('')
  })

  test('relative names of namespaces are not written', () => {
    expect(canonicalize(read('<a xmlns="b/c"/>'), { method: 'exclusive' })).toBeUndefined()
  })

  test('what Canonical XML 1.1 would have to join is not written', () => {
    const element = inner('<r xml:base="http://a/"><e/></r>')
    expect(canonicalize(element, { method: 'inclusive-1.1' })).toBeUndefined()
    expect(canonicalize(element, { method: 'inclusive' })).toBe('<e xml:base="http://a/"></e>')
  })
})

/** Documents with namespaces declared, taken back and declared anew, as nobody writes them. */
const tree = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: fc.constantFrom('x', ' ', '\n', 'ä', '中', '😀', '&', '<', '>', '"', '\r') }).map(escapeText),
    tie('element'),
    fc.constantFrom('<?p d?>', '<!-- c -->', '<![CDATA[<&]]>'),
  ),
  element: fc
    .record({
      prefix: fc.constantFrom('', 'a', 'b', 'c'),
      name: fc.constantFrom('e', 'f', 'é'),
      declared: fc.uniqueArray(fc.tuple(fc.constantFrom('', 'a', 'b', 'c'), fc.constantFrom('urn:u', 'urn:v')), {
        maxLength: 4,
        selector: ([prefix]) => prefix,
      }),
      attributes: fc.uniqueArray(
        fc.tuple(
          fc.constantFrom('', 'a', 'b', 'xml'),
          fc.constantFrom('lang', 'y', 'z'),
          fc.string({ maxLength: 3, unit: fc.constantFrom('x', '\t', '"', '&', '中', "'") }),
        ),
        {
          maxLength: 3,
          // One local name each, so that two prefixes of one namespace do not meet.
          selector: ([, local]) => local,
        },
      ),
      content: fc.array(tie('content'), { maxLength: 4 }),
    })
    .map(({ prefix, name, declared, attributes, content }) => {
      const named = (p: string, n: string) => (p === '' ? n : `${p}:${n}`)
      const spaces = declared.map(([p, uri]) => ` xmlns${p === '' ? '' : `:${p}`}="${uri}"`)
      const own = attributes.map(([p, n, value]) => ` ${named(p, n)}="${escapeAttribute(value)}"`)
      const tag = named(prefix, name)
      return `<${tag}${spaces.join('')}${own.join('')}>${content.join('')}</${tag}>`
    }),
}))

const documents = tree.element.map(
  (element) => `<r xmlns:a="urn:u" xmlns:b="urn:v" xmlns:c="urn:w" xml:lang="en">${element}</r>`,
)

describeWith('xmllint')('judged by xmllint', () => {
  test.each([
    ['inclusive', '--c14n'],
    ['inclusive-1.1', '--c14n11'],
    ['exclusive', '--exc-c14n'],
  ] as const)('%s is written as libxml2 writes it', (method, flag) => {
    const folder = mkdtempSync(join(tmpdir(), 'entrepot-xml-'))
    try {
      const path = join(folder, 'd.xml')
      fc.assert(
        fc.property(documents, (source) => {
          writeFileSync(path, source)
          const theirs = execFileSync('xmllint', ['--nonet', flag, path], { encoding: 'utf8' })
          expect(canonicalize(read(source), { method, withComments: true })).toBe(theirs)
        }),
        { numRuns: 60 },
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

test('canonical form is canonical: written again it is the same', () => {
  fc.assert(
    fc.property(documents, fc.constantFrom('inclusive', 'exclusive'), (source, method) => {
      const once = canonicalize(read(source), { method })
      expect(canonicalize(read(once ?? ''), { method })).toBe(once)
    }),
  )
})
