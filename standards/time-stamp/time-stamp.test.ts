import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  encode,
  writeBoolean,
  writeConstructed,
  writeInteger,
  writeNamedBits,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writePrimitive,
  writeSequence,
  writeUtf8String,
} from '@entrepot/asn1'
import { contentTypes, signData, verifyData } from '@entrepot/cms'
import { extensionTypes, purposes } from '@entrepot/x509'
import { describe, expect, test } from 'vitest'
import {
  answerTimeStampRequest,
  type Authority,
  createTimeStampRequest,
  createTimeStampToken,
  type Failure,
  imprintOf,
  parseTimeStampInfo,
  parseTimeStampRequest,
  parseTimeStampResponse,
  refuseTimeStamp,
  timeStampingUsage,
  type TimeStampCode,
  verifyTimeStampToken,
} from './index.ts'
import { at, otherPolicy, policy, practiceAuthority, root, start, trust } from './testing/practice-authority.ts'

const { authority } = practiceAuthority()
const data = new TextEncoder().encode('Bill of lading HLCU 4711')
const imprint = imprintOf(data)
const serial = 4711n
const stamp = (more: Partial<Parameters<typeof createTimeStampToken>[0]> = {}, by: Authority = authority) =>
  createTimeStampToken({ imprint, serial, time: at, certificates: true, ...more }, by)

test('a token states what was stamped, when, under which policy, how exactly, and in answer to what', () => {
  const nonce = 0x1234_5678_9abc_def0n
  for (const time of [at, at + 1, at + 120, at + 999]) {
    const token = stamp({ time, nonce, policy: otherPolicy }, { ...authority, ordering: true })
    expect(verifyTimeStampToken(token, { imprint, nonce, policies: [otherPolicy], trust })).toMatchObject({
      ...{ ok: true, imprint, serial, time, nonce, policy: otherPolicy, ordering: true },
      accuracy: { seconds: 1, milliseconds: 500 },
      certificate: { serial: authority.certificate.serial },
    })
  }
})

test('the hash is made by the algorithm that the token names', () => {
  for (const algorithm of ['SHA-256', 'SHA-384', 'SHA-512'] as const) {
    const token = stamp({ imprint: imprintOf(data, algorithm) })
    const verified = verifyTimeStampToken(token, { imprint: (named) => imprintOf(data, named), trust })
    expect(verified).toMatchObject({ ok: true, imprint: { algorithm } })
  }
})

test('certificates come along when they are asked for, and else must be known', () => {
  const bare = stamp({ certificates: false })
  const { certificate } = authority
  expect(verifyTimeStampToken(bare, { imprint, trust, certificates: [certificate] })).toMatchObject({ ok: true })
  expect(verifyTimeStampToken(bare, { imprint, trust })).toMatchObject({
    code: 'time-stamp/signature',
    signature: 'cms/signer-certificate-not-found',
  })
})

/** A token around any statement, signed by the authority all the same. */
function tokenOf(
  statement: Uint8Array,
  by: Authority = authority,
  more: Partial<Parameters<typeof signData>[1]> = {},
): Uint8Array {
  const { key, certificate } = by
  return signData(statement, { contentType: contentTypes.timeStampInfo, signers: [{ key, certificate }], ...more })
}

function statement(
  more: { readonly extra?: readonly DerNode[]; readonly time?: string; readonly hash?: DerNode } = {},
) {
  const hash = more.hash ?? writeSequence([writeObjectIdentifier('2.16.840.1.101.3.4.2.1')])
  return encode(
    writeSequence([
      writeInteger(1),
      writeObjectIdentifier(policy),
      writeSequence([hash, writeOctetString(imprint.digest)]),
      writeInteger(serial),
      writePrimitive(0x18, new TextEncoder().encode(more.time ?? '20260131000000Z')),
      ...(more.extra ?? []),
    ]),
  )
}

