/** What RFC 5280 forbids an issuer to write and yet asks a reader to read; the strict profile refuses it. */
export const deviationRules = {
  'x509/serial-not-positive': 'RFC 5280 4.1.2.2: a serial number is positive',
  'x509/serial-sign-octet': 'RFC 5280 4.1.2.2: a serial number has at most 20 octets, that of its sign included',
  'x509/time-form': 'RFC 5280 4.1.2.5, 5.1.2.4: UTCTime up to 2049, GeneralizedTime from 2050 on',
  'x509/unique-identifier': 'RFC 5280 4.1.2.8: no unique identifiers',
} as const

/** A code of {@link deviationRules}. */
export type DeviationCode = keyof typeof deviationRules
