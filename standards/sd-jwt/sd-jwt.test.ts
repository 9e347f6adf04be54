import { base64url, importPrivateKey, keyPairFromSeed, seedBytes, sha256, sign, utf8 } from '@entrepot/crypto'
import type { PrivateKey, SignatureAlgorithm } from '@entrepot/crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bindKey, defaultLimits, disclosureDigest, issue, present, toCompact, verifySdJwt } from './index.ts'
import type { ClaimPath, Issuance, Json, JsonObject, Verification, Verified } from './index.ts'

function keyOf(algorithm: SignatureAlgorithm, filler: number): PrivateKey {
  const pair = keyPairFromSeed(algorithm, new Uint8Array(seedBytes[algorithm]).fill(filler))
  const key = importPrivateKey(pair.privateKeyPkcs8)
  if (key === undefined) throw new Error('a made key is sound')
  return key
}

const issuer = keyOf('ES256', 3)
const verification: Verification = { issuerKey: issuer.publicKey, nowSeconds: 1000, keyBinding: 'refused' }
const signer = (key: PrivateKey) => ({ algorithm: key.algorithm, sign: (input: Uint8Array) => sign(key, input) })

function salts(): () => string {
  let made = 0
  return () => {
    made += 1
    return base64url.encode(sha256(utf8.encode(`salt ${made}`)).slice(0, 16))
  }
}

function issued(issuance: Pick<Issuance, 'claims' | 'disclosable'> & Partial<Issuance>, key = issuer) {
  return issue({ ...signer(key), header: { typ: 'example+sd-jwt' }, salt: salts(), ...issuance })
}

function verified(compact: string, how = verification): Verified {
  const result = verifySdJwt(compact, how)
  if (!result.ok) throw new Error(`${result.code} at ${result.at}`)
  return result
}

const salt = base64url.encode(new Uint8Array(16))
const disclosure = (...content: Json[]) => base64url.encodeText(JSON.stringify([salt, ...content]))
const digestOf = (...encoded: string[]) => encoded.map(disclosureDigest)
function forged(payload: JsonObject, ...disclosures: string[]): string {
  const parts = [{ alg: 'ES256' }, payload].map((part) => base64url.encodeText(JSON.stringify(part)))
  const signed = parts.join('.')
  return [`${signed}.${base64url.encode(sign(issuer, utf8.encode(signed)))}`, ...disclosures, ''].join('~')
}

const address = { street: 'Quay 1', city: { name: 'Rotterdam', code: 'NLRTM' } }
const claims = { iss: 'a', goods: ['tea', 'silk', ['x', 'y']], address }
const disclosable: ClaimPath[] = [
  ['goods', 0],
  ['goods', 2],
  ['goods', 2, 1],
  ['address'],
  ['address', 'city'],
  ['address', 'city', 'code'],
]

test('what is issued with recursive disclosures verifies to the claims', () => {
  const sdJwt = issued({ claims, disclosable })
  expect(sdJwt.disclosures).toHaveLength(disclosable.length)
  expect(verified(toCompact(sdJwt)).payload).toEqual(claims)
})

test('without any disclosure nothing disclosable is left, and no hidden name is readable', () => {
  const { jwt } = issued({ claims, disclosable })
  expect(verified(toCompact({ jwt, disclosures: [] })).payload).toEqual({ iss: 'a', goods: ['silk'] })
  const [, payload = ''] = jwt.split('.')
  expect(base64url.decodeText(payload)).not.toMatch(/tea|address|city|Rotterdam/)
})

test('decoys are there and change nothing', () => {
  const decoys = [
    { path: [], count: 2 },
    { path: ['goods'], count: 3 },
  ]
  const sdJwt = issued({ claims, disclosable: [['address']], decoys })
  const [, payload = ''] = sdJwt.jwt.split('.')
  const written: { _sd: string[]; goods: unknown[] } = JSON.parse(base64url.decodeText(payload) ?? '')
  expect(written._sd).toHaveLength(3)
  expect(written._sd).toEqual(written._sd.toSorted())
  expect(written.goods).toHaveLength(6)
  expect(verified(toCompact(sdJwt)).payload).toEqual(claims)
})