const usage = (critical: boolean, ...named: string[]) => ({
  keyUsage: ['digitalSignature'] as const,
  others: [
    {
      type: extensionTypes.extendedKeyUsage,
      critical,
      value: encode(writeSequence(named.map((purpose) => writeObjectIdentifier(purpose)))),
    },
  ],
})
const by = (extensions: Parameters<typeof practiceAuthority>[0]) =>
  tokenOf(statement(), practiceAuthority(extensions).authority)
const nameOf = (text: string) => {
  const name = writeSequence([
    writeConstructed(0x31, [writeSequence([writeObjectIdentifier('2.5.4.3'), writeUtf8String(text)])]),
  ])
  return writeConstructed(contextConstructed(0), [writeConstructed(contextConstructed(4), [name])])
}
const extensions = (critical: boolean) =>
  writeConstructed(contextConstructed(1), [
    writeSequence([
      writeObjectIdentifier('1.2.3'),
      ...(critical ? [writeBoolean(true)] : []),
      writeOctetString(new Uint8Array(1)),
    ]),
  ])
const { key, certificate } = authority
const plain = { key, certificate }

const accepted: readonly (readonly [string, Uint8Array])[] = [
  ['of little', tokenOf(statement())],
  ['with a fraction of a second', tokenOf(statement({ time: '20260131000000.123456Z' }))],
  ['with the name of its authority', tokenOf(statement({ extra: [nameOf('Time Stamping')] }))],
  ['with an extension that is not critical', tokenOf(statement({ extra: [extensions(false)] }))],
  [
    'with the accuracy of a microsecond',
    tokenOf(statement({ extra: [writeSequence([writeInteger(5, contextPrimitive(1))])] })),
  ],
]

test.each(accepted)('a token %s holds', (_, token) => {
  expect(verifyTimeStampToken(token, { imprint, trust })).toMatchObject({ ok: true })
})

const unknownHash = writeSequence([writeObjectIdentifier('1.3.14.3.2.26'), writeNull()])
const refused: readonly (readonly [string, Uint8Array, TimeStampCode])[] = [
  ['of other content', signData(statement(), { signers: [plain] }), 'time-stamp/not-a-token'],
  ['of two signers', tokenOf(statement(), authority, { signers: [plain, plain] }), 'time-stamp/signers'],
  [
    'that does not name its certificate',
    tokenOf(statement(), authority, { signers: [{ ...plain, attributes: { signingCertificate: false } }] }),
    'time-stamp/signing-certificate',
  ],
  ['of a certificate for everything', by({ keyUsage: ['digitalSignature'] }), 'time-stamp/purpose'],
  ['of a certificate whose purpose is not critical', by(usage(false, purposes.timeStamping)), 'time-stamp/purpose'],
  [
    'of a certificate with a second purpose',
    by(usage(true, purposes.timeStamping, purposes.codeSigning)),
    'time-stamp/purpose',
  ],
  ['of a certificate for any purpose', by(usage(true, '2.5.29.37.0')), 'time-stamp/purpose'],
  ['with a critical extension', tokenOf(statement({ extra: [extensions(true)] })), 'time-stamp/critical-extension'],
  [
    'with the name of another authority',
    tokenOf(statement({ extra: [nameOf('Time Travel')] })),
    'time-stamp/authority-name',
  ],
  ['by a hash function of 1995', tokenOf(statement({ hash: unknownHash })), 'time-stamp/imprint'],
  ['from before its certificate', stamp({ time: start - 1 }), 'time-stamp/outside-validity'],
]

test.each(refused)('a token %s is refused', (_, token, code) => {
  expect(verifyTimeStampToken(token, { imprint, trust })).toMatchObject({ ok: false, code, rule: expect.any(String) })
})

test('a token without content is malformed', () => {
  const bare = signData(statement(), { contentType: contentTypes.timeStampInfo, signers: [plain], detached: true })
  expect(verifyTimeStampToken(bare, { imprint, trust })).toMatchObject({ ok: false, code: 'cms/content-missing' })
})

