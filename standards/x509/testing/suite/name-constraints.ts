/** Name constraints of every form. */
import { encode, writeUtf8String } from '@entrepot/asn1'
import {
  attributeTypes,
  type ChainCode,
  type GeneralNameToIssue,
  makeName,
  type Name,
  type NameConstraintsToIssue,
  parseIpAddress,
} from '../../index.ts'
import { authority, leaf, type Made, named } from '../scene.ts'
import type { Outcome, PathCase, Section } from './case.ts'

const root = authority('Root')
const part = (type: string, text: string) => [{ type, text, as: 'PrintableString' }] as const
const directory = (...units: string[]): Name =>
  makeName([
    part(attributeTypes.country, 'NL'),
    part(attributeTypes.organization, 'Test authorities'),
    ...units.map((unit) => part(attributeTypes.organizationalUnit, unit)),
  ])
const dir = (...units: string[]): GeneralNameToIssue => ({ form: 'directoryName', name: directory(...units) })
const dns = (text: string): GeneralNameToIssue => ({ form: 'dNSName', text })
const mail = (text: string): GeneralNameToIssue => ({ form: 'rfc822Name', text })
const uri = (text: string): GeneralNameToIssue => ({ form: 'uniformResourceIdentifier', text })
const ip = (...texts: string[]): GeneralNameToIssue => ({
  form: 'iPAddress',
  octets: Uint8Array.from(texts.flatMap((text) => [...(parseIpAddress(text) ?? [])])),
})
const other: GeneralNameToIssue = { form: 'otherName', type: '2.999.9', value: encode(writeUtf8String('x')) }
const internationalMail: GeneralNameToIssue = {
  form: 'otherName',
  type: '1.3.6.1.5.5.7.8.9',
  value: encode(writeUtf8String('用户@elsewhere.example')),
}
let made = 0

const constrained = (nameConstraints: NameConstraintsToIssue, by: Made = root, subject?: Name): Made =>
  authority(`Authority ${(made += 1)}`, by, {
    extensions: { nameConstraints },
    ...(subject === undefined ? {} : { subject }),
  })

/** A leaf with these alternative names under these constraints; its subject stays clear of them. */
function alternative(
  title: string,
  constraints: NameConstraintsToIssue,
  names: readonly GeneralNameToIssue[],
  ...[expected, except = {}]: Outcome
): PathCase {
  const by = constrained(constraints)
  const user = leaf(`Leaf ${(made += 1)}`, by, { extensions: { subjectAlternativeNames: names } })
  return { title, path: [user, by], anchor: root, expected, except }
}

/** A leaf with this subject under these constraints. */
function subject(
  title: string,
  constraints: NameConstraintsToIssue,
  name: Name,
  ...[expected, more = {}]: [PathCase['expected'], Partial<PathCase>?]
): PathCase {
  const by = constrained(constraints)
  return { title, path: [leaf(`Leaf ${(made += 1)}`, by, { subject: name }), by], anchor: root, expected, ...more }
}

const no: ChainCode = 'x509/name-constraints'
const unsupported: ChainCode = 'x509/unsupported-name-constraint'
const permits = (...permitted: GeneralNameToIssue[]): NameConstraintsToIssue => ({ permitted })
const excludes = (...excluded: GeneralNameToIssue[]): NameConstraintsToIssue => ({ excluded })
const withMail = (address: string) =>
  makeName([part(attributeTypes.country, 'NL'), [{ type: attributeTypes.emailAddress, text: address }]])

