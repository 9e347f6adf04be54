import {
  contextConstructed,
  encode,
  writeConstructed,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writeRaw,
  writeSequence,
  writeUtcTime,
  writeUtf8String,
} from '@entrepot/asn1'
import { digest, encodeScheme, signWith } from '@entrepot/crypto'
import { expect, test } from 'vitest'
import { attributeTypes, contentTypes, type SignatureCode, signData, verifyData, type Verification } from '../index.ts'
import { attribute, type Forgery, forge, forgeSignerInfo, hashNode, usualAttributes } from '../testing/forge.ts'
import { at, type KeyKind, party } from '../testing/parties.ts'

const root = party(1)
const seller = party(2, root)
const buyer = party(3, root)
const content = new TextEncoder().encode('Sale contract 2026-117')
const other = new TextEncoder().encode('Sale contract 2026-118')

function verified(message: Uint8Array, options: Verification & { content?: Uint8Array } = {}) {
  const decoded = verifyData(message, options)
  if (!decoded.ok) throw new Error(`${decoded.code} at ${decoded.offset}`)
  return decoded.value
}

const kinds: readonly KeyKind[] = ['P-256', 'Ed25519', 'P-384', 'P-521', 'RSA', 'ML-DSA-44', 'ML-DSA-65']
test.each(kinds)('a signature by %s holds, with attributes and without, by either name of its signer', (kind) => {
  const signer = party(4, root, { kind })
  for (const attributes of [{ signingTime: at }, 'none'] as const) {
    for (const identifiedBy of ['issuerAndSerialNumber', 'subjectKeyIdentifier'] as const) {
      const message = signData(content, { signers: [{ ...signer, attributes, identifiedBy }] })
      const { holds, signers } = verified(message)
      expect(holds).toBe(true)
      expect(signers).toMatchObject([{ contentHolds: true, signatureHolds: true, identifier: { by: identifiedBy } }])
      expect(signers[0]?.certificate?.raw).toEqual(signer.certificate.raw)
    }
  }
})

test('RSA signs by PSS with any of its hashes', () => {
  const signer = party(5, root, { kind: 'RSA' })
  for (const hash of ['SHA-256', 'SHA-384', 'SHA-512'] as const) {
    const scheme = { name: 'RSASSA-PSS', hash, saltBytes: 32 } as const
    expect(verified(signData(content, { signers: [{ ...signer, scheme }] })).holds).toBe(true)
  }
})

test('signers sign in parallel, and one that is false takes nothing from the other', () => {
  const good: Forgery = { by: seller, content, attributes: usualAttributes(content) }
  const bad: Forgery = { by: buyer, content, attributes: usualAttributes(other) }
  const { holds, refusal, signers } = verified(forge(good, bad))
  expect({ holds, refusal: refusal?.code }).toEqual({ holds: false, refusal: 'cms/content-digest-mismatch' })
  const byCertificate = signers.map(({ certificate, refusal }) => [certificate?.serial, refusal?.code])
  expect(new Map(byCertificate as [bigint, string | undefined][])).toEqual(
    new Map<bigint, string | undefined>([
      [seller.certificate.serial, undefined],
      [buyer.certificate.serial, 'cms/content-digest-mismatch'],
    ]),
  )
})

test('what is known of a message comes with it: attributes, time, certificates, lists', () => {
  const more = { type: '1.3.6.1.4.1.99999.1', values: [encode(writeUtf8String('Incoterms CIF'))] }
  const message = signData(content, {
    signers: [{ ...seller, attributes: { signingTime: at, others: [more] } }],
    certificates: [root.certificate],
    revocationLists: [encode(writeSequence([writeNull()]))],
    contentType: '1.3.6.1.4.1.99999.2',
  })
  const { signers, certificates, revocationItems, contentType } = verified(message)
  expect(signers[0]?.signingTime).toBe(at)
  expect(signers[0]?.signedAttributes).toContainEqual(more)
  expect(certificates.map(({ serial }) => Number(serial)).sort((a, b) => a - b)).toEqual([1001, 1002])
  expect(revocationItems).toHaveLength(1)
  expect(contentType).toBe('1.3.6.1.4.1.99999.2')
})

test('content that is detached is given, once', () => {
  const detached = signData(content, { signers: [seller], detached: true })
  expect(verified(detached, { content }).holds).toBe(true)
  expect(verified(detached, { content: other }).refusal?.code).toBe('cms/content-digest-mismatch')
  expect(verifyData(detached)).toMatchObject({ ok: false, code: 'cms/content-missing' })
  const attached = signData(content, { signers: [seller] })
  expect(verifyData(attached, { content })).toMatchObject({ ok: false, code: 'cms/content-twice' })
})