test('issued under Ed25519, it verifies under that key only', () => {
  const key = keyOf('Ed25519', 4)
  const compact = toCompact(issued({ claims, disclosable }, key))
  expect(verified(compact, { ...verification, issuerKey: key.publicKey }).payload).toEqual(claims)
  expect(verifySdJwt(compact, verification)).toMatchObject({ ok: false, code: 'sd-jwt/algorithm' })
})

/** Every path of a value but the root's. */
function pathsOf(value: Json, path: ClaimPath = []): ClaimPath[] {
  if (typeof value !== 'object' || value === null) return []
  const steps: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return steps.flatMap(([step, member]) => [[...path, step], ...pathsOf(member, [...path, step])])
}

/** The claims less every disclosable one that was not kept, or that stands within one. */
function expected(value: Json, path: ClaimPath, dropped: ReadonlySet<string>): Json {
  const gone = (step: string | number) => dropped.has(JSON.stringify([...path, step]))
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (gone(index) ? [] : [expected(item, [...path, index], dropped)]))
  }
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([name]) => !gone(name))
  return Object.fromEntries(members.map(([name, member]) => [name, expected(member, [...path, name], dropped)]))
}

const names = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'ü')
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(null, true, 0, -1.5, '', 'text'),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(names, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
  ),
}))

test('issued, any disclosures dropped, verified: exactly the kept claims', () => {
  const choices = fc.infiniteStream(fc.tuple(fc.boolean(), fc.boolean()))
  fc.assert(
    fc.property(fc.dictionary(names, tree, { maxKeys: 3, noNullPrototype: true }), choices, (drawn, choice) => {
      const marked = pathsOf(drawn).flatMap((path) => {
        const [hide, keep] = choice.next().value
        return hide ? [{ path, keep }] : []
      })
      const whole = verified(toCompact(issued({ claims: drawn, disclosable: marked.map(({ path }) => path) })))
      expect(whole.payload).toEqual(drawn)
      const kept = new Set(marked.filter(({ keep }) => keep).map(({ path }) => JSON.stringify(path)))
      const presentation = present(whole, (path) => kept.has(JSON.stringify(path)))
      const within = (outer: ClaimPath, inner: string) => inner.startsWith(JSON.stringify(outer).slice(0, -1) + ',')
      const dropped = marked
        .filter(({ path, keep }) => !keep && ![...kept].some((inner) => within(path, inner)))
        .map(({ path }) => JSON.stringify(path))
      expect(verified(toCompact(presentation)).payload).toEqual(expected(drawn, [], new Set(dropped)))
    }),
    { numRuns: 80 },
  )
})

