import { signData, verifyData } from '@entrepot/cms'
import { expect, test } from 'vitest'
import { addSignatureTimeStamp, createTimeStampToken, signatureImprint, verifySignatureTimeStamps } from './index.ts'
import { at, practiceAuthority, trust } from './testing/practice-authority.ts'

const { authority } = practiceAuthority()
const content = new TextEncoder().encode('Certificate of origin')

function signed() {
  const { key, certificate } = authority
  const message = signData(content, { signers: [{ key, certificate, attributes: { signingTime: at } }] })
  return { message, signer: signerOf(message) }
}

function signerOf(message: Uint8Array) {
  const verified = verifyData(message)
  if (!verified.ok || !verified.value.holds) throw new Error('our own message does not verify')
  return verified.value.signers[0]!
}

test('a signature with a time-stamp beside it still holds, and the time-stamp is of the signature', () => {
  const { message, signer } = signed()
  const imprint = signatureImprint(signer.signature)
  const token = createTimeStampToken({ imprint, serial: 1n, time: at, certificates: true }, authority)
  const stamped = addSignatureTimeStamp(message, signer.signature, token)
  if (!stamped.ok) throw new Error(stamped.code)
  const stamps = verifySignatureTimeStamps(signerOf(stamped.value), { trust })
  expect(stamps).toMatchObject([{ ok: true, time: at, imprint }])
})

test('a time-stamp of another signature is refused', () => {
  const { message, signer } = signed()
  const imprint = signatureImprint(Uint8Array.of(...signer.signature, 0))
  const token = createTimeStampToken({ imprint, serial: 1n, time: at, certificates: true }, authority)
  const stamped = addSignatureTimeStamp(message, signer.signature, token)
  if (!stamped.ok) throw new Error(stamped.code)
  expect(verifySignatureTimeStamps(signerOf(stamped.value), { trust })).toMatchObject([
    { ok: false, code: 'time-stamp/imprint' },
  ])
})

test('a time-stamp finds no place beside a signature that is not there', () => {
  const { message } = signed()
  expect(addSignatureTimeStamp(message, Uint8Array.of(1), message)).toMatchObject({ code: 'cms/no-such-signature' })
})