test('a signer whose certificate is not at hand is refused, and holds once it is given', () => {
  const message = signData(content, { signers: [seller], includeSignerCertificates: false })
  expect(verified(message).refusal?.code).toBe('cms/signer-certificate-not-found')
  expect(verified(message, { certificates: [buyer.certificate] }).holds).toBe(false)
  expect(verified(message, { certificates: [buyer.certificate, seller.certificate] }).holds).toBe(true)
})

test('a certificate of the same name and number that comes along keeps no signature from holding', () => {
  const namesake = party(7, root, { serial: seller.certificate.serial })
  const message = signData(content, { signers: [{ ...seller, attributes: { signingTime: at } }] })
  const given = { certificates: [namesake.certificate] }
  const { holds, signers } = verified(message, given)
  expect(holds).toBe(true)
  expect(signers[0]?.certificate?.raw).toEqual(seller.certificate.raw)
  const bare = signData(content, { signers: [seller], includeSignerCertificates: false })
  expect(verified(bare, given).refusal?.code).toBe('cms/signing-certificate-mismatch')
})

test('a message without signers carries certificates and signs nothing', () => {
  expect(verified(forge())).toMatchObject({ holds: false, refusal: { code: 'cms/no-signers' } })
})

const usual = usualAttributes(content)
const [typeAttribute = writeNull(), digestAttribute = writeNull()] = usual
const hash = (name: 'SHA-256' | 'SHA-384', octets: Uint8Array) => writeOctetString(digest(name, octets))
const ecdsaWith = (name: 'SHA-256' | 'SHA-384') => writeRaw(encodeScheme({ name: 'ECDSA', hash: name }))
const protection = (signature: 'SHA-256' | 'SHA-384') => {
  const named = encodeScheme({ name: 'ECDSA', hash: signature })
  named[0] = contextConstructed(1)
  return attribute(attributeTypes.algorithmProtection, writeSequence([hashNode('SHA-256'), writeRaw(named)]))
}
const signingCertificate = (...parts: ReturnType<typeof writeNull>[]) =>
  attribute(attributeTypes.signingCertificateV2, writeSequence([writeSequence([writeSequence(parts)])]))
const own = hash('SHA-256', seller.certificate.raw)
const issuerSerial = (issuer: Uint8Array, serial: bigint) =>
  writeSequence([writeSequence([writeConstructed(contextConstructed(4), [writeRaw(issuer)])]), writeInteger(serial)])
const { issuer, serial, subject } = seller.certificate

const accepted: readonly (readonly [string, Partial<Forgery>])[] = [
  ['the attributes that every signature has', {}],
  ['algorithms that are named twice and the same', { attributes: [...usual, protection('SHA-256')] }],
  [
    'NULL where a hash function has no parameters',
    { hash: writeSequence([writeObjectIdentifier('2.16.840.1.101.3.4.2.1'), writeNull()]) },
  ],
  ['its certificate by its hash', { attributes: [...usual, signingCertificate(own)] }],
  [
    'its certificate by a hash that is named',
    { attributes: [...usual, signingCertificate(hashNode('SHA-384'), hash('SHA-384', seller.certificate.raw))] },
  ],
  [
    'its certificate by hash, issuer and serial number',
    { attributes: [...usual, signingCertificate(own, issuerSerial(issuer.raw, serial))] },
  ],
]

test.each(accepted)('a signature with %s holds', (_, forgery) => {
  expect(verified(forge({ by: seller, content, attributes: usual, ...forgery }))).toMatchObject({ holds: true })
})

