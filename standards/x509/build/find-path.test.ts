import { expect, test } from 'vitest'
import {
  type Anchor,
  type Certificate,
  findPath,
  type Judgement,
  keyIdentifier,
  MAXIMUM_CHAIN_LENGTH,
  purposes,
  validatePath,
} from '../index.ts'
import { anyValue } from '../testing/forge.ts'
import { at, authority, day, keyFor, leaf, listBy, type Made, named, start } from '../testing/scene.ts'

const certificates = (made: readonly Made[]): Certificate[] => made.map(({ certificate }) => certificate)

function find(user: Made, others: readonly Made[], anchors: readonly Made[], more: Partial<Judgement> = {}) {
  return findPath({
    leaf: user.certificate,
    certificates: certificates(others),
    anchors: certificates(anchors),
    at,
    revocation: 'unchecked',
    ...more,
  })
}

const root = authority('Root')
const otherRoot = authority('Other root')
const good = authority('Good', root)
const user = leaf('User', good)

/** A certificate for the same name and key by another issuer. */
const crossed = (of: Made, by: Made, changes: Parameters<typeof authority>[2] = {}): Made =>
  authority('Cross', by, { subject: of.certificate.subject, key: of.key, ...changes })

test('a path is found among certificates in any order, with strangers between them', () => {
  const second = authority('Second', good)
  const below = leaf('Below', second)
  const strangers = ['A', 'B', 'C'].map((name) => authority(name, otherRoot))
  const found = find(below, [...strangers, good, second, ...strangers], [otherRoot, root])
  expect(found).toMatchObject({ ok: true })
  expect(found.ok && found.path).toEqual(certificates([below, second, good]))
  expect(found.ok && found.anchor).toBe(root.certificate)
})

test('a cross certificate leads to another anchor', () => {
  const cross = crossed(root, otherRoot)
  expect(find(user, [good, cross], [otherRoot])).toMatchObject({ ok: true, path: { length: 3 } })
  expect(find(user, [good, cross], [root])).toMatchObject({ ok: true, path: { length: 2 } })
  expect(find(user, [good], [otherRoot])).toMatchObject({ code: 'x509/unknown-issuer', index: 1 })
})

