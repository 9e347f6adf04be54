/** Keys and signatures of certificates: what node:crypto makes and says is the judge of both implementations. */
import { constants, generateKeyPairSync, type KeyObject, sign as judgeSign, verify as judgeVerify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as browser from '../browser.ts'
import type { Crypto, HashName, SignatureScheme, VerificationKey } from '../face.ts'
import * as node from '../node.ts'

const implementations: readonly [string, Crypto][] = [
  ['node', node],
  ['browser', browser],
]

const nodeNames = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const
const hashes: readonly HashName[] = ['SHA-256', 'SHA-384', 'SHA-512']
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const pairs = {
  RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'RSA of odd length': generateKeyPairSync('rsa', { modulusLength: 1029 }),
  DSA: generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'P-521': generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  Ed25519: generateKeyPairSync('ed25519'),
  Ed448: generateKeyPairSync('ed448'),
  'ML-DSA-44': generateKeyPairSync('ml-dsa-44'),
  'ML-DSA-65': generateKeyPairSync('ml-dsa-65'),
  'ML-DSA-87': generateKeyPairSync('ml-dsa-87'),
} satisfies Record<string, Pair>
type PairName = keyof typeof pairs

const spkiOf = ({ publicKey }: Pair): Uint8Array => new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
const pkcs8Of = ({ privateKey }: Pair): Uint8Array =>
  new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }))

function imported(crypto: Crypto, spki: Uint8Array): VerificationKey {
  const key = crypto.importVerificationKey(spki)
  if (key === undefined) throw new Error('the key does not import')
  return key
}

function optionsOf(scheme: SignatureScheme) {
  if (scheme.name === 'RSASSA-PSS') return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltBytes }
  return scheme.name === 'RSASSA-PKCS1-v1_5'
    ? { padding: constants.RSA_PKCS1_PADDING }
    : { dsaEncoding: 'der' as const }
}

const hashOf = (scheme: SignatureScheme) => ('hash' in scheme ? nodeNames[scheme.hash] : null)

function signed(pair: Pair, scheme: SignatureScheme, message: Uint8Array): Uint8Array {
  return new Uint8Array(judgeSign(hashOf(scheme), message, { key: pair.privateKey, ...optionsOf(scheme) }))
}

