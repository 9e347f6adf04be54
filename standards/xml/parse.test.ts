import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attributeOf, childElements, descendants, onlyChild, textOf } from './node.ts'
import { parseXml } from './parse.ts'

const read = (source: string | Uint8Array) => {
  const document = parseXml(source)
  if (!document.ok) throw new Error(`${document.code} at ${document.at}`)
  return document
}

describe('documents that are read', () => {
  test('names, namespaces, attributes, texts and their places', () => {
    const text = '<a xmlns="urn:a" xmlns:b="urn:b" n="1" b:n="2"><b:c>x<![CDATA[<y>]]>&amp;&#x7A;</b:c><d/></a>'
    const { root } = read(text)
    const [c, d] = childElements(root)
    expect([root.namespace, c?.namespace, c?.local, d?.namespace]).toEqual(['urn:a', 'urn:b', 'c', 'urn:a'])
    expect([attributeOf(root, 'n'), attributeOf(root, 'n', 'urn:b'), attributeOf(root, 'm')]).toEqual([
      '1',
      '2',
      undefined,
    ])
    expect(textOf(root)).toBe('x<y>&z')
    expect([text.slice(c?.start, c?.end), text.slice(d?.start, d?.end)]).toEqual([text.slice(47, 85), '<d/>'])
    expect(text.slice(root.contentEnd)).toBe('</a>')
    expect(onlyChild(root, 'urn:a', 'd')).toBe(d)
    expect(onlyChild(root, 'urn:b', 'd')).toBeUndefined()
  })

  test('declaration, byte order mark, comments and instructions around the root', () => {
    const bytes = new TextEncoder().encode(
      '\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<!--c--><?p  q?><r/>\n<!--d-->\n',
    )
    const { before, after } = read(bytes)
    expect(before).toEqual([
      { is: 'comment', value: 'c' },
      { is: 'instruction', target: 'p', value: 'q' },
    ])
    expect(after).toEqual([{ is: 'comment', value: 'd' }])
  })

  test('line ends are one, and white space of attributes becomes spaces unless it is referenced', () => {
    const { root } = read('<r a="x\r\ny\tz&#10;&#9;">1\r2\r\n3&#13;</r>')
    expect(attributeOf(root, 'a')).toBe('x y z\n\t')
    expect(textOf(root)).toBe('1\n2\n3\r')
  })

  test('everything in an element comes in the order of the document', () => {
    const { root } = read('<a>1<b>2<c/>3</b>4</a>')
    const order = [...descendants(root)].map((node) =>
      node.is === 'element' ? node.local : node.is === 'text' ? node.value : '',
    )
    expect(order).toEqual(['1', 'b', '2', 'c', '3', '4'])
  })
})

describe('documents that are refused', () => {
  test.each([
    ['', 'xml/no-root'],
    ['text', 'xml/no-root'],
    ['<!-- only -->', 'xml/no-root'],
    ['<a>', 'xml/not-closed'],
    ['<a></b>', 'xml/tags-differ'],
    ['<a></a', 'xml/tags-differ'],
    ['<a></ab>', 'xml/tags-differ'],
    ['<a/><b/>', 'xml/after-root'],
    ['<a/>text', 'xml/after-root'],
    ['<!DOCTYPE a><a/>', 'xml/dtd'],
    ['<a><!DOCTYPE a></a>', 'xml/dtd'],
    ['<a><!ENTITY b "c"></a>', 'xml/dtd'],
    ['<a>&b;</a>', 'xml/entity'],
    ['<a>&amp</a>', 'xml/entity'],
    ['<a>&#0;</a>', 'xml/entity'],
    ['<a>&#xD800;</a>', 'xml/entity'],
    ['<a>&#x110000;</a>', 'xml/entity'],
    ['<a>&#99999999999999;</a>', 'xml/entity'],
    ['<a>&toString;</a>', 'xml/entity'],
    ['<a b="1" b="2"/>', 'xml/attribute-twice'],
    ['<a xmlns:x="u" xmlns:y="u" x:b="1" y:b="2"/>', 'xml/attribute-twice'],
    ['<a xmlns:x="u" xmlns:x="v"/>', 'xml/attribute-twice'],
    ['<a b="<"/>', 'xml/syntax'],
    ['<a b=1/>', 'xml/syntax'],
    ['<a b/>', 'xml/syntax'],
    ['<a b="1"c="2"/>', 'xml/syntax'],
    ['<a / >', 'xml/syntax'],
    ['<a>]]></a>', 'xml/syntax'],
    ['<a><!-- -- --></a>', 'xml/syntax'],
    ['<a><![CDATA[</a>', 'xml/not-closed'],
    ['<a b="', 'xml/not-closed'],
    ['<1/>', 'xml/name'],
    ['<a:/>', 'xml/name'],
    ['<:a/>', 'xml/name'],
    ['<a:b:c xmlns:a="u"/>', 'xml/syntax'],
    ['<a><?xml version="1.0"?></a>', 'xml/name'],
    [' <?xml version="1.0"?><a/>', 'xml/name'],
    ['<?xml version="2.0"?><a/>', 'xml/declaration'],
    ['<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'xml/encoding'],
    ['<b:a/>', 'xml/prefix'],
    ['<a b:c="1"/>', 'xml/prefix'],
    ['<xmlns:a/>', 'xml/prefix'],
    ['<a xmlns:b=""/>', 'xml/namespace'],
    ['<a xmlns:xml="u"/>', 'xml/namespace'],
    ['<a xmlns="http://www.w3.org/2000/xmlns/"/>', 'xml/namespace'],
    ['<a xmlns:xmlns="u"/>', 'xml/namespace'],
    ['<a>\u0001</a>', 'xml/character'],
    ['<a>\ufffe</a>', 'xml/character'],
    ['<a>\ud800</a>', 'xml/character'],
    ['<a>'.repeat(300), 'xml/limit'],
    [`<a${Array.from({ length: 513 }, (_, i) => ` b${i}=""`).join('')}/>`, 'xml/limit'],
    [`<${'a'.repeat(2000)}/>`, 'xml/limit'],
  ])('%j: %s', (text, code) => {
    expect(parseXml(text)).toMatchObject({ ok: false, code })
  })

  test('bytes that are no UTF-8', () => {
    expect(parseXml(new Uint8Array([0x3c, 0x61, 0x2f, 0x3e, 0xc0]))).toMatchObject({ code: 'xml/encoding' })
  })

  test('no text makes the reader throw', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '&',
      ';',
      '"',
      "'",
      '=',
      ' ',
      'a',
      'b:',
      'xmlns',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '#x',
      '<a>',
      '</a>',
      '\r',
      '\ud800',
      '&amp;',
      '<!DOCTYPE',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const document = parseXml(`<a>${pieces.join('')}</a>`)
        if (!document.ok) expect(document.at).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 20_000) },
    )
  })

  test('many declarations in a deep document take no time that grows with their square', () => {
    const declare = (at: number) => Array.from({ length: 500 }, (_, i) => ` xmlns:n${at}-${i}="u"`).join('')
    const deep = Array.from({ length: 200 }, (_, at) => `<a${declare(at)}>`).join('')
    const leaves = Array.from({ length: 20_000 }, () => '<b xmlns:x="u"/>').join('')
    expect(parseXml(`${deep}${leaves}${'</a>'.repeat(200)}`)).toMatchObject({ ok: true })
  })
})