export const directoryNames: Section = {
  title: '6.1.3(b), (c) directory names',
  cases: [
    subject('within the permitted subtree', permits(dir('permitted')), directory('permitted', 'a'), 'ok'),
    subject('the permitted subtree itself', permits(dir('permitted')), directory('permitted'), 'ok'),
    subject('outside the permitted subtree', permits(dir('permitted')), directory('other'), no),
    subject('above the permitted subtree', permits(dir('permitted')), directory(), no),
    subject('another capital letter', permits(dir('permitted')), directory('PERMITTED', 'a'), 'ok'),
    subject('within one of two', permits(dir('one'), dir('two')), directory('two', 'a'), 'ok'),
    subject('within the excluded subtree', excludes(dir('excluded')), directory('excluded', 'a'), no),
    subject('outside the excluded subtree', excludes(dir('excluded')), directory('other'), 'ok'),
    subject(
      'excluded within what is permitted',
      { permitted: [dir('a')], excluded: [dir('a', 'b')] },
      directory('a', 'b', 'c'),
      no,
    ),
    alternative('an alternative name outside', permits(dir('permitted')), [dir('other')], no),
    ...(() => {
      const first = constrained(permits(dir('a')), root, directory('a', 'first'))
      const second = constrained(permits(dir('a', 'b')), first, directory('a', 'second'))
      const widening = constrained(permits(dir()), first, directory('a', 'widening'))
      return [
        {
          title: 'two authorities narrow one after the other',
          path: [leaf('N1', second, { subject: directory('a', 'b', 'c') }), second, first],
          anchor: root,
          expected: 'ok' as const,
        },
        {
          title: 'outside what the second one permits',
          path: [leaf('N2', second, { subject: directory('a', 'c') }), second, first],
          anchor: root,
          expected: no,
        },
        {
          title: 'an authority below cannot widen',
          path: [leaf('N3', widening, { subject: directory('c') }), widening, first],
          anchor: root,
          expected: no,
        },
        {
          title: 'an authority outside',
          path: [leaf('N4', authority('Outside', first)), authority('Outside', first), first],
          anchor: root,
          expected: no,
          index: 1,
        },
      ]
    })(),
    (() => {
      const first = constrained(permits(dir('a')))
      const again = authority('Rolled outside', first, { subject: first.certificate.subject })
      return {
        title: 'a self-issued certificate in between need not lie within',
        path: [leaf('N5', again, { subject: directory('a', 'x') }), again, first],
        anchor: root,
        expected: 'ok' as const,
      }
    })(),
    (() => {
      const first = constrained(permits(dir('a')))
      const again = authority('Rolled last', first, { subject: first.certificate.subject })
      return {
        title: 'a self-issued certificate that is the last must',
        path: [again, first],
        anchor: root,
        expected: no,
      }
    })(),
    (() => {
      const by = constrained(permits(dir('a')))
      const empty = leaf('Empty', by, {
        subject: makeName([]),
        extensions: { subjectAlternativeNames: [dns('a.example')] },
      })
      return {
        title: 'an empty subject lies nowhere, and is not asked',
        path: [empty, by],
        anchor: root,
        expected: 'ok' as const,
      }
    })(),
  ],
}

export const dnsNames: Section = {
  title: '4.2.1.10 DNS names',
  cases: [
    alternative('the base itself', permits(dns('host.example')), [dns('host.example')], 'ok'),
    alternative('below the base', permits(dns('host.example')), [dns('www.HOST.example')], 'ok'),
    alternative('a label that only ends alike', permits(dns('host.example')), [dns('bighost.example')], no),
    alternative('outside', permits(dns('host.example')), [dns('example')], no),
    alternative('one of two outside', permits(dns('host.example')), [dns('host.example'), dns('other.example')], no),
    alternative('excluded', excludes(dns('host.example')), [dns('a.host.example')], no),
    alternative('not excluded', excludes(dns('host.example')), [dns('ahost.example')], 'ok'),
    alternative('nothing of the form', permits(dns('host.example')), [mail('a@b.example')], 'ok'),
    alternative('an empty base permits all', permits(dns('')), [dns('a.example')], 'ok', {
      jdk: 'takes an empty base for none',
    }),
    alternative('an empty base excludes all', excludes(dns('')), [dns('a.example')], no),
    alternative('a wildcard within', permits(dns('host.example')), [dns('*.host.example')], 'ok'),
    alternative('a wildcard that reaches outside', permits(dns('a.host.example')), [dns('*.host.example')], no),
    alternative(
      'a wildcard that reaches what is excluded',
      excludes(dns('a.host.example')),
      [dns('*.host.example')],
      no,
      { openssl: 'takes the wildcard for a label', jdk: 'takes the wildcard for a label' },
    ),
    alternative(
      'a base after a full stop is not one of RFC 5280',
      permits(dns('.host.example')),
      [dns('a.host.example')],
      unsupported,
      { openssl: 'takes it for the domain', jdk: 'takes it for the domain' },
    ),
    alternative('a name that is none', permits(dns('host.example')), [dns('a b.host.example')], unsupported, {
      openssl: 'compares the ends alone',
      jdk: 'compares the ends alone',
    }),
  ],
}

