/** Self-issued certificates, basic constraints, path length, key usage, extensions of one's own. */
import { authority, leaf, type Made } from '../scene.ts'
import { anyValue } from '../forge.ts'
import type { PathCase, Section } from './case.ts'

const root = authority('Root')

/** An authority with a path length. */
const limited = (name: string, pathLength: number, by: Made, subject?: Made): Made =>
  authority(name, by, {
    extensions: { basicConstraints: { ca: true, pathLength } },
    ...(subject === undefined ? {} : { subject: subject.certificate.subject }),
  })

/** A self-issued certificate for a new key of an authority. */
const rolled = (name: string, by: Made): Made => authority(name, by, { subject: by.certificate.subject })

const zero = limited('Zero', 0, root)
const zeroRolled = rolled('Zero, new key', zero)
const zeroBelow = authority('Below zero', zero)
const one = limited('One', 1, root)
const oneRolled = rolled('One, new key', one)
const oneBelow = authority('Below one', oneRolled)
const oneBelowRolled = rolled('Below one, new key', oneBelow)
const six = limited('Six', 6, root)
const sixZero = limited('Six, zero', 0, six)
const sixZeroBelow = authority('Six, zero, below', sixZero)
const sixOne = limited('Six, one', 1, six)
const sixOneOne = limited('Six, one, one', 1, sixOne)
const sixOneOneBelow = authority('Six, one, one, below', sixOneOne)
const sixFour = limited('Six, four', 4, six)
const sixFourOne = limited('Six, four, one', 1, sixFour)
const sixFourOneOne = limited('Six, four, one, one', 1, sixFourOne)

const onlySaysUser = authority('Says user', root, { extensions: { basicConstraints: { ca: false } } })
const saysNothing = authority('Says nothing', root, { extensions: { basicConstraints: null } })
const notCritical = authority('Not critical', root, {
  extensions: { basicConstraints: null, others: [{ type: '2.5.29.19', value: Uint8Array.of(0x30, 3, 1, 1, 0xff) }] },
})
const version1 = authority('Version 1', root, { version: 1 })
const tooLong: Pick<PathCase, 'anchor' | 'expected' | 'index'> = {
  anchor: root,
  expected: 'x509/path-too-long',
  index: 1,
}

export const selfIssued: Section = {
  title: '6.1 self-issued certificates',
  cases: [
    (() => {
      const old = authority('Rolling', root)
      const fresh = rolled('Rolling, new key', old)
      return {
        title: 'a new key certified by the old one',
        path: [leaf('A', fresh), fresh, old],
        anchor: root,
        expected: 'ok' as const,
      }
    })(),
    (() => {
      const fresh = authority('Rolled', root)
      const old = rolled('Rolled, old key', fresh)
      return {
        title: 'the old key certified by the new one',
        path: [leaf('B', old), old, fresh],
        anchor: root,
        expected: 'ok' as const,
      }
    })(),
    { title: 'uses up no path length', path: [leaf('C', zeroRolled), zeroRolled, zero], anchor: root, expected: 'ok' },
    {
      title: 'and the authority below it does',
      path: [
        leaf('D', authority('Below new zero', zeroRolled)),
        authority('Below new zero', zeroRolled),
        zeroRolled,
        zero,
      ],
      ...tooLong,
    },
    {
      title: 'two of them uses up none',
      path: [leaf('E', oneBelowRolled), oneBelowRolled, oneBelow, oneRolled, one],
      anchor: root,
      expected: 'ok',
    },
    {
      title: 'in the middle does not lengthen the path',
      path: [
        leaf('F', authority('Too deep', oneBelowRolled)),
        authority('Too deep', oneBelowRolled),
        oneBelowRolled,
        oneBelow,
        oneRolled,
        one,
      ],
      ...tooLong,
    },
  ],
}

export const basicConstraints: Section = {
  title: '6.1.4(k), (l), (m) basic constraints and path length',
  cases: [
    {
      title: 'an issuer that says nothing',
      path: [leaf('A', saysNothing), saysNothing],
      anchor: root,
      expected: 'x509/not-a-ca',
      index: 1,
    },
    {
      title: 'an issuer that says it is no authority',
      path: [leaf('B', onlySaysUser), onlySaysUser],
      anchor: root,
      expected: 'x509/not-a-ca',
      index: 1,
    },
    {
      title: 'constraints that are not critical',
      path: [leaf('C', notCritical), notCritical],
      anchor: root,
      expected: 'ok',
    },
    {
      title: 'an issuer of version 1',
      path: [leaf('D', version1), version1],
      anchor: root,
      expected: 'x509/not-a-ca',
      index: 1,
      except: { openssl: 'takes a version 1 certificate for an authority unless it is strict' },
    },
    { title: 'path length 0, a leaf', path: [leaf('E', zero), zero], anchor: root, expected: 'ok' },
    { title: 'path length 0, an authority as leaf', path: [zeroBelow, zero], anchor: root, expected: 'ok' },
    { title: 'path length 0, an authority below', path: [leaf('F', zeroBelow), zeroBelow, zero], ...tooLong },
    {
      title: 'path length 0, an authority below and an authority as leaf',
      path: [authority('Leaf', zeroBelow), zeroBelow, zero],
      ...tooLong,
    },
    { title: 'path length 6, narrowed to 0', path: [leaf('G', sixZero), sixZero, six], anchor: root, expected: 'ok' },
    {
      title: 'path length 6, narrowed to 0, one more',
      path: [leaf('H', sixZeroBelow), sixZeroBelow, sixZero, six],
      ...tooLong,
    },
    {
      title: 'path length 6, 1, 1: used up below',
      path: [leaf('I', sixOneOneBelow), sixOneOneBelow, sixOneOne, sixOne, six],
      ...tooLong,
    },
    {
      title: 'path length 6, 1, 1: a leaf below',
      path: [leaf('J', sixOneOne), sixOneOne, sixOne, six],
      anchor: root,
      expected: 'ok',
    },
    {
      title: 'path length 6, 4, 1, 1: each smaller one holds',
      path: [leaf('K', sixFourOneOne), sixFourOneOne, sixFourOne, sixFour, six],
      anchor: root,
      expected: 'ok',
    },
    {
      title: 'path length 6, 4, 1, 1, one more',
      path: [
        leaf('L', authority('Too many', sixFourOneOne)),
        authority('Too many', sixFourOneOne),
        sixFourOneOne,
        sixFourOne,
        sixFour,
        six,
      ],
      ...tooLong,
    },
  ],
}

