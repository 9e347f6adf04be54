import { generateKeyPairSync, sign as judgeSign } from 'node:crypto'
import { encode, writeBitString, writeInteger, writeNull, writeObjectIdentifier, writeSequence } from '@entrepot/asn1'
import { expect, test } from 'vitest'
import * as browser from '../browser.ts'
import { bytesOf } from '../curves.ts'
import type { Crypto } from '../face.ts'
import * as node from '../node.ts'
import { MAXIMUM_EXPONENT_BITS, MAXIMUM_MODULUS_BITS } from './limits.ts'
import { writePointSpki, writeRsaSpki } from './write-key.ts'

const implementations: readonly [string, Crypto][] = [
  ['node', node],
  ['browser', browser],
]
const ones = (bits: number): bigint => (1n << BigInt(bits)) - 1n
const zeros = (length: number, ...last: number[]): Uint8Array => {
  const octets = new Uint8Array(length)
  octets.set(last, length - last.length)
  return octets
}
const P384 = 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n
const P448 = 2n ** 448n - 2n ** 224n - 1n
const ed448 = (y: bigint): Uint8Array => writePointSpki('Ed448', bytesOf(y, 57).toReversed())
const explicitCurve = encode(
  writeSequence([
    writeSequence([writeObjectIdentifier('1.2.840.10045.2.1'), writeSequence([writeInteger(1)])]),
    writeBitString(zeros(65, 4)),
  ]),
)
const rsaWithoutNull = encode(
  writeSequence([
    writeSequence([writeObjectIdentifier('1.2.840.113549.1.1.1')]),
    writeBitString(encode(writeSequence([writeInteger(ones(2048)), writeInteger(65537)]))),
  ]),
)
const rsaWithMore = encode(
  writeSequence([
    writeSequence([writeObjectIdentifier('1.2.840.113549.1.1.1'), writeNull()]),
    writeBitString(encode(writeSequence([writeInteger(ones(2048)), writeInteger(65537), writeInteger(1)]))),
  ]),
)
const compressed = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey

const refused: readonly [string, Uint8Array][] = [
  ['RSA with an even modulus', writeRsaSpki({ modulus: ones(2048) - 1n, exponent: 65537n })],
  ['RSA with a negative modulus', writeRsaSpki({ modulus: -ones(2048), exponent: 65537n })],
  ['RSA with a modulus of 511 bits', writeRsaSpki({ modulus: ones(511), exponent: 65537n })],
  ['RSA with a modulus beyond the limit', writeRsaSpki({ modulus: ones(MAXIMUM_MODULUS_BITS + 1), exponent: 3n })],
  ['RSA with exponent 1', writeRsaSpki({ modulus: ones(2048), exponent: 1n })],
  ['RSA with an even exponent', writeRsaSpki({ modulus: ones(2048), exponent: 65536n })],
  ['RSA with a negative exponent', writeRsaSpki({ modulus: ones(2048), exponent: -3n })],
  [
    'RSA with an exponent beyond the limit',
    writeRsaSpki({ modulus: ones(2048), exponent: ones(MAXIMUM_EXPONENT_BITS + 1) }),
  ],
  ['RSA without NULL', rsaWithoutNull],
  ['RSA with a third number', rsaWithMore],
  ['explicit curve parameters', explicitCurve],
  ['a point at infinity', writePointSpki('P-384', Uint8Array.of(0))],
  ['a point of zeros', writePointSpki('P-384', zeros(97, ...[0]))],
  ['a point off its curve', writePointSpki('P-521', Uint8Array.of(4, ...zeros(66, 1), ...zeros(66, 1)))],
  [
    'a coordinate not below the prime',
    writePointSpki('P-384', Uint8Array.of(4, ...bytesOf(P384, 48), ...bytesOf(P384, 48))),
  ],
  [
    'a compressed point',
    writePointSpki(
      'P-384',
      Uint8Array.of(2, ...new Uint8Array(compressed.export({ format: 'der', type: 'spki' })).slice(-96, -48)),
    ),
  ],
  ['Ed448 with y = 0, of order 4', ed448(0n)],
  ['Ed448 with y = 1, the neutral point', ed448(1n)],
  ['Ed448 with y = -1, of order 2', ed448(P448 - 1n)],
  ['Ed448 with y not below the prime', ed448(P448 + 4n)],
  ['ML-DSA-65 under the name of ML-DSA-44', writePointSpki('ML-DSA-44', zeros(1952))],
]