describe('an SD-JWT is refused', () => {
  const a = disclosure('a', 1)
  const b = disclosure('b', { _sd: digestOf(a) })
  const element = disclosure('x')
  const inner = disclosure('n', { _sd_alg: 'sha-256' })
  const named = (name: string) => disclosure(name, 1)
  test.each([
    ['without a tilde', forged({}).slice(0, -1), 'sd-jwt/not-compact'],
    ['when empty', '', 'sd-jwt/not-compact'],
    ['with an empty disclosure', forged({ _sd: digestOf(a) }, '', a), 'sd-jwt/not-compact'],
    [
      'with a changed signature',
      forged({}).replace(/\.[^.]*~$/, `.${base64url.encode(new Uint8Array(64))}~`),
      'sd-jwt/signature-invalid',
    ],
    ['with a disclosure not referenced', forged({}, a), 'sd-jwt/unreferenced-disclosure'],
    ['with a disclosure whose parent is missing', forged({ _sd: digestOf(b) }, a), 'sd-jwt/unreferenced-disclosure'],
    ['with a disclosure twice', forged({ _sd: digestOf(a) }, a, a), 'sd-jwt/duplicate-disclosure'],
    ['with a digest twice in one list', forged({ _sd: [...digestOf(a), ...digestOf(a)] }), 'sd-jwt/duplicate-digest'],
    [
      'with a digest twice in two objects',
      forged({ _sd: digestOf(a), o: { _sd: digestOf(a) } }),
      'sd-jwt/duplicate-digest',
    ],
    [
      'with a digest as property and as element',
      forged({ _sd: digestOf(a), o: [{ '...': disclosureDigest(a) }] }),
      'sd-jwt/duplicate-digest',
    ],
    [
      'with a digest twice, once disclosed recursively',
      forged({ _sd: [...digestOf(a), ...digestOf(b)] }, b),
      'sd-jwt/duplicate-digest',
    ],
    ['with an element where a property belongs', forged({ _sd: digestOf(element) }, element), 'sd-jwt/disclosure'],
    [
      'with a property where an element belongs',
      forged({ o: [{ '...': disclosureDigest(a) }] }, a),
      'sd-jwt/disclosure',
    ],
    [
      'with a disclosure of four parts',
      forged({ _sd: digestOf(disclosure('a', 1, 2)) }, disclosure('a', 1, 2)),
      'sd-jwt/disclosure',
    ],
    ['with a disclosure that is no array', forged({}, base64url.encodeText('{}')), 'sd-jwt/disclosure'],
    ['with a disclosed claim named _sd', forged({ _sd: digestOf(named('_sd')) }, named('_sd')), 'sd-jwt/reserved-name'],
    ['with a disclosed claim named ...', forged({ _sd: digestOf(named('...')) }, named('...')), 'sd-jwt/reserved-name'],
    [
      'with a disclosed claim named _sd_alg',
      forged({ _sd: digestOf(named('_sd_alg')) }, named('_sd_alg')),
      'sd-jwt/reserved-name',
    ],
    ['with _sd_alg below the top', forged({ o: { _sd_alg: 'sha-256' } }), 'sd-jwt/reserved-name'],
    ['with _sd_alg within a disclosed value', forged({ _sd: digestOf(inner) }, inner), 'sd-jwt/reserved-name'],
    ['with an ellipsis outside an array', forged({ o: { '...': 'x' } }), 'sd-jwt/reserved-name'],
    ['with an ellipsis that is not alone', forged({ o: [{ '...': 'x', y: 1 }] }), 'sd-jwt/reserved-name'],
    ['with an ellipsis that is no string', forged({ o: [{ '...': 1 }] }), 'sd-jwt/digests'],
    ['with a claim that is there already', forged({ a: 0, _sd: digestOf(a) }, a), 'sd-jwt/claim-clash'],
    [
      'with one claim disclosed twice',
      forged({ _sd: digestOf(a, disclosure('a', 2)) }, a, disclosure('a', 2)),
      'sd-jwt/claim-clash',
    ],
    ['with _sd that is no list', forged({ o: { _sd: {} } }), 'sd-jwt/digests'],
    ['with _sd of numbers', forged({ _sd: [1] }), 'sd-jwt/digests'],
    ['with another hash', forged({ _sd_alg: 'sha-384' }), 'sd-jwt/hash-algorithm'],
    ['with an expiry that is no number', forged({ exp: '2000' }), 'sd-jwt/time-claim'],
    ['after its expiry', forged({ exp: 1000 }), 'sd-jwt/expired'],
    [
      'after an expiry that is disclosed',
      forged({ _sd: digestOf(disclosure('exp', 1)) }, disclosure('exp', 1)),
      'sd-jwt/expired',
    ],
    ['before its time', forged({ nbf: 1001 }), 'sd-jwt/not-yet-valid'],
  ])('%s', (_name, compact, code) => {
    expect(verifySdJwt(compact, verification)).toMatchObject({ ok: false, code })
  })

  test('when recursive disclosures nest deeper than the limit', () => {
    const chain: string[] = []
    let value: Json = 1
    for (let depth = 0; depth < defaultLimits.maxJsonDepth; depth += 1) {
      const encoded = disclosure('n', value)
      chain.push(encoded)
      value = { _sd: digestOf(encoded) }
    }
    expect(verified(forged({ _sd: digestOf(chain[14] ?? '') }, ...chain.slice(0, 15)))).toMatchObject({ ok: true })
    const deepest = forged({ o: { _sd: digestOf(chain[15] ?? '') } }, ...chain)
    expect(verifySdJwt(deepest, verification)).toEqual({ ok: false, code: 'sd-jwt/too-deep', limit: 16 })
  })

  test('when there are more disclosures than the limit', () => {
    const few = { ...verification, limits: { ...defaultLimits, maxDisclosures: 1 } }
    for (const compact of [forged({}, a, b), '~'.repeat(1_000_000)]) {
      expect(verifySdJwt(compact, few)).toMatchObject({ code: 'sd-jwt/too-many-disclosures', limit: 1 })
    }
  })
})

