import { encode, writeNull } from '@entrepot/asn1'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ChainCode,
  createOcspRequest,
  extensionTypes,
  isAnswerTo,
  issueOcspResponse,
  type OcspAnswer,
  type OcspResponse,
  type OcspResponseToIssue,
  parseOcspRequest,
  parseOcspResponse,
  type RevocationSources,
  type StatusToIssue,
  validatePath,
  writeOcspFailure,
} from '../index.ts'
import { spoilt } from '../testing/forge.ts'
import { at, authority, day, keyFor, leaf, listBy, type Made, start } from '../testing/scene.ts'

const root = authority('Root')
const good = authority('Good', root)
const other = authority('Other', root)
const user = leaf('User', good)
const ocspSigning = '1.3.6.1.5.5.7.3.9'
const responder = leaf('Responder', good, { extensions: { extendedKeyUsage: [ocspSigning], ocspNoCheck: true } })

function issuerOf(made: Made) {
  return { name: made.certificate.subject, publicKeySpki: made.certificate.publicKeySpki }
}

/** The id of a certificate, as a request has it. */
function idOf(subject: Made, issuer: Made = good, hash: 'SHA-1' | 'SHA-256' = 'SHA-256') {
  const der = createOcspRequest({
    certificates: [{ issuer: issuerOf(issuer), serial: subject.certificate.serial }],
    hash,
  })
  const decoded = parseOcspRequest(der)
  if (!decoded.ok || decoded.value.ids[0] === undefined) throw new Error('a request of our own making')
  return decoded.value.ids[0]
}

interface Answering {
  readonly by?: Made
  readonly status?: StatusToIssue
  readonly id?: ReturnType<typeof idOf>
  readonly thisUpdate?: number
  readonly nextUpdate?: number | null
  readonly more?: Partial<OcspResponseToIssue>
}

function answer({
  by = good,
  status = { status: 'good' },
  id = idOf(user),
  thisUpdate = at - day,
  nextUpdate = at + day,
  more = {},
}: Answering = {}): Uint8Array {
  const single = { id, ...status, thisUpdate, ...(nextUpdate === null ? {} : { nextUpdate }) }
  const certificates = by === good ? [] : [by.certificate.raw]
  return issueOcspResponse({ producedAt: thisUpdate, responses: [single], certificates, ...more }, by.key)
}

function parsed(der: Uint8Array): OcspResponse {
  const decoded = parseOcspResponse(der)
  if (!decoded.ok || decoded.value.status !== 'successful') throw new Error('a response of our own making')
  return decoded.value.response
}

const rootList = listBy(root)

function judge(responses: readonly Uint8Array[], more: Partial<RevocationSources> = {}) {
  const path = [user.certificate, good.certificate]
  const revocation = { lists: [rootList], responses: responses.map(parsed), ...more }
  return validatePath({ path, anchor: root.certificate, at, revocation })
}

const unknown: ChainCode = 'x509/no-revocation-state'
const revoked: ChainCode = 'x509/revoked'
const by = (name: string, extensions: Parameters<typeof leaf>[2], issuer = good): Made => leaf(name, issuer, extensions)
const delegated = { extendedKeyUsage: [ocspSigning], ocspNoCheck: true }
const withoutPurpose = by('No purpose', { extensions: { ocspNoCheck: true } })
const anyPurpose = by('Any purpose', { extensions: { extendedKeyUsage: ['2.5.29.37.0'], ocspNoCheck: true } })
const ofOther = by('Of another', { extensions: delegated }, other)
const ended = by('Ended', { notAfter: at - day, extensions: delegated })
const forEncryption = by('For encryption', { extensions: { ...delegated, keyUsage: ['keyEncipherment'] } })
const checked = by('Checked', {
  extensions: { extendedKeyUsage: [ocspSigning], crlDistributionPoints: ['http://a.example/list'] },
})
const unasked = by('Unasked', { extensions: { extendedKeyUsage: [ocspSigning] } })
const odd = by('Odd', {
  extensions: { ...delegated, others: [{ type: '2.999.1', critical: true, value: encode(writeNull()) }] },
})
const stranger: Made = { ...good, key: keyFor('Stranger') }

type Case = [
  situation: string,
  responses: readonly Uint8Array[],
  expected: 'ok' | ChainCode,
  sources?: Partial<RevocationSources>,
]