test.each(refused)('%s is no key in either implementation', (_, spki) => {
  for (const [, crypto] of implementations) expect(crypto.importVerificationKey(spki)).toBeUndefined()
})

test('a short key is read: what is long enough is policy', () => {
  for (const [, crypto] of implementations) {
    expect(crypto.importVerificationKey(writeRsaSpki({ modulus: ones(512), exponent: 3n }))?.bits).toBe(512)
  }
})

test('the longest modulus and exponent together are verified within a second', () => {
  const spki = writeRsaSpki({ modulus: ones(MAXIMUM_MODULUS_BITS), exponent: ones(MAXIMUM_EXPONENT_BITS) })
  const signature = zeros(MAXIMUM_MODULUS_BITS / 8, 1, 2, 3)
  for (const [, crypto] of implementations) {
    const key = crypto.importVerificationKey(spki)
    if (key === undefined) throw new Error('the key does not import')
    const started = performance.now()
    const scheme = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
    expect(crypto.verifySignature(key, { scheme, message: zeros(1), signature })).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  }
})

test('an RSA signature that is not below the modulus is refused, even when it is the same number', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 3 })
  const spki = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }))
  const modulus = BigInt(
    `0x${Buffer.from(pair.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url').toString('hex')}`,
  )
  const value = BigInt(`0x${judgeSign('sha256', zeros(1), pair.privateKey).toString('hex')}`)
  const scheme = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
  const beyond = value + modulus < 1n << 1024n ? value + modulus : modulus
  for (const [, crypto] of implementations) {
    const key = crypto.importVerificationKey(spki)
    if (key === undefined) throw new Error('the key does not import')
    expect(crypto.verifySignature(key, { scheme, message: zeros(1), signature: bytesOf(value, 128) })).toBe(true)
    expect(crypto.verifySignature(key, { scheme, message: zeros(1), signature: bytesOf(beyond, 128) })).toBe(false)
  }
})

test.each(implementations)('%s: a private key whose public half is another’s is refused', (_, crypto) => {
  const [mine, theirs] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)
  const pkcs8 = new Uint8Array(mine?.export({ format: 'der', type: 'pkcs8' }) ?? [])
  const other = new Uint8Array(theirs?.export({ format: 'der', type: 'pkcs8' }) ?? [])
  expect(crypto.importSigningKey(pkcs8)).toBeDefined()
  pkcs8.set(other.subarray(-97), pkcs8.length - 97)
  expect(crypto.importSigningKey(pkcs8)).toBeUndefined()
  for (let length = 0; length < other.length; length += 7) {
    expect(crypto.importSigningKey(other.subarray(0, length))).toBeUndefined()
  }
})

test.each(implementations)('%s: keys that seal acts are keys of their kind, and the other way round', (_, crypto) => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = crypto.importSigningKey(new Uint8Array(pair.privateKey.export({ format: 'der', type: 'pkcs8' })))
  const publicKey = crypto.importPublicKey(key?.publicKey.spki ?? new Uint8Array(0))
  if (key === undefined || publicKey === undefined) throw new Error('the key does not import')
  const scheme = crypto === node ? node.usualSchemes[key.type] : browser.usualSchemes[key.type]
  const signature = crypto.signWith(key, scheme, zeros(3))
  expect(crypto.verifySignature(publicKey, { scheme, message: zeros(3), signature })).toBe(true)
  expect(crypto.verify(publicKey, zeros(3), node.derToRawEcdsa(signature) ?? zeros(0))).toBe(true)
})
