/** Why a message does not open, in the order in which it is judged; with the clause. */
export const openingRules = {
  'cms/unsupported-type': 'RFC 5652 7 to 9: digested, encrypted and authenticated data are not opened here',
  'cms/not-a-recipient': 'RFC 5652 6.2: the message is encrypted to this certificate',
  'cms/key-mismatch': 'RFC 5652 6.2: the key is of the certificate',
  'cms/unsupported-key-encryption':
    'RFC 5753 7.1; RFC 3560: ECDH with AES key wrap, RSAES-OAEP; PKCS #1 v1.5 where it is allowed',
  'cms/unsupported-content-encryption':
    'RFC 3565 4.1; RFC 5084 3.2: AES-CBC in enveloped data, AES-GCM in authenticated-enveloped data',
  'cms/tag-length': 'RFC 5084 3.2: tags of 12 to 16 octets, of the length that the algorithm names',
  'cms/authenticated-attributes':
    'RFC 5083 2.1: content of another type than id-data has authenticated attributes; they name its type, and no digest',
  'cms/too-long': 'SP 800-38D 5.2.1.1: limit MAXIMUM_GCM_BYTES',
  'cms/not-opened': 'RFC 5652 6.3; RFC 5083 2.2: another key, or a changed message; which of the two is not told',
} as const

/** A code of {@link openingRules}. */
export type OpeningCode = keyof typeof openingRules

/** Why a message does not open. */
export interface OpeningRefusal {
  readonly ok: false
  readonly code: OpeningCode
  readonly rule: string
}

/** The refusal of a code. */
export function refuseOpening(code: OpeningCode): OpeningRefusal {
  return { ok: false, code, rule: openingRules[code] }
}
