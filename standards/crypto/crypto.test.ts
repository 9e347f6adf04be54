import { generateKeyPairSync, verify as opensslVerify } from 'node:crypto'
import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { p256 } from '@noble/curves/nist.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as browser from './browser.ts'
import type { Crypto, PrivateKey, PublicKey, SignatureAlgorithm } from './face.ts'
import * as node from './node.ts'

const implementations: readonly [string, Crypto, Crypto][] = [
  ['node', node, browser],
  ['browser', browser, node],
]
const algorithms: readonly SignatureAlgorithm[] = ['ES256', 'Ed25519']

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const spkiP256 = (point: Uint8Array) =>
  Uint8Array.of(...hex('3059301306072a8648ce3d020106082a8648ce3d030107034200'), ...point)
const spkiEd25519 = (point: Uint8Array) => Uint8Array.of(...hex('302a300506032b6570032100'), ...point)
const pkcs8Ed25519 = (seed: Uint8Array) => Uint8Array.of(...hex('302e020100300506032b657004220420'), ...seed)

function keyOf(crypto: Crypto, algorithm: SignatureAlgorithm, filler = 7): PrivateKey {
  const { privateKeyPkcs8 } = crypto.keyPairFromSeed(algorithm, new Uint8Array(node.seedBytes[algorithm]).fill(filler))
  return present(crypto.importPrivateKey(privateKeyPkcs8))
}

function present<T>(value: T | undefined): T {
  expect(value).toBeDefined()
  return value as NonNullable<T>
}

const publicKeyOf = (crypto: Crypto, spki: Uint8Array): PublicKey => present(crypto.importPublicKey(spki))

