import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { addPdfTimeStamp, signPdf, signPdfWithTimeStamp, verifyPdf } from '../index.ts'
import { streamDocument, tableDocument, textOf } from '../testing/sample.ts'
import { at, bank, made, seller, signingOf, stampingAt, trust } from '../testing/signers.ts'

/**
 * README: within Contents the version of SignedData, unsigned attributes and the certificates of others are
 * authenticated by nothing; everything else of a document is.
 */
const untold = (verified: ReturnType<typeof verifyPdf>, level: string): boolean =>
  verified.ok && verified.holds && verified.signatures.every(({ verdict }) => verdict.ok && verdict.level === level)

const contentsOf = (pdf: Uint8Array): { readonly start: number; readonly end: number } => {
  const start = textOf(pdf).lastIndexOf('/Contents <') + '/Contents <'.length
  return { start, end: textOf(pdf).indexOf('>', start) }
}

const place = { contentsBytes: 1536 }

describe.each([
  ['a table', tableDocument()],
  ['streams', streamDocument()],
])('a signed document with %s', (_, pdf) => {
  const signed = made(signPdf(pdf, signingOf(seller, { ...place, name: 'Seller', reason: 'Issued' })))
  const { start, end } = contentsOf(signed)

  test('is refused with any octet outside Contents changed', () => {
    const noticed = (at: number, octet: number): boolean => {
      const changed = signed.slice()
      changed[at] = octet
      return !untold(verifyPdf(changed, trust), 'B-B')
    }
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        fc.pre(at < start || at >= end)
        expect(noticed(at, (signed[at] ?? 0) ^ difference)).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  test('is refused with any octet left out or put in', () => {
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.nat(255), (at, octet) => {
        const without = Buffer.concat([signed.subarray(0, at), signed.subarray(at + 1)])
        const withOne = Buffer.concat([signed.subarray(0, at), Uint8Array.of(octet), signed.subarray(at)])
        for (const changed of [without, withOne]) {
          expect(untold(verifyPdf(new Uint8Array(changed), trust), 'B-B')).toBe(false)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('the digits of Contents', () => {
  const signed = made(signPdf(tableDocument(), signingOf(seller, place)))
  const { start, end } = contentsOf(signed)
  const message = Buffer.from(textOf(signed).slice(start, end), 'hex')

  test('are refused with any bit changed, but in what CMS leaves unauthenticated', () => {
    const unnoticed: number[] = []
    for (let at = start; at < end; at++) {
      for (let bit = 0; bit < 8; bit++) {
        // Of the zeros behind the signature every hundredth will do.
        if (at > start + 2 * message.length - 900 && at % 100 !== 0 && signed[at] === 0x30) continue
        const changed = signed.slice()
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        if (untold(verifyPdf(changed, trust), 'B-B')) unnoticed.push((at - start) >> 1)
      }
    }
    // SignedData's own version stands behind its type and lengths.
    const version = message.indexOf(Buffer.from('020101', 'hex')) + 2
    expect([...new Set(unnoticed)].filter((octet) => octet !== version)).toEqual([])
  })
})

describe('a time-stamped signature', () => {
  const stampedTime = Math.floor(at / 1000) * 1000
  let stamped: Uint8Array = new Uint8Array(0)
  let sealed: Uint8Array = new Uint8Array(0)
  beforeAll(async () => {
    stamped = made(
      await signPdfWithTimeStamp(tableDocument(), signingOf(bank, { contentsBytes: 3072 }), stampingAt(at)),
    )
    sealed = made(await addPdfTimeStamp(tableDocument(), stampingAt(at), place))
  })

  test('with a bit of its token changed is at most a signature without one, and a time-stamp that is refused', () => {
    const { start } = contentsOf(stamped)
    const message = Buffer.from(textOf(stamped).slice(start, contentsOf(stamped).end), 'hex')
    const token = message.indexOf(Buffer.from('060b2a864886f70d010910020e', 'hex'))
    expect(token).toBeGreaterThan(0)
    fc.assert(
      fc.property(fc.integer({ min: token, max: token + 1000 }), fc.nat(3), (octet, bit) => {
        const changed = stamped.slice()
        const at = start + 2 * octet + 1
        const digit = Number.parseInt(String.fromCharCode(changed[at] ?? 0), 16) ^ (1 << bit)
        changed[at] = digit.toString(16).charCodeAt(0)
        const verified = verifyPdf(changed, trust)
        const verdict = verified.ok ? verified.signatures[0]?.verdict : undefined
        if (verdict?.ok === true && verdict.level === 'B-T') expect(verdict.provenTime).toBe(stampedTime)
      }),
      { numRuns: 300 },
    )
  })

  test('of a document is refused with any octet outside Contents changed', () => {
    const { start, end } = contentsOf(sealed)
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        fc.pre(at < start || at >= end)
        const changed = sealed.slice()
        changed[at] = (changed[at] ?? 0) ^ difference
        expect(untold(verifyPdf(changed, trust), 'document time-stamp')).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})
