import { constants, createCipheriv, generateKeyPairSync, publicEncrypt } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as browser from './browser.ts'
import type { Encryption } from './face.ts'
import * as node from './node.ts'

const implementations: readonly [string, Encryption, Encryption][] = [
  ['node', node, browser],
  ['browser', browser, node],
]

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (octets: Uint8Array) => Buffer.from(octets).toString('hex')
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const present = <Value>(value: Value | undefined): Value => {
  expect(value).toBeDefined()
  return value as Value
}

const keyBytes = fc.constantFrom(16, 24, 32)
const octets = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const keys = keyBytes.chain(octets)
const texts = fc.uint8Array({ maxLength: 200 })
/** A text, and the pieces in which it comes. */
const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 })

/** RFC 3394 4.1, 4.6. */
const wraps = [
  [
    '000102030405060708090a0b0c0d0e0f',
    '00112233445566778899aabbccddeeff',
    '1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5',
  ],
  [
    '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
    '00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f',
    '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21',
  ],
] as const

/** The Galois/Counter Mode of Operation, appendix B, test cases 4 and 16: a text of 60 octets with 20 beside it. */
const gcmText =
  'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39'
const gcmBeside = 'feedfacedeadbeeffeedfacedeadbeefabaddad2'
const gcmCases = [
  [
    'feffe9928665731c6d6a8f9467308308',
    '42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091',
    '5bc94fbc3221a5db94fae95ae7121a47',
  ],
  [
    'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    '76fc6ece0f4e1768cddf8853bb2d551b',
  ],
] as const
const gcmStart = hex('cafebabefacedbaddecaf888')

