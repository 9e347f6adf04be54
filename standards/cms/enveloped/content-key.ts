import type { DecryptionKey } from '@entrepot/crypto/encryption'
import type { Certificate } from '@entrepot/x509'
import { identifies } from '../certificate-identifier.ts'
import { sameOctets } from '../octets.ts'
import { contentTypes } from '../object-identifiers.ts'
import { type EncryptedBy, readContentCipher } from './content-cipher.ts'
import type { EnvelopeHead, EnvelopeType } from './enveloped-data.ts'
import { openKeyAgreement } from './key-agreement.ts'
import { openKeyTransport } from './key-transport.ts'
import type { OpeningCode } from './refusal.ts'

/** Who opens a message. */
export interface Opener {
  readonly key: DecryptionKey
  /** The certificate to which the message is encrypted. */
  readonly certificate: Certificate
  /**
   * Allows keys that are transported by PKCS #1 v1.5 (RFC 3370 4.2.1), which leaks to who can send messages and watch
   * what comes of them (Bleichenbacher). 32 random octets stand for a key that does not open (RFC 3218 2.3.2).
   */
  readonly pkcs1Substitute?: Uint8Array
}

/** The key of the content, and how it was encrypted. */
export interface ContentKey extends EncryptedBy {
  readonly key: Uint8Array
}

/** Octets of the longest content key. */
const LONGEST_KEY_BYTES = 32

/** Finds the recipient's own part and opens the content's key. */
export function openContentKey(type: EnvelopeType, head: EnvelopeHead, opener: Opener): ContentKey | OpeningCode {
  const { key, certificate, pkcs1Substitute } = opener
  if (pkcs1Substitute !== undefined && pkcs1Substitute.length < LONGEST_KEY_BYTES) {
    throw new RangeError('cms: a substitute has 32 random octets')
  }
  if (!sameOctets(key.publicKey.spki, certificate.publicKeySpki)) return 'cms/key-mismatch'
  const own = head.recipients.flatMap((info) =>
    info.recipients.flatMap((one) => (identifies(one.identifier, certificate) ? [{ ...one, info }] : [])),
  )[0]
  if (own === undefined) return 'cms/not-a-recipient'
  const cipher = readContentCipher(head.cipher)
  if (typeof cipher === 'string') return cipher
  // AES-GCM without its tag in EnvelopedData, or CBC in AuthEnvelopedData, would authenticate nothing.
  if ((cipher.mode === 'GCM') !== (type === contentTypes.authEnvelopedData)) return 'cms/unsupported-content-encryption'
  const { keyBytes } = cipher
  const { info, encryptedKey } = own
  const opened =
    info.kind === 'key agreement'
      ? openKeyAgreement(info, encryptedKey, key)
      : openKeyTransport(info, encryptedKey, { key, keyBytes, pkcs1Substitute })
  if (opened === 'unsupported') return 'cms/unsupported-key-encryption'
  return opened?.length === keyBytes ? { ...cipher, key: opened } : 'cms/not-opened'
}