const cases: Case[] = [
  ['the issuer says good', [answer()], 'ok'],
  ['the issuer, named by its name', [answer({ more: { responder: good.certificate.subject } })], 'ok'],
  ['the issuer, with an id by SHA-1', [answer({ id: idOf(user, good, 'SHA-1') })], 'ok'],
  ['the issuer says revoked', [answer({ status: { status: 'revoked', date: start, reason: 'superseded' } })], revoked],
  ['the issuer says revoked, from tomorrow on', [answer({ status: { status: 'revoked', date: at + day } })], revoked],
  ['the issuer says unknown', [answer({ status: { status: 'unknown' } })], unknown],
  ['no response', [], unknown],
  ['a response about another certificate', [answer({ id: idOf(responder) })], unknown],
  ['a response about the same serial number of another issuer', [answer({ id: idOf(user, other) })], unknown],
  ['a signature that does not hold', [spoilt(answer())], unknown],
  [
    'a response by somebody with the issuer’s name',
    [answer({ by: stranger, more: { responder: good.certificate.subject, certificates: [] } })],
    unknown,
  ],
  ['good and revoked: revoked', [answer(), answer({ status: { status: 'revoked', date: start } })], revoked],
  ['good, and revoked in a list: revoked', [answer()], revoked, { lists: [rootList, listBy(good, [user])] }],
  [
    'revoked, and not in the list: revoked',
    [answer({ status: { status: 'revoked', date: start } })],
    revoked,
    { lists: [rootList, listBy(good)] },
  ],
  [
    'unknown, and not in the list',
    [answer({ status: { status: 'unknown' } })],
    'ok',
    { lists: [rootList, listBy(good)] },
  ],
  ['a delegated responder', [answer({ by: responder })], 'ok'],
  [
    'a delegated responder, named by its name',
    [answer({ by: responder, more: { responder: responder.certificate.subject } })],
    'ok',
  ],
  [
    'a delegated responder that is named otherwise',
    [answer({ by: responder, more: { responder: other.certificate.subject } })],
    unknown,
  ],
  [
    'a delegated responder whose certificate is known from elsewhere',
    [answer({ by: responder, more: { certificates: [] } })],
    'ok',
    { certificates: [responder.certificate] },
  ],
  [
    'a delegated responder whose certificate is not there',
    [answer({ by: responder, more: { certificates: [] } })],
    unknown,
  ],
  ['a responder that is not for it', [answer({ by: withoutPurpose })], unknown],
  ['a responder for any purpose is not for it', [answer({ by: anyPurpose })], unknown],
  ['a responder of another issuer', [answer({ by: ofOther })], unknown],
  ['a responder that has ended', [answer({ by: ended })], unknown],
  ['a responder that may not sign', [answer({ by: forEncryption })], unknown],
  ['a responder with a critical extension that is not understood', [answer({ by: odd })], unknown],
  ['a leaf that answers for itself', [answer({ by: user })], unknown],
  ['a responder that is to be checked, without a list', [answer({ by: checked })], unknown],
  [
    'a responder that is to be checked, and is good',
    [answer({ by: checked })],
    'ok',
    { lists: [rootList, listBy(good)] },
  ],
  ['a responder that is revoked', [answer({ by: checked })], 'ok', { lists: [rootList, listBy(good, [checked])] }],
  ['a responder that names no place to ask', [answer({ by: unasked })], 'ok'],
  ['a response that ran out', [answer({ nextUpdate: at })], unknown],
  ['a response of tomorrow', [answer({ thisUpdate: at + day, nextUpdate: at + 2 * day })], unknown],
  [
    'a response of tomorrow, in hindsight',
    [answer({ thisUpdate: at + day, nextUpdate: at + 2 * day })],
    'ok',
    { madeUntil: at + 2 * day },
  ],
  ['a response without a next one, of this hour', [answer({ thisUpdate: at - day / 24, nextUpdate: null })], 'ok'],
  ['a response without a next one, of yesterday', [answer({ thisUpdate: at - day, nextUpdate: null })], unknown],
  [
    'a key that is trusted here',
    [answer({ by: stranger, more: { certificates: [] } })],
    'ok',
    { trustedResponders: [keyFor('Stranger').publicKey.spki] },
  ],
  ['nothing is known, and that is accepted', [], 'ok', { unknown: 'accepted' }],
]

test.each(cases)('%s: %s', (_situation, responses, expected, sources = {}) => {
  expect(judge(responses, sources)).toMatchObject(
    expected === 'ok' ? { ok: true } : { ok: false, code: expected, index: 0 },
  )
})

test('a responder that is revoked says nothing', () => {
  const list = listBy(good, [checked], { issuingDistributionPoint: { onlySomeReasons: ['keyCompromise'] } })
  const rest = listBy(good, [], {
    issuingDistributionPoint: {
      onlySomeReasons: [
        'cACompromise',
        'affiliationChanged',
        'superseded',
        'cessationOfOperation',
        'certificateHold',
        'privilegeWithdrawn',
        'aACompromise',
      ],
    },
  })
  const about = (lists: RevocationSources['lists']) =>
    judge([answer({ by: checked, status: { status: 'revoked', date: start } })], { lists: lists ?? [] })
  expect(about([rootList, rest, list])).toMatchObject({ ok: true })
  expect(
    about([rootList, rest, listBy(good, [], { issuingDistributionPoint: { onlySomeReasons: ['keyCompromise'] } })]),
  ).toMatchObject({ code: revoked })
})

