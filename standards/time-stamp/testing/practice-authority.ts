/** A root and a time-stamping authority for the tests. Seeds, serial numbers and times are fixed, so every run makes the same. */
import { importSigningKey, keyPairFromSeed, type SigningKey } from '@entrepot/crypto'
import { type Certificate, type ExtensionsToIssue, issueCertificate, parseCertificate } from '@entrepot/x509'
import { type Authority, timeStampingUsage, type TokenTrust } from '../index.ts'

const day = 86_400_000
export const start = Date.UTC(2026, 0, 1)
/** A time within the validity of every certificate here. */
export const at = start + 30 * day
export const policy = '1.3.6.1.4.1.99999.3.1'
export const otherPolicy = '1.3.6.1.4.1.99999.3.2'

function keyOf(seed: number): { key: SigningKey; pkcs8: Uint8Array } {
  const { privateKeyPkcs8: pkcs8 } = keyPairFromSeed('ES256', new Uint8Array(48).fill(seed))
  const key = importSigningKey(pkcs8)
  if (key === undefined) throw new Error('a key pair of our own making does not import')
  return { key, pkcs8 }
}

const rootKey = keyOf(1)

function certify(commonName: string, key: SigningKey, extensions: ExtensionsToIssue): Certificate {
  const content = {
    subject: { commonName },
    issuer: { commonName: 'Root' },
    publicKeySpki: key.publicKey.spki,
    serial: 4711n,
    notBefore: start,
    notAfter: start + 7300 * day,
    extensions,
  }
  const parsed = parseCertificate(issueCertificate(content, rootKey.key))
  if (!parsed.ok) throw new Error(`a certificate of our own making: ${parsed.code} at ${parsed.offset}`)
  return parsed.value
}

export const root = certify('Root', rootKey.key, { basicConstraints: { ca: true }, keyUsage: ['keyCertSign'] })

/** Trusts the root; revocation is not the matter of these tests. */
export const trust: TokenTrust = { anchors: [root], revocation: 'unchecked' }

/** Makes an authority; what its certificate may be used for as a test needs it. */
export function practiceAuthority(
  extensions: ExtensionsToIssue = { keyUsage: ['digitalSignature'], others: [timeStampingUsage] },
) {
  const { key, pkcs8 } = keyOf(2)
  const authority: Authority = {
    key,
    certificate: certify('Time Stamping', key, extensions),
    policies: [policy, otherPolicy],
    accuracy: { seconds: 1, milliseconds: 500 },
  }
  return { root, authority, pkcs8 }
}
