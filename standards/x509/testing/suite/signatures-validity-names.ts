import { attributeTypes, makeName, type AttributeToIssue } from '../../index.ts'
import { generateKeyPairSync } from 'node:crypto'
import { importSigningKey, type SigningKey } from '@entrepot/crypto'
import { spoilt } from '../forge.ts'
import { authority, day, leaf, type Made, named, parsed, start } from '../scene.ts'
import type { Outcome, PathCase, Section } from './case.ts'

const root = authority('Root')
const good = authority('Good', root)

const spoil = (made: Made): Made => ({ ...made, certificate: parsed(spoilt(made.certificate.raw)) })

function keyOf(pair: { privateKey: { export(options: { format: 'der'; type: 'pkcs8' }): Buffer } }): SigningKey {
  const key = importSigningKey(new Uint8Array(pair.privateKey.export({ format: 'der', type: 'pkcs8' })))
  if (key === undefined) throw new Error('the key does not import')
  return key
}

const rsa = keyOf(generateKeyPairSync('rsa', { modulusLength: 2048 }))
const shortRsa = keyOf(generateKeyPairSync('rsa', { modulusLength: 1024 }))
const otherKeys: [string, SigningKey][] = [
  ['P-384', keyOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }))],
  ['P-521', keyOf(generateKeyPairSync('ec', { namedCurve: 'P-521' }))],
  ['Ed25519', keyOf(generateKeyPairSync('ed25519'))],
  ['Ed448', keyOf(generateKeyPairSync('ed448'))],
]
const rsaRoot = authority('RSA root', undefined, { key: rsa })
const rsaAuthority = authority('RSA authority', rsaRoot, { key: rsa })
const pss = { name: 'RSASSA-PSS', hash: 'SHA-384', saltBytes: 48 } as const
const mlDsa = keyOf(generateKeyPairSync('ml-dsa-65'))
const noMlDsa = { openssl: 'OpenSSL 3.0 has no ML-DSA', jdk: 'JDK 17 has no ML-DSA' }

export const signatures: Section = {
  title: '6.1.3(a)(1) signature',
  cases: [
    { title: 'a path whose signatures hold', path: [leaf('A', good), good], anchor: root, expected: 'ok' },
    {
      title: 'an authority whose signature does not hold',
      path: [leaf('B', good), spoil(good)],
      anchor: root,
      expected: 'x509/bad-signature',
      index: 1,
    },
    {
      title: 'a leaf whose signature does not hold',
      path: [spoil(leaf('C', good)), good],
      anchor: root,
      expected: 'x509/bad-signature',
    },
    {
      title: 'RSA with PKCS #1 v1.5',
      path: [leaf('D', rsaAuthority, { key: rsa }), rsaAuthority],
      anchor: rsaRoot,
      expected: 'ok',
    },
    {
      title: 'RSA with PSS',
      path: [leaf('E', rsaAuthority, { scheme: pss }), rsaAuthority],
      anchor: rsaRoot,
      expected: 'ok',
    },
    {
      title: 'an RSA key below the minimum',
      path: [leaf('F', rsaAuthority, { key: shortRsa }), rsaAuthority],
      anchor: rsaRoot,
      expected: 'x509/weak-key',
      except: { openssl: 'accepts 1024 bits at security level 0', jdk: 'accepts 1024 bits by default' },
    },
    ...otherKeys.map(([type, key]) => {
      const by = authority(`Authority ${type}`, good, { key })
      return {
        title: `${type} signs`,
        path: [leaf(`Leaf ${type}`, by), by, good],
        anchor: root,
        expected: 'ok' as const,
      }
    }),
    (() => {
      const by = authority('Authority ML-DSA', good, { key: mlDsa })
      return {
        title: 'ML-DSA-65 signs',
        path: [leaf('Leaf ML-DSA', by), by, good],
        anchor: root,
        expected: 'ok' as const,
        except: noMlDsa,
      }
    })(),
  ],
}

export const validity: Section = {
  title: '6.1.3(a)(2) validity',
  cases: [
    ...(() => {
      const late = authority('Late', root, { notBefore: start + 40 * day })
      const ended = authority('Ended', root, { notAfter: start + 20 * day })
      return [
        {
          title: 'an authority that is not valid yet',
          path: [leaf('A', late), late],
          anchor: root,
          expected: 'x509/not-yet-valid' as const,
          index: 1,
        },
        {
          title: 'an authority that has ended',
          path: [leaf('B', ended), ended],
          anchor: root,
          expected: 'x509/expired' as const,
          index: 1,
        },
      ]
    })(),
    {
      title: 'a leaf that is not valid yet',
      path: [leaf('C', good, { notBefore: start + 40 * day }), good],
      anchor: root,
      expected: 'x509/not-yet-valid',
    },
    {
      title: 'a leaf that has ended',
      path: [leaf('D', good, { notAfter: start + 20 * day }), good],
      anchor: root,
      expected: 'x509/expired',
    },
    {
      title: 'a leaf valid since 1950, in UTCTime',
      path: [leaf('E', good, { notBefore: Date.UTC(1950, 0, 1) }), good],
      anchor: root,
      expected: 'ok',
    },
    {
      title: 'a leaf that ended in 1999, in UTCTime',
      path: [leaf('F', good, { notBefore: Date.UTC(1990, 0, 1), notAfter: Date.UTC(1999, 0, 1) }), good],
      anchor: root,
      expected: 'x509/expired',
    },
    {
      title: 'GeneralizedTime before 2050 is read',
      path: [leaf('G', good, { timeForm: 'generalized' }), good],
      anchor: root,
      expected: 'ok',
    },
    {
      title: 'a leaf that ends in 2055, in GeneralizedTime',
      path: [leaf('H', good, { notAfter: Date.UTC(2055, 0, 1) }), good],
      anchor: root,
      expected: 'ok',
    },
  ],
}

