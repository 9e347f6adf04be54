import { base64url, importPrivateKey, keyPairFromSeed, seedBytes, sha256, sign, utf8, verify } from '@entrepot/crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeDisclosure,
  defaultLimits,
  disclosureDigest,
  encodeDisclosure,
  openFlat,
  sealFlat,
  verifySdJwt,
} from './index.ts'
import type { Json, JsonObject, Opened } from './index.ts'

const pair = keyPairFromSeed('ES256', new Uint8Array(seedBytes.ES256).fill(9))
const key = importPrivateKey(pair.privateKeyPkcs8)
if (key === undefined) throw new Error('a made key is sound')
const signing = { algorithm: 'ES256' as const, sign: (input: Uint8Array) => sign(key, input) }
const header = { typ: 'example+sd-jwt' }
const saltOf = (index: number) => base64url.encode(sha256(Uint8Array.of(index)).slice(0, 16))

const price = encodeDisclosure(saltOf(1), '/price', { amount: '12.50', currency: 'EUR' })
const weight = encodeDisclosure(saltOf(2), '/weight', 17)
const sealed = sealFlat({ ...signing, header, payload: { act: 'offer/1' }, disclosures: [weight, price] })

/** Signs whatever it is given, so that only the form can be refused. */
function forge(payload: Json | string, protectedHeader: Json | string = { alg: 'ES256' }): string {
  const part = (value: Json) => base64url.encodeText(typeof value === 'string' ? value : JSON.stringify(value))
  const signed = `${part(protectedHeader)}.${part(payload)}`
  return `${signed}.${base64url.encode(signing.sign(utf8.encode(signed)))}`
}
const raw = (text: string) => base64url.encodeText(text)
const committing = (...disclosures: string[]) => forge({ _sd: disclosures.map(disclosureDigest), _sd_alg: 'sha-256' })
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

function opened(jwt: string, disclosures: readonly string[]): Opened {
  const result = openFlat({ jwt, disclosures })
  if (!result.ok) throw new Error(`${result.code} at ${result.at}`)
  return result
}

test('what was sealed opens, whole and in part', () => {
  const all = opened(sealed, [price, weight])
  expect(all.payload).toEqual({ act: 'offer/1' })
  expect(all.header).toEqual({ alg: 'ES256', typ: 'example+sd-jwt' })
  expect([...all.disclosed.values()].map(({ name, value }) => [name, value])).toEqual([
    ['/price', { amount: '12.50', currency: 'EUR' }],
    ['/weight', 17],
  ])
  const part = opened(sealed, [weight])
  expect([...part.disclosed.keys()]).toEqual([disclosureDigest(weight)])
  expect(part.digests).toEqual(all.digests)
  expect(part.identity).toBe(all.identity)
  expect(verify(key.publicKey, part.signingInput, part.signature)).toBe(true)
})

test('the order of disclosures shows nowhere in what is signed', () => {
  const swapped = sealFlat({ ...signing, header, payload: { act: 'offer/1' }, disclosures: [price, weight] })
  expect(opened(swapped, []).identity).toBe(opened(sealed, []).identity)
})

test('identity is the hash of what is signed, whatever the signature', () => {
  const other = `${sealed.slice(0, sealed.lastIndexOf('.'))}.${base64url.encode(new Uint8Array(64))}`
  expect(opened(other, []).identity).toBe(opened(sealed, []).identity)
  expect(opened(sealed, []).identity).toBe(disclosureDigest(sealed.slice(0, sealed.lastIndexOf('.'))))
})

test('an act without disclosures needs no digests', () => {
  const bare = sealFlat({ ...signing, header, payload: { a: 1 }, disclosures: [] })
  expect(opened(bare, [])).toMatchObject({ payload: { a: 1 }, digests: new Set() })
})

const keptClaims = fc.uniqueArray(
  fc.record({
    name: fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((name) => !['_sd', '...', '_sd_alg', 'iss'].includes(name)),
    value: fc.jsonValue({ maxDepth: 3 }),
    keep: fc.boolean(),
  }),
  { selector: ({ name }) => name, maxLength: 12 },
)

