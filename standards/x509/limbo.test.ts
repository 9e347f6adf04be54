/** The situations of x509-limbo that can be made here, by their names in that suite, each with its verdict there. */
import { describe, expect, test } from 'vitest'
import { findPath, purposes } from './index.ts'
import type { LimboCase } from './testing/limbo/case.ts'
import { mails } from './testing/limbo/mail.ts'
import { nameConstraints, services } from './testing/limbo/names.ts'
import { builders, lattices, pathlen } from './testing/limbo/paths.ts'
import { rfc5280 } from './testing/limbo/profile.ts'
import { unread } from './testing/limbo/unread.ts'
import { lists, web } from './testing/limbo/web.ts'
import { at } from './testing/scene.ts'

const cases: readonly LimboCase[] = [
  ...rfc5280,
  ...pathlen,
  ...builders,
  ...lattices,
  ...nameConstraints,
  ...services,
  ...web,
  ...mails,
  ...lists,
]

describe('x509-limbo', () => {
  test.each(cases)('$id: $expected', ({ id, expected, user, between, anchors, more }) => {
    const certificates = [...between, ...anchors].map(({ certificate }) => certificate)
    const verdict = findPath({
      ...{ leaf: user.certificate, certificates, anchors: anchors.map(({ certificate }) => certificate), at },
      ...{
        revocation: 'unchecked',
        service: { dns: 'example.com' },
        purpose: { extendedKeyUsage: purposes.serverAuth },
      },
      profile: id.startsWith('webpki::') ? 'webpki' : 'rfc5280',
      ...more,
    })
    expect(verdict.ok ? 'ok' : verdict.code).toBe(expected)
  })

  test.each(unread)('%s: not read, %s', (_id, code, make) => {
    expect(make).toThrow(code)
  })

  test('every situation is told once', () => {
    const ids = [...cases.map(({ id }) => id), ...unread.map(([id]) => id)]
    expect(new Set(ids).size).toBe(ids.length)
  })
})
