import { Certificate, type ContentInfo, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs'
import { expect, test } from 'vitest'
import { answerTimeStampRequest, createTimeStampRequest, imprintOf } from './index.ts'
import { at, policy, practiceAuthority, root } from './testing/practice-authority.ts'

const { authority } = practiceAuthority()
const data = new TextEncoder().encode('Bill of lading HLCU 4711')
const bufferOf = (octets: Uint8Array): ArrayBuffer => new Uint8Array(octets).buffer

test('pkijs reads our answer and verifies the token in it', async () => {
  const request = createTimeStampRequest({ imprint: imprintOf(data), nonce: 7n, certificateRequested: true })
  const { response } = answerTimeStampRequest(request, authority, { time: at + 250, serial: 0x4711n })
  const theirs = TimeStampResp.fromBER(bufferOf(response))
  expect(theirs.status.status).toBe(0)
  const token = new SignedData({ schema: (theirs.timeStampToken as ContentInfo).content })
  const trustedCerts = [Certificate.fromBER(bufferOf(root.raw))]
  const checkDate = new Date(at)
  await expect(
    token.verify({ signer: 0, trustedCerts, data: bufferOf(data), checkChain: true, checkDate }),
  ).resolves.toBe(true)
  const info = TSTInfo.fromBER(token.encapContentInfo.eContent!.getValue())
  expect(info.policy).toBe(policy)
  expect(info.genTime.getTime()).toBe(at + 250)
  await expect(info.verify({ data: bufferOf(data) })).resolves.toBe(true)
})

test('pkijs reads every field of our request', () => {
  const imprint = imprintOf(data, 'SHA-384')
  const request = createTimeStampRequest({ imprint, policy, nonce: 0x1234n, certificateRequested: true })
  const theirs = TimeStampReq.fromBER(bufferOf(request))
  expect(theirs).toMatchObject({ version: 1, reqPolicy: policy, certReq: true })
  expect(theirs.messageImprint.hashAlgorithm.algorithmId).toBe('2.16.840.1.101.3.4.2.2')
  expect(new Uint8Array(theirs.messageImprint.hashedMessage.valueBlock.valueHexView)).toEqual(imprint.digest)
  expect(theirs.nonce?.valueBlock.valueDec).toBe(0x1234)
})