test('a later revocation is told', () => {
  const status = { status: 'revoked', date: at + day, reason: 'keyCompromise' } as const
  const answered = judge([answer({ status, thisUpdate: at + day, nextUpdate: at + 2 * day })], { madeUntil: at + day })
  expect(answered).toMatchObject({
    ok: true,
    revokedLater: [{ index: 0, revocation: { date: at + day, reason: 'keyCompromise' } }],
  })
})

test('a response comes back field by field', () => {
  const nonce = new Uint8Array(32).fill(7)
  const response = parsed(answer({ by: responder, more: { nonce } }))
  expect(response).toMatchObject({ nonce, producedAt: at - day, unknownCriticalExtension: undefined })
  expect(response.responses).toMatchObject([
    {
      status: 'good',
      thisUpdate: at - day,
      nextUpdate: at + day,
      id: { hash: 'SHA-256', serial: user.certificate.serial },
    },
  ])
  expect(response.certificates.map(({ raw }) => raw)).toEqual([responder.certificate.raw])
})

test('a request comes back, its nonce and its ids with it', () => {
  const serials = fc.array(fc.bigInt({ min: 1n, max: (1n << 159n) - 1n }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(
      serials,
      fc.uint8Array({ minLength: 1, maxLength: 128 }),
      fc.constantFrom('SHA-1', 'SHA-256', 'SHA-384'),
      (given, nonce, hash) => {
        const der = createOcspRequest({
          certificates: given.map((serial) => ({ issuer: issuerOf(good), serial })),
          nonce,
          hash,
        })
        const decoded = parseOcspRequest(der)
        expect(decoded).toMatchObject({ ok: true, value: { nonce, requestor: undefined, signed: undefined } })
        expect(decoded.ok && decoded.value.ids.map(({ serial, hash: used }) => [serial, used])).toEqual(
          given.map((serial) => [serial, hash]),
        )
      },
    ),
    { numRuns: 30 },
  )
})

test('a response answers a request when it says something of each certificate and repeats the nonce', () => {
  const nonce = new Uint8Array(32).fill(7)
  const certificates = [{ issuer: issuerOf(good), serial: user.certificate.serial }]
  const asked = (more: { nonce?: Uint8Array; hash?: 'SHA-1' } = {}) => {
    const decoded = parseOcspRequest(createOcspRequest({ certificates, ...more }))
    if (!decoded.ok) throw new Error(decoded.code)
    return decoded.value
  }
  expect(isAnswerTo(parsed(answer({ more: { nonce } })), asked({ nonce }))).toBe(true)
  expect(isAnswerTo(parsed(answer({ more: { nonce } })), asked())).toBe(true)
  expect(isAnswerTo(parsed(answer()), asked({ nonce }))).toBe(false)
  expect(isAnswerTo(parsed(answer({ more: { nonce: new Uint8Array(32) } })), asked({ nonce }))).toBe(false)
  expect(isAnswerTo(parsed(answer({ id: idOf(responder) })), asked())).toBe(false)
  expect(isAnswerTo(parsed(answer()), asked({ hash: 'SHA-1' }))).toBe(false)
})

test('a signed request names its sender and brings its certificate', () => {
  const signer = {
    name: { form: 'directoryName', name: user.certificate.subject },
    key: user.key,
    certificates: [user.certificate.raw],
  } as const
  const decoded = parseOcspRequest(
    createOcspRequest({ certificates: [{ issuer: issuerOf(good), serial: 1n }], signer }),
  )
  expect(decoded).toMatchObject({ ok: true, value: { requestor: { form: 'directoryName' } } })
  expect(decoded.ok && decoded.value.signed?.certificates[0]?.raw).toEqual(user.certificate.raw)
})

test.each(['malformedRequest', 'internalError', 'tryLater', 'sigRequired', 'unauthorized'] as const)(
  'the failure %s comes back',
  (failure) => {
    expect(parseOcspResponse(writeOcspFailure(failure))).toEqual({
      ok: true,
      value: { status: failure } satisfies OcspAnswer,
    })
  },
)

test('a response with any one bit flipped is malformed or says nothing', () => {
  const der = answer({ by: responder, more: { nonce: new Uint8Array(32) } })
  for (let bit = 0; bit < der.length * 8; bit++) {
    const flipped = der.slice()
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const decoded = parseOcspResponse(flipped)
    if (!decoded.ok || decoded.value.status !== 'successful') continue
    const revocation = { lists: [rootList], responses: [decoded.value.response] }
    const verdict = validatePath({
      path: [user.certificate, good.certificate],
      anchor: root.certificate,
      at,
      revocation,
    })
    expect(verdict).toMatchObject({ ok: false, code: unknown })
  }
})

test('an extension of a response that is critical and not understood makes it say nothing', () => {
  const critical = { ...parsed(answer()), unknownCriticalExtension: extensionTypes.crlNumber }
  const revocation = { lists: [rootList], responses: [critical] }
  expect(
    validatePath({ path: [user.certificate, good.certificate], anchor: root.certificate, at, revocation }),
  ).toMatchObject({ code: unknown })
})