const cases: readonly [PairName, SignatureScheme][] = [
  ...hashes.flatMap((hash): [PairName, SignatureScheme][] => [
    ['RSA', { name: 'RSASSA-PKCS1-v1_5', hash }],
    ['RSA of odd length', { name: 'RSASSA-PKCS1-v1_5', hash }],
    ['RSA', { name: 'RSASSA-PSS', hash, saltBytes: 32 }],
    ['RSA', { name: 'RSASSA-PSS', hash, saltBytes: 0 }],
    ['RSA of odd length', { name: 'RSASSA-PSS', hash, saltBytes: 20 }],
    ['P-256', { name: 'ECDSA', hash }],
    ['P-384', { name: 'ECDSA', hash }],
    ['P-521', { name: 'ECDSA', hash }],
  ]),
  ...(['Ed25519', 'Ed448', 'ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'] as const).map((name): [PairName, SignatureScheme] => [
    name,
    { name },
  ]),
]
const legacy: readonly [PairName, SignatureScheme][] = [
  ['RSA', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' }],
  ['RSA', { name: 'RSASSA-PSS', hash: 'SHA-1', saltBytes: 20 }],
  ['P-256', { name: 'ECDSA', hash: 'SHA-1' }],
  ['DSA', { name: 'DSA', hash: 'SHA-1' }],
  ['DSA', { name: 'DSA', hash: 'SHA-256' }],
]
const message = text('what is signed')

function flipped(octets: Uint8Array, bit: number): Uint8Array {
  const changed = octets.slice()
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return changed
}

test.each(cases)('%s by %o: both verify what OpenSSL signs, and nothing else', (name, scheme) => {
  const signature = signed(pairs[name], scheme, message)
  for (const [, crypto] of implementations) {
    const key = imported(crypto, spkiOf(pairs[name]))
    expect(crypto.verifySignature(key, { scheme, message, signature })).toBe(true)
    expect(crypto.verifySignature(key, { scheme, message: text('other'), signature })).toBe(false)
    expect(crypto.verifySignature(key, { scheme, message, signature: signature.subarray(1) })).toBe(false)
    for (const bit of [0, 9, 77, 300, signature.length * 8 - 1]) {
      expect(crypto.verifySignature(key, { scheme, message, signature: flipped(signature, bit) })).toBe(false)
    }
  }
})

test.each(legacy)('%s by %o is verified only where that is allowed', (name, scheme) => {
  const signature = signed(pairs[name], scheme, message)
  for (const [, crypto] of implementations) {
    const key = imported(crypto, spkiOf(pairs[name]))
    expect(crypto.verifySignature(key, { scheme, message, signature })).toBe(false)
    expect(crypto.verifySignature(key, { scheme, message, signature, legacy: 'accepted' })).toBe(true)
    const other = { scheme, message: text('other'), signature, legacy: 'accepted' } as const
    expect(crypto.verifySignature(key, other)).toBe(false)
  }
})

test.each(cases)('%s by %o: OpenSSL verifies what both sign', (name, scheme) => {
  for (const [which, crypto] of implementations) {
    const key = crypto.importSigningKey(pkcs8Of(pairs[name]))
    if (name.startsWith('RSA') && which === 'browser') {
      expect(key).toBeUndefined()
      continue
    }
    if (key === undefined) throw new Error('the key does not import')
    const signature = crypto.signWith(key, scheme, message)
    expect(key.publicKey.spki).toEqual(spkiOf(pairs[name]))
    const input = { key: pairs[name].publicKey, ...optionsOf(scheme) }
    expect(judgeVerify(hashOf(scheme), message, input, signature)).toBe(true)
  }
})

test.each(implementations)('%s: a scheme that is not the key’s verifies nothing and signs nothing', (_, crypto) => {
  const schemes = cases.map(([, scheme]) => scheme)
  for (const name of ['P-384', 'Ed448', 'ML-DSA-44'] as const) {
    const key = crypto.importSigningKey(pkcs8Of(pairs[name]))
    if (key === undefined) throw new Error('the key does not import')
    for (const scheme of schemes.filter((each) => each.name !== (name === 'P-384' ? 'ECDSA' : name))) {
      expect(crypto.verifySignature(key.publicKey, { scheme, message, signature: new Uint8Array(114) })).toBe(false)
      expect(() => crypto.signWith(key, scheme, message)).toThrow('crypto/scheme')
    }
  }
  const weak = crypto.importSigningKey(pkcs8Of(pairs['P-256']))
  if (weak === undefined) throw new Error('the key does not import')
  expect(() => crypto.signWith(weak, { name: 'ECDSA', hash: 'SHA-1' }, message)).toThrow('crypto/scheme')
})

test('a PSS salt of another length than the one named is refused', () => {
  const signature = signed(pairs.RSA, { name: 'RSASSA-PSS', hash: 'SHA-256', saltBytes: 32 }, message)
  for (const [, crypto] of implementations) {
    const key = imported(crypto, spkiOf(pairs.RSA))
    for (const saltBytes of [0, 20, 31, 33, 222, 223, 4096]) {
      const scheme = { name: 'RSASSA-PSS', hash: 'SHA-256', saltBytes } as const
      expect(crypto.verifySignature(key, { scheme, message, signature })).toBe(false)
    }
  }
})

test('a key for PSS alone verifies by its own parameters only (RFC 4055 3.3)', () => {
  const pair = generateKeyPairSync('rsa-pss', {
    modulusLength: 2048,
    hashAlgorithm: 'sha256',
    mgf1HashAlgorithm: 'sha256',
    // The types of Node.js say string; Node.js itself asks for a number.
    saltLength: 32 as unknown as string,
  })
  const scheme = { name: 'RSASSA-PSS', hash: 'SHA-256', saltBytes: 32 } as const
  const signature = signed(pair, scheme, message)
  for (const [, crypto] of implementations) {
    const key = imported(crypto, spkiOf(pair))
    expect(crypto.verifySignature(key, { scheme, message, signature })).toBe(true)
    for (const other of [
      { name: 'RSASSA-PSS', hash: 'SHA-256', saltBytes: 20 },
      { name: 'RSASSA-PSS', hash: 'SHA-512', saltBytes: 32 },
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    ] as const) {
      expect(crypto.verifySignature(key, { scheme: other, message, signature })).toBe(false)
    }
  }
})

test('both read the same keys, and say the same of them', () => {
  for (const [name, pair] of Object.entries(pairs)) {
    const [theirs, ours] = implementations.map(([, crypto]) => imported(crypto, spkiOf(pair)))
    expect([theirs?.type, theirs?.bits, theirs?.spki]).toEqual([ours?.type, ours?.bits, ours?.spki])
    expect(name.startsWith(theirs?.type ?? '?')).toBe(true)
  }
  expect(imported(node, spkiOf(pairs['RSA of odd length'])).bits).toBe(1029)
})

test('both refuse a key with any one octet changed alike, and never throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(pairs)), fc.nat(), fc.nat(255), (pair, place, octet) => {
      const spki = spkiOf(pair)
      // The frame of a key is where forms differ; octets of the key itself make another key of the same kind.
      spki[place % Math.min(spki.length, 60)] = octet
      const [theirs, ours] = implementations.map(([, crypto]) => crypto.importVerificationKey(spki))
      expect(theirs === undefined).toBe(ours === undefined)
    }),
    { numRuns: 400 },
  )
})

