/**
 * Mutations of certificates, requests, lists and OCSP messages, seeded. ENTREPOT_FUZZ_CASES says how many; ENTREPOT_FUZZ_SEED where
 * they begin. Nothing throws, nothing takes long, and nothing that was changed passes for what it was.
 */
import { encode, finish, open, readAny, writeIa5String } from '@entrepot/asn1'
import { changedOctets, drawFrom, pick } from '@entrepot/mutation'
import { expect, test } from 'vitest'
import {
  createOcspRequest,
  createRequest,
  findPath,
  issueOcspResponse,
  parseCertificate,
  parseOcspRequest,
  parseOcspResponse,
  parseRequest,
  parseRevocationList,
  validatePath,
} from './index.ts'
import { at, authority, day, keyFor, leaf, listBy, start } from './testing/scene.ts'
import { madeUpDer, tellingOctets } from './testing/made-up.ts'

const cases = Number(process.env.ENTREPOT_FUZZ_CASES ?? 20_000)
const seed = Number(process.env.ENTREPOT_FUZZ_SEED ?? 20_261_122)
/** Generous, as other programs share the machine; a quadratic reader would take minutes. */
const MS_PER_CASE = 2

const root = authority('Root')
const good = authority('Good', root, {
  extensions: {
    nameConstraints: {
      permitted: [{ form: 'dNSName', text: 'a.example' }],
      excluded: [{ form: 'rfc822Name', text: 'b.example' }],
    },
    certificatePolicies: ['2.999.1', '2.5.29.32.0'],
    policyMappings: [{ issuerDomain: '2.999.1', subjectDomain: '2.999.2' }],
    policyConstraints: { requireExplicitPolicy: 5 },
    inhibitAnyPolicy: 5,
  },
})
const user = leaf('User', good, {
  extensions: {
    subjectAlternativeNames: [
      { form: 'dNSName', text: 'x.a.example' },
      { form: 'iPAddress', octets: new Uint8Array(4) },
    ],
    certificatePolicies: [
      { policy: '2.999.2', qualifiers: [{ type: '1.3.6.1.5.5.7.2.1', value: encode(writeIa5String('x')) }] },
    ],
    crlDistributionPoints: [
      'http://a.example/list',
      { crlIssuer: [{ form: 'directoryName', name: root.certificate.subject }], reasons: ['superseded'] },
    ],
    authorityInformationAccess: [{ method: '2.999', location: { form: 'registeredID', objectIdentifier: '2.999' } }],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
    privateKeyUsagePeriod: { notBefore: start },
  },
})
const rootList = listBy(root)
const list = listBy(good, [{ serial: 5n, date: start, reason: 'superseded', invalidityDate: start - day }], {
  issuingDistributionPoint: {
    name: { fullName: [{ form: 'uniformResourceIdentifier', text: 'http://a.example/list' }] },
    isIndirect: true,
  },
  freshestCrl: ['http://a.example/delta'],
})
const issuer = { name: good.certificate.subject, publicKeySpki: good.certificate.publicKeySpki }
const asked = createOcspRequest({
  certificates: [{ issuer, serial: user.certificate.serial }],
  nonce: new Uint8Array(32),
})
const request = createRequest({
  subject: { commonName: 'A' },
  key: keyFor('A'),
  extensions: { keyUsage: ['digitalSignature'] },
})

function response(): Uint8Array {
  const decoded = parseOcspRequest(asked)
  if (!decoded.ok) throw new Error(decoded.code)
  const responses = decoded.value.ids.map((id) => ({
    id,
    status: 'good' as const,
    thisUpdate: at - day,
    nextUpdate: at + day,
  }))
  return issueOcspResponse({ producedAt: at - day, responses, nonce: new Uint8Array(32) }, good.key)
}

const path = [user.certificate, good.certificate]
const anchor = root.certificate

/** Each says whether changed octets were taken for the real thing. */
const readers: readonly {
  readonly name: string
  readonly sample: Uint8Array
  readonly passes: (octets: Uint8Array) => boolean
}[] = [
  {
    name: 'leaf',
    sample: user.certificate.raw,
    passes(octets) {
      const decoded = parseCertificate(octets)
      if (!decoded.ok) return false
      const question = {
        at,
        revocation: 'unchecked',
        profile: 'rfc5280',
        purpose: { extendedKeyUsage: '1.3.6.1.5.5.7.3.1' },
      } as const
      const found = findPath({ ...question, leaf: decoded.value, certificates: [good.certificate], anchors: [anchor] })
      return validatePath({ ...question, path: [decoded.value, good.certificate], anchor }).ok || found.ok
    },
  },
  {
    name: 'authority',
    sample: good.certificate.raw,
    passes(octets) {
      const decoded = parseCertificate(octets)
      if (!decoded.ok) return false
      const revocation = { lists: [rootList, list] }
      return validatePath({ path: [user.certificate, decoded.value], anchor, at, revocation }).ok
    },
  },
  {
    name: 'list',
    sample: list.raw,
    passes(octets) {
      const decoded = parseRevocationList(octets)
      return decoded.ok && validatePath({ path, anchor, at, revocation: { lists: [rootList, decoded.value] } }).ok
    },
  },
  {
    name: 'response',
    sample: response(),
    passes(octets) {
      const decoded = parseOcspResponse(octets)
      if (!decoded.ok || decoded.value.status !== 'successful') return false
      const revocation = { lists: [rootList], responses: [decoded.value.response] }
      return validatePath({ path, anchor, at, revocation }).ok
    },
  },
  { name: 'request', sample: request, passes: (octets) => parseRequest(octets).ok },
  {
    name: 'request for status',
    sample: asked,
    passes(octets) {
      parseOcspRequest(octets)
      return false
    },
  },
]

const telling = tellingOctets.map((octet) => Uint8Array.of(octet))
const samples = readers.map(({ sample }) => sample)
const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((octet, index) => octet === b[index])

test('what the samples are, unchanged, passes', () => {
  expect(readers.filter(({ name, sample, passes }) => name !== 'request for status' && !passes(sample))).toEqual([])
})

test(`${cases} changed messages: none throws, none takes long, none passes (seed ${seed})`, {
  timeout: 60_000 + cases * MS_PER_CASE,
}, () => {
  const draw = drawFrom(seed)
  const passed: string[] = []
  const started = performance.now()
  for (let count = 0; count < cases; count++) {
    const reader = pick(readers, draw)
    const octets = changedOctets(reader.sample, { telling, others: samples }, draw)
    if (reader.passes(octets) && !isSame(octets, reader.sample)) passed.push(`${reader.name} ${count}`)
  }
  expect(passed).toEqual([])
  expect(performance.now() - started).toBeLessThan(10_000 + cases * MS_PER_CASE)
})

test(`made-up DER: whatever is accepted is all of the input, in its one encoding (seed ${seed})`, {
  timeout: 60_000 + cases * MS_PER_CASE,
}, () => {
  const draw = drawFrom(seed + 1)
  const parsers = [parseCertificate, parseRevocationList, parseRequest, parseOcspRequest, parseOcspResponse]
  for (let count = 0; count < cases / 3; count++) {
    const octets = madeUpDer(draw)
    const cursor = open(octets)
    const decoded = finish(cursor, readAny(cursor).raw)
    if (decoded.ok) expect(isSame(decoded.value, octets)).toBe(true)
    parsers[draw(parsers.length)]?.(octets)
  }
})
