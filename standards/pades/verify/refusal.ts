import type { SignatureCode } from '@entrepot/cms'
import type { TimeStampCode } from '@entrepot/time-stamp'
import type { ChainRefusal } from '@entrepot/x509'

/** Why a signature or time-stamp of a document does not hold, in the order in which it is judged; with the clause. */
export const padesRules = {
  'pades/value':
    'ISO 32000-1 12.8.1: the value of the field is a dictionary, an indirect object of its own in the file',
  'pades/type': 'ISO 32000-1 12.8.1, ISO 32000-2 12.8.5: Sig or DocTimeStamp, and a format that is of it',
  'pades/format': 'ETSI EN 319 142-1 6.3, 5.4.3: ETSI.CAdES.detached, ETSI.RFC3161',
  'pades/contents':
    'ISO 32000-1 12.8.1: Contents is a string of hexadecimal digits in the dictionary itself; here of one case and without white space',
  'pades/byte-range':
    'ISO 32000-1 12.8.1, ETSI EN 319 142-1 5.2: two ranges, from the first octet on, that leave out Contents and nothing else',
  'pades/revision': 'ISO 32000-1 7.5.6: what is covered is a whole document, whose field has this signature',
  'pades/stated-time': 'ETSI EN 319 142-1 6.3: M says when it was signed',
  'pades/certificate-entry': 'ETSI EN 319 142-1 6.3: Cert is not used, the certificates stand in the signature',
  'pades/message-length': 'ISO 32000-1 12.8.3.3.1: one object in DER, behind which Contents has zeros alone',
  'pades/message': 'ETSI EN 319 142-1 5.2, RFC 5652: detached SignedData in DER; `malformed` says what is wrong',
  'pades/content-type': 'ETSI EN 319 142-1 6.3: content-type is id-data',
  'pades/signers': 'ETSI EN 319 142-1 6.2.2: one signer',
  'pades/signature': 'RFC 5652 5.6; `signature` says which rule',
  'pades/signing-certificate': 'ETSI EN 319 142-1 6.3: the signer’s certificate is named in the signature',
  'pades/signing-time': 'ETSI EN 319 142-1 6.3: signing-time is not in the signature, as M says it',
  'pades/time-stamp': 'RFC 3161 2.2; `timeStamp` says which rule',
  'pades/no-proven-time': 'ETSI EN 319 142-1 6.3: a time-stamp that holds, which the caller asked for',
  'pades/chain': 'RFC 5280 6; `chain` says which certificate and which clause',
} as const

/** A code of {@link padesRules}. */
export type PadesCode = keyof typeof padesRules

/** Why a signature does not hold. */
export interface PadesRefusal {
  readonly ok: false
  readonly code: PadesCode
  readonly rule: string
  readonly malformed?: string
  readonly signature?: SignatureCode
  readonly timeStamp?: TimeStampCode
  readonly chain?: ChainRefusal
}

/** The refusal of a code. */
export function refuse(code: PadesCode): PadesRefusal {
  return { ok: false, code, rule: padesRules[code] }
}