test('a token of other data, of another answer, under another policy, or of nobody’s authority is refused', () => {
  const token = stamp({ nonce: 7n })
  const judged = (more: object) => verifyTimeStampToken(token, { imprint, trust, ...more })
  expect(judged({ nonce: 7n })).toMatchObject({ ok: true })
  expect(judged({ imprint: imprintOf(data.subarray(1)) })).toMatchObject({ code: 'time-stamp/imprint' })
  expect(judged({ imprint: imprintOf(data, 'SHA-512') })).toMatchObject({ code: 'time-stamp/imprint' })
  expect(judged({ nonce: 8n })).toMatchObject({ code: 'time-stamp/nonce' })
  expect(verifyTimeStampToken(stamp(), { imprint, trust, nonce: 7n })).toMatchObject({ code: 'time-stamp/nonce' })
  expect(judged({ policies: [otherPolicy] })).toMatchObject({ code: 'time-stamp/policy' })
  expect(judged({ trust: { ...trust, anchors: [] } })).toMatchObject({
    code: 'time-stamp/chain',
    chain: { code: 'x509/unknown-issuer' },
  })
  expect(judged({ trust: { ...trust, at: start - 1 } })).toMatchObject({
    code: 'time-stamp/chain',
    chain: { code: 'x509/not-yet-valid' },
  })
  expect(judged({ trust: { anchors: [root], revocation: { lists: [] } } })).toMatchObject({
    chain: { code: 'x509/no-revocation-state' },
  })
})

const malformed: readonly (readonly [string, string | DerNode, string])[] = [
  ['a time without seconds', '202601310000Z', 'time-stamp/time'],
  ['a fraction that ends in zero', '20260131000000.10Z', 'time-stamp/time'],
  ['a fraction of nothing', '20260131000000.Z', 'time-stamp/time'],
  ['a fraction after a comma', '20260131000000,5Z', 'time-stamp/time'],
  ['a fraction of 13 digits', '20260131000000.1234567890123Z', 'time-stamp/time'],
  ['a thirteenth month', '20261331000000Z', 'time-stamp/time'],
  ['a time of another zone', '20260131000000+0100', 'time-stamp/time'],
  ['an accuracy of no milliseconds', writeSequence([writeInteger(0, contextPrimitive(0))]), 'time-stamp/accuracy'],
  [
    'an accuracy of 1000 milliseconds',
    writeSequence([writeInteger(1000, contextPrimitive(0))]),
    'asn1/integer-out-of-range',
  ],
  ['an order that is written to be none', writeBoolean(false), 'asn1/default-encoded'],
  ['a nonce of 65 octets', writeInteger(1n << 515n), 'time-stamp/nonce-too-long'],
]

test.each(malformed)('a statement with %s is malformed', (_, part, code) => {
  const der = typeof part === 'string' ? statement({ time: part }) : statement({ extra: [part] })
  expect(parseTimeStampInfo(der)).toMatchObject({ ok: false, code })
  expect(verifyTimeStampToken(tokenOf(der), { imprint, trust })).toMatchObject({ ok: false, code })
})

