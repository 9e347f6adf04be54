import type { PrivateKey } from '@entrepot/crypto'
import { expect, test } from 'vitest'
import {
  type Certificate,
  type ChainCode,
  type ChainToValidate,
  chainRules,
  type ExtensionsToIssue,
  issueCertificate,
  issueRevocationList,
  MAXIMUM_CHAIN_LENGTH,
  type RevocationList,
  type RevocationToIssue,
  validateChain,
} from '../index.ts'
import {
  at,
  type ChainOfThree,
  chainOfThree,
  day,
  keyOf,
  listsOf,
  organisationExtensions,
  organisationSubject,
  parsed,
  parsedList,
  start,
} from '../testing/chain-of-three.ts'

const three = chainOfThree()
const lists = listsOf(three)

function ask(of: ChainOfThree, changes: Partial<ChainToValidate> = {}) {
  return validateChain({
    chain: [of.organisation, of.issuing],
    anchors: [of.root],
    at,
    crls: listsOf(of),
    purpose: { keyUsage: 'digitalSignature' },
    ...changes,
  })
}

function issue(extensions: ExtensionsToIssue, changes: { issuerKey?: PrivateKey; serial?: bigint } = {}): Certificate {
  const content = {
    subject: organisationSubject,
    issuer: three.issuing.subject,
    publicKeySpki: three.organisation.publicKeySpki,
    serial: changes.serial ?? 99n,
    notBefore: start,
    notAfter: start + 90 * day,
    extensions,
  }
  return parsed(issueCertificate(content, changes.issuerKey ?? three.keys.issuing))
}

function revoked(entry: Partial<RevocationToIssue>): RevocationList[] {
  return listsOf(three, [{ serial: three.organisation.serial, date: at, ...entry }])
}

test.each(['ES256', 'Ed25519'] as const)('a chain of three under %s holds, with or without its root', (algorithm) => {
  const of = chainOfThree(algorithm)
  const expected = { ok: true, revocation: 'checked', revokedLater: [], anchor: of.root }
  expect(ask(of)).toMatchObject(expected)
  expect(ask(of, { chain: [of.organisation, of.issuing, of.root] })).toMatchObject(expected)
  const answer = ask(of)
  expect(answer.ok && answer.publicKey.spki).toEqual(of.keys.organisation.publicKey.spki)
})

test('the practice root itself holds when it is an anchor', () => {
  expect(validateChain({ chain: [three.root], anchors: [three.root], at, crls: [] }).ok).toBe(true)
})

const stranger = keyOf('ES256', 9)
const otherRoot = chainOfThree('ES256', { root: { subject: { commonName: 'Other' }, issuer: { commonName: 'Other' } } })
const noCa = chainOfThree('ES256', { issuing: { extensions: { keyUsage: ['digitalSignature', 'cRLSign'] } } })
const saysNoCa = chainOfThree('ES256', {
  issuing: { extensions: { basicConstraints: { ca: false }, keyUsage: ['digitalSignature', 'cRLSign'] } },
})
const shortPath = chainOfThree('ES256', {
  root: { extensions: { basicConstraints: { ca: true, pathLength: 0 }, keyUsage: ['keyCertSign', 'cRLSign'] } },
})
const lateStart = chainOfThree('ES256', { organisation: { notBefore: at + 1000 } })
const shortIssuing = chainOfThree('ES256', { issuing: { notAfter: at - 1000 } })
const shortRoot = chainOfThree('ES256', { root: { notAfter: at - 1000 } })
const forged = issue(organisationExtensions, { issuerKey: stranger })
const leafAsIssuer = (of: ChainOfThree): Certificate =>
  parsed(
    issueCertificate(
      {
        subject: { commonName: 'Made by an organisation' },
        issuer: of.organisation.subject,
        publicKeySpki: stranger.publicKey.spki,
        serial: 5n,
        notBefore: start,
        notAfter: start + 30 * day,
        extensions: { keyUsage: ['digitalSignature'] },
      },
      of.keys.organisation,
    ),
  )
const stale = [lists[0], parsedList(listOf({ thisUpdate: start, nextUpdate: start + day }))].flatMap(
  (list) => list ?? [],
)

