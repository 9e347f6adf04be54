import { attributeTypes, valuesOf, verifyData } from '@entrepot/cms'
import { encodePem } from '@entrepot/x509'
import { afterAll, expect, test } from 'vitest'
import { describeWith } from '../../checks/testing-programs.ts'
import { addPdfTimeStamp, signPdf, signPdfWithTimeStamp } from './index.ts'
import { tableDocument, textOf } from './testing/sample.ts'
import { at, authority, bank, made, root, seller, signingOf, stampingAt } from './testing/signers.ts'
import { workshop } from './testing/workshop.ts'

const shop = workshop()
afterAll(() => shop.close())

/** Takes a signature out of its document, as its dictionary says: the message, and the octets that it covers. */
function taken(pdf: Uint8Array): { readonly message: Uint8Array; readonly covered: Uint8Array } {
  const text = textOf(pdf)
  const range = [...text.matchAll(/\/ByteRange \[(\d+) (\d+) +(\d+) +(\d+) *\] \/Contents <([0-9a-f]+)>/g)].at(-1)
  const [first = 0, firstBytes = 0, second = 0, secondBytes = 0] = (range ?? []).slice(1, 5).map(Number)
  const padded = Buffer.from(range?.[5] ?? '', 'hex')
  const covered = [pdf.subarray(first, first + firstBytes), pdf.subarray(second, second + secondBytes)]
  return {
    message: new Uint8Array(padded.subarray(0, 4 + padded.readUInt16BE(2))),
    covered: new Uint8Array(Buffer.concat(covered)),
  }
}

const TIME = ['-attime', String(Math.floor(at / 1000))]

describeWith('openssl')('openssl', () => {
  shop.write('root.pem', encodePem('CERTIFICATE', root.certificate.raw))

  const cmsVerifies = (pdf: Uint8Array) => {
    const { message, covered } = taken(pdf)
    shop.write('message.der', message)
    shop.write('covered', covered)
    const detached = [
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'message.der',
      '-content',
      'covered',
      '-out',
      'out',
    ]
    return shop.run('openssl', 'cms', ...detached, '-CAfile', 'root.pem', '-purpose', 'any', ...TIME, '-cades')
  }

  test('cms -verify -cades accepts the signature in a document over the octets that it covers, up to the root', () => {
    const signed = made(signPdf(tableDocument(), signingOf(seller)))
    expect(cmsVerifies(signed)).toMatchObject({ status: 0, stderr: expect.stringContaining('successful') })
    expect(cmsVerifies(made(signPdf(signed, signingOf(bank))))).toMatchObject({ status: 0 })
    const changed = signed.slice()
    changed[30] = (changed[30] ?? 0) ^ 1
    expect(cmsVerifies(changed).status).not.toBe(0)
  })

  const tsVerifies = (token: Uint8Array, data: Uint8Array) => {
    shop.write('token', token)
    shop.write('data', data)
    shop.write('authority.pem', encodePem('CERTIFICATE', authority.certificate.raw))
    const files = ['-data', 'data', '-token_in', '-in', 'token', '-CAfile', 'root.pem', '-untrusted', 'authority.pem']
    return shop.run('openssl', 'ts', '-verify', ...files, ...TIME)
  }

  test('ts -verify accepts the time-stamp over a signature (PAdES-B-T), and cms -verify the signature with it', async () => {
    const stamped = made(await signPdfWithTimeStamp(tableDocument(), signingOf(seller), stampingAt(at)))
    expect(cmsVerifies(stamped)).toMatchObject({ status: 0 })
    const { message, covered } = taken(stamped)
    const verified = verifyData(message, { content: covered })
    const signer = verified.ok ? verified.value.signers[0] : undefined
    const [token = new Uint8Array(0)] = valuesOf(signer?.unsignedAttributes ?? [], attributeTypes.signatureTimeStamp)
    expect(tsVerifies(token, signer?.signature ?? new Uint8Array(0))).toMatchObject({ status: 0 })
    expect(tsVerifies(token, Uint8Array.of(1)).status).not.toBe(0)
  })

  test('ts -verify accepts a document time-stamp over the octets that it covers', async () => {
    const sealed = made(await addPdfTimeStamp(made(signPdf(tableDocument(), signingOf(seller))), stampingAt(at)))
    const { message, covered } = taken(sealed)
    expect(tsVerifies(message, covered)).toMatchObject({ status: 0 })
  })
})
