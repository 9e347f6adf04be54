/** Situations of x509-limbo whose certificates are not read at all. */
import { extensionTypes, makeName } from '../../index.ts'
import { authority, leaf } from '../scene.ts'
import { between, constraining, excludes, octets, permits, raw, root, server, serverFor } from './case.ts'

const { authorityKeyIdentifier, subjectAlternativeNames } = extensionTypes

/** Each with the code with which it is refused. */
export const unread: readonly (readonly [id: string, code: string, make: () => unknown])[] = [
  [
    'rfc5280::ee-empty-issuer',
    'x509/empty-issuer',
    () => leaf('a', { ...root, certificate: { ...root.certificate, subject: makeName([]) } }),
  ],
  ['rfc5280::ca-empty-subject', 'x509/empty-issuer', () => server(between({ subject: makeName([]) }))],
  [
    'rfc5280::duplicate-extensions',
    'x509/duplicate-extension',
    () =>
      server(root, {
        extensions: raw(subjectAlternativeNames, octets(0x30, 3, 0x82, 1, 0x61)),
      }),
  ],
  [
    'rfc5280::san::malformed',
    'asn1/',
    () =>
      server(root, {
        extensions: {
          subjectAlternativeNames: null,
          ...raw(subjectAlternativeNames, new Uint8Array(Buffer.from('example.com'))),
        },
      }),
  ],
  ['rfc5280::serial::serial-number-too-long', 'x509/serial-number', () => server(root, { serial: (1n << 174n) + 1n })],
  [
    'rfc5280::nc::invalid-ipv4-address',
    'x509/ip-address',
    () => constraining(excludes({ form: 'iPAddress', octets: octets(127, 0, 0, 1) })),
  ],
  [
    'rfc5280::nc::invalid-ipv6-address',
    'x509/ip-address',
    () => constraining(permits({ form: 'iPAddress', octets: new Uint8Array(16) })),
  ],
  [
    'rfc5280::nc::nc-permits-invalid-ip-san',
    'x509/ip-address',
    () => serverFor(root, { form: 'iPAddress', octets: octets(192, 0, 2, 0, 255, 255, 255, 0) }),
  ],
  [
    'webpki::san::unicode-emoji-san',
    'asn1/',
    () =>
      server(root, {
        extensions: {
          subjectAlternativeNames: null,
          ...raw(subjectAlternativeNames, octets(0x30, 18, 0x82, 16, ...Buffer.from('😜.example.com'))),
        },
      }),
  ],
  [
    'webpki::malformed-aia',
    'asn1/',
    () =>
      server(root, {
        extensions: raw(extensionTypes.authorityInformationAccess, new Uint8Array(Buffer.from('malformed'))),
      }),
  ],
  [
    'webpki::aki::root-with-aki-authoritycertissuer',
    'x509/authority-key-identifier',
    () =>
      authority('a', undefined, {
        ...{
          leaveOut: [authorityKeyIdentifier],
          extensions: raw(authorityKeyIdentifier, octets(0x30, 5, 0xa1, 3, 0x82, 1, 0x61)),
        },
      }),
  ],
  [
    'webpki::aki::root-with-aki-authoritycertserialnumber',
    'x509/authority-key-identifier',
    () =>
      authority('a', undefined, {
        ...{ leaveOut: [authorityKeyIdentifier], extensions: raw(authorityKeyIdentifier, octets(0x30, 3, 0x82, 1, 9)) },
      }),
  ],
  [
    'webpki::ku::ee-rsa-without-any-usages',
    'x509/empty-extension',
    () => server(root, { extensions: { keyUsage: null, ...raw(extensionTypes.keyUsage, octets(3, 1, 0)) } }),
  ],
  [
    'webpki::nc::intermediate-permitted-excluded-subtrees-both-null',
    'x509/empty-extension',
    () => between({ extensions: raw(extensionTypes.nameConstraints, octets(0x30, 0), true) }),
  ],
  [
    'webpki::nc::intermediate-permitted-excluded-subtrees-both-empty-sequences',
    'x509/empty-extension',
    () => between({ extensions: raw(extensionTypes.nameConstraints, octets(0x30, 4, 0xa0, 0, 0xa1, 0), true) }),
  ],
]
