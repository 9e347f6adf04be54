import {
  encode,
  finish,
  open,
  writeObjectIdentifier,
  writePrintableString,
  writeSequence,
  writeSetOf,
  writeUtf8String,
} from '@entrepot/asn1'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attributeTypes, checkSubject, describeName, type Name, type Subject, sameName, subjectOf } from '../index.ts'
import { readName } from './read-name.ts'
import { organisationSubject } from '../testing/chain-of-three.ts'
import { writeName } from './write-name.ts'

function reread(subject: Subject): Name {
  return nameOf(encode(writeName(subject)))
}

function nameOf(der: Uint8Array): Name {
  const cursor = open(der)
  const decoded = finish(cursor, readName(cursor))
  if (!decoded.ok) throw new Error(decoded.code)
  return decoded.value
}

const type = writeObjectIdentifier(attributeTypes.commonName)
const printable = (text: string): Name =>
  nameOf(encode(writeSequence([writeSetOf([writeSequence([type, writePrintableString(text)])])])))
const utf8 = (text: string): Name =>
  nameOf(encode(writeSequence([writeSetOf([writeSequence([type, writeUtf8String(text)])])])))

test('a subject comes back as it was written, in whatever script', () => {
  expect(subjectOf(reread(organisationSubject))).toEqual(organisationSubject)
})

test('any subject that is accepted comes back, and is the same name as itself', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 64 })
  const subjects = fc.record({ organization: text, locality: text, commonName: text }, { requiredKeys: ['commonName'] })
  fc.assert(
    fc.property(subjects, (subject) => {
      fc.pre(checkSubject(subject) === undefined)
      expect(subjectOf(reread(subject))).toEqual(subject)
      expect(sameName(reread(subject), reread({ ...subject }))).toBe(true)
    }),
  )
})

test.each([
  ['another string type', 'Haitong', 'Haitong', true],
  ['case', 'HAITONG', 'haitong', true],
  ['white space', ' Haitong   Textile ', 'Haitong Textile', true],
  ['another word', 'Haitong Textile', 'HaitongTextile', false],
  ['another letter', 'Haitong', 'Haitung', false],
])('names that differ in %s are compared by RFC 5280 7.1', (_difference, left, right, same) => {
  expect(sameName(printable(left), utf8(right))).toBe(same)
})

test('full-width letters and composed accents are compatible; invisible characters are passed over', () => {
  expect(sameName(utf8('Ｈａｉｔｏｎｇ'), utf8('Haitong'))).toBe(true)
  expect(sameName(utf8('Caf\u00e9'), utf8('Cafe\u0301'))).toBe(true)
  expect(sameName(utf8('Hai\u200bto\u00adng\ufe0f\u0007'), utf8('Haitong'))).toBe(true)
  expect(sameName(utf8('Hai\u00a0\u2003tong\t'), utf8('hai tong'))).toBe(true)
  expect(sameName(utf8('Weißstraße ΟΔΟΣ'), utf8('WEISSSTRASSE οδος'))).toBe(true)
  expect(sameName(utf8('ısı'), utf8('isi'))).toBe(false)
})

test('a name is not the same with its parts in another order, or one attribute moved into another', () => {
  const name = reread({ organization: 'A', commonName: 'B' })
  expect(sameName(name, { raw: new Uint8Array(0), parts: name.parts.toReversed() })).toBe(false)
  expect(sameName(name, { raw: new Uint8Array(0), parts: [name.parts.flat()] })).toBe(false)
})

test('a name is described for people with what would mislead escaped', () => {
  expect(describeName(reread({ organization: 'A, CN=Root', commonName: ' B+C' }))).toBe('CN=\\ B\\+C,O=A\\, CN=Root')
  expect(describeName(reread(organisationSubject))).toContain('organizationIdentifier=VATCN-91330200144055290X')
})

test.each([
  [{}, 'x509/subject-empty', undefined],
  [{ country: 'CHN', commonName: 'A' }, 'x509/subject-length', 'country'],
  [{ country: 'cn', commonName: 'A' }, 'x509/subject-characters', 'country'],
  [{ commonName: '' }, 'x509/subject-length', 'commonName'],
  [{ commonName: 'a'.repeat(65) }, 'x509/subject-length', 'commonName'],
  [{ organization: '纺'.repeat(65) }, 'x509/subject-length', 'organization'],
  [{ serialNumber: 'A_1' }, 'x509/subject-characters', 'serialNumber'],
  [{ commonName: '\ud800' }, 'x509/subject-characters', 'commonName'],
] as const)('the subject %o is refused: %s', (subject, code, attribute) => {
  expect(checkSubject(subject)).toMatchObject({ ok: false, code, attribute })
  expect(() => writeName(subject)).toThrow(code)
})

test('64 characters of any script fit', () => {
  expect(checkSubject({ organization: '纺'.repeat(64), commonName: '𠮷'.repeat(64) })).toBeUndefined()
})
