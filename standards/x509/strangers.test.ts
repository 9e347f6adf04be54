/** Independent judges: OpenSSL's command line and node:crypto read what this room writes, and it reads what OpenSSL writes. */
import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPrivateKey } from '@entrepot/crypto'
import { afterAll, expect, test } from 'vitest'
import { testWith } from '../../checks/testing-programs.ts'
import {
  createRequest,
  decodePem,
  encodePem,
  parseCertificate,
  parseRequest,
  parseRevocationList,
  subjectOf,
  thumbprint,
  validateChain,
} from './index.ts'
import { at, chainOfThree, listsOf, organisationSubject, start } from './testing/chain-of-three.ts'

const withOpenssl = testWith('openssl')
const folder = mkdtempSync(join(tmpdir(), 'x509-'))
afterAll(() => rmSync(folder, { recursive: true }))

const place = (name: string): string => join(folder, name)
const openssl = (...words: string[]): string =>
  execFileSync('openssl', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const algorithms = ['ES256', 'Ed25519'] as const

function only(label: Parameters<typeof decodePem>[0], name: string): Uint8Array {
  const decoded = decodePem(label, readFileSync(place(name), 'utf8'))
  if (!decoded.ok || decoded.value[0] === undefined) throw new Error(`${name} is no PEM`)
  return decoded.value[0]
}

function writeChain(algorithm: (typeof algorithms)[number], revokedAt?: number) {
  const three = chainOfThree(algorithm)
  const entries =
    revokedAt === undefined
      ? []
      : [{ serial: three.organisation.serial, date: revokedAt, reason: 'keyCompromise' as const }]
  const lists = listsOf(three, entries)
  writeFileSync(place('root.pem'), encodePem('CERTIFICATE', three.root.raw))
  writeFileSync(place('issuing.pem'), encodePem('CERTIFICATE', three.issuing.raw))
  writeFileSync(place('organisation.pem'), encodePem('CERTIFICATE', three.organisation.raw))
  writeFileSync(place('lists.pem'), lists.map((list) => encodePem('X509 CRL', list.raw)).join(''))
  return three
}

function opensslVerify() {
  const trust = ['-CAfile', 'root.pem', '-untrusted', 'issuing.pem', '-CRLfile', 'lists.pem', '-crl_check_all']
  const words = ['verify', '-x509_strict', '-attime', String(at / 1000), ...trust, 'organisation.pem']
  return spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' })
}

withOpenssl.each(algorithms)('openssl verifies our %s chain with our revocation lists', (algorithm) => {
  writeChain(algorithm)
  expect(opensslVerify()).toMatchObject({ status: 0, stdout: 'organisation.pem: OK\n' })
})

withOpenssl.each(algorithms)('openssl finds the revocation in our %s list', (algorithm) => {
  writeChain(algorithm, at - 1000)
  const { status, stderr } = opensslVerify()
  expect(status).not.toBe(0)
  expect(stderr).toContain('certificate revoked')
})

withOpenssl('openssl reads every field of our list', () => {
  writeChain('ES256', start)
  writeFileSync(place('issuing.crl'), readFileSync(place('lists.pem'), 'utf8').split(/(?=-----BEGIN)/)[1] ?? '')
  const text = openssl('crl', '-in', 'issuing.crl', '-noout', '-text')
  for (const words of ['Key Compromise', '7F00112233445566778899', 'X509v3 CRL Number', 'Jan  1 00:00:00 2026 GMT']) {
    expect(text).toContain(words)
  }
})

withOpenssl.each(algorithms)('openssl accepts our %s request and its proof of possession', (algorithm) => {
  const three = chainOfThree(algorithm)
  const request = createRequest({ subject: organisationSubject, key: three.keys.organisation })
  writeFileSync(place('ours.csr'), encodePem('CERTIFICATE REQUEST', request))
  const { status, stdout, stderr } = spawnSync(
    'openssl',
    ['req', '-in', 'ours.csr', '-verify', '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus'],
    { cwd: folder, encoding: 'utf8' },
  )
  expect(status).toBe(0)
  expect(stdout + stderr).toMatch(/verify OK/i)
  expect(stdout).toContain('organizationIdentifier=VATCN-91330200144055290X')
  expect(stdout).toContain('L=宁波')
})

const authorityConfiguration = `
[ca]
default_ca = practice
[practice]
database = index.txt
crlnumber = crlnumber
default_md = default
default_crl_days = 7
crl_extensions = list
unique_subject = no
[list]
authorityKeyIdentifier = keyid
[authority]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[organisation]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = emailProtection
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid,issuer
certificatePolicies = 2.23.140.1.2.2
crlDistributionPoints = URI:http://ca.example/list.crl
[req]
distinguished_name = name
[name]
`

const keyOptions = {
  ES256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  Ed25519: ['-algorithm', 'ED25519'],
}

/** Lets OpenSSL make a whole authority of its own: keys, chain, request, and a list that revokes the organisation on demand. */
function makeForeignAuthority(algorithm: (typeof algorithms)[number]): void {
  writeFileSync(place('authority.cnf'), authorityConfiguration)
  writeFileSync(place('index.txt'), '')
  writeFileSync(place('crlnumber'), '2A\n')
  const config = ['-config', 'authority.cnf']
  for (const name of ['root', 'issuing', 'organisation']) {
    openssl('genpkey', ...keyOptions[algorithm], '-out', `foreign-${name}.key`)
    const subject = `/C=DE/L=Hamburg/O=Fremde Behörde ${name}/organizationIdentifier=VATDE-123456789/CN=${name}`
    const key = ['-key', `foreign-${name}.key`, '-subj', subject, '-utf8', '-out', `foreign-${name}.csr`]
    openssl('req', '-new', ...config, ...key)
  }
  const sign = (name: string, section: string, signer: string[]) => {
    const files = ['-in', `foreign-${name}.csr`, '-out', `foreign-${name}.pem`]
    openssl('x509', '-req', ...files, '-days', '30', '-extfile', 'authority.cnf', '-extensions', section, ...signer)
  }
  writeFileSync(place('root.cnf'), authorityConfiguration.replace(',pathlen:0', ''))
  sign('root', 'authority', ['-extfile', 'root.cnf', '-signkey', 'foreign-root.key'])
  sign('issuing', 'authority', ['-CA', 'foreign-root.pem', '-CAkey', 'foreign-root.key', '-CAcreateserial'])
  const issuer = ['-CA', 'foreign-issuing.pem', '-CAkey', 'foreign-issuing.key', '-CAcreateserial']
  sign('organisation', 'organisation', issuer)
  makeForeignList('root')
  makeForeignList('issuing')
}

function makeForeignList(name: string): void {
  const authority = ['-cert', `foreign-${name}.pem`, '-keyfile', `foreign-${name}.key`]
  openssl('ca', '-config', 'authority.cnf', '-gencrl', ...authority, '-out', `foreign-${name}.crl`)
}

function foreignCertificate(name: string) {
  const decoded = parseCertificate(only('CERTIFICATE', `foreign-${name}.pem`))
  if (!decoded.ok) throw new Error(`${decoded.code} at ${decoded.offset}`)
  return decoded.value
}

function foreignList(name: string) {
  const decoded = parseRevocationList(only('X509 CRL', `foreign-${name}.crl`))
  if (!decoded.ok) throw new Error(`${decoded.code} at ${decoded.offset}`)
  return decoded.value
}

function judgeForeignChain(now: number) {
  const [root, issuing, organisation] = ['root', 'issuing', 'organisation'].map(foreignCertificate)
  const crls = [foreignList('root'), foreignList('issuing')]
  const chain = [organisation, issuing].flatMap((certificate) => certificate ?? [])
  return validateChain({ chain, anchors: root === undefined ? [] : [root], at: now, crls })
}

withOpenssl.each(algorithms)("we read openssl's %s requests, certificates, lists, and judge its chain", (algorithm) => {
  makeForeignAuthority(algorithm)
  const now = foreignCertificate('organisation').notBefore + 60_000
  expect(judgeForeignChain(now)).toMatchObject({ ok: true, revocation: 'checked' })
  const request = parseRequest(only('CERTIFICATE REQUEST', 'foreign-organisation.csr'))
  expect(request.ok && subjectOf(request.value.subject)).toEqual({
    country: 'DE',
    locality: 'Hamburg',
    organization: 'Fremde Behörde organisation',
    organizationIdentifier: 'VATDE-123456789',
    commonName: 'organisation',
  })
  expect(foreignCertificate('organisation').extensions).toMatchObject({
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'],
    certificatePolicies: [{ policy: '2.23.140.1.2.2' }],
    crlDistributionPoints: [
      { name: { fullName: [{ form: 'uniformResourceIdentifier', text: 'http://ca.example/list.crl' }] } },
    ],
    authorityKeyIdentifier: { keyIdentifier: foreignCertificate('issuing').extensions.subjectKeyIdentifier },
  })
})

withOpenssl.each(algorithms)('we find the revocation in the %s list of openssl', (algorithm) => {
  makeForeignAuthority(algorithm)
  const authority = ['-cert', 'foreign-issuing.pem', '-keyfile', 'foreign-issuing.key']
  const reason = ['-crl_reason', 'superseded']
  openssl('ca', '-config', 'authority.cnf', ...authority, '-revoke', 'foreign-organisation.pem', ...reason)
  makeForeignList('issuing')
  const list = foreignList('issuing')
  const entry = list.entries.get(foreignCertificate('organisation').serial)
  expect(entry).toMatchObject({ reason: 'superseded', invalidityDate: undefined })
  expect(list.number).toBe(0x2cn)
  expect(judgeForeignChain((entry?.date ?? 0) + 1000)).toMatchObject({ code: 'x509/revoked', index: 0 })
})

withOpenssl('a chain under RSA that openssl made holds', () => {
  const subject = ['-subj', '/CN=RSA', '-days', '1']
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'rsa.key', '-out', 'rsa.pem']
  writeFileSync(place('authority.cnf'), authorityConfiguration)
  openssl('req', '-x509', '-config', 'authority.cnf', '-extensions', 'authority', ...key, ...subject)
  const decoded = parseCertificate(only('CERTIFICATE', 'rsa.pem'))
  if (!decoded.ok) throw new Error(decoded.code)
  const question = { chain: [decoded.value], anchors: [decoded.value], at: decoded.value.notBefore, crls: [] }
  expect(validateChain(question)).toMatchObject({ ok: true, publicKey: { type: 'RSA', bits: 2048 } })
})

