/** Every extension of RFC 5280 4.2 comes back as it was issued, and other programs read it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode, writeIa5String, writeUtf8String } from '@entrepot/asn1'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { testWith } from '../../../checks/testing-programs.ts'
import {
  accessMethods,
  attributeTypes,
  createRequest,
  encodePem,
  type ExtensionsToIssue,
  type GeneralName,
  keyUsages,
  makeName,
  parseIpAddress,
  parseRequest,
  parseRevocationList,
} from '../index.ts'
import { at, authority, day, keyFor, leaf, listBy, named, parsed, start } from '../testing/scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'x509-issue-'))
afterAll(() => rmSync(folder, { recursive: true }))
const place = (name: string): string => join(folder, name)
const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

const root = authority('Root')
const ia5 = fc.stringMatching(/^[\x21-\x7e]{1,30}$/)
const identifiers = fc
  .array(fc.nat(1 << 30), { minLength: 1, maxLength: 4 })
  .map((arcs) => ['2.999', ...arcs].join('.'))
const someName = fc
  .stringMatching(/^[A-Za-z ]{1,20}$/)
  .map((text) => makeName([[{ type: attributeTypes.commonName, text }]]))

/** A name without its octets, which are a view of another certificate each time. */
const generalNames: fc.Arbitrary<GeneralName> = fc.oneof(
  ia5.map((text) => ({ form: 'dNSName', text }) as const),
  ia5.map((text) => ({ form: 'rfc822Name', text }) as const),
  ia5.map((text) => ({ form: 'uniformResourceIdentifier', text }) as const),
  fc
    .constantFrom(4, 16)
    .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
    .map((octets) => ({ form: 'iPAddress', octets }) as const),
  identifiers.map((objectIdentifier) => ({ form: 'registeredID', objectIdentifier }) as const),
  someName.map((name) => ({ form: 'directoryName', name }) as const),
  fc
    .tuple(identifiers, ia5)
    .map(([type, text]) => ({ form: 'otherName', type, value: encode(writeUtf8String(text)) }) as const),
)
const nameLists = fc.array(generalNames, { minLength: 1, maxLength: 4 })
const policies = fc.uniqueArray(identifiers, { minLength: 1, maxLength: 4 })
const skips = fc.nat(1000)
const points = fc.record(
  {
    name: nameLists.map((fullName) => ({ fullName })),
    reasons: fc.subarray(['keyCompromise', 'cACompromise', 'superseded', 'aACompromise'] as const, { minLength: 1 }),
    crlIssuer: nameLists,
  },
  { requiredKeys: ['name'] },
)
const access = fc.array(fc.record({ method: identifiers, location: generalNames }), { minLength: 1, maxLength: 3 })

const extensionSets = fc.record(
  {
    basicConstraints: fc.record({ ca: fc.constant(true), pathLength: fc.nat(255) }),
    keyUsage: fc.subarray([...keyUsages], { minLength: 1 }),
    extendedKeyUsage: fc.uniqueArray(identifiers, { minLength: 1, maxLength: 3 }),
    certificatePolicies: policies.map((list) =>
      list.map((policy) => ({ policy, qualifiers: [{ type: '2.999', value: encode(writeIa5String('a')) }] })),
    ),
    policyMappings: fc.array(fc.record({ issuerDomain: identifiers, subjectDomain: identifiers }), {
      minLength: 1,
      maxLength: 3,
    }),
    policyConstraints: fc.record({ requireExplicitPolicy: skips, inhibitPolicyMapping: skips }),
    inhibitAnyPolicy: skips,
    subjectAlternativeNames: nameLists,
    issuerAlternativeNames: nameLists,
    crlDistributionPoints: fc.array(points, { minLength: 1, maxLength: 3 }),
    freshestCrl: fc.array(points, { minLength: 1, maxLength: 2 }),
    authorityInformationAccess: access,
    subjectInformationAccess: access,
    subjectDirectoryAttributes: fc
      .uniqueArray(identifiers, { minLength: 1, maxLength: 2 })
      .map((types) => types.map((type) => ({ type, values: [encode(writeUtf8String(type))] }))),
    privateKeyUsagePeriod: fc.record({ notBefore: fc.constant(start), notAfter: fc.constant(at) }),
    ocspNoCheck: fc.constant(true),
  },
  { requiredKeys: [] },
)