test('sealed, any part dropped, opened: exactly the kept claims, here and by the general verifier', () => {
  fc.assert(
    fc.property(keptClaims, (drawn) => {
      const claims = drawn.flatMap(({ name, value, keep }, index) => {
        const encoded = encodeOrSkip(saltOf(index), name, value)
        return encoded === undefined ? [] : [{ name, keep, encoded }]
      })
      const jwt = sealFlat({
        ...signing,
        header,
        payload: { iss: 'x' },
        disclosures: claims.map(({ encoded }) => encoded),
      })
      const kept = claims.filter(({ keep }) => keep)
      const { disclosed } = opened(
        jwt,
        kept.map(({ encoded }) => encoded),
      )
      const flat = Object.fromEntries([...disclosed.values()].map(({ name, value }) => [name, value]))
      expect(Object.keys(flat).sort()).toEqual(kept.map(({ name }) => name).sort())
      const compact = [jwt, ...kept.map(({ encoded }) => encoded), ''].join('~')
      const general = verifySdJwt(compact, { issuerKey: key.publicKey, nowSeconds: 0, keyBinding: 'refused' })
      expect(general).toMatchObject({ ok: true, payload: { iss: 'x', ...flat } })
    }),
    { numRuns: 60 },
  )
})

/** Leaves out the values that drawing happens on but sealing refuses (integers beyond 2^53, reserved names). */
function encodeOrSkip(salt: string, name: string, value: unknown): string | undefined {
  const json: Json = JSON.parse(JSON.stringify(value))
  const text = JSON.stringify(json)
  if (/"(_sd|\.\.\.)":|__proto__/.test(text) || name === '__proto__') return undefined
  if (
    (text.match(/-?\d[\d.e+-]*/g) ?? []).some(
      (digits) => Number.isInteger(Number(digits)) && !Number.isSafeInteger(Number(digits)),
    )
  ) {
    return undefined
  }
  return encodeDisclosure(salt, name, json)
}