test('clocks may differ by the leeway', () => {
  expect(verified(forged({ exp: 996, nbf: 1005 }), { ...verification, leewaySeconds: 5 }).payload).toEqual({
    exp: 996,
    nbf: 1005,
  })
})

test('a Holder binds a presentation, and the Verifier that asked for it accepts', () => {
  const holder = keyOf('Ed25519', 8)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64url.encode(holder.publicKey.spki.slice(-32)) }
  const sdJwt = issued({ claims: { ...claims, cnf: { jwk } }, disclosable })
  const presentation = present(verified(toCompact(sdJwt)), (path) => path[0] === 'goods')
  const binding = { nonce: 'n-1', audience: 'bank', issuedAtSeconds: 990 }
  const bound = bindKey(presentation, { ...signer(holder), ...binding })
  const policy = { nonce: 'n-1', audience: 'bank', maxAgeSeconds: 60, maxAheadSeconds: 5 }
  const asked: Verification = { ...verification, keyBinding: policy }
  expect(verified(toCompact(bound), asked).payload['goods']).toEqual(claims.goods)
  const thief = bindKey(presentation, { ...signer(keyOf('Ed25519', 9)), ...binding })
  expect(verifySdJwt(toCompact(thief), asked)).toMatchObject({
    code: 'sd-jwt/signature-invalid',
    at: 'key-binding/signature',
  })
  const moved = { ...bound, disclosures: sdJwt.disclosures }
  expect(verifySdJwt(toCompact(moved), asked)).toMatchObject({ code: 'sd-jwt/key-binding-hash' })
  const keyless = issued({ claims, disclosable })
  expect(verifySdJwt(toCompact(bindKey(keyless, { ...signer(holder), ...binding })), asked)).toMatchObject({
    code: 'sd-jwt/confirmation-key',
  })
})

test.each([
  ['reserved names', { claims: { a: { _sd: [] } }, disclosable: [] }],
  ['a hash of its own', { claims: { _sd_alg: 'x' }, disclosable: [] }],
  ['a path that leads nowhere', { claims: { a: 1 }, disclosable: [['b']] }],
  ['decoys for what is no object', { claims: { a: 1 }, disclosable: [], decoys: [{ path: ['a'], count: 1 }] }],
  ['a salt too short', { claims: { a: 1 }, disclosable: [['a']], salt: () => 'abc' }],
])('issuing with %s is a fault', (_name, issuance) => {
  expect(() => issued(issuance)).toThrow('sd-jwt/unsealable')
})

test('no text makes verification throw', () => {
  const compact = toCompact(issued({ claims, disclosable }))
  const mutated = fc
    .tuple(fc.nat(compact.length), fc.nat(3), fc.string({ maxLength: 3 }))
    .map(([at, cut, text]) => compact.slice(0, at) + text + compact.slice(at + cut))
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string(), fc.string({ unit: fc.constantFrom(...'eyJ.~{}') })), (text) => {
      const result = verifySdJwt(text, verification)
      expect(result.ok && text !== compact && !isSubset(text, compact)).toBe(false)
    }),
    { numRuns: 300 },
  )
})

/** A text that lost whole disclosures is a presentation like any other. */
const isSubset = (text: string, compact: string) => text.split('~').every((part) => compact.split('~').includes(part))