test('whatever extensions are issued, they come back field by field', () => {
  fc.assert(
    fc.property(extensionSets, (given) => {
      const { certificate } = leaf('Any', root, { extensions: given })
      expect(certificate.extensions).toMatchObject(given)
    }),
    { numRuns: 60 },
  )
})

test('whatever is permitted or excluded comes back', () => {
  const bases = fc
    .array(generalNames, { minLength: 1, maxLength: 4 })
    .map((names) =>
      names.map((name) =>
        name.form === 'iPAddress' ? { ...name, octets: Uint8Array.of(...name.octets, ...name.octets) } : name,
      ),
    )
  fc.assert(
    fc.property(bases, bases, (permitted, excluded) => {
      const { certificate } = authority('Any', root, { extensions: { nameConstraints: { permitted, excluded } } })
      const subtrees = (names: readonly GeneralName[]) => names.map((base) => ({ base, hasDistance: false }))
      expect(certificate.extensions.nameConstraints).toMatchObject({
        permitted: subtrees(permitted),
        excluded: subtrees(excluded),
      })
    }),
    { numRuns: 40 },
  )
})

test('whatever a request asks for comes back, and its signature holds', () => {
  fc.assert(
    fc.property(extensionSets, (extensions) => {
      const decoded = parseRequest(createRequest({ subject: { commonName: 'A' }, key: keyFor('A'), extensions }))
      expect(decoded).toMatchObject({
        ok: true,
        value: Object.keys(extensions).length === 0 ? {} : { requestedExtensions: extensions },
      })
    }),
    { numRuns: 30 },
  )
})

const everything: ExtensionsToIssue = {
  basicConstraints: { ca: true, pathLength: 3 },
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'],
  certificatePolicies: [
    '2.999.1',
    {
      policy: '2.999.2',
      qualifiers: [{ type: '1.3.6.1.5.5.7.2.1', value: encode(writeIa5String('http://a.example/cps')) }],
    },
  ],
  policyMappings: [{ issuerDomain: '2.999.1', subjectDomain: '2.999.3' }],
  policyConstraints: { requireExplicitPolicy: 2, inhibitPolicyMapping: 1 },
  inhibitAnyPolicy: 4,
  nameConstraints: {
    permitted: [
      { form: 'dNSName', text: 'permitted.example' },
      { form: 'directoryName', name: named('Base') },
    ],
    excluded: [
      {
        form: 'iPAddress',
        octets: Uint8Array.from([...(parseIpAddress('192.0.2.0') ?? []), ...(parseIpAddress('255.255.255.0') ?? [])]),
      },
    ],
  },
  subjectAlternativeNames: [
    { form: 'dNSName', text: 'a.example' },
    { form: 'rfc822Name', text: 'anna@a.example' },
    { form: 'uniformResourceIdentifier', text: 'https://a.example/' },
    { form: 'iPAddress', octets: parseIpAddress('2001:db8::1') ?? new Uint8Array(16) },
    { form: 'directoryName', name: named('Alternative') },
    { form: 'registeredID', objectIdentifier: '2.999.7' },
  ],
  crlDistributionPoints: [
    'http://a.example/list',
    {
      name: { fullName: [{ form: 'uniformResourceIdentifier', text: 'http://b.example/list' }] },
      reasons: ['keyCompromise'],
      crlIssuer: [{ form: 'directoryName', name: named('Lists') }],
    },
  ],
  freshestCrl: ['http://a.example/delta'],
  authorityInformationAccess: [
    { method: accessMethods.ocsp, location: { form: 'uniformResourceIdentifier', text: 'http://a.example/ocsp' } },
  ],
  subjectInformationAccess: [
    {
      method: accessMethods.caRepository,
      location: { form: 'uniformResourceIdentifier', text: 'http://a.example/certs' },
    },
  ],
}