describe.each(implementations)('the %s implementation', (_, crypto, other) => {
  test('hashes the vectors of FIPS 180-4', () => {
    const abc = crypto.sha256(new TextEncoder().encode('abc'))
    expect(crypto.toHex(abc)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(crypto.toHex(crypto.sha256(new Uint8Array()))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    expect(crypto.digestText('abc')).toBe(crypto.base64url.encode(abc))
  })

  test('signs and verifies the first three vectors of RFC 8032', () => {
    for (const [seed, point, message, signature] of rfc8032) {
      const key = present(crypto.importPrivateKey(pkcs8Ed25519(hex(seed))))
      expect(key.publicKey.spki).toEqual(spkiEd25519(hex(point)))
      expect(crypto.toHex(crypto.sign(key, hex(message)))).toBe(signature)
      expect(crypto.verify(publicKeyOf(crypto, spkiEd25519(hex(point))), hex(message), hex(signature))).toBe(true)
    }
  })

  test('verifies the ES256 signature of RFC 7515 appendix A.3', () => {
    const key = publicKeyOf(crypto, spkiP256(rfc7515.point))
    const signature = present(crypto.base64url.decode(rfc7515.signature))
    expect(crypto.verify(key, crypto.utf8.encode(rfc7515.signingInput), signature)).toBe(true)
    expect(crypto.verify(key, crypto.utf8.encode(`${rfc7515.signingInput}A`), signature)).toBe(false)
  })

  test.each(algorithms)('what it signs with %s the other implementation verifies, and nothing else', (algorithm) => {
    const key = keyOf(crypto, algorithm)
    const theirs = publicKeyOf(other, key.publicKey.spki)
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(63),
        fc.integer({ min: 1, max: 255 }),
        (message, at, flip) => {
          const signature = crypto.sign(key, message)
          expect(signature).toHaveLength(64)
          expect(other.verify(theirs, message, signature)).toBe(true)
          const changed = signature.slice()
          changed[at] = (changed[at] ?? 0) ^ flip
          expect(other.verify(theirs, message, changed)).toBe(false)
          expect(crypto.verify(key.publicKey, message, changed)).toBe(false)
          expect(other.verify(theirs, Uint8Array.of(...message, 0), signature)).toBe(false)
        },
      ),
      { numRuns: 20 },
    )
  })

  test.each(algorithms)('the same seed makes the same %s pair in both implementations', (algorithm) => {
    const seed = new Uint8Array(node.seedBytes[algorithm]).map((_unused, index) => 255 - index)
    expect(crypto.keyPairFromSeed(algorithm, seed)).toEqual(other.keyPairFromSeed(algorithm, seed))
  })

  test('a P-256 seed is reduced into the range of private keys, also at its edges', () => {
    const order = hex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
    const atOrderLessOne = Uint8Array.of(...new Uint8Array(16), ...order.subarray(0, 31), 0x50)
    const scalarOf = (seed: Uint8Array) => crypto.keyPairFromSeed('ES256', seed).privateKeyPkcs8.slice(36, 68)
    const one = Uint8Array.of(...new Uint8Array(31), 1)
    expect(scalarOf(new Uint8Array(48))).toEqual(one)
    expect(scalarOf(atOrderLessOne)).toEqual(one)
  })

  test.each([
    ['ES256', 47],
    ['ES256', 32],
    ['Ed25519', 31],
    ['Ed25519', 48],
  ] as const)('a seed for %s of %i bytes is a fault', (algorithm, length) => {
    expect(() => crypto.keyPairFromSeed(algorithm, new Uint8Array(length))).toThrow('crypto/seed-length')
  })

  test('reads the keys that OpenSSL writes', () => {
    for (const pair of [generateKeyPairSync('ec', { namedCurve: 'P-256' }), generateKeyPairSync('ed25519')]) {
      const spki = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }))
      const pkcs8 = new Uint8Array(pair.privateKey.export({ format: 'der', type: 'pkcs8' }))
      expect(publicKeyOf(crypto, spki).spki).toEqual(spki)
      expect(present(crypto.importPrivateKey(pkcs8)).publicKey.spki).toEqual(spki)
    }
  })

  test('OpenSSL verifies what it signs', () => {
    const key = keyOf(crypto, 'ES256')
    const der = present(node.rawToDerEcdsa(crypto.sign(key, hex('00ff'))))
    const openssl = { key: Buffer.from(key.publicKey.spki), format: 'der', type: 'spki' } as const
    expect(opensslVerify('sha256', hex('00ff'), openssl, der)).toBe(true)
  })

  test.each(refusedPublicKeys())('refuses a public key: %s', (_name, der) => {
    expect(crypto.importPublicKey(der)).toBeUndefined()
  })

  test.each(refusedPrivateKeys())('refuses a private key: %s', (_name, der) => {
    expect(crypto.importPrivateKey(der)).toBeUndefined()
  })

  test('arbitrary bytes are neither keys nor signatures, and nothing throws', () => {
    const keys = algorithms.map((algorithm) => keyOf(crypto, algorithm).publicKey)
    const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 150 }), fc.uint8Array({ minLength: 64, maxLength: 64 }))
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(crypto.importPublicKey(bytes)).toBeUndefined()
        expect(crypto.importPrivateKey(bytes)).toBeUndefined()
        for (const key of keys) expect(crypto.verify(key, bytes, bytes)).toBe(false)
      }),
    )
  })

  test.each(extremeScalars)('refuses a signature whose r or s is %s', (_name, scalar) => {
    for (const algorithm of algorithms) {
      const key = keyOf(crypto, algorithm)
      const good = crypto.sign(key, hex('01'))
      const value = hex(scalar)
      const wrongR = Uint8Array.of(...value, ...good.subarray(32))
      const wrongS = Uint8Array.of(...good.subarray(0, 32), ...value)
      for (const signature of [wrongR, wrongS, Uint8Array.of(...value, ...value)]) {
        expect(crypto.verify(key.publicKey, hex('01'), signature)).toBe(false)
      }
    }
  })

  test('accepts an ES256 signature with high and with low s: identity is never taken from a signature', () => {
    const key = keyOf(crypto, 'ES256')
    const signature = crypto.sign(key, hex('01'))
    const order = p256.Point.Fn.ORDER
    const mirrored = order - BigInt(`0x${crypto.toHex(signature.subarray(32))}`)
    const other64 = Uint8Array.of(...signature.subarray(0, 32), ...hex(mirrored.toString(16).padStart(64, '0')))
    expect(crypto.verify(key.publicKey, hex('01'), other64)).toBe(true)
  })

  test('an Ed25519 signature whose R carries a small-order part is refused, as RFC 8032 without cofactor has it', () => {
    const key = keyOf(crypto, 'Ed25519')
    const message = hex('0102')
    expect(crypto.verify(key.publicKey, message, cofactoredForgery(message))).toBe(false)
  })

  test('a key of the other implementation is a fault, not a wrong answer', () => {
    const foreign = keyOf(other, 'ES256')
    expect(() => crypto.sign(foreign, hex('01'))).toThrow('crypto/foreign-key')
    expect(() => crypto.verify(foreign.publicKey, hex('01'), new Uint8Array(64))).toThrow('crypto/foreign-key')
  })

  test('an imported key does not change when the bytes it came from do', () => {
    const spki = crypto.keyPairFromSeed('Ed25519', new Uint8Array(32)).publicKeySpki
    const before = spki.slice()
    const key = publicKeyOf(crypto, spki)
    spki.fill(0)
    expect(key.spki).toEqual(before)
  })
})

