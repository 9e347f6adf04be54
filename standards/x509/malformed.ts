import type { Asn1Code } from '@entrepot/asn1'

/** What is DER and yet no certificate, request or list; with the clause that it breaks. */
export const x509Rules = {
  'x509/version': 'RFC 5280 4.1.2.1, 5.1.2.1; RFC 2986 4.1: an existing version that has the fields that stand here',
  'x509/serial-number': 'RFC 5280 4.1.2.2: at most 20 octets',
  'x509/signature-algorithm-mismatch': 'RFC 5280 4.1.1.2, 5.1.1.2: both algorithm fields are the same',
  'x509/empty-issuer': 'RFC 5280 4.1.2.4: the issuer has a name',
  'x509/empty-name-part': 'RFC 5280 4.1.2.4: a relative distinguished name has an attribute',
  'x509/name-too-long': 'limit MAXIMUM_NAME_ATTRIBUTES',
  'x509/general-name': 'RFC 5280 4.2.1.6: one of the nine forms',
  'x509/too-many-names': 'limit MAXIMUM_GENERAL_NAMES',
  'x509/ip-address': 'RFC 5280 4.2.1.6, 4.2.1.10: 4 or 16 octets, twice as many with a mask',
  'x509/too-many-items': 'limit MAXIMUM_LISTED or MAXIMUM_SUBTREES',
  'x509/authority-key-identifier': 'RFC 5280 4.2.1.1: issuer and serial number stand together or not at all',
  'x509/no-extensions': 'RFC 5280 4.1.2.9, 5.1.2.7: a list of extensions, when it stands, is not empty',
  'x509/duplicate-extension': 'RFC 5280 4.2, 5.2: an extension stands once',
  'x509/too-many-extensions': 'limit MAXIMUM_EXTENSIONS',
  'x509/basic-constraints': 'RFC 5280 4.2.1.9: a path length belongs to a certification authority',
  'x509/empty-extension': 'RFC 5280 4.2: an extension, and each list in it, says something',
  'x509/duplicate-policy': 'RFC 5280 4.2.1.4: a policy stands once',
  'x509/next-update': 'RFC 5280 5.1.2.5: a list says when the next one comes',
  'x509/list-number': 'RFC 5280 5.2.3: a list is numbered from 0 on, in at most 20 octets',
  'x509/no-entries': 'RFC 5280 5.1.2.6: the list of revoked certificates is left out when it is empty',
  'x509/duplicate-entry': 'RFC 5280 5.1.2.6: a certificate is listed once',
  'x509/issuing-distribution-point': 'RFC 5280 5.2.5: at most one kind of certificates',
  'x509/reason-code': 'RFC 5280 5.3.1: an existing reason; unspecified is left out',
  'x509/duplicate-attribute': 'RFC 2986 4.1: an attribute stands once',
  'x509/unsupported-key': 'RFC 5280 4.1.2.7: a key of an algorithm that is verified here, within its bounds',
  'x509/proof-of-possession': 'RFC 2986 4.2: the request is signed with the key that it asks a certificate for',
  'x509/nonce': 'RFC 9654 2.1: 1 to 128 octets',
  'x509/ocsp-status': 'RFC 6960 4.2.1: an existing status, with a response exactly when it is successful',
  'x509/ocsp-response-type': 'RFC 6960 4.2.1: a basic response',
  'x509/pem': 'RFC 7468 2, 3: boundaries with equal labels around base64',
  'x509/pem-label': 'RFC 7468 5, 6, 7: another label was asked for',
} as const

/** A code of {@link x509Rules}, or one of the DER reader. */
export type X509MalformedCode = keyof typeof x509Rules | Asn1Code