describe.each(implementations)('the %s implementation', (_, crypto, other) => {
  test.each(wraps)('wraps keys as RFC 3394 does under %s', (wrappingKey, key, wrapped) => {
    expect(hexOf(crypto.wrapKey(hex(wrappingKey), hex(key)))).toBe(wrapped)
    expect(crypto.unwrapKey(hex(wrappingKey), hex(wrapped))).toEqual(hex(key))
  })

  test('a wrapped key with any bit changed, cut or extended does not unwrap', () => {
    const [wrappingKey, , wrapped] = wraps[1]
    fc.assert(
      fc.property(fc.nat(39), fc.integer({ min: 1, max: 255 }), fc.nat(40), (at, flip, length) => {
        const changed = hex(wrapped)
        changed[at]! ^= flip
        expect(crypto.unwrapKey(hex(wrappingKey), changed)).toBeUndefined()
        if (length < 40) expect(crypto.unwrapKey(hex(wrappingKey), hex(wrapped).subarray(0, length))).toBeUndefined()
        expect(crypto.unwrapKey(hex(wrappingKey), join(hex(wrapped), new Uint8Array(length + 1)))).toBeUndefined()
      }),
    )
  })

  test.each(gcmCases)('encrypts by GCM as its authors do under %s', (key, ciphertext, tag) => {
    const aes = { key: hex(key), start: gcmStart }
    const sealed = crypto.encryptGcm(aes, hex(gcmText), hex(gcmBeside))
    expect([hexOf(sealed.ciphertext), hexOf(sealed.tag)]).toEqual([ciphertext, tag])
    expect(crypto.decryptGcm(aes, sealed, hex(gcmBeside))).toEqual(hex(gcmText))
  })

  test('GCM in any pieces gives the same, and the other implementation opens it at once or in other pieces', () => {
    fc.assert(
      fc.property(keys, octets(12), pieces, pieces, texts, (key, start, text, cuts, additional) => {
        const aes = { key, start }
        const encryption = crypto.startGcmEncryption(aes, additional)
        const ciphertext = join(...text.map((piece) => encryption.update(piece)))
        const tag = encryption.finish()
        expect(other.encryptGcm(aes, join(...text), additional)).toEqual({ ciphertext, tag })
        expect(other.decryptGcm(aes, { ciphertext, tag }, additional)).toEqual(join(...text))
        const decryption = crypto.startGcmDecryption(aes)
        let at = 0
        const opened = cuts.map(({ length }) => decryption.update(ciphertext.subarray(at, (at += length))))
        opened.push(decryption.update(ciphertext.subarray(at)))
        expect(join(...opened)).toEqual(join(...text))
        expect(decryption.finish(tag, additional)).toBe(true)
      }),
    )
  })

  test('GCM with any bit of text, tag or what is beside it changed does not hold, at once or in pieces', () => {
    fc.assert(
      fc.property(
        keys,
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.nat(2),
        (key, text, place, part) => {
          const aes = { key, start: gcmStart }
          const whole = { ...crypto.encryptGcm(aes, text, text), additional: text }
          const changed = [whole.ciphertext, whole.tag, whole.additional].map((octets) => octets.slice())
          const target = changed[part]!
          target[place % target.length]! ^= 1 << (place % 8)
          const [ciphertext, tag, additional] = changed as [Uint8Array, Uint8Array, Uint8Array]
          expect(crypto.decryptGcm(aes, { ciphertext, tag }, additional)).toBeUndefined()
          const decryption = crypto.startGcmDecryption(aes)
          decryption.update(ciphertext)
          expect(decryption.finish(tag, additional)).toBe(false)
        },
      ),
    )
  })

  test('a shortened tag holds for as much of it as there is', () => {
    const aes = { key: new Uint8Array(16), start: gcmStart }
    const { ciphertext, tag } = crypto.encryptGcm(aes, hex(gcmText), hex(gcmBeside))
    const short = tag.subarray(0, 12)
    expect(crypto.decryptGcm(aes, { ciphertext, tag: short }, hex(gcmBeside))).toEqual(hex(gcmText))
  })

  test('CBC in any pieces is what OpenSSL makes, and the other implementation opens it in other pieces', () => {
    fc.assert(
      fc.property(keys, octets(16), pieces, pieces, (key, start, text, cuts) => {
        const encryption = crypto.startCbcEncryption({ key, start })
        const ciphertext = join(...text.map((piece) => encryption.update(piece)), encryption.finish())
        const openssl = createCipheriv(`aes-${key.length * 8}-cbc`, key, start)
        expect(ciphertext).toEqual(join(openssl.update(join(...text)), openssl.final()))
        const decryption = other.startCbcDecryption({ key, start })
        let at = 0
        const opened = cuts.map(({ length }) => decryption.update(ciphertext.subarray(at, (at += length))))
        opened.push(decryption.update(ciphertext.subarray(at)))
        expect(join(...opened, present(decryption.finish()))).toEqual(join(...text))
      }),
    )
  })

  test('CBC that ends in no padding, or within a block, does not open', () => {
    const aes = { key: new Uint8Array(16), start: new Uint8Array(16) }
    const cipher = createCipheriv('aes-128-cbc', aes.key, aes.start).setAutoPadding(false)
    const blocks = [[0], [17], [2, 3], [255]].map((end) => join(new Uint8Array(16 - end.length), Uint8Array.from(end)))
    for (const block of blocks) {
      const decryption = crypto.startCbcDecryption({ key: aes.key, start: new Uint8Array(16) })
      decryption.update(createCipheriv('aes-128-ecb', aes.key, null).setAutoPadding(false).update(block))
      expect(decryption.finish()).toBeUndefined()
    }
    const cut = crypto.startCbcDecryption(aes)
    cut.update(cipher.update(new Uint8Array(16)).subarray(0, 15))
    expect(cut.finish()).toBeUndefined()
    expect(crypto.startCbcDecryption(aes).finish()).toBeUndefined()
  })

  test.each(['P-256', 'P-384', 'P-521'] as const)(
    'both sides of an agreement on %s come to the same secret',
    (curve) => {
      const seed = (filler: number) => new Uint8Array(node.agreementSeedBytes[curve]).fill(filler)
      const own = crypto.agreementKeyFromSeed(curve, seed(1))
      const theirs = other.agreementKeyFromSeed(curve, seed(2))
      const secret = present(crypto.agree(own, present(crypto.importEncryptionKey(theirs.publicKey.spki))))
      expect(other.agree(theirs, present(other.importEncryptionKey(own.publicKey.spki)))).toEqual(secret)
      expect(() => crypto.agreementKeyFromSeed(curve, new Uint8Array(32))).toThrow('crypto/seed-length')
      expect(other.agreementKeyFromSeed(curve, seed(1)).publicKey.spki).toEqual(own.publicKey.spki)
    },
  )

  test('keys of different curves agree on nothing', () => {
    const own = crypto.agreementKeyFromSeed('P-256', new Uint8Array(48))
    const other = crypto.agreementKeyFromSeed('P-384', new Uint8Array(64))
    expect(crypto.agree(own, other.publicKey)).toBeUndefined()
  })

  test('derives keys as the vector of NIST for ANSI X9.63 with SHA-256 does', () => {
    const secret = hex('96c05619d56c328ab95fe84b18264b08725b85e33fd34f08')
    expect(hexOf(crypto.deriveX963('SHA-256', { secret, sharedInfo: hex(''), length: 16 }))).toBe(
      '443024c3dae66b95e6f5670601558f71',
    )
    expect(crypto.deriveX963('SHA-256', { secret, sharedInfo: hex('01'), length: 70 })).toHaveLength(70)
  })

  test('reads the keys that OpenSSL makes, and none for signatures alone', () => {
    const pairs = [
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
      generateKeyPairSync('ec', { namedCurve: 'P-521' }),
    ]
    for (const pair of pairs) {
      const spki = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }))
      expect(present(crypto.importEncryptionKey(spki)).spki).toEqual(spki)
    }
    for (const pair of [generateKeyPairSync('ed25519'), generateKeyPairSync('rsa-pss', { modulusLength: 2048 })]) {
      const spki = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }))
      const pkcs8 = new Uint8Array(pair.privateKey.export({ format: 'der', type: 'pkcs8' }))
      expect(crypto.importEncryptionKey(spki)).toBeUndefined()
      expect(crypto.importDecryptionKey(pkcs8)).toBeUndefined()
    }
  })

  test('arbitrary octets are no keys and open nothing, and nothing throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 150 }), (some) => {
        expect(crypto.importEncryptionKey(some)).toBeUndefined()
        expect(crypto.importDecryptionKey(some)).toBeUndefined()
        expect(crypto.unwrapKey(new Uint8Array(16), some)).toBeUndefined()
      }),
    )
  })

  test('what it encrypts by OAEP opens in Node.js, and nothing else does', () => {
    const { pkcs8, spki } = rsa()
    const own = present(node.importDecryptionKey(pkcs8))
    const message = hex('00010203040506070809')
    for (const hash of ['SHA-1', 'SHA-256', 'SHA-512'] as const) {
      const seed = new Uint8Array({ 'SHA-1': 20, 'SHA-256': 32, 'SHA-512': 64 }[hash]).fill(9)
      const ciphertext = present(crypto.encryptOaep(present(crypto.importEncryptionKey(spki)), { hash, seed }, message))
      expect(node.decryptOaep(own, hash, ciphertext)).toEqual(message)
      ciphertext[9]! ^= 1
      expect(node.decryptOaep(own, hash, ciphertext)).toBeUndefined()
    }
    const tooLong = crypto.encryptOaep(
      present(crypto.importEncryptionKey(spki)),
      { hash: 'SHA-512', seed: new Uint8Array(64) },
      new Uint8Array(200),
    )
    expect(tooLong).toBeUndefined()
  })
})

