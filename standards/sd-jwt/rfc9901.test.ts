import { base64url } from '@entrepot/crypto'
import { describe, expect, test } from 'vitest'
import { confirmationKey, decodeDisclosure, disclosureDigest, present, toCompact, verifySdJwt } from './index.ts'
import type { KeyBindingPolicy, Verification, Verified } from './index.ts'
import { issued, issuerJwk, presented, recursive, structured } from './rfc9901.vectors.ts'

const issuerKey = confirmationKey({ cnf: { jwk: issuerJwk } })
if (issuerKey === undefined) throw new Error("the RFC's key is sound")
const inTime: Verification = { issuerKey, nowSeconds: 1_750_000_000, keyBinding: 'ignored' }
const asked: KeyBindingPolicy = {
  nonce: '1234567890',
  audience: 'https://verifier.example.org',
  maxAgeSeconds: 300,
  maxAheadSeconds: 10,
}
const atPresentation = 1_748_537_244

function verified(compact: string, verification: Verification = inTime): Verified {
  const result = verifySdJwt(compact, verification)
  if (!result.ok) throw new Error(`${result.code} at ${result.at}`)
  return result
}

test.each([
  ['as the RFC writes it', 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0'],
  ['with an escape', 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNXHUwMGY2Yml1cyJd'],
  ['without white space', 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd'],
  ['with line feeds', 'WwoiXzI2YmM0TFQtYWM2cTJLSTZjQlc1ZXMiLAoiZmFtaWx5X25hbWUiLAoiTcO2Yml1cyIKXQ'],
])('§4.2.1: the disclosure of family_name reads the same %s', (_name, encoded) => {
  expect(decodeDisclosure(encoded)).toEqual({
    ok: true,
    salt: '_26bc4LT-ac6q2KI6cBW5es',
    name: 'family_name',
    value: 'Möbius',
  })
})

test.each([
  ['["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"]', 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0'],
  ['["lklxF5jMYlGTPUovMNIvCA", "FR"]', 'w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs'],
])('§4.2.3: the digest of %s', (disclosure, digest) => {
  expect(disclosureDigest(base64url.encodeText(disclosure))).toBe(digest)
})

test('§5.1: the issued SD-JWT verifies and gives every claim', () => {
  const { payload, header } = verified(issued)
  expect(header['typ']).toBe('example+sd-jwt')
  expect(payload).toEqual({
    iss: 'https://issuer.example.com',
    iat: 1_683_000_000,
    exp: 1_883_000_000,
    sub: 'user_42',
    nationalities: ['US', 'DE'],
    cnf: {
      jwk: {
        kty: 'EC',
        crv: 'P-256',
        x: 'TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc',
        y: 'ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ',
      },
    },
    given_name: 'John',
    family_name: 'Doe',
    email: 'johndoe@example.com',
    phone_number: '+1-202-555-0101',
    phone_number_verified: true,
    address: { street_address: '123 Main St', locality: 'Anytown', region: 'Anystate', country: 'US' },
    birthdate: '1940-01-01',
    updated_at: 1_570_000_000,
  })
})

test('§5.2: the presentation with key binding verifies and gives the four disclosed claims', () => {
  const { payload } = verified(presented, { ...inTime, nowSeconds: atPresentation, keyBinding: asked })
  const { iss: _iss, iat: _iat, exp: _exp, cnf: _cnf, ...claims } = payload
  expect(claims).toEqual({
    sub: 'user_42',
    nationalities: ['US'],
    given_name: 'John',
    family_name: 'Doe',
    address: { street_address: '123 Main St', locality: 'Anytown', region: 'Anystate', country: 'US' },
  })
})

test('§7.2: a Holder makes the presentation of §5.2 from what was issued in §5.1', () => {
  const chosen = new Set(['family_name', 'given_name', 'address', 'nationalities/0'])
  const { jwt, disclosures } = present(verified(issued), (path) => chosen.has(path.join('/')))
  const published = presented.split('~')
  expect(jwt).toBe(published[0])
  expect(new Set(disclosures)).toEqual(new Set(published.slice(1, -1)))
})

test('appendix A.1: digests within an object, amid decoys', () => {
  expect(verified(structured).payload['address']).toEqual({ region: '港区', country: 'JP' })
})

test('appendix A.2: a disclosure within a disclosed array element', () => {
  const { payload, disclosed } = verified(recursive)
  expect(payload['verified_claims']).toEqual({
    verification: { trust_framework: 'de_aml', evidence: [{ method: 'pipp' }], time: '2012-04-23T18:25Z' },
    claims: {
      given_name: 'Max',
      family_name: 'Müller',
      address: { locality: 'Maxstadt', postal_code: '12344', country: 'DE', street_address: 'Weidenstraße 22' },
    },
  })
  const method = [...disclosed.values()].find(({ path }) => path.at(-1) === 'method')
  expect(method?.path).toEqual(['verified_claims', 'verification', 'evidence', 0, 'method'])
  expect(method?.parent).toBe('tYJ0TDucyZZCRMbROG4qRO5vkPSFRxFhUELc18CSl3k')
})

test('appendix A.2: who keeps an inner claim keeps the one that it stands within', () => {
  const all = verified(recursive)
  const one = present(all, (path) => path.at(-1) === 'method')
  expect(one.disclosures).toHaveLength(2)
  expect(verified(toCompact(one)).payload['verified_claims']).toEqual({
    verification: { trust_framework: 'de_aml', evidence: [{ method: 'pipp' }] },
    claims: {},
  })
  const inner = one.disclosures.slice(1)
  const alone = verifySdJwt(toCompact({ jwt: one.jwt, disclosures: inner }), inTime)
  expect(alone).toEqual({ ok: false, code: 'sd-jwt/unreferenced-disclosure', at: 0 })
})

describe('§7.3: the presentation of §5.2 is refused', () => {
  const withPolicy = (policy: Partial<KeyBindingPolicy>, nowSeconds = atPresentation): Verification => ({
    ...inTime,
    nowSeconds,
    keyBinding: { ...asked, ...policy },
  })
  const parts = presented.split('~')
  const without = (index: number) => parts.filter((_part, at) => at !== index).join('~')
  test.each([
    ['for another nonce', presented, withPolicy({ nonce: 'other' }), 'sd-jwt/key-binding-nonce'],
    [
      'for another audience',
      presented,
      withPolicy({ audience: 'https://else.example' }),
      'sd-jwt/key-binding-audience',
    ],
    ['when it is too old', presented, withPolicy({}, atPresentation + 301), 'sd-jwt/key-binding-time'],
    ['when it comes from the future', presented, withPolicy({}, atPresentation - 11), 'sd-jwt/key-binding-time'],
    ['when a disclosure was taken away', without(1), withPolicy({}), 'sd-jwt/key-binding-hash'],
    ['when its key binding was taken away', `${without(5)}~`, withPolicy({}), 'sd-jwt/key-binding-missing'],
    [
      'by a Holder, who takes none with a key binding',
      presented,
      { ...inTime, keyBinding: 'refused' as const },
      'sd-jwt/key-binding-unexpected',
    ],
    ['when it has expired', presented, { ...inTime, nowSeconds: 1_883_000_000 }, 'sd-jwt/expired'],
    [
      'when the Key Binding JWT is the Issuer-signed one',
      `${without(5)}~${parts[0]}`,
      withPolicy({}),
      'sd-jwt/signature-invalid',
    ],
  ])('%s', (_name, compact, verification, code) => {
    expect(verifySdJwt(compact, verification)).toMatchObject({ ok: false, code })
  })
})

test('any changed character of the Issuer-signed JWT is noticed', () => {
  const end = issued.indexOf('~')
  for (let at = 0; at < end; at += 7) {
    const changed = `${issued.slice(0, at)}${issued[at] === 'A' ? 'B' : 'A'}${issued.slice(at + 1)}`
    expect(verifySdJwt(changed, inTime).ok).toBe(false)
  }
})