describe('a JWT is refused', () => {
  const [head = '', body = '', tail = ''] = sealed.split('.')
  test.each([
    ['when empty', '', 'sd-jwt/not-compact'],
    ['with two parts', `${head}.${body}`, 'sd-jwt/not-compact'],
    ['with four parts', `${sealed}.${tail}`, 'sd-jwt/signature'],
    ['with padding', `${head}=.${body}.${tail}`, 'sd-jwt/encoding'],
    ['with white space in its payload', `${head}.${body} .${tail}`, 'sd-jwt/encoding'],
    ['with a line feed at its end', `${sealed}\n`, 'sd-jwt/signature'],
    ['with a signature of 63 bytes', `${head}.${body}.${base64url.encode(new Uint8Array(63))}`, 'sd-jwt/signature'],
    [
      'with trailing bits in its signature',
      `${sealed.slice(0, -1)}${sealed.endsWith('B') ? 'C' : 'B'}`,
      'sd-jwt/signature',
    ],
    ['unsigned', forge({}, { alg: 'none' }), 'sd-jwt/algorithm'],
    ['under a shared secret', forge({}, { alg: 'HS256' }), 'sd-jwt/algorithm'],
    ['with its algorithm in lower case', forge({}, { alg: 'es256' }), 'sd-jwt/algorithm'],
    ['without an algorithm', forge({}, {}), 'sd-jwt/algorithm'],
    ['with a critical parameter', forge({}, { alg: 'ES256', crit: ['exp'] }), 'sd-jwt/critical-header'],
    ['with an empty list of critical parameters', forge({}, { alg: 'ES256', crit: [] }), 'sd-jwt/critical-header'],
    ['with two algorithms', forge({}, '{"alg":"ES256","alg":"ES256"}'), 'sd-jwt/duplicate-key'],
    ['with a header that is no object', forge({}, ['ES256']), 'sd-jwt/header'],
    ['with a payload that is no object', forge([]), 'sd-jwt/payload'],
    ['with a payload that is no JSON', forge('{a:1}'), 'sd-jwt/json'],
    ['with something after its payload', forge('{}{}'), 'sd-jwt/json'],
    ['with a name twice', forge('{"a":1,"a":2}'), 'sd-jwt/duplicate-key'],
    ['with a name twice, once escaped', forge('{"a":1,"\\u0061":1}'), 'sd-jwt/duplicate-key'],
    ['with a name twice within', forge('{"x":[{"a":1 ,"b":{}, "a":1}]}'), 'sd-jwt/duplicate-key'],
    ['with _sd twice', forge('{"_sd":[],"_sd":[]}'), 'sd-jwt/duplicate-key'],
    ['with an integer beyond 2^53', forge('{"a":9007199254740993}'), 'sd-jwt/number'],
    ['with a number beyond all numbers', forge('{"a":1e400}'), 'sd-jwt/number'],
    ['with a lone surrogate', forge('{"a":"\\ud800"}'), 'sd-jwt/surrogate'],
    ['with a lone surrogate in a name', forge('{"\\udc00":1}'), 'sd-jwt/surrogate'],
    ['that nests too deep', forge(`{"a":${nested(16)}}`), 'sd-jwt/too-deep'],
    ['that nests beyond every stack', forge(`{"a":${nested(40_000)}}`), 'sd-jwt/too-deep'],
    ['with another hash', forge({ _sd_alg: 'sha-512' }), 'sd-jwt/hash-algorithm'],
    ['with a hash that is no string', forge({ _sd_alg: null }), 'sd-jwt/hash-algorithm'],
    ['with digests that are no list', forge({ _sd: 'x' }), 'sd-jwt/digests'],
    ['with a digest that is no string', forge({ _sd: [1] }), 'sd-jwt/digests'],
    ['with a digest of another length', forge({ _sd: ['abc'] }), 'sd-jwt/digests'],
    ['with a digest twice', committing(price, price), 'sd-jwt/duplicate-digest'],
    ['with a hash within', forge({ a: [{ _sd_alg: 'sha-256' }] }), 'sd-jwt/reserved-name'],
    ['with digests within', forge({ a: { _sd: [] } }), 'sd-jwt/reserved-name'],
    ['with an ellipsis within', forge({ a: [{ '...': 'x' }] }), 'sd-jwt/reserved-name'],
    [
      'with ill-formed UTF-8',
      `${head}.${base64url.encode(Uint8Array.of(0x7b, 0xff, 0x7d))}.${tail}`,
      'sd-jwt/encoding',
    ],
    ['with a byte order mark', forge('\ufeff{}'), 'sd-jwt/json'],
  ])('%s', (_name, jwt, code) => {
    expect(openFlat({ jwt, disclosures: [] })).toMatchObject({ ok: false, code })
  })

  test.each([
    ['white space in its JSON', forge('{ "a" : 1 }')],
    ['escapes in a name', forge('{"\\u0061":1}')],
    ['no _sd_alg, which stands for SHA-256', forge({ a: 1, _sd: [] })],
    ['the same name in two objects', forge('{"a": {"a":1},"b":[{"a":1},{"a":1}]}')],
    ['a string that looks like a repeated name', forge('{"a" :"\\",\\"a\\":1"}')],
    ['the deepest nesting allowed', forge(`{"a":${nested(15)}}`)],
  ])('but accepted with %s', (_name, jwt) => {
    expect(openFlat({ jwt, disclosures: [] })).toMatchObject({ ok: true })
  })
})