function listOf(times: { thisUpdate: number; nextUpdate: number }, entries: RevocationToIssue[] = [], number = 8n) {
  return issueRevocationList({ issuer: three.issuing.subject, number, ...times, entries }, three.keys.issuing)
}

type Refused = [situation: string, changes: Partial<ChainToValidate>, code: ChainCode, index: number, of?: ChainOfThree]

const refused: Refused[] = [
  ['no certificate', { chain: [] }, 'x509/empty-chain', 0],
  [
    'a certificate more than the limit',
    { chain: Array.from({ length: MAXIMUM_CHAIN_LENGTH + 1 }, () => three.issuing) },
    'x509/chain-too-long',
    MAXIMUM_CHAIN_LENGTH,
  ],
  ['no anchor', { anchors: [] }, 'x509/unknown-issuer', 1],
  ['an anchor of another name', { anchors: [otherRoot.root] }, 'x509/unknown-issuer', 1],
  ['an issuing authority left out', { chain: [three.organisation] }, 'x509/unknown-issuer', 0],
  ['root first', { chain: [three.root, three.issuing, three.organisation] }, 'x509/unknown-issuer', 2],
  [
    'the same issuing authority twice',
    { chain: [three.organisation, three.issuing, three.issuing] },
    'x509/unknown-issuer',
    1,
  ],
  ['a certificate signed by a stranger', { chain: [forged, three.issuing] }, 'x509/bad-signature', 0],
  ['a root of the same name and another key', { anchors: [chainOfThree('Ed25519').root] }, 'x509/bad-signature', 1],
  ['a certificate that begins a second later', {}, 'x509/not-yet-valid', 0, lateStart],
  ['a certificate that ended', { at: start + 90 * day + 1000, crls: 'unchecked' }, 'x509/expired', 0],
  ['an issuing authority that ended', {}, 'x509/expired', 1, shortIssuing],
  ['a root that ended', {}, 'x509/expired', 2, shortRoot],
  ['an issuer that is no authority', {}, 'x509/not-a-ca', 1, noCa],
  ['an issuer that says it is no authority', {}, 'x509/not-a-ca', 1, saysNoCa],
  ['an authority too many', {}, 'x509/path-too-long', 1, shortPath],
  ['a purpose that the key is not for', { purpose: { keyUsage: 'keyAgreement' } }, 'x509/key-usage', 0],
  [
    'an extended purpose that the key is not for',
    { purpose: { extendedKeyUsage: '1.3.6.1.5.5.7.3.8' } },
    'x509/extended-key-usage',
    0,
  ],
  ['no list at all', { crls: [] }, 'x509/no-revocation-state', 1],
  ['a list of the root alone', { crls: lists.slice(0, 1) }, 'x509/no-revocation-state', 0],
  ['a list that ran out', { crls: stale }, 'x509/no-revocation-state', 0],
  ['a certificate revoked this second', { crls: revoked({}) }, 'x509/revoked', 0],
  [
    'a key lost before it was revoked',
    { crls: revoked({ date: at + day, invalidityDate: at - day }) },
    'x509/revoked',
    0,
  ],
]

test.for(refused)('%s: refused', ([, changes, code, index, of = three]) => {
  expect(ask(of, changes)).toMatchObject({ ok: false, code, index, rule: chainRules[code] })
})

test('an organisation that signs certificates is no authority', () => {
  const chain = [leafAsIssuer(three), three.organisation, three.issuing]
  expect(ask(three, { chain })).toMatchObject({ code: 'x509/not-a-ca', index: 1 })
})

test('a refusal names the certificate in words', () => {
  expect(ask(three, { crls: revoked({}) })).toMatchObject({ subject: expect.stringContaining('CN=Haitong') })
})

test('an authority without the right to sign certificates is refused', () => {
  // No issuer of this room writes such a certificate, so the bit is cleared in what was read; its signature was judged before.
  const issuing = { ...three.issuing, extensions: { ...three.issuing.extensions, keyUsage: ['cRLSign'] as const } }
  expect(ask(three, { chain: [three.organisation, issuing] })).toMatchObject({ code: 'x509/key-usage', index: 1 })
})

