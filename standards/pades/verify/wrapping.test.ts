import { attributeTypes, contentTypes, startDetachedSigning } from '@entrepot/cms'
import { describe, expect, test } from 'vitest'
import {
  addPdfTimeStamp,
  type PadesCode,
  preparePdfSignature,
  signPdf,
  signPdfWithTimeStamp,
  verifyPdf,
} from '../index.ts'
import { type Forgery, forge, type Waiting, waiting } from '../testing/forge.ts'
import { octetsOf, replaced, tableDocument, textOf, update } from '../testing/sample.ts'
import { at, bank, issuing, made, seller, signingOf, stampingAt, stranger, trust } from '../testing/signers.ts'

const open = waiting(tableDocument())
const { start, end } = open
const rest = open.text.length - end

/** The first refusal of the last signature, or the code of the file. */
function judged(pdf: Uint8Array): string | undefined {
  const verified = verifyPdf(pdf, trust)
  if (!verified.ok) return verified.code
  const refusal = verified.signatures.find(({ verdict }) => !verdict.ok)?.verdict
  expect(verified.holds).toBe(refusal === undefined && verified.signatures.length > 0)
  return refusal?.ok === false ? refusal.code : undefined
}

test('an honest forger’s signature holds: what is refused below is refused for what it covers', () => {
  expect(judged(forge(open, { ranges: [0, start, end, rest] }))).toBeUndefined()
})

describe('a signature that its key made over other octets is refused', () => {
  const cases: readonly (readonly [string, Forgery, PadesCode])[] = [
    ['a gap that begins before Contents', { ranges: [0, start - 40, end, rest] }, 'pades/byte-range'],
    ['a gap that ends behind Contents', { ranges: [0, start, end + 4, rest - 4] }, 'pades/byte-range'],
    ['a gap within Contents', { ranges: [0, start + 1, end - 1, rest + 1] }, 'pades/byte-range'],
    ['a gap elsewhere', { ranges: [0, 100, 200, open.text.length - 200] }, 'pades/byte-range'],
    ['ranges that overlap', { ranges: [0, end, start, rest] }, 'pades/byte-range'],
    ['a range that does not begin the file', { ranges: [9, start - 9, end, rest] }, 'pades/byte-range'],
    ['three ranges', { ranges: [0, 9, 9, start - 9, end, rest] }, 'pades/byte-range'],
    ['one range', { ranges: [0, start] }, 'pades/byte-range'],
    ['no range', { ranges: [0, start, end, rest], stated: '' }, 'pades/byte-range'],
    ['an empty second range', { ranges: [0, start, end, 0] }, 'pades/byte-range'],
    [
      'a range beyond the file',
      { ranges: [0, start, end, rest], stated: `0 ${start} ${end} ${rest + 1}` },
      'pades/byte-range',
    ],
    ['the end left out', { ranges: [0, start, end, rest - 30] }, 'pades/revision'],
    ['the end of line left out', { ranges: [0, start, end, rest - 3] }, 'pades/revision'],
  ]
  test.each(cases)('%s', (_, forgery, code) => {
    expect(judged(forge(open, forgery))).toBe(code)
  })

  test.each(['-1', '0.0', 'null', '1 0 R', '(0)'])('a range that begins with %s', (first) => {
    const forgery = { ranges: [0, start, end, rest], stated: `${first} ${start} ${end} ${rest}` }
    expect(judged(forge(open, forgery))).toBe('pades/byte-range')
  })
})

describe('a signature dictionary that says otherwise is refused', () => {
  const changed = (from: string, to: string): Waiting => {
    expect(open.text).toContain(from)
    return { ...open, text: open.text.replace(from, to.padEnd(from.length)) }
  }
  const signed = (waitingPdf: Waiting): string | undefined =>
    judged(forge(waitingPdf, { ranges: [0, start, end, rest] }))

  test.each([
    ['of another type', '/Type /Sig', '/Type /Sih', 'pades/type'],
    [
      'whose type is a word of the language',
      '/SubFilter /ETSI.CAdES.detached',
      '/SubFilter /constructor',
      'pades/format',
    ],
    ['in another format', '/ETSI.CAdES.detached', '/adbe.pkcs7.detached', 'pades/format'],
    ['as a time-stamp without being one', '/ETSI.CAdES.detached', '/ETSI.RFC3161', 'pades/format'],
    ['without time', '/M (D:20260131000007Z)', '', 'pades/stated-time'],
    ['with a time that is none', '(D:20260131000007Z)', '(noon)', 'pades/stated-time'],
    [
      'with a certificate beside the signature',
      '/M (D:20260131000007Z)',
      '/M (D:2026)/Cert (x)',
      'pades/certificate-entry',
    ],
    ['without filter or ranges', '/Filter /Adobe.PPKLite', '/ByteRange [0 0 0 0]', 'pdf/duplicate-key'],
    ['with Contents twice', '/M (D:20260131000007Z)', '/Contents <00>', 'pdf/duplicate-key'],
    ['with ranges twice', '/M (D:20260131000007Z)', '/ByteRange [0 9 9 9]', 'pdf/duplicate-key'],
    ['without ranges', '/ByteRange', '/BiteRange', 'pades/byte-range'],
    ['without Contents', '/Contents <', '/Kontents <', 'pades/contents'],
  ])('%s', (_, from, to, code) => {
    expect(signed(changed(from, to))).toBe(code)
  })

  test('as a string in parentheses', () => {
    const text = `${open.text.slice(0, start)}(${'0'.repeat(end - start - 2)})${open.text.slice(end)}`
    expect(judged(octetsOf(text))).toBe('pades/contents')
  })

  test('that stands in the field itself', () => {
    const pdf = tableDocument({
      1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>',
      2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      3: '<< /Type /Page /Parent 2 0 R >>',
      4: '<< /FT /Sig /T (a) /V << /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >> >>',
    })
    expect(judged(pdf)).toBe('pades/value')
  })
})