test('of two certificates of one authority, the one that holds is found', () => {
  const ended = crossed(good, root, { notAfter: at - day })
  const limited = crossed(good, root, { extensions: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'] } })
  const userOnly = crossed(good, root, { extensions: { basicConstraints: { ca: false } } })
  const purpose = { extendedKeyUsage: '1.3.6.1.5.5.7.3.8', isChained: true }
  expect(find(user, [ended, userOnly, limited, good], [root], { purpose })).toMatchObject({ ok: true })
  expect(find(user, [ended], [root])).toMatchObject({ code: 'x509/expired', index: 1 })
  expect(find(user, [userOnly], [root])).toMatchObject({ code: 'x509/not-a-ca', index: 1 })
  expect(find(user, [limited], [root], { purpose })).toMatchObject({ code: 'x509/extended-key-usage', index: 1 })
})

test('an authority that is revoked on one path may hold on another', () => {
  const cross = crossed(good, otherRoot)
  const lists = [listBy(root, [good]), listBy(otherRoot), listBy(good)]
  expect(find(user, [good, cross], [root], { revocation: { lists } })).toMatchObject({ code: 'x509/revoked', index: 1 })
  expect(find(user, [good, cross], [root, otherRoot], { revocation: { lists } })).toMatchObject({ ok: true })
})

test('certificates of one name and other keys are passed by', () => {
  const same = Array.from({ length: 50 }, (_, number) =>
    authority(`Namesake ${number}`, root, { subject: good.certificate.subject }),
  )
  expect(find(user, [...same, good], [root])).toMatchObject({ ok: true, path: { length: 2 } })
})

test('a key identifier that names another key only makes a certificate less likely', () => {
  const misnamed = leaf('Misnamed', good, { extensions: { authorityKeyIdentifier: new Uint8Array(20) } })
  expect(find(misnamed, [good], [root])).toMatchObject({ ok: true })
})

test('an anchor may be any certificate: an authority in between, or the leaf itself', () => {
  expect(find(user, [], [good])).toMatchObject({ ok: true, path: { length: 1 } })
  expect(find(user, [], [user])).toMatchObject({ ok: true, path: [] })
  expect(find(user, [], [user], { at: start + 400 * day })).toMatchObject({ code: 'x509/expired', index: 0 })
})

test('an anchor may be a name and a key', () => {
  const anchor: Anchor = { name: root.certificate.subject, publicKeySpki: root.certificate.publicKeySpki }
  const question = { leaf: user.certificate, certificates: [good.certificate], at, revocation: 'unchecked' as const }
  expect(findPath({ ...question, anchors: [anchor] })).toMatchObject({ ok: true })
  const wrongKey = { ...anchor, publicKeySpki: keyFor('Stranger').publicKey.spki }
  expect(findPath({ ...question, anchors: [wrongKey] })).toMatchObject({ code: 'x509/bad-signature', index: 1 })
  expect(findPath({ ...question, anchors: [wrongKey, anchor] })).toMatchObject({ ok: true })
  expect(validatePath({ path: [], anchor, at, revocation: 'unchecked' })).toMatchObject({ code: 'x509/empty-chain' })
})

test('an anchor’s certificate is judged like an issuer’s, unless only its name and key are to count', () => {
  const ended = authority('Ended root', undefined, { notAfter: at - day })
  const old = authority('Root of version 1', undefined, { version: 1 })
  const zero = authority('Root over leaves', undefined, {
    extensions: { basicConstraints: { ca: true, pathLength: 0 } },
  })
  for (const [anchor, code] of [
    [ended, 'x509/expired'],
    [old, 'x509/not-a-ca'],
  ] as const) {
    const below = leaf('Leaf', anchor)
    expect(find(below, [], [anchor])).toMatchObject({ code, index: 1 })
    expect(find(below, [], [anchor], { anchorCertificate: 'ignored' })).toMatchObject({ ok: true })
  }
  const middle = authority('Middle', zero)
  expect(find(leaf('Leaf', middle), [middle], [zero])).toMatchObject({ code: 'x509/path-too-long', index: 1 })
  expect(find(leaf('Leaf', middle), [middle], [zero], { anchorCertificate: 'ignored' })).toMatchObject({ ok: true })
})

test('authorities that certify each other in a circle lead nowhere, and soon', () => {
  const a = authority('Circle A')
  const b = authority('Circle B', a)
  const c = authority('Circle C', b)
  const back = crossed(a, c)
  const below = leaf('In circles', c)
  expect(find(below, [a, b, c, back], [root])).toMatchObject({ ok: false })
  expect(find(below, [a, b, c, back], [a])).toMatchObject({ ok: true })
})

test('a mesh in which everybody certifies everybody ends at the limits within a second', () => {
  const heads = Array.from({ length: 10 }, (_, number) => authority(`Mesh ${number}`))
  const mesh = heads.flatMap((one) => heads.filter((each) => each !== one).map((each) => crossed(one, each)))
  const below = leaf('In the mesh', heads[0]!)
  const started = performance.now()
  expect(find(below, mesh, [root])).toMatchObject({ code: 'x509/too-much-work' })
  expect(performance.now() - started).toBeLessThan(1000 * slowness)
  expect(find(below, mesh, [heads[9]!])).toMatchObject({ ok: true })
})

/** Other programs share the machine while tests run. */
const slowness = 5

test('hundreds of certificates that claim to have issued a leaf cost no more signatures than the limit', () => {
  const claims = Array.from({ length: 400 }, (_, number) =>
    authority(`Claim ${number}`, root, { subject: good.certificate.subject, notAfter: at + day }),
  )
  const sameKeyLast = crossed(good, root, { notAfter: at - day })
  const verdict = find(user, [...claims, sameKeyLast], [root])
  expect(verdict).toMatchObject({ ok: false })
})

test('a path is no longer than the limit, or than the caller’s own', () => {
  const chain: Made[] = [authority('Level 0')]
  for (let level = 1; level < MAXIMUM_CHAIN_LENGTH; level++) chain.push(authority(`Level ${level}`, chain[level - 1]))
  const [top, ...rest] = chain
  const last = rest.at(-1)!
  const deeper = leaf('Deeper', last)
  expect(find(last, rest, [top!])).toMatchObject({ ok: true, path: { length: MAXIMUM_CHAIN_LENGTH - 1 } })
  expect(find(deeper, rest, [top!])).toMatchObject({ ok: false })
  expect(find(user, [good], [root], { maximumLength: 3 })).toMatchObject({ ok: true })
  expect(find(user, [good], [root], { maximumLength: 2 })).toMatchObject({ ok: false })
})

test('an authority of the same name as the leaf’s issuer and another key is not in its way', () => {
  const namesake = authority('Namesake', undefined, { subject: named('Good') })
  expect(find(user, [namesake, good], [namesake, root])).toMatchObject({ ok: true })
})

type Fault = [reason: string, changes: Parameters<typeof authority>[2], more?: Partial<Judgement>]

/** What makes an authority's certificate useless on this path, in ways that its name and key do not show. */
const faults: Fault[] = [
  ['ended', { notAfter: at - day }],
  ['of no authority', { extensions: { basicConstraints: { ca: false } } }],
  ['that may not sign certificates', { extensions: { keyUsage: ['cRLSign'] } }],
  ['over leaves of other names', { extensions: { nameConstraints: { permitted: [{ form: 'dNSName', text: 'b' }] } } }],
  [
    'with an extension that nobody knows',
    { extensions: { others: [{ type: '2.999.1', critical: true, value: anyValue }] } },
  ],
  [
    'for mail',
    { extensions: { extendedKeyUsage: [purposes.emailProtection] } },
    { purpose: { extendedKeyUsage: purposes.serverAuth } },
  ],
]

test.each(faults)(
  'in a mesh of certificates %s the one path that holds is found, however long',
  (_reason, changes, more) => {
    const heads = Array.from({ length: 6 }, (_, number) => authority(`Knot ${number}`))
    const pairs = heads.flatMap((of, to) =>
      heads.flatMap((by, from) => (from === to ? [] : [{ of, by, isNext: from === to + 1 }])),
    )
    const mesh = [
      ...pairs.map(({ of, by, isNext }) => crossed(of, by, isNext ? {} : changes)),
      ...heads.map((of, to) => crossed(of, root, to === 5 ? {} : changes)),
    ]
    const below = leaf('Below the mesh', heads[0]!, {
      extensions: { subjectAlternativeNames: [{ form: 'dNSName', text: 'a' }] },
    })
    expect(find(below, mesh.toReversed(), [root], more)).toMatchObject({ ok: true, path: { length: 7 } })
    expect(find(below, mesh.slice(0, -1), [root], more)).toMatchObject({ ok: false })
  },
)

test('a signature that is not that of the authority named is told as such', () => {
  const forged = { ...good, key: keyFor('Somebody else') }
  const user = leaf('Forged', forged, {
    extensions: { authorityKeyIdentifier: keyIdentifier(good.key.publicKey.spki) },
  })
  expect(find(user, [good], [root])).toMatchObject({ code: 'x509/bad-signature', index: 0 })
  expect(find(leaf('Of another key', forged), [good], [root])).toMatchObject({ code: 'x509/unknown-issuer', index: 0 })
})