const usage = (name: string, keyUsage: readonly ('digitalSignature' | 'cRLSign' | 'keyCertSign')[]): Made =>
  authority(name, root, { extensions: { keyUsage } })
const noUsage = authority('No usage', root, { extensions: { keyUsage: null } })
const onlyLists = usage('Only lists', ['cRLSign'])
const onlyData = usage('Only data', ['digitalSignature'])
const usageNotCritical = authority('Usage not critical', root, {
  extensions: { keyUsage: null, others: [{ type: '2.5.29.15', value: Uint8Array.of(3, 2, 1, 6) }] },
})
const notForCertificatesNotCritical = authority('Lists only, not critical', root, {
  extensions: { keyUsage: null, others: [{ type: '2.5.29.15', value: Uint8Array.of(3, 2, 1, 2) }] },
})

export const keyUsage: Section = {
  title: '6.1.4(n) key usage, 4.2.1.3, 4.2.1.12',
  cases: [
    {
      title: 'an issuer that may sign lists only',
      path: [leaf('A', onlyLists), onlyLists],
      anchor: root,
      expected: 'x509/key-usage',
      index: 1,
    },
    {
      title: 'an issuer that may sign data only',
      path: [leaf('B', onlyData), onlyData],
      anchor: root,
      expected: 'x509/key-usage',
      index: 1,
    },
    {
      title: 'an issuer that may sign lists only, not critical',
      path: [leaf('C', notForCertificatesNotCritical), notForCertificatesNotCritical],
      anchor: root,
      expected: 'x509/key-usage',
      index: 1,
    },
    {
      title: 'an issuer whose usage is not critical',
      path: [leaf('D', usageNotCritical), usageNotCritical],
      anchor: root,
      expected: 'ok',
    },
    { title: 'an issuer without a usage', path: [leaf('E', noUsage), noUsage], anchor: root, expected: 'ok' },
    {
      title: 'a leaf for another usage',
      path: [leaf('F', zero), zero],
      anchor: root,
      more: { purpose: { keyUsage: ['digitalSignature', 'keyAgreement'] } },
      expected: 'x509/key-usage',
      except: { openssl: 'was not asked for a purpose', jdk: 'was not asked for a purpose' },
    },
    ...purposesOf(),
  ],
}

function purposesOf(): PathCase[] {
  const except = { openssl: 'was not asked for a purpose', jdk: 'was not asked for a purpose' }
  const email = '1.3.6.1.5.5.7.3.4'
  const stamping = '1.3.6.1.5.5.7.3.8'
  const forMail = authority('Mail only', root, { extensions: { extendedKeyUsage: [email] } })
  const stampLeaf = leaf('Stamp', forMail, { extensions: { extendedKeyUsage: [stamping] } })
  const anyLeaf = leaf('Any', forMail, { extensions: { extendedKeyUsage: ['2.5.29.37.0'] } })
  const asked = (extendedKeyUsage: string, more = {}) => ({
    more: { purpose: { extendedKeyUsage, ...more } },
    anchor: root,
    except,
  })
  return [
    { title: 'a leaf for the purpose', path: [stampLeaf, forMail], ...asked(stamping), expected: 'ok' },
    {
      title: 'a leaf for another purpose',
      path: [stampLeaf, forMail],
      ...asked(email),
      expected: 'x509/extended-key-usage',
    },
    {
      title: 'an authority for another purpose, where purposes bind the path',
      path: [stampLeaf, forMail],
      ...asked(stamping, { isChained: true }),
      expected: 'x509/extended-key-usage',
      index: 1,
    },
    { title: 'a leaf for any purpose', path: [anyLeaf, forMail], ...asked(stamping), expected: 'ok' },
    {
      title: 'a leaf for any purpose, where that is refused',
      path: [anyLeaf, forMail],
      ...asked(stamping, { anyExtendedKeyUsage: 'refused' }),
      expected: 'x509/extended-key-usage',
    },
    {
      title: 'a leaf that names no purpose',
      path: [leaf('None', forMail), forMail],
      ...asked(stamping),
      expected: 'ok',
    },
  ]
}

const own = (critical: boolean) => ({ extensions: { others: [{ type: '2.999.42', critical, value: anyValue }] } })
const withOwn = authority('With a critical one', root, own(true))
const good = authority('Good', root)

export const privateExtensions: Section = {
  title: '6.1.4(o), 6.1.5(f) extensions of one’s own',
  cases: [
    { title: 'not critical', path: [leaf('A', good, own(false)), good], anchor: root, expected: 'ok' },
    {
      title: 'critical',
      path: [leaf('B', good, own(true)), good],
      anchor: root,
      expected: 'x509/unknown-critical-extension',
    },
    {
      title: 'critical in an authority',
      path: [leaf('C', withOwn), withOwn],
      anchor: root,
      expected: 'x509/unknown-critical-extension',
      index: 1,
    },
  ],
}