const written = [
  'CA:TRUE, pathlen:3',
  'Policy: 2.999.1',
  'CPS: http://a.example/cps',
  '2.999.1:2.999.3',
  'Require Explicit Policy:2',
  'Inhibit Policy Mapping:1',
  'DNS:permitted.example',
  'IP:192.0.2.0/255.255.255.0',
  'DNS:a.example, email:anna@a.example, URI:https://a.example/, IP Address:2001:DB8:0:0:0:0:0:1',
  'Registered ID:2.999.7',
  'Key Compromise',
  'OCSP - URI:http://a.example/ocsp',
  'CA Repository - URI:http://a.example/certs',
  'Freshest CRL',
]

testWith('openssl')('openssl reads every extension that is issued here', () => {
  writeFileSync(place('everything.der'), authority('Everything', root, { extensions: everything }).certificate.raw)
  const text = run('openssl', 'x509', '-inform', 'DER', '-in', 'everything.der', '-noout', '-text')
  for (const words of written) expect(text).toContain(words)
})

testWith('certtool')('GnuTLS reads every extension that is issued here', () => {
  writeFileSync(place('everything.der'), authority('Everything', root, { extensions: everything }).certificate.raw)
  const text = run('certtool', '--inder', '-i', '--infile', 'everything.der')
  for (const words of [
    'Path Length Constraint: 3',
    '2.999.1',
    'permitted.example',
    '192.0.2.0/24',
    'DNSname: a.example',
    'http://a.example/list',
    'http://a.example/ocsp',
    'Inhibit anyPolicy',
  ]) {
    expect(text).toContain(words)
  }
})