function rsa() {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    pair,
    pkcs8: new Uint8Array(pair.privateKey.export({ format: 'der', type: 'pkcs8' })),
    spki: new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' })),
  }
}

test('a browser takes no RSA key to open with, and says so', () => {
  expect([node.opensRsa, browser.opensRsa]).toEqual([true, false])
  expect(browser.importDecryptionKey(rsa().pkcs8)).toBeUndefined()
})

test('PKCS #1 v1.5 opens a key of the right length, and gives the substitute for anything else', () => {
  const { pair, pkcs8 } = rsa()
  const own = present(node.importDecryptionKey(pkcs8))
  const substitute = new Uint8Array(32).fill(7)
  const encrypt = (message: Uint8Array) =>
    new Uint8Array(publicEncrypt({ key: pair.publicKey, padding: constants.RSA_PKCS1_PADDING }, message))
  const key = new Uint8Array(32).fill(1)
  expect(node.decryptPkcs1Key(own, encrypt(key), substitute)).toEqual(key)
  expect(node.decryptPkcs1Key(own, encrypt(key.subarray(1)), substitute)).toEqual(substitute)
  const changed = encrypt(key)
  changed[100]! ^= 1
  expect(node.decryptPkcs1Key(own, changed, substitute)).not.toEqual(key)
  expect(node.decryptPkcs1Key(own, changed.subarray(1), substitute)).toEqual(substitute)
})