describe('Contents', () => {
  const whole = { ranges: [0, start, end, rest] }
  const append =
    (...octets: number[]) =>
    (message: Uint8Array) =>
      Uint8Array.of(...message, ...octets)

  test.each([
    ['with an octet behind the signature', append(1), 'pades/message-length'],
    [
      'with an octet far behind the signature',
      append(...Array.from({ length: 90 }, () => 0), 7),
      'pades/message-length',
    ],
    ['with two signatures', (message: Uint8Array) => Uint8Array.of(...message, ...message), 'pades/message-length'],
    ['with octets before the signature', (message: Uint8Array) => Uint8Array.of(0, ...message), 'pades/message-length'],
    [
      'with a length that is indefinite',
      (message: Uint8Array) => Uint8Array.of(0x30, 0x80, ...message.subarray(4), 0, 0),
      'pades/message-length',
    ],
    [
      'with a length in more octets than it needs',
      (message: Uint8Array) => Uint8Array.of(0x30, 0x83, 0, ...message.subarray(2)),
      'pades/message',
    ],
    ['cut off before its last octet', (message: Uint8Array) => message.subarray(0, -1), 'pades/signature'],
    ['empty', () => new Uint8Array(0), 'pades/message-length'],
    ['with something else', () => Uint8Array.of(0x30, 0), 'pades/message'],
  ])('%s is refused', (_, change, code) => {
    expect(judged(forge(open, { ...whole, change }))).toBe(code)
  })

  test('with BER inside a message of definite length is refused', () => {
    const change = (message: Uint8Array): Uint8Array => {
      const text = Buffer.from(message).toString('latin1')
      // The content's ContentInfo: id-data in a sequence of 11 octets, written with an indefinite length.
      const inner = Buffer.from('300b06092a864886f70d010701', 'hex').toString('latin1')
      const ber = Buffer.from('308006092a864886f70d0107010000', 'hex').toString('latin1')
      expect(text).toContain(inner)
      const grown = new Uint8Array(Buffer.from(text.replace(inner, ber), 'latin1'))
      // The three lengths around it grow by two.
      for (const place of [2, 17]) {
        const length = (grown[place]! << 8) + grown[place + 1]! + 2
        grown[place] = length >> 8
        grown[place + 1] = length & 255
      }
      const outer = (grown[2]! << 8) + grown[3]!
      expect(outer).toBe(grown.length - 4)
      return grown
    }
    expect(judged(forge(open, { ...whole, change }))).toBe('pades/message')
  })

  test('in digits of two cases, or with white space, is refused, as it could be written in many ways', () => {
    const pdf = textOf(forge(open, whole))
    const digits = pdf.slice(start + 1, end - 1)
    const letter = digits.search(/[a-f]/)
    const withCase = digits.slice(0, letter) + digits[letter]!.toUpperCase() + digits.slice(letter + 1)
    for (const other of [withCase, ` ${digits.slice(0, -1)}`, `${digits.slice(0, -1)} `]) {
      expect(judged(octetsOf(pdf.replace(digits, other)))).toBe('pades/contents')
    }
    expect(judged(octetsOf(pdf.replace(digits, digits.toUpperCase())))).toBeUndefined()
  })
})