export const mailboxes: Section = {
  title: '4.2.1.10 mailboxes',
  cases: [
    alternative('at the host', permits(mail('host.example')), [mail('Anna@Host.example')], 'ok'),
    alternative('at a host below', permits(mail('host.example')), [mail('anna@mail.host.example')], no),
    alternative('in the domain', permits(mail('.host.example')), [mail('anna@mail.host.example')], 'ok'),
    alternative('at the domain itself', permits(mail('.host.example')), [mail('anna@host.example')], no),
    alternative('the mailbox', permits(mail('anna@host.example')), [mail('anna@HOST.example')], 'ok'),
    alternative('another mailbox', permits(mail('anna@host.example')), [mail('berta@host.example')], no),
    alternative(
      'the mailbox in capitals is another',
      permits(mail('anna@host.example')),
      [mail('ANNA@host.example')],
      no,
      { jdk: 'takes capitals for the same' },
    ),
    alternative('excluded host', excludes(mail('host.example')), [mail('anna@host.example')], no),
    alternative('excluded domain', excludes(mail('.host.example')), [mail('anna@host.example')], 'ok'),
    alternative(
      'a mailbox of other letters is constrained, too',
      permits(mail('host.example')),
      [internationalMail],
      unsupported,
      { openssl: 'reads it, and refuses', jdk: 'does not know the form' },
    ),
    subject(
      'an address in the subject, without alternative names',
      permits(mail('host.example')),
      withMail('anna@other.example'),
      no,
    ),
    subject(
      'an address in the subject that is permitted',
      permits(mail('host.example')),
      withMail('anna@host.example'),
      'ok',
    ),
  ],
}

export const urisAndAddresses: Section = {
  title: '4.2.1.10 URIs, IP addresses, other forms',
  cases: [
    alternative('the host', permits(uri('host.example')), [uri('https://host.example/list?a')], 'ok'),
    alternative('a host below', permits(uri('host.example')), [uri('https://www.host.example/')], no),
    alternative('in the domain', permits(uri('.host.example')), [uri('ldap://user@a.host.example:389/c=NL')], 'ok'),
    alternative('the domain itself', permits(uri('.host.example')), [uri('https://host.example/')], no),
    alternative('excluded', excludes(uri('.host.example')), [uri('https://a.host.example')], no),
    alternative('a URI without a host', excludes(uri('host.example')), [uri('urn:x:y')], unsupported),
    alternative(
      'a URI with an address for a host',
      excludes(uri('host.example')),
      [uri('https://192.0.2.1/')],
      unsupported,
      { openssl: 'compares it as a host', jdk: 'compares it as a host' },
    ),
    alternative('an address within', permits(ip('192.0.2.0', '255.255.255.0')), [ip('192.0.2.77')], 'ok'),
    alternative('an address outside', permits(ip('192.0.2.0', '255.255.255.0')), [ip('192.0.3.77')], no),
    alternative('an address of the other family', permits(ip('192.0.2.0', '255.255.255.0')), [ip('2001:db8::1')], no),
    alternative('an IPv6 address within', permits(ip('2001:db8::', 'ffff:ffff::')), [ip('2001:db8:1::5')], 'ok'),
    alternative('an excluded address', excludes(ip('192.0.2.128', '255.255.255.128')), [ip('192.0.2.200')], no),
    alternative(
      'an address beside the excluded ones',
      excludes(ip('192.0.2.128', '255.255.255.128')),
      [ip('192.0.2.100')],
      'ok',
    ),
    alternative('a mask with gaps', permits(ip('192.0.2.0', '255.0.255.0')), [ip('192.7.2.1')], unsupported, {
      openssl: 'takes any mask',
      jdk: 'takes any mask',
    }),
    alternative('a form that is not processed', excludes(other), [other], unsupported),
    alternative('a form that is not processed and does not occur', excludes(other), [dns('a.example')], 'ok'),
    alternative(
      'a form that is not processed and not constrained',
      permits(dns('a.example')),
      [other, dns('a.example')],
      'ok',
    ),
    {
      ...alternative('the initial names of the user', { permitted: [dns('example')] }, [dns('a.example')], no),
      more: { names: { permitted: [{ form: 'dNSName', text: 'b.example' }] } },
      except: { openssl: 'has no such input', jdk: 'was not given it' },
    },
    {
      ...subject('a subject that the user excludes', permits(dns('example')), named('X'), no),
      more: { names: { excluded: [{ form: 'directoryName', name: makeName([part(attributeTypes.country, 'NL')]) }] } },
      index: 1,
      except: { openssl: 'has no such input', jdk: 'was not given it' },
    },
  ],
}