const time = (text: string) => writeRaw(Uint8Array.of(0x17, text.length, ...new TextEncoder().encode(text)))
const refused: readonly (readonly [string, Partial<Forgery>, SignatureCode])[] = [
  ['a hash function of 1995', { hash: hashNode('SHA-1') }, 'cms/unsupported-digest-algorithm'],
  [
    'a hash function that was not announced',
    { announced: [hashNode('SHA-512')] },
    'cms/digest-algorithm-not-announced',
  ],
  [
    'no attributes for content of a type of its own',
    { contentType: '1.2.3.4', attributes: undefined },
    'cms/signed-attributes-required',
  ],
  ['no content type', { attributes: [digestAttribute] }, 'cms/attribute-missing'],
  ['no digest', { attributes: [typeAttribute] }, 'cms/attribute-missing'],
  ['the digest twice', { attributes: [...usual, digestAttribute] }, 'cms/duplicate-attribute'],
  [
    'two digests in one attribute',
    {
      attributes: [
        typeAttribute,
        attribute(attributeTypes.messageDigest, hash('SHA-256', content), hash('SHA-256', other)),
      ],
    },
    'cms/duplicate-attribute',
  ],
  [
    'an attribute of no value',
    { attributes: [...usual, attribute(attributeTypes.signingTime)] },
    'cms/duplicate-attribute',
  ],
  [
    'an attribute of its own twice',
    { attributes: [...usual, attribute('1.2.3', writeNull()), attribute('1.2.3', writeInteger(1))] },
    'cms/duplicate-attribute',
  ],
  [
    'a digest that is a number',
    { attributes: [typeAttribute, attribute(attributeTypes.messageDigest, writeInteger(1))] },
    'cms/attribute-malformed',
  ],
  [
    'a time without seconds',
    { attributes: [...usual, attribute(attributeTypes.signingTime, time('2601010000Z'))] },
    'cms/attribute-malformed',
  ],
  [
    'another content type',
    { attributes: [attribute(attributeTypes.contentType, writeObjectIdentifier('1.2.3')), digestAttribute] },
    'cms/content-type-mismatch',
  ],
  ['the digest of other content', { attributes: usualAttributes(other) }, 'cms/content-digest-mismatch'],
  [
    'algorithms that are not those it protects',
    { attributes: [...usual, protection('SHA-384')] },
    'cms/algorithm-protection-mismatch',
  ],
  [
    'algorithms that cannot be read',
    { attributes: [...usual, attribute(attributeTypes.algorithmProtection, writeNull())] },
    'cms/attribute-malformed',
  ],
  [
    'the hash of another certificate',
    { attributes: [...usual, signingCertificate(hash('SHA-256', root.certificate.raw))] },
    'cms/signing-certificate-mismatch',
  ],
  [
    'its certificate under another issuer',
    { attributes: [...usual, signingCertificate(own, issuerSerial(subject.raw, serial))] },
    'cms/signing-certificate-mismatch',
  ],
  [
    'its certificate under another number',
    { attributes: [...usual, signingCertificate(own, issuerSerial(issuer.raw, 1n))] },
    'cms/signing-certificate-mismatch',
  ],
  [
    'its certificate by an unknown hash function',
    { attributes: [...usual, signingCertificate(writeSequence([writeObjectIdentifier('1.2.3')]), own)] },
    'cms/signing-certificate-mismatch',
  ],
  [
    'its certificate in a form of its own',
    { attributes: [...usual, attribute(attributeTypes.signingCertificateV2, writeUtcTime(at))] },
    'cms/attribute-malformed',
  ],
  [
    'a signature algorithm that is not known',
    { named: writeSequence([writeObjectIdentifier('1.2.3')]) },
    'cms/unsupported-signature-algorithm',
  ],
  [
    'a hash function that is not the signature’s',
    { scheme: { name: 'ECDSA', hash: 'SHA-384' } },
    'cms/signature-digest-mismatch',
  ],
  [
    'the algorithm of another kind of key',
    { named: writeRaw(encodeScheme({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' })) },
    'cms/bad-signature',
  ],
  [
    'a hash function that it was not signed by',
    { scheme: { name: 'ECDSA', hash: 'SHA-384' }, named: ecdsaWith('SHA-256') },
    'cms/bad-signature',
  ],
  ['a signature of nothing', { signature: new Uint8Array(0) }, 'cms/bad-signature'],
]

test.each(refused)('a signature with %s is refused', (_, forgery, code) => {
  const { attributes, ...rest } = { attributes: usual, ...forgery }
  const message = forge({ by: seller, content, ...rest, ...(attributes !== undefined && { attributes }) })
  expect(verified(message)).toMatchObject({ holds: false, refusal: { code, rule: expect.any(String) } })
})

test('a certificate that may not sign makes no signature hold', () => {
  const clerk = party(6, root, { extensions: { keyUsage: ['keyAgreement'] } })
  expect(verified(signData(content, { signers: [clerk] })).refusal?.code).toBe('cms/key-usage')
})

test('a signer can be asked to have signed attributes', () => {
  const message = signData(content, { signers: [{ ...seller, attributes: 'none' }] })
  expect(verified(message).holds).toBe(true)
  expect(verified(message, { requireSignedAttributes: true }).refusal?.code).toBe('cms/signed-attributes-required')
})

test('the attributes of a message, passed off as content without attributes, are refused', () => {
  const attributes = encode(writeConstructed(0x31, usual))
  const message = forge({ by: seller, content: attributes })
  const { holds, refusal, signers } = verified(message)
  expect(signers[0]?.signatureHolds).toBe(true)
  expect({ holds, code: refusal?.code }).toEqual({ holds: false, code: 'cms/content-is-signed-attributes' })
})

test('content that could be taken for attributes is not signed without attributes', () => {
  const attributes = encode(writeConstructed(0x31, usual))
  expect(() => signData(attributes, { signers: [{ ...seller, attributes: 'none' }] })).toThrow('signed attributes')
  expect(verified(signData(attributes, { signers: [seller] })).holds).toBe(true)
})

test('what the standards forbid a signer is not written', () => {
  const none = { ...seller, attributes: 'none' as const }
  expect(() => signData(content, { signers: [] })).toThrow('has a signer')
  expect(() => signData(content, { signers: [none], contentType: contentTypes.timeStampInfo })).toThrow('attributes')
  expect(() => signData(content, { signers: [{ ...seller, certificate: buyer.certificate }] })).toThrow('of the key')
})

const counterOf = (signature: Uint8Array, by = buyer, more: Partial<Forgery> = {}) =>
  forgeSignerInfo({
    by,
    content: signature,
    attributes: [attribute(attributeTypes.messageDigest, hash('SHA-256', signature))],
    ...more,
  })

function countersigned(counter: (signature: Uint8Array) => ReturnType<typeof writeNull>) {
  const signature = signWith(seller.key, { name: 'ECDSA', hash: 'SHA-256' }, encode(writeConstructed(0x31, usual)))
  const unsigned = [attribute(attributeTypes.countersignature, counter(signature))]
  const message = forge({ by: seller, content, attributes: usual, signature, unsigned })
  return verified(message, { certificates: [buyer.certificate] }).signers[0]?.countersignatures
}

test('a countersignature is read and judged over the signature that it stands beside', () => {
  expect(countersigned((signature) => counterOf(signature))).toMatchObject([{ refusal: undefined }])
  expect(countersigned(() => counterOf(content))).toMatchObject([{ refusal: { code: 'cms/content-digest-mismatch' } }])
  const typed = (signature: Uint8Array) => counterOf(signature, buyer, { attributes: usualAttributes(signature) })
  expect(countersigned(typed)).toMatchObject([{ refusal: { code: 'cms/attribute-missing' } }])
  expect(countersigned(() => writeNull())).toMatchObject([{ ok: false, code: 'asn1/unexpected-tag' }])
})

test('a message whose countersignatures are without end is given up after a number of them', () => {
  const many = (signature: Uint8Array) =>
    Array.from({ length: 60 }, (_, count) => counterOf(Uint8Array.of(...signature, count)))
  const nested = (signature: Uint8Array) => {
    const unsigned = [attribute(attributeTypes.countersignature, ...many(signature))]
    return many(signature).map((_, count) => counterOf(Uint8Array.of(...signature, count), buyer, { unsigned }))
  }
  const unsigned = [attribute(attributeTypes.countersignature, ...nested(Uint8Array.of(1)))]
  const { signers } = verified(forge({ by: seller, content, attributes: usual, unsigned }), {
    certificates: [buyer.certificate],
  })
  const flat = JSON.stringify(signers, (key, value: unknown) =>
    key === 'refusal' || typeof value === 'bigint' ? String((value as { code?: string } | undefined)?.code) : value,
  )
  expect(flat.match(/cms\/too-much-work/g)?.length).toBeGreaterThan(3000)
  expect(flat.match(/cms\/content-digest-mismatch/g)).toHaveLength(255)
})

test('countersignatures upon countersignatures end at a limit', () => {
  const nested = (depth: number): ReturnType<typeof writeNull> => {
    const unsigned = depth === 0 ? [] : [attribute(attributeTypes.countersignature, nested(depth - 1))]
    return counterOf(content, buyer, { unsigned })
  }
  let level = countersigned(() => nested(5))
  for (let depth = 0; depth < 3; depth++) {
    const [first] = level ?? []
    if (first === undefined || !('countersignatures' in first)) throw new Error('no countersignature')
    level = first.countersignatures
  }
  expect(level).toBeUndefined()
})