describe('the message of a signature', () => {
  const whole = { ranges: [0, start, end, rest] }
  const attributes = { signingTime: at }

  test.each([
    ['with a signing time', { signers: [{ ...seller, attributes }] }, 'pades/signing-time'],
    [
      'without its certificate named',
      { signers: [{ ...seller, attributes: { signingCertificate: false } }] },
      'pades/signing-certificate',
    ],
    ['of two signers', { signers: [seller, bank] }, 'pades/signers'],
    ['of nobody’s certificate', { includeSignerCertificates: false }, 'pades/signature'],
    ['of another content type', { contentType: contentTypes.envelopedData }, 'pades/content-type'],
    ['of a stranger', { signers: [stranger] }, 'pades/chain'],
    ['without the certificates of its path', { certificates: [] }, 'pades/chain'],
  ])('%s is refused', (_, more, code) => {
    expect(judged(forge(open, { ...whole, more }))).toBe(code)
  })

  test('with the content inside is refused', () => {
    const prepared = preparePdfSignature(tableDocument(), { time: at, contentsBytes: 4096 })
    if (!prepared.ok) throw new Error(prepared.code)
    const signing = startDetachedSigning({ signers: [seller], certificates: [issuing.certificate] })
    signing.push(octetsOf('another document'))
    expect(judged(made(prepared.value.finish(signing.finish())))).toBe('pades/signature')
  })
})

describe('a signature of another document', () => {
  const signed = made(signPdf(tableDocument(), signingOf(seller)))

  test('is refused over a changed one', () => {
    expect(judged(replaced(signed, 'Pay EUR 100', 'Pay EUR 900'))).toBe('pades/signature')
  })

  test('is refused when it is put into a later revision', () => {
    const contents = /\/Contents <[0-9a-f]+>/.exec(textOf(signed))?.[0] ?? ''
    const value = `<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] ${contents} /M (D:2026) >>`
    expect(judged(update(signed, { objects: { 7: value } }))).toBe('pades/byte-range')
  })

  test.each([
    ['and nobody signs after that', (pdf: Uint8Array) => pdf],
    ['and somebody signs after that', (pdf: Uint8Array) => made(signPdf(pdf, signingOf(bank)))],
  ])('is found, and its removal told, when it is taken out of the form %s', (_, after) => {
    const without = update(signed, { objects: { 9: '<< /Fields [] >>' } })
    const verified = verifyPdf(after(without), trust)
    const first = verified.ok ? verified.signatures[0] : undefined
    expect(verified).toMatchObject({ ok: true, holds: false })
    expect(first).toMatchObject({ field: 'Signature1', verdict: { ok: true } })
    expect(first?.changes.map(({ code }) => code)).toContain('pades/form-changed')
  })
})

describe('time', () => {
  const year = 365 * 86_400_000
  const late = { ...trust, at: at + 30 * year }

  test('that a time-stamp proves is the time to judge by, after the certificates ended, too', async () => {
    const stamped = made(await signPdfWithTimeStamp(tableDocument(), signingOf(seller), stampingAt(at)))
    expect(verifyPdf(stamped, late)).toMatchObject({ holds: true, signatures: [{ verdict: { level: 'B-T' } }] })
    const bare = made(signPdf(tableDocument(), signingOf(seller)))
    expect(verifyPdf(bare, late)).toMatchObject({ holds: false, signatures: [{ verdict: { code: 'pades/chain' } }] })
    const later = made(await addPdfTimeStamp(bare, stampingAt(at)))
    expect(verifyPdf(later, late)).toMatchObject({ holds: true })
  })

  test('that nobody proves is refused where proof is asked for', async () => {
    const bare = made(signPdf(tableDocument(), signingOf(seller)))
    const strict = { ...trust, requireProvenTime: true }
    expect(verifyPdf(bare, strict)).toMatchObject({ signatures: [{ verdict: { code: 'pades/no-proven-time' } }] })
  })

  test('is not taken from an authority that is not trusted', async () => {
    const stamped = made(await signPdfWithTimeStamp(tableDocument(), signingOf(seller), stampingAt(at)))
    const untrusting = { ...trust, timeStamps: { anchors: [stranger.certificate], revocation: 'unchecked' as const } }
    expect(verifyPdf(stamped, untrusting)).toMatchObject({
      holds: true,
      signatures: [{ verdict: { level: 'B-B', provenTime: undefined, timeStamps: [{ code: 'time-stamp/chain' }] } }],
    })
    const sealed = made(await addPdfTimeStamp(stamped, stampingAt(at)))
    expect(verifyPdf(sealed, untrusting)).toMatchObject({
      holds: false,
      signatures: [{}, { verdict: { code: 'pades/time-stamp', timeStamp: 'time-stamp/chain' } }],
    })
  })

  test('may be left to the caller with the chains', () => {
    const foreign = made(signPdf(tableDocument(), { ...signingOf(stranger), chain: [] }))
    const unchecked = { ...trust, signers: 'unchecked', timeStamps: 'unchecked' } as const
    expect(verifyPdf(foreign, unchecked)).toMatchObject({ holds: true, signatures: [{ verdict: { path: undefined } }] })
  })
})

test('the attributes that are judged are those of the standards', () => {
  expect(attributeTypes.signingTime).toBe('1.2.840.113549.1.9.5')
})