test('critical extensions that are not processed are refused, others passed over', () => {
  const withExtension = (type: string, critical: boolean): Certificate => ({
    ...three.issuing,
    extensions: { ...three.issuing.extensions, all: [{ type, critical, value: new Uint8Array(0) }] },
  })
  const askWith = (issuing: Certificate) => ask(three, { chain: [three.organisation, issuing] })
  const unknown = { code: 'x509/unknown-critical-extension', index: 1 }
  expect(askWith(withExtension('1.2.3.4', true))).toMatchObject({ ...unknown, extension: '1.2.3.4' })
  expect(askWith(withExtension('2.5.29.16', true))).toMatchObject({ ...unknown, extension: '2.5.29.16' })
  expect(askWith(withExtension('1.2.3.4', false)).ok).toBe(true)
})

test('what was signed before the revocation stays valid, and the revocation is told', () => {
  const entry = { serial: three.organisation.serial, date: at + 1000, reason: 'keyCompromise' } as const
  const made = { thisUpdate: at + 1000, nextUpdate: at + 7 * day }
  const crls = [...lists.slice(0, 1), parsedList(listOf(made, [entry]))]
  const revocation = { serial: three.organisation.serial, date: at + 1000, reason: 'keyCompromise' }
  expect(ask(three, { crls })).toMatchObject({ ok: true, revokedLater: [{ index: 0, revocation }] })
  expect(ask(three, { crls, at: at + 999 })).toMatchObject({ ok: true })
  expect(ask(three, { crls, at: at + 1000 })).toMatchObject({ ok: false, code: 'x509/revoked', revocation })
})

test('a list counts from when it was made on, whatever later date it writes', () => {
  const entry = { serial: three.organisation.serial, date: at + 7 * day }
  const made = { thisUpdate: at + 1000, nextUpdate: at + 7 * day }
  const crls = [...lists.slice(0, 1), parsedList(listOf(made, [entry]))]
  const revocation = { date: at + 1000 }
  expect(ask(three, { crls, at: at + 999 })).toMatchObject({ ok: true, revokedLater: [{ index: 0, revocation }] })
  expect(ask(three, { crls, at: at + 1000 })).toMatchObject({ ok: false, code: 'x509/revoked', revocation })
})

test('a revoked issuing authority takes its organisations with it', () => {
  const list = issueRevocationList(
    {
      issuer: three.root.subject,
      number: 9n,
      thisUpdate: at,
      nextUpdate: at + day,
      entries: [{ serial: 2n, date: at, reason: 'cACompromise' }],
    },
    three.keys.root,
  )
  const crls = [...lists, parsedList(list)]
  expect(ask(three, { crls })).toMatchObject({ code: 'x509/revoked', index: 1, revocation: { reason: 'cACompromise' } })
})

test('the last second of validity counts whole', () => {
  const last = start + 90 * day
  expect(ask(three, { at: last + 999, crls: 'unchecked' })).toMatchObject({ ok: true, revocation: 'unchecked' })
  expect(ask(three, { at: last + 1000, crls: 'unchecked' })).toMatchObject({ boundary: last })
})

test('a list that its issuer did not sign says nothing, neither good nor bad', () => {
  const content = { issuer: three.issuing.subject, number: 8n, thisUpdate: start, nextUpdate: start + 90 * day }
  const entries = [{ serial: three.organisation.serial, date: start }]
  const byStranger = parsedList(issueRevocationList({ ...content, entries }, stranger))
  expect(ask(three, { crls: [...lists, byStranger] }).ok).toBe(true)
  expect(ask(three, { crls: [...lists.slice(0, 1), byStranger] })).toMatchObject({ code: 'x509/no-revocation-state' })
})

test('a list with a critical extension that is not understood says nothing', () => {
  const partitioned = lists.map((list) => ({ ...list, unknownCriticalExtension: '2.5.29.28' }))
  expect(ask(three, { crls: partitioned })).toMatchObject({ code: 'x509/no-revocation-state', index: 1 })
})