withOpenssl('a private key that openssl made signs a request that we accept', () => {
  openssl('genpkey', ...keyOptions.ES256, '-out', 'mine.key')
  const key = importPrivateKey(only('PRIVATE KEY', 'mine.key'))
  if (key === undefined) throw new Error('the key does not import')
  expect(parseRequest(createRequest({ subject: organisationSubject, key }))).toMatchObject({ ok: true })
})

test.each(algorithms)(
  'node:crypto agrees on names, validity, keys, serial number and thumbprint under %s',
  (algorithm) => {
    const { root, issuing, organisation } = chainOfThree(algorithm)
    const theirs = new X509Certificate(organisation.raw)
    const issuer = new X509Certificate(issuing.raw)
    const { country, locality, organization, commonName } = organisationSubject
    expect(theirs.toLegacyObject().subject).toMatchObject({ C: country, L: locality, O: organization, CN: commonName })
    expect([theirs.validFromDate.getTime(), theirs.validToDate.getTime()]).toEqual([
      organisation.notBefore,
      organisation.notAfter,
    ])
    expect(new Uint8Array(theirs.publicKey.export({ format: 'der', type: 'spki' }))).toEqual(organisation.publicKeySpki)
    expect(BigInt(`0x${theirs.serialNumber}`)).toBe(organisation.serial)
    const fingerprint = Buffer.from(theirs.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')
    expect(thumbprint(organisation.raw)).toBe(fingerprint)
    expect([theirs.ca, issuer.ca, theirs.checkIssued(issuer), theirs.verify(issuer.publicKey)]).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect(theirs.verify(new X509Certificate(root.raw).publicKey)).toBe(false)
  },
)

test('a browser’s build of the keys gives the same answers', () => {
  const script = `
    const { at, chainOfThree, listsOf } = await import('./testing/chain-of-three.ts')
    const { thumbprint, validateChain } = await import('./index.ts')
    const three = chainOfThree('Ed25519')
    const question = { chain: [three.organisation, three.issuing], anchors: [three.root], at, crls: listsOf(three) }
    console.log(JSON.stringify([validateChain(question).ok, thumbprint(three.organisation.raw)]))`
  const words = ['--conditions=browser', '--input-type=module', '--eval', script]
  const answer = execFileSync(process.execPath, words, { cwd: import.meta.dirname, encoding: 'utf8' })
  // Ed25519 signs the same message the same way, so the whole certificate is the same.
  expect(JSON.parse(answer)).toEqual([true, thumbprint(chainOfThree('Ed25519').organisation.raw)])
})