const cn = (text: string, as: 'UTF8String' | 'PrintableString' = 'PrintableString') =>
  [{ type: attributeTypes.commonName, text, as }] as const
const country = [{ type: attributeTypes.country, text: 'NL', as: 'PrintableString' }] as const
const organization = [{ type: attributeTypes.organization, text: 'Test Authorities', as: 'PrintableString' }] as const
const spelt = (...parts: readonly (readonly AttributeToIssue[])[]) => makeName(parts)

function issuedAs(
  title: string,
  subject: ReturnType<typeof spelt>,
  issuer: ReturnType<typeof spelt>,
  ...[expected, except = {}]: Outcome
): PathCase {
  const by = authority(title, root, { subject })
  return { title, path: [leaf(`leaf ${title}`, by, { issuer }), by], anchor: root, expected, except }
}

const dc = (text: string) => [{ type: attributeTypes.domainComponent, text }] as const
const optional = spelt(
  [{ type: attributeTypes.title, text: 'M.D.' }],
  [{ type: attributeTypes.surname, text: 'CA' }],
  [{ type: attributeTypes.givenName, text: 'John' }],
  [{ type: attributeTypes.initials, text: 'Q' }],
  [{ type: attributeTypes.pseudonym, text: 'Fictitious' }],
  [{ type: attributeTypes.generationQualifier, text: 'III' }],
  [{ type: attributeTypes.distinguishedNameQualifier, text: 'CA', as: 'PrintableString' }],
)

export const names: Section = {
  title: '6.1.3(a)(4) name chaining, 7.1',
  cases: [
    issuedAs(
      'another name',
      spelt(country, organization, cn('One')),
      spelt(country, organization, cn('Two')),
      'x509/unknown-issuer',
    ),
    issuedAs(
      'parts in another order',
      spelt(country, organization, cn('Order')),
      spelt(country, cn('Order'), organization),
      'x509/unknown-issuer',
    ),
    issuedAs(
      'white space within',
      spelt(country, organization, cn('White   Space')),
      spelt(country, organization, cn('White Space')),
      'ok',
    ),
    issuedAs(
      'white space around',
      spelt(country, organization, cn('Around')),
      spelt(country, organization, cn(' Around  ')),
      'ok',
    ),
    issuedAs(
      'capitals',
      spelt(country, organization, cn('Capitals')),
      spelt(country, organization, cn('CAPITALS')),
      'ok',
    ),
    issuedAs(
      'domain components',
      spelt(dc('example'), dc('trade'), cn('DC')),
      spelt(dc('EXAMPLE'), dc('trade'), cn('DC')),
      'ok',
      { jdk: 'compares domain components by their case' },
    ),
    issuedAs('optional attributes', optional, optional, 'ok'),
    issuedAs(
      'UTF8String',
      spelt(country, cn('Behörde', 'UTF8String')),
      spelt(country, cn('Behörde', 'UTF8String')),
      'ok',
    ),
    issuedAs(
      'PrintableString and UTF8String',
      spelt(country, cn('Roll over')),
      spelt(country, cn('Roll over', 'UTF8String')),
      'ok',
    ),
    issuedAs(
      'capitals in UTF8String',
      spelt(country, cn('Behörde', 'UTF8String')),
      spelt(country, cn('BEHÖRDE', 'UTF8String')),
      'ok',
      { openssl: 'folds the case of ASCII alone' },
    ),
    issuedAs(
      'attributes of one part in another order',
      makeName([[...organization, ...cn('Multi')]]),
      makeName([[...cn('Multi'), ...organization]]),
      'ok',
    ),
    {
      title: 'a leaf of another authority',
      path: [leaf('A', authority('Other', root)), good],
      anchor: root,
      expected: 'x509/unknown-issuer',
    },
    {
      title: 'an anchor of another name',
      path: [leaf('B', good), good],
      anchor: authority('Root of others'),
      expected: 'x509/unknown-issuer',
      index: 1,
    },
    {
      title: 'the same name and another key',
      path: [leaf('C', good), good],
      anchor: authority('Another root', undefined, { subject: named('Root') }),
      expected: 'x509/bad-signature',
      index: 1,
    },
  ],
}