test('an authority without the right to sign lists gives no revocation state', () => {
  const of = chainOfThree('ES256', {
    issuing: { extensions: { basicConstraints: { ca: true, pathLength: 0 }, keyUsage: ['keyCertSign'] } },
  })
  expect(ask(of)).toMatchObject({ code: 'x509/no-revocation-state', index: 0 })
})

test('a list made after a certificate ended may have dropped it, so it says nothing of it', () => {
  const late = parsedList(listOf({ thisUpdate: start + 91 * day, nextUpdate: start + 98 * day }))
  expect(ask(three, { crls: [...lists.slice(0, 1), late] })).toMatchObject({ code: 'x509/no-revocation-state' })
})

test('a later list lifts a hold, and nothing lifts another revocation', () => {
  const { serial } = three.organisation
  const early = { thisUpdate: start, nextUpdate: start + day }
  const held = parsedList(listOf(early, [{ serial, date: start, reason: 'certificateHold' }]))
  const lost = parsedList(listOf(early, [{ serial, date: start, reason: 'keyCompromise' }]))
  expect(ask(three, { crls: [...lists, held] })).toMatchObject({ ok: true, revokedLater: [] })
  expect(ask(three, { crls: [...lists, lost] })).toMatchObject({ code: 'x509/revoked' })
  expect(ask(three, { crls: [held, ...lists.slice(0, 1)] })).toMatchObject({ code: 'x509/revoked' })
})

test('a key roll-over: the list under either key is read by the certificate that it belongs to', () => {
  const rolled = chainOfThree('Ed25519')
  const crls = [...lists, ...listsOf(rolled, [{ serial: three.organisation.serial, date: start }])]
  expect(ask(three, { crls, anchors: [rolled.root, three.root] }).ok).toBe(true)
})

/** Certificates of these levels, root first, each issued by the one before. */
function levels(names: readonly string[], extensionsOf: (level: number) => ExtensionsToIssue): Certificate[] {
  const keys = names.map((_, level) => keyOf('Ed25519', 20 + level))
  return keys.map((key, level) => {
    const above = Math.max(0, level - 1)
    const content = {
      subject: { commonName: names[level] ?? '' },
      issuer: { commonName: names[above] ?? '' },
      publicKeySpki: key.publicKey.spki,
      serial: BigInt(level + 1),
      notBefore: start,
      notAfter: start + 90 * day,
      extensions: extensionsOf(level),
    }
    return parsed(issueCertificate(content, keys[above] ?? key))
  })
}

const authority: ExtensionsToIssue = { basicConstraints: { ca: true }, keyUsage: ['keyCertSign'] }
const authorityOverOne: ExtensionsToIssue = { ...authority, basicConstraints: { ca: true, pathLength: 1 } }

function judgeLevels(certificates: readonly Certificate[]) {
  const chain = certificates.toReversed()
  return validateChain({ chain, anchors: chain.slice(-1), at, crls: 'unchecked' })
}

test('each authority on the way uses up the path length that its root allows', () => {
  const extensionsOf = (level: number) => (level === 0 ? authorityOverOne : authority)
  expect(judgeLevels(levels(['Root', 'A', 'Leaf'], extensionsOf)).ok).toBe(true)
  const tooMany = judgeLevels(levels(['Root', 'A', 'B', 'Leaf'], extensionsOf))
  expect(tooMany).toMatchObject({ code: 'x509/path-too-long', index: 1, subject: 'CN=B' })
})

test('an authority that certifies its own new key uses up nothing', () => {
  const extensionsOf = (level: number) => (level === 0 ? authorityOverOne : authority)
  expect(judgeLevels(levels(['Root', 'Root', 'A', 'A', 'Leaf'], extensionsOf)).ok).toBe(true)
})

test('a chain as long as the limit, the anchor included, holds', () => {
  const names = Array.from({ length: MAXIMUM_CHAIN_LENGTH }, (_, level) => `Level ${level}`)
  const extensionsOf = (level: number) => (level === MAXIMUM_CHAIN_LENGTH - 1 ? {} : authority)
  expect(judgeLevels(levels(names, extensionsOf)).ok).toBe(true)
})

test('a chain is never judged at a time that is none', () => {
  expect(() => ask(three, { at: Number.NaN, crls: 'unchecked' })).toThrow('at a time')
})
