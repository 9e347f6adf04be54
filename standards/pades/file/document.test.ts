import { deflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  invoice,
  lastSectionOf,
  octetsOf,
  replaced,
  stream,
  streamDocument,
  tableDocument,
  textOf,
  update,
} from '../testing/sample.ts'
import { openDocument } from './document.ts'
import { fieldsOf } from './form.ts'
import { Lexer } from './lexer.ts'
import type { PdfObject } from './object.ts'
import { firstPage } from './pages.ts'
import { parseObject } from './parse-object.ts'
import { textOf as readText, timeOf, writeDate, writeText } from './text.ts'

const deflate = (data: Uint8Array): Uint8Array => new Uint8Array(deflateSync(data))

/** Reads every object; the code of the first failure, or how many there are. */
function readAll(pdf: Uint8Array): number | string {
  const opened = openDocument(pdf)
  if (!opened.ok) return opened.code
  const document = opened.value
  const read = Array.from({ length: document.size }, (_, number) => document.get(number)).filter(
    (one) => one !== undefined,
  )
  firstPage(document)
  fieldsOf(document)
  return document.failure?.code ?? read.length
}

describe('an object', () => {
  const read = (text: string): PdfObject | string => {
    const lexer = new Lexer(octetsOf(text), 0)
    const object = parseObject(lexer)
    return lexer.failure?.code ?? object
  }

  test.each([
    ['true', { kind: 'boolean', value: true }],
    ['null', { kind: 'null' }],
    ['-17', { kind: 'number', value: -17, isInteger: true }],
    ['+.5', { kind: 'number', value: 0.5, isInteger: false }],
    ['4.', { kind: 'number', value: 4, isInteger: false }],
    ['12 0 R', { kind: 'reference', number: 12, generation: 0 }],
    ['12 0 Rx', { kind: 'number', value: 12 }],
    ['12%comment\n0\rR', { kind: 'reference', number: 12 }],
    ['/A#20B', { kind: 'name', value: 'A B' }],
    ['/', { kind: 'name', value: '' }],
    ['(a(b)c)', { octets: octetsOf('a(b)c') }],
    ['(\\)\\053\\53\\5\\n\\\r\n.)', { octets: octetsOf(')++\x05\n.') }],
    ['(a\r\nb)', { octets: octetsOf('a\nb') }],
    ['<48 6>', { octets: octetsOf('H`') }],
    ['<>', { octets: new Uint8Array(0) }],
    ['[1 0 R 2]', { items: [{ kind: 'reference' }, { value: 2 }] }],
  ])('%j is read', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  test.each([
    ['', 'pdf/token'],
    ['nul', 'pdf/token'],
    [')', 'pdf/token'],
    ['1-2', 'pdf/number'],
    ['1.2.3', 'pdf/number'],
    ['9999999999999999', 'pdf/number'],
    ['(a', 'pdf/string'],
    ['<4G>', 'pdf/string'],
    ['<41', 'pdf/string'],
    ['/A#0', 'pdf/name'],
    ['/A#00', 'pdf/name'],
    [`/${'A'.repeat(300)}`, 'pdf/token-too-long'],
    ['[1', 'pdf/token'],
    ['<< /A 1', 'pdf/token'],
    ['<< A 1 >>', 'pdf/token'],
    ['<< /A >>', 'pdf/token'],
    ['<< /A 1 /A 1 >>', 'pdf/duplicate-key'],
    ['<< /A 1 /#41 1 >>', 'pdf/duplicate-key'],
    ['['.repeat(100), 'pdf/nesting'],
    ['<</A'.repeat(100), 'pdf/nesting'],
  ])('%j is refused', (text, code) => {
    expect(read(text)).toBe(code)
  })
})

describe('a document', () => {
  test.each([
    ['a table', tableDocument(), 6],
    ['streams', streamDocument(), 8],
    ['compressed streams', streamDocument(invoice, deflate), 8],
    ['an update', update(tableDocument(), { objects: { 4: stream('BT ET'), 9: '(new)' } }), 7],
    ['white space behind its end', octetsOf(`${textOf(tableDocument())}\r\n\n`), 6],
    ['an object freed', update(tableDocument(), { entries: { 6: 'free' } }), 5],
  ])('with %s is read', (_, pdf, objects) => {
    expect(readAll(pdf)).toBe(objects)
  })

  const table = tableDocument()
  const section = lastSectionOf(table)
  const text = textOf(table)

  test.each([
    ['nothing', octetsOf(''), 'pdf/header'],
    ['another header', replaced(table, '%PDF-1.7', '%PDF-1.9'), 'pdf/header'],
    ['octets before the header', octetsOf(`\n${text}`), 'pdf/header'],
    ['octets behind its end', octetsOf(`${text}null`), 'pdf/end'],
    ['white space without end', octetsOf(text + ' '.repeat(99)), 'pdf/end'],
    ['a comment behind its end', octetsOf(`${text}%`), 'pdf/end'],
    ['no end', octetsOf(text.slice(0, -7)), 'pdf/end'],
    [
      'cross-references beyond the file',
      octetsOf(text.replace(`startxref\n${section}`, 'startxref\n99999')),
      'pdf/cross-reference',
    ],
    [
      'cross-references that are none',
      octetsOf(text.replace(`startxref\n${section}`, 'startxref\n20')),
      'pdf/cross-reference',
    ],
    ['an entry of 19 octets', replaced(table, ' n\r\n', ' n\rn'), 'pdf/cross-reference'],
    [
      'an object listed twice',
      octetsOf(text.replace('trailer', `2 1\n0000000020 00000 n\r\ntrailer`)),
      'pdf/duplicate-entry',
    ],
    ['cross-references that go in circles', update(table, { previous: table.length }), 'pdf/cross-reference-loop'],
    ['an object that is elsewhere', update(table, { entries: { 5: 15 } }), 'pdf/object'],
    ['an object with another number', replaced(table, '5 0 obj', '7 0 obj'), 'pdf/object'],
    ['no end of an object', replaced(table, 'endobj\n6', 'endobi\n6'), 'pdf/object'],
    ['a stream longer than its length', replaced(table, '/Length 42', '/Length 41'), 'pdf/stream'],
    ['a stream beyond the file', replaced(table, '/Length 42 ', '/Length 999'), 'pdf/stream'],
    [
      'a length that is the stream’s own',
      tableDocument({ ...invoice, 4: '<< /Length 4 0 R >>\nstream\n\nendstream' }),
      'pdf/reference',
    ],
    [
      'a reference to a reference',
      tableDocument({ ...invoice, 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R >>', 7: '6 0 R' }),
      'pdf/reference',
    ],
    ['no catalog', replaced(table, '/Type /Catalog', '/Type /Katalog'), 'pdf/catalog'],
    ['no page', replaced(table, '/Kids [3 0 R]', '/Kids [     ]'), 'pdf/page-tree'],
    ['pages in circles', replaced(table, '/Kids [3 0 R]', '/Kids [2 0 R]'), 'pdf/page-tree'],
    ['encryption', tableDocument(invoice, '/Encrypt 6 0 R '), 'pdf/encrypted'],
    [
      'a filter that is not read',
      replaced(streamDocument(invoice, deflate), '/FlateDecode ', '/LZWDecode   '),
      'pdf/filter',
    ],
    [
      'a compressed stream that is none',
      replaced(streamDocument(invoice, deflate), 'stream\nx', 'stream\ny'),
      'pdf/flate',
    ],
  ])('with %s is refused', (_, pdf, code) => {
    expect(readAll(pdf)).toBe(code)
  })

  test('with fields in circles is refused', () => {
    const form = '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>'
    const pdf = tableDocument({ ...invoice, 1: form, 7: '<< /T (a) /Kids [8 0 R] >>', 8: '<< /T (b) /Kids [7 0 R] >>' })
    expect(readAll(pdf)).toBe('pdf/form')
  })

  test('whose many objects are all one and the same long one is refused before it costs', () => {
    const pdf = tableDocument({ ...invoice, 7: `[${'0 '.repeat(200_000)}]` })
    const offset = textOf(pdf).indexOf('7 0 obj')
    const entries = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [index + 20, offset]))
    expect(readAll(update(pdf, { entries }))).toBe('pdf/object')
  })

  test('whose stream expands too far is refused', () => {
    const bomb = deflate(new Uint8Array(80_000_000))
    const pdf = streamDocument(invoice, (data) => (textOf(data).includes('Catalog') ? bomb : deflate(data)))
    expect(readAll(pdf)).toBe('pdf/expands-too-far')
  })
})

describe('a hybrid document', () => {
  /** These objects have their entries in a cross-reference stream, too (ISO 32000-1 7.5.8.4). */
  function hybrid(hiddenEntries: readonly number[]): Uint8Array {
    const pdf = textOf(tableDocument({ ...invoice, 8: '(shown)' }))
    const body = pdf.slice(0, lastSectionOf(octetsOf(pdf)))
    const row = (offset: number): string => String.fromCharCode(1, offset >> 8, offset & 255, 0)
    const data = hiddenEntries.map((number) => row(body.indexOf(`${number} 0 obj`))).join('')
    const index = hiddenEntries.map((number) => `${number} 1`).join(' ')
    const hidden = `20 0 obj\n${stream(data, `/Type /XRef /Size 21 /W [1 2 1] /Index [${index}] `)}\nendobj\n`
    const at = body.length
    const rest = pdf
      .slice(at)
      .replace('/Root', `/XRefStm ${at} /Root`)
      .replace(/startxref\n\d+/, `startxref\n${at + hidden.length}`)
    return octetsOf(body + hidden + rest)
  }

  test('has the objects of both', () => {
    const pdf = octetsOf(textOf(hybrid([8])).replace(/(\d{10}) 00000 n\r\ntrailer/, '0000000000 65535 f\r\ntrailer'))
    expect(readAll(pdf)).toBe(7)
  })

  test('in which both place the same object is refused', () => {
    expect(readAll(hybrid([8]))).toBe('pdf/duplicate-entry')
  })
})

test('any octets are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
      const lexer = new Lexer(octets, 0)
      parseObject(lexer)
      expect(lexer.offset).toBeLessThanOrEqual(octets.length + 2)
    }),
  )
})

test('any text is written and read again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const lexer = new Lexer(octetsOf(writeText(text)), 0)
      const read = parseObject(lexer)
      expect(lexer.failure).toBeUndefined()
      expect(read.kind === 'string' && readText(read.octets)).toBe(text)
    }),
  )
})

test('dates are written in UTC and read in any zone', () => {
  const time = Date.UTC(2027, 0, 10, 13, 40, 5)
  expect(writeDate(time)).toBe('(D:20270110134005Z)')
  for (const text of ['D:20270110134005Z', "D:20270110214005+08'00'", "D:20270110084005-05'00", 'D:20270110134005']) {
    expect(timeOf(octetsOf(text))).toBe(time)
  }
  expect(timeOf(octetsOf('D:2027'))).toBe(Date.UTC(2027, 0, 1))
  expect(timeOf(octetsOf('yesterday'))).toBeUndefined()
})
