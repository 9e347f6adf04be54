import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { testWith } from '../../../checks/testing-programs.ts'
import { enrolled, freshFolder, testPort } from '../../acts/testing.ts'
import { oneShard } from '../../database/index.ts'
import { withDatabase } from '../../database/testing.ts'
import { testApp } from '../../http/testing.ts'
import { readPublicUrl } from './public-places.ts'

const database = withDatabase()
const PUBLIC = 'https://port.example/entrepot'
const dataDir = freshFolder()

async function certificateOf(organisation: string, publicUrl?: string) {
  const port = await testPort(oneShard(database().pool), { dataDir, ...(publicUrl === undefined ? {} : { publicUrl }) })
  await enrolled(port, organisation)
  const [known] = await port.certificates.ofOrganisation(organisation)
  if (!known) throw new Error('it was enrolled')
  return { port, certificate: known.certificate, authority: port.certificates.authority }
}

/** What openssl shows of a certificate. */
const shown = (der: Uint8Array): string =>
  spawnSync('openssl', ['x509', '-inform', 'DER', '-noout', '-text'], { input: der, encoding: 'utf8' }).stdout

describe('where the lists and the responder of a port are', () => {
  test('certificates say nothing of it until the port has a public address, and those that stand stay as they are', async () => {
    const before = await certificateOf('EARLY')
    expect(before.certificate.extensions.crlDistributionPoints).toBeUndefined()
    expect(before.certificate.extensions.authorityInformationAccess).toBeUndefined()
    const after = await certificateOf('LATE', PUBLIC)
    expect(after.certificate.extensions.crlDistributionPoints).toMatchObject([
      { name: { fullName: [{ text: `${PUBLIC}/pki/issuing.crl` }] } },
    ])
    expect(after.authority.issuing.certificate.raw).toEqual(before.authority.issuing.certificate.raw)
    const [early] = await after.port.certificates.ofOrganisation('EARLY')
    expect(early?.certificate.raw).toEqual(before.certificate.raw)
    expect(await after.port.certificates.judge(early!, Date.now())).toMatchObject({ ok: true })
  })

  testWith('openssl')('openssl finds list, issuer and responder in what is issued', async () => {
    const { certificate, port } = await certificateOf('READ', PUBLIC)
    const text = shown(certificate.raw)
    for (const words of [
      'X509v3 CRL Distribution Points',
      `URI:${PUBLIC}/pki/issuing.crl`,
      `OCSP - URI:${PUBLIC}/pki/ocsp`,
      `CA Issuers - URI:${PUBLIC}/pki/issuing.crt`,
    ])
      expect(text).toContain(words)
    const asked = spawnSync('openssl', ['x509', '-inform', 'DER', '-noout', '-ocsp_uri'], {
      input: certificate.raw,
      encoding: 'utf8',
    })
    expect(asked.stdout.trim()).toBe(`${PUBLIC}/pki/ocsp`)
    // What is named is served, under the path at which the port itself has it.
    const app = testApp(port)
    for (const path of ['/pki/issuing.crl', '/pki/issuing.crt']) expect((await app.request(path)).status).toBe(200)
  })
})

describe('in a data folder of its own', () => {
  const own = withDatabase()
  testWith('openssl')(
    'the authorities and the operator name the root’s list, as openssl shows it, and the root names none',
    async () => {
      const port = await testPort(oneShard(own().pool), { publicUrl: 'http://port.example:8080' })
      const { root, issuing, operator, timeStamp } = port.certificates.authority
      for (const { certificate } of [issuing, operator, timeStamp]) {
        const text = shown(certificate.raw)
        expect(text).toContain('URI:http://port.example:8080/pki/root.crl')
        expect(text).toContain('CA Issuers - URI:http://port.example:8080/pki/root.crt')
        expect(text).toContain('OCSP - URI:http://port.example:8080/pki/ocsp')
      }
      expect(shown(root.certificate.raw)).not.toContain('pki/')
    },
  )
})

test.each([
  ['https://port.example', 'https://port.example'],
  ['https://port.example/', 'https://port.example'],
  ['http://192.0.2.7:8080/a/b/', 'http://192.0.2.7:8080/a/b'],
  ['https://häfen.example', 'https://xn--hfen-loa.example'],
  ['ftp://port.example', undefined],
  ['port.example', undefined],
  ['https://user:secret@port.example', undefined],
  ['https://port.example/?a=b', undefined],
  ['https://port.example/#top', undefined],
  ['https://port.example?', undefined],
  ['javascript:alert(1)', undefined],
  ['', undefined],
])('the public address %j is read as %j', (text, read) => {
  expect(readPublicUrl(text)).toBe(read)
})