describe('disclosures are refused', () => {
  const salt = saltOf(5)
  const twin = encodeDisclosure(saltOf(6), '/price', 1)
  const one = (encoded: string): readonly [string, readonly string[]] => [committing(encoded), [encoded]]
  test.each([
    ['twice', sealed, [price, price], 'sd-jwt/duplicate-disclosure', 1],
    ['not committed to', sealed, [price, twin], 'sd-jwt/unreferenced-disclosure', 1],
    ['of one name', committing(price, twin), [price, twin], 'sd-jwt/duplicate-name', 1],
    ['of an open claim', forge({ '/price': 1, _sd: [disclosureDigest(price)] }), [price], 'sd-jwt/claim-clash', 0],
    ['padded', sealed, [`${price}=`], 'sd-jwt/encoding', 0],
    ['empty', sealed, [''], 'sd-jwt/json', 0],
    ['named _sd', ...one(raw(`["${salt}","_sd",[]]`)), 'sd-jwt/reserved-name', 0],
    ['named ...', ...one(raw(`["${salt}","...",1]`)), 'sd-jwt/reserved-name', 0],
    ['named _sd_alg', ...one(raw(`["${salt}","_sd_alg","x"]`)), 'sd-jwt/reserved-name', 0],
    ['with digests within', ...one(raw(`["${salt}","a",{"_sd":[]}]`)), 'sd-jwt/reserved-name', 0],
    ['with two parts', ...one(raw(`["${salt}","a"]`)), 'sd-jwt/disclosure', 0],
    ['with four parts', ...one(raw(`["${salt}","a",1,2]`)), 'sd-jwt/disclosure', 0],
    ['that are no array', ...one(raw('{"a":1}')), 'sd-jwt/disclosure', 0],
    ['with a name that is no string', ...one(raw(`["${salt}",1,1]`)), 'sd-jwt/disclosure', 0],
    ['with a salt that is no string', ...one(raw('[1,"a",1]')), 'sd-jwt/disclosure', 0],
    ['with a salt too short to hide anything', ...one(raw('["abc","a",1]')), 'sd-jwt/salt', 0],
    ['with a name twice within', ...one(raw(`["${salt}","a",{"x":1,"x":2}]`)), 'sd-jwt/duplicate-key', 0],
    ['that nest too deep', ...one(raw(`["${salt}","a",${nested(16)}]`)), 'sd-jwt/too-deep', 0],
  ] as const)('%s', (_name, jwt, disclosures, code, at) => {
    expect(openFlat({ jwt, disclosures })).toMatchObject({ ok: false, code, at })
  })
})

test.each([
  ['maxJwtBytes', sealed.length - 1, 'sd-jwt/jwt-too-long'],
  ['maxDisclosures', 1, 'sd-jwt/too-many-disclosures'],
  ['maxDisclosureBytes', price.length - 1, 'sd-jwt/disclosure-too-long'],
  ['maxJsonDepth', 1, 'sd-jwt/too-deep'],
] as const)('the limit %s is kept and named', (name, limit, code) => {
  const limits = { ...defaultLimits, [name]: limit }
  expect(openFlat({ jwt: sealed, disclosures: [price, weight], limits })).toMatchObject({ ok: false, code, limit })
})

test('no text makes opening throw', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom(...'AZaz09-_.~={}[]":\\ ') }),
    fc.json().map(raw),
  )
  fc.assert(
    fc.property(texts, texts, texts, (first, second, third) => {
      expect(openFlat({ jwt: `${first}.${second}.${third}`, disclosures: [third] }).ok).toBe(false)
      decodeDisclosure(first)
    }),
    { numRuns: 500 },
  )
})

test('a claim named __proto__ is a claim like any other', () => {
  const odd = encodeDisclosure(saltOf(7), '__proto__', { polluted: true })
  const { disclosed, payload } = opened(forge(`{"__proto__x":1,"_sd":["${disclosureDigest(odd)}"]}`), [odd])
  expect([...disclosed.values()][0]?.name).toBe('__proto__')
  expect('polluted' in payload).toBe(false)
})

describe('sealing what could not be opened is a fault', () => {
  const unsealable: [string, string, string, Json][] = [
    ['a short salt', 'abc', 'a', 1],
    ['a reserved name', saltOf(1), '_sd', 1],
    ['a reserved name within', saltOf(1), 'a', { b: { '...': 1 } }],
    ['NaN', saltOf(1), 'a', Number.NaN],
    ['an integer beyond 2^53', saltOf(1), 'a', [2 ** 53]],
    ['a lone surrogate', saltOf(1), 'a', '\ud800'],
    ['too deep a value', saltOf(1), 'a', JSON.parse(nested(16))],
  ]
  test.each(unsealable)('%s', (_name, salt, name, value) => {
    expect(() => encodeDisclosure(salt, name, value)).toThrow('sd-jwt/unsealable')
  })

  const payloads: [string, JsonObject, string[]][] = [
    ['digests of its own', { _sd: [] }, []],
    ['a hash of its own', { _sd_alg: 'sha-256' }, []],
    ['the same disclosure twice', {}, [price, price]],
  ]
  test.each(payloads)('%s', (_name, payload, disclosures) => {
    expect(() => sealFlat({ ...signing, header, payload, disclosures })).toThrow('sd-jwt/unsealable')
  })
})
