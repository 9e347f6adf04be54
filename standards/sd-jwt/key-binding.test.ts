import { base64url, importPrivateKey, keyPairFromSeed, seedBytes, sign, utf8 } from '@entrepot/crypto'
import { describe, expect, test } from 'vitest'
import { confirmationKey, disclosureDigest, toCompact, verifySdJwt } from './index.ts'
import type { Json, JsonObject, Verification } from './index.ts'
import { issuerJwk } from './rfc9901.vectors.ts'

const holder = importPrivateKey(keyPairFromSeed('Ed25519', new Uint8Array(seedBytes.Ed25519)).privateKeyPkcs8)
if (holder === undefined) throw new Error('a made key is sound')
const x = base64url.encode(holder.publicKey.spki.slice(-32))

/** Issuer and Holder may be one; what is judged here is the form of the binding. */
function signed(header: Json, payload: Json): string {
  const input = [header, payload].map((part) => base64url.encodeText(JSON.stringify(part))).join('.')
  return holder === undefined ? '' : `${input}.${base64url.encode(sign(holder, utf8.encode(input)))}`
}
const jwt = signed({ alg: 'Ed25519' }, { cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x } } })
const sound = { iat: 100, aud: 'bank', nonce: 'n', sd_hash: disclosureDigest(`${jwt}~`) }
const policy = { nonce: 'n', audience: 'bank', maxAgeSeconds: 60, maxAheadSeconds: 5 }
const asked: Verification = { issuerKey: holder.publicKey, nowSeconds: 120, keyBinding: policy }
const bound = (header: JsonObject, payload: Json) =>
  verifySdJwt(toCompact({ jwt, disclosures: [], keyBinding: signed({ alg: 'Ed25519', ...header }, payload) }), asked)

test('a Key Binding JWT with type, time, audience, nonce and hash is accepted', () => {
  expect(bound({ typ: 'kb+jwt' }, sound)).toMatchObject({ ok: true })
})

describe('a Key Binding JWT is refused', () => {
  test.each([
    ['without its type', {}, sound, 'sd-jwt/key-binding-type'],
    ['of another type', { typ: 'jwt' }, sound, 'sd-jwt/key-binding-type'],
    ['with a critical parameter', { typ: 'kb+jwt', crit: ['b64'] }, sound, 'sd-jwt/critical-header'],
    ['under another algorithm', { typ: 'kb+jwt', alg: 'ES256' }, sound, 'sd-jwt/algorithm'],
    ['unsigned', { typ: 'kb+jwt', alg: 'none' }, sound, 'sd-jwt/algorithm'],
    ['without a time', { typ: 'kb+jwt' }, { ...sound, iat: null }, 'sd-jwt/key-binding-claims'],
    ['with a nonce that is no string', { typ: 'kb+jwt' }, { ...sound, nonce: 1 }, 'sd-jwt/key-binding-claims'],
    ['with two audiences', { typ: 'kb+jwt' }, { ...sound, aud: ['bank', 'else'] }, 'sd-jwt/key-binding-audience'],
    ['over another presentation', { typ: 'kb+jwt' }, { ...sound, sd_hash: 'x' }, 'sd-jwt/key-binding-hash'],
    ['that is no object', { typ: 'kb+jwt' }, [], 'sd-jwt/payload'],
  ])('%s', (_name, header, payload, code) => {
    expect(bound(header, payload)).toMatchObject({ ok: false, code })
  })
})

test.each<[string, JsonObject, string | undefined]>([
  ['a P-256 key', { jwk: issuerJwk }, 'ES256'],
  ['an Ed25519 key', { jwk: { kty: 'OKP', crv: 'Ed25519', x } }, 'Ed25519'],
  ['a P-256 key off its curve', { jwk: { ...issuerJwk, y: issuerJwk.x } }, undefined],
  ['a coordinate cut short', { jwk: { ...issuerJwk, y: issuerJwk.y.slice(0, 40) } }, undefined],
  [
    'a coordinate moved into the other',
    { jwk: { ...issuerJwk, x: 'AA', y: base64url.encode(new Uint8Array(63)) } },
    undefined,
  ],
  ['a padded coordinate', { jwk: { ...issuerJwk, x: `${issuerJwk.x}=` } }, undefined],
  ['a key without its second coordinate', { jwk: { kty: 'EC', crv: 'P-256', x: issuerJwk.x } }, undefined],
  ['a type that does not fit its curve', { jwk: { ...issuerJwk, kty: 'OKP' } }, undefined],
  ['another curve', { jwk: { ...issuerJwk, crv: 'P-384' } }, undefined],
  ['a key by name only', { kid: 'k1' }, undefined],
])('confirmation by %s', (_name, cnf, algorithm) => {
  expect(confirmationKey({ cnf })?.algorithm).toBe(algorithm)
})