const rfc8032 = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const

const rfc7515 = {
  point: Uint8Array.of(
    4,
    ...present(node.base64url.decode('f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU')),
    ...present(node.base64url.decode('x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0')),
  ),
  signingInput:
    'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
  signature: 'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
}

const extremeScalars = [
  ['zero', '00'.repeat(32)],
  ['the order of P-256', 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'],
  ['all ones', 'ff'.repeat(32)],
] as const

/** S = r + k·a with R + T for a T of order 8: holds only after multiplying by the cofactor. */
function cofactoredForgery(message: Uint8Array): Uint8Array {
  const { Point } = ed25519
  const { scalar, pointBytes } = ed25519.utils.getExtendedPublicKey(new Uint8Array(32).fill(7))
  const torsion = Point.fromHex(ED25519_TORSION_SUBGROUP[7] ?? '')
  const r = 12345n
  const encodedR = Point.BASE.multiply(r).add(torsion).toBytes()
  const hashed = node.toHex(sha512(Uint8Array.of(...encodedR, ...pointBytes, ...message)).toReversed())
  const s = Point.Fn.create(r + (BigInt(`0x${hashed}`) % Point.Fn.ORDER) * scalar)
  const signature = Uint8Array.of(...encodedR, ...hex(s.toString(16).padStart(64, '0')).toReversed())
  expect(ed25519.verify(signature, message, pointBytes)).toBe(true)
  return signature
}

function refusedPublicKeys(): [string, Uint8Array][] {
  const p256Spki = keyOf(node, 'ES256').publicKey.spki
  const ed25519Spki = keyOf(node, 'Ed25519').publicKey.spki
  const off = p256Spki.slice()
  off[90] = (off[90] ?? 0) ^ 1
  const p = hex('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff')
  const compressed = p256.Point.BASE.toBytes(true)
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'der', type: 'spki' })
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'der', type: 'spki' })
  return [
    ['empty', new Uint8Array()],
    ['a point off P-256', off],
    ['a P-256 coordinate not below the prime', spkiP256(Uint8Array.of(4, ...p, ...p))],
    ['a P-256 point of zeros', spkiP256(Uint8Array.of(4, ...new Uint8Array(64)))],
    [
      'a compressed P-256 point',
      Uint8Array.of(...hex('3039301306072a8648ce3d020106082a8648ce3d030107032200'), ...compressed),
    ],
    ['a byte too many', Uint8Array.of(...p256Spki, 0)],
    ['a byte too few', ed25519Spki.slice(0, -1)],
    ['a y with no x on Edwards25519', spkiEd25519(Uint8Array.of(2, ...new Uint8Array(31)))],
    ['an Ed25519 y not below the prime', spkiEd25519(hex(`f0${'ff'.repeat(30)}7f`))],
    ['P-384', new Uint8Array(p384)],
    ['RSA', new Uint8Array(rsa)],
    ...ED25519_TORSION_SUBGROUP.map((point): [string, Uint8Array] => [
      `small order ${point.slice(0, 8)}`,
      spkiEd25519(hex(point)),
    ]),
  ]
}

function refusedPrivateKeys(): [string, Uint8Array][] {
  const good = node.keyPairFromSeed('ES256', new Uint8Array(48).fill(7)).privateKeyPkcs8
  const without = (scalar: string) =>
    hex(`3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420${scalar}`)
  const otherPoint = p256.Point.BASE.multiply(5n).toBytes(false)
  const ed25519Other = ed25519.Point.BASE.multiply(5n).toBytes()
  return [
    ['empty', new Uint8Array()],
    ['a P-256 scalar of zero', without('00'.repeat(32))],
    ['a P-256 scalar equal to the order', without('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')],
    ['a P-256 public key of another secret', Uint8Array.of(...good.subarray(0, 73), ...otherPoint)],
    [
      'an Ed25519 public key of another secret',
      Uint8Array.of(
        ...hex('3051020101300506032b657004220420'),
        ...new Uint8Array(32),
        ...hex('812100'),
        ...ed25519Other,
      ),
    ],
    ['a byte too many', Uint8Array.of(...good, 0)],
    ['a byte too few', good.slice(0, -1)],
  ]
}