describe('an authority', () => {
  const answer = (request: Uint8Array, time: number | undefined = at) =>
    answerTimeStampRequest(request, authority, { time, serial })
  const refusalOf = (request: Uint8Array): Failure | undefined => {
    const { response, token, failure } = answer(request)
    const parsed = parseTimeStampResponse(response)
    expect(parsed).toMatchObject({ ok: true, value: { status: 'rejection', failures: [failure], token: undefined } })
    expect(token).toBeUndefined()
    return failure
  }
  const request = (...more: DerNode[]) => requestOf(1, '2.16.840.1.101.3.4.2.1', ...more)
  const requestOf = (version: number, hash: string, ...more: DerNode[]) =>
    encode(
      writeSequence([
        writeInteger(version),
        writeSequence([writeSequence([writeObjectIdentifier(hash)]), writeOctetString(imprint.digest)]),
        ...more,
      ]),
    )

  test('answers what it is asked', () => {
    const nonce = 99n
    const asked = createTimeStampRequest({ imprint, nonce, policy: otherPolicy, certificateRequested: true })
    const response = parseTimeStampResponse(answer(asked).response)
    if (!response.ok) throw new Error(response.code)
    expect(response.value).toMatchObject({ status: 'granted', texts: [], failures: [] })
    const verified = verifyTimeStampToken(response.value.token!, { imprint, nonce, policies: [otherPolicy], trust })
    expect(verified).toMatchObject({ ok: true, time: at, serial })
  })

  test('sends no certificate unless it is asked', () => {
    const verified = verifyData(answer(createTimeStampRequest({ imprint })).token!)
    expect(verified).toMatchObject({ ok: true, value: { certificates: [] } })
  })

  test.each([
    ['octets that are none', data, 'badDataFormat'],
    ['a digest of the wrong length', requestOf(1, '2.16.840.1.101.3.4.2.3'), 'badDataFormat'],
    ['another version', requestOf(2, '2.16.840.1.101.3.4.2.1'), 'badRequest'],
    ['a hash function of 1995', requestOf(1, '1.3.14.3.2.26'), 'badAlg'],
    ['a policy that is not its own', request(writeObjectIdentifier('1.2.3')), 'unacceptedPolicy'],
    [
      'an extension',
      request(
        writeConstructed(contextConstructed(0), [
          writeSequence([writeObjectIdentifier('1.2.3'), writeOctetString(data)]),
        ]),
      ),
      'unacceptedExtension',
    ],
  ] as const)('refuses a request with %s', (_, asked, failure) => {
    expect(refusalOf(asked)).toBe(failure)
  })

  test('gives no time when it has none', () => {
    const asked = createTimeStampRequest({ imprint })
    expect(answerTimeStampRequest(asked, authority, { time: undefined, serial }).failure).toBe('timeNotAvailable')
  })

  test('says why in words, for reasons of its own', () => {
    for (const failure of ['addInfoNotAvailable', 'systemFailure'] as const) {
      const parsed = parseTimeStampResponse(refuseTimeStamp(failure, 'Closed for the night'))
      expect(parsed).toMatchObject({ ok: true, value: { failures: [failure], texts: ['Closed for the night'] } })
    }
  })

  test('stamps with no other certificate, under no other policy', () => {
    const everything = practiceAuthority({ keyUsage: ['digitalSignature'] }).authority
    expect(() => stamp({}, everything)).toThrow('time-stamping alone')
    expect(() => stamp({ policy: '1.2.3' })).toThrow('policy')
    expect(() => stamp({ serial: 1n << 161n })).toThrow('160 bits')
    expect(timeStampingUsage.critical).toBe(true)
  })
})

test('a response that grants without a token, or refuses with one, is malformed', () => {
  const status = (code: number, ...more: DerNode[]) => writeSequence([writeInteger(code), ...more])
  const token = writeSequence([])
  const responses = [
    encode(writeSequence([status(0)])),
    encode(writeSequence([status(2, writeNamedBits([0])), token])),
    encode(writeSequence([status(3), token])),
  ]
  for (const response of responses)
    expect(parseTimeStampResponse(response)).toMatchObject({ code: 'time-stamp/status' })
  expect(parseTimeStampResponse(encode(writeSequence([status(6)])))).toMatchObject({
    code: 'asn1/integer-out-of-range',
  })
})

test('a token with any bit changed is refused, but for what nothing authenticates', () => {
  const token = stamp()
  const unnoticed: number[] = []
  for (let place = 0; place < token.length; place++) {
    const changed = token.slice()
    changed[place]! ^= 1 << (place % 8)
    if (verifyTimeStampToken(changed, { imprint, trust }).ok) unnoticed.push(place)
  }
  // The version of the signed data alone.
  expect(unnoticed.filter((place) => token[place - 2] !== 2 || token[place - 1] !== 1)).toEqual([])
})

test('requests come back as they were written', () => {
  const written = { imprint, nonce: -5n, policy, certificateRequested: true }
  expect(parseTimeStampRequest(createTimeStampRequest(written))).toMatchObject({ ok: true, value: written })
  const least = { imprint, nonce: undefined, policy: undefined, certificateRequested: false, extensions: [] }
  expect(parseTimeStampRequest(createTimeStampRequest({ imprint }))).toMatchObject({ ok: true, value: least })
})
