/** What is DER and yet no request, response or token, with the clause that it breaks. */
export const timeStampMalformedRules = {
  'time-stamp/version': 'RFC 3161 2.4.1, 2.4.2: version 1',
  'time-stamp/digest-length': 'RFC 3161 2.4.1: the length of the digest fits its algorithm',
  'time-stamp/nonce-too-long': 'limit MAXIMUM_NONCE_BYTES',
  'time-stamp/serial-number': 'RFC 3161 2.4.2: limit MAXIMUM_SERIAL_BYTES',
  'time-stamp/time': 'RFC 3161 2.4.2: YYYYMMDDhhmmss[.s...]Z, without trailing zeros',
  'time-stamp/accuracy': 'RFC 3161 2.4.2: seconds from 0, milliseconds and microseconds 1 to 999',
  'time-stamp/too-many-extensions': 'limit MAXIMUM_TIME_STAMP_EXTENSIONS',
  'time-stamp/too-many-texts': 'limit MAXIMUM_STATUS_TEXTS',
  'time-stamp/status': 'RFC 3161 2.4.2: a status of 0 to 5; a token when it is granted, and none when it is not',
} as const

/** A code of {@link timeStampMalformedRules}. */
export type TimeStampMalformedCode = keyof typeof timeStampMalformedRules