test('made-up octets are signatures of nobody', () => {
  const keys = Object.values(pairs).map((pair) =>
    implementations.map(([, crypto]) => [crypto, imported(crypto, spkiOf(pair))] as const),
  )
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 260 }),
      fc.constantFrom(...cases.map(([, scheme]) => scheme)),
      (octets, scheme) => {
        for (const [crypto, key] of keys.flat()) {
          const whole =
            key.type === 'RSA' ? new Uint8Array(Math.ceil(key.bits / 8)).map((_, at) => octets[at] ?? 0) : octets
          expect(crypto.verifySignature(key, { scheme, message, signature: whole })).toBe(false)
        }
      },
    ),
    { numRuns: 30 },
  )
})

test.each(implementations)('%s: an ECDSA signature in another form than strict DER is refused', (_, crypto) => {
  const scheme = { name: 'ECDSA', hash: 'SHA-512' } as const
  const key = imported(crypto, spkiOf(pairs['P-521']))
  const good = signed(pairs['P-521'], scheme, message)
  expect(good[1]).toBe(0x81)
  const verifies = (signature: Uint8Array) => crypto.verifySignature(key, { scheme, message, signature })
  expect(verifies(good)).toBe(true)
  expect(verifies(Uint8Array.of(...good, 0))).toBe(false)
  expect(verifies(Uint8Array.of(0x30, 0x82, 0, good[2] ?? 0, ...good.subarray(3)))).toBe(false)
  expect(verifies(Uint8Array.of(0x30, 0x80, ...good.subarray(3), 0, 0))).toBe(false)
  expect(verifies(crypto === node ? (node.derToRawEcdsa(good, 66) ?? good.subarray(1)) : good.subarray(1))).toBe(false)
})

test('hashes agree, whole and in pieces', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...hashes, 'SHA-1' as const),
      fc.array(fc.uint8Array({ maxLength: 300 })),
      (hash, pieces) => {
        const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]))
        const expected = node.digest(hash, whole)
        expect(expected).toHaveLength(node.hashBytes[hash])
        for (const [, crypto] of implementations) {
          const running = crypto.createDigest(hash)
          for (const piece of pieces) running.update(piece)
          expect([crypto.digest(hash, whole), running.finish()]).toEqual([expected, expected])
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('every scheme comes back from its AlgorithmIdentifier', () => {
  for (const [, scheme] of [...cases, ...legacy]) {
    expect(node.decodeScheme(node.encodeScheme(scheme))).toEqual(scheme)
  }
})

const hex = (value: string): Uint8Array =>
  Uint8Array.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

test.each([
  ['PKCS1 without parameters, as RFC 4055 5 asks to accept', '300b06092a864886f70d01010b', 'RSASSA-PKCS1-v1_5'],
  ['ECDSA with NULL', '300c06082a8648ce3d0403020500', undefined],
  ['Ed25519 with NULL', '300706032b65700500', undefined],
  ['PSS without parameters', '300b06092a864886f70d01010a', undefined],
  ['PSS of defaults: SHA-1, salt 20', '300d06092a864886f70d01010a3000', 'RSASSA-PSS'],
  ['PSS with its default salt written', '301206092a864886f70d01010a3005a203020114', undefined],
  ['PSS with trailer 2', '301206092a864886f70d01010a3005a303020102', undefined],
  [
    'PSS that masks with another hash than it signs with',
    '301c06092a864886f70d01010a300fa00d300b0609608648016503040201',
    undefined,
  ],
  ['MD5 with RSA', '300d06092a864886f70d0101040500', undefined],
  ['RSA encryption', '300d06092a864886f70d0101010500', undefined],
  ['nothing', '', undefined],
])('an AlgorithmIdentifier of %s', (_, der, name) => {
  expect(node.decodeScheme(hex(der))?.name).toBe(name)
})