testWith('openssl', 'certtool')('openssl and GnuTLS accept our request with extensions', () => {
  const extensions = {
    subjectAlternativeNames: [{ form: 'dNSName', text: 'a.example' }] as const,
    keyUsage: ['digitalSignature'] as const,
  }
  const request = createRequest({ subject: { commonName: 'A' }, key: keyFor('A'), extensions })
  writeFileSync(place('request.pem'), encodePem('CERTIFICATE REQUEST', request))
  const said = spawnSync('openssl', ['req', '-in', 'request.pem', '-verify', '-noout', '-text'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(said.stdout + said.stderr).toMatch(/verify OK/i)
  expect(said.stdout).toContain('DNS:a.example')
  expect(run('certtool', '--crq-info', '--infile', 'request.pem')).toContain('Self signature: verified')
})

testWith('certtool')('GnuTLS verifies our lists and our chain', () => {
  // certtool judges by the real time.
  const now = Date.now()
  const times = { notBefore: now - day, notAfter: now + 9 * day }
  const anchor = authority('Root of now', undefined, times)
  const user = leaf('User of now', anchor, times)
  const list = listBy(anchor, [user], { thisUpdate: now - day, nextUpdate: now + day })
  const pem = (der: Uint8Array) => encodePem('CERTIFICATE', der)
  writeFileSync(place('now.pem'), pem(anchor.certificate.raw))
  writeFileSync(place('list.pem'), encodePem('X509 CRL', list.raw))
  writeFileSync(place('chain.pem'), pem(user.certificate.raw) + pem(anchor.certificate.raw))
  const trust = ['--load-ca-certificate', 'now.pem']
  expect(run('certtool', '--verify-crl', ...trust, '--infile', 'list.pem')).toContain('Verified')
  expect(run('certtool', '--verify', ...trust, '--infile', 'chain.pem')).toContain('Verified')
})

testWith('certtool')('GnuTLS reads our delta list and its base, and verifies the list', () => {
  const now = Date.now()
  const anchor = authority('Root of deltas', undefined, { notBefore: now - day, notAfter: now + 9 * day })
  const validity = { thisUpdate: now - day, nextUpdate: now + day }
  const delta = listBy(anchor, [leaf('User of deltas', anchor)], { ...validity, number: 9n, deltaBase: 4n })
  writeFileSync(place('deltas.pem'), encodePem('CERTIFICATE', anchor.certificate.raw))
  writeFileSync(place('delta.pem'), encodePem('X509 CRL', delta.raw))
  const text = run('certtool', '--crl-info', '--infile', 'delta.pem')
  // It prints the extension by its object identifier: INTEGER 4.
  for (const words of ['2.5.29.27', '020104', 'CRL Number']) expect(text).toContain(words)
  const trust = ['--load-ca-certificate', 'deltas.pem']
  expect(run('certtool', '--verify-crl', ...trust, '--infile', 'delta.pem')).toContain('Verified')
})

const configuration = `
[req]
distinguished_name = name
req_extensions = wanted
[name]
[wanted]
subjectAltName = DNS:a.example,IP:192.0.2.9,email:copy,dirName:other
keyUsage = critical,digitalSignature
tlsfeature = status_request
[other]
O = Other
[everything]
basicConstraints = critical,CA:TRUE,pathlen:1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always,issuer:always
nameConstraints = critical,permitted;DNS:.a.example,permitted;IP:192.0.2.0/255.255.255.0,excluded;email:a.example
policyConstraints = critical,requireExplicitPolicy:3,inhibitPolicyMapping:0
inhibitAnyPolicy = critical,2
certificatePolicies = 2.999.1,@notice
policyMappings = 2.999.1:2.999.4
subjectAltName = otherName:2.999.5;UTF8:words,RID:2.999.6,URI:http://a.example/
issuerAltName = issuer:copy
authorityInfoAccess = OCSP;URI:http://ocsp.example/,caIssuers;URI:http://ca.example/
subjectInfoAccess = caRepository;URI:http://repository.example/
crlDistributionPoints = point
freshestCRL = URI:http://delta.example/
noCheck = ignored
[notice]
policyIdentifier = 2.999.2
userNotice.1 = @words
[words]
explicitText = UTF8:Words
[point]
fullname = URI:http://list.example/
CRLissuer = dirName:other
reasons = keyCompromise,CACompromise
[lists]
issuingDistributionPoint = critical,@part
2.5.29.27 = critical,DER:02:01:02
authorityKeyIdentifier = keyid
[part]
fullname = URI:http://list.example/
onlyuser = TRUE
onlysomereasons = keyCompromise,superseded
indirectCRL = TRUE
[ca]
default_ca = practice
[practice]
database = index.txt
crlnumber = crlnumber
default_md = sha256
default_crl_days = 7
crl_extensions = lists
`

testWith('openssl')('we read every extension that openssl writes in requests, certificates and lists', () => {
  writeFileSync(place('openssl.cnf'), configuration)
  writeFileSync(place('index.txt'), '')
  writeFileSync(place('crlnumber'), '05\n')
  run('openssl', 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384', '-out', 'key.pem')
  const config = ['-config', 'openssl.cnf']
  run(
    'openssl',
    'req',
    '-new',
    ...config,
    '-key',
    'key.pem',
    '-subj',
    '/CN=A/emailAddress=a@b.example',
    '-outform',
    'DER',
    '-out',
    'theirs.csr',
  )
  const request = parseRequest(new Uint8Array(readFileSync(place('theirs.csr'))))
  expect(request).toMatchObject({
    ok: true,
    value: {
      publicKey: { type: 'P-384' },
      requestedExtensions: {
        keyUsage: ['digitalSignature'],
        subjectAlternativeNames: [
          { text: 'a.example' },
          { octets: Uint8Array.of(192, 0, 2, 9) },
          { form: 'rfc822Name' },
          { form: 'directoryName' },
        ],
      },
    },
  })
  run(
    'openssl',
    'req',
    '-x509',
    '-new',
    ...config,
    '-extensions',
    'everything',
    '-key',
    'key.pem',
    '-subj',
    '/CN=A',
    '-days',
    '9',
    '-outform',
    'DER',
    '-out',
    'theirs.der',
  )
  const { extensions } = parsed(new Uint8Array(readFileSync(place('theirs.der'))))
  expect(extensions).toMatchObject({
    basicConstraints: { ca: true, pathLength: 1 },
    authorityKeyIdentifier: { issuer: [{ form: 'directoryName' }], serial: expect.any(BigInt) },
    nameConstraints: {
      permitted: [{ base: { text: '.a.example' } }, { base: { form: 'iPAddress' } }],
      excluded: [{ base: { text: 'a.example' } }],
    },
    policyConstraints: { requireExplicitPolicy: 3, inhibitPolicyMapping: 0 },
    inhibitAnyPolicy: 2,
    certificatePolicies: [{ policy: '2.999.1' }, { policy: '2.999.2', qualifiers: [{ type: '1.3.6.1.5.5.7.2.2' }] }],
    policyMappings: [{ issuerDomain: '2.999.1', subjectDomain: '2.999.4' }],
    subjectAlternativeNames: [
      { form: 'otherName', type: '2.999.5' },
      { objectIdentifier: '2.999.6' },
      { text: 'http://a.example/' },
    ],
    authorityInformationAccess: [{ method: accessMethods.ocsp }, { method: accessMethods.caIssuers }],
    subjectInformationAccess: [{ method: accessMethods.caRepository }],
    crlDistributionPoints: [{ reasons: ['keyCompromise', 'cACompromise'], crlIssuer: [{ form: 'directoryName' }] }],
    freshestCrl: [{ name: { fullName: [{ text: 'http://delta.example/' }] } }],
    ocspNoCheck: true,
  })
  run('openssl', 'x509', '-inform', 'DER', '-in', 'theirs.der', '-out', 'theirs.pem')
  run('openssl', 'ca', ...config, '-gencrl', '-cert', 'theirs.pem', '-keyfile', 'key.pem', '-out', 'theirs-list.pem')
  run('openssl', 'crl', '-in', 'theirs-list.pem', '-outform', 'DER', '-out', 'theirs-list.der')
  expect(parseRevocationList(new Uint8Array(readFileSync(place('theirs-list.der'))))).toMatchObject({
    ok: true,
    value: {
      number: 5n,
      deltaBase: 2n,
      issuingDistributionPoint: {
        name: { fullName: [{ text: 'http://list.example/' }] },
        onlyContains: 'users',
        onlySomeReasons: ['keyCompromise', 'superseded'],
        isIndirect: true,
      },
      unknownCriticalExtension: undefined,
    },
  })
})

testWith('openssl')('openssl reads our partitioned, indirect and delta lists', () => {
  const user = leaf('User', root)
  const entry = {
    serial: user.certificate.serial,
    date: start,
    reason: 'certificateHold' as const,
    invalidityDate: start - day,
  }
  const point = {
    name: { fullName: [{ form: 'uniformResourceIdentifier' as const, text: 'http://a.example/1' }] },
    onlyContains: 'users' as const,
    onlySomeReasons: ['certificateHold'] as const,
    isIndirect: true,
  }
  const list = listBy(root, [{ ...entry, certificateIssuer: named('Somebody') }], {
    number: 9n,
    deltaBase: 4n,
    issuingDistributionPoint: point,
  })
  writeFileSync(place('ours.pem'), encodePem('X509 CRL', list.raw))
  writeFileSync(place('root.pem'), encodePem('CERTIFICATE', root.certificate.raw))
  const said = spawnSync('openssl', ['crl', '-in', 'ours.pem', '-noout', '-text', '-CAfile', 'root.pem'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(said.stderr).toContain('verify OK')
  for (const words of [
    'Only User Certificates',
    'Indirect CRL',
    'Certificate Hold',
    'Delta CRL Indicator',
    'Invalidity Date',
    'CN=Somebody',
    'http://a.example/1',
  ]) {
    expect(said.stdout).toContain(words)
  }
})
