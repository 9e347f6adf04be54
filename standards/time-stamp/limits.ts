/** Size of one request; those of programs have under 200 octets. */
export const MAXIMUM_REQUEST_BYTES = 16 * 1024

/** Size of one response or token, with its certificates. */
export const MAXIMUM_RESPONSE_BYTES = 1024 * 1024

/** Octets of a nonce; 8 are custom. */
export const MAXIMUM_NONCE_BYTES = 64

/** Octets of a serial number (RFC 3161 2.4.2: clients take up to 160 bits). */
export const MAXIMUM_SERIAL_BYTES = 20

/** Digits after the decimal point of a time; milliseconds have three. */
export const MAXIMUM_FRACTION_DIGITS = 12

/** Extensions of one request or token. */
export const MAXIMUM_TIME_STAMP_EXTENSIONS = 16

/** Texts in one status. */
export const MAXIMUM_STATUS_TEXTS = 16
