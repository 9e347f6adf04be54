/** The parties of the tests: a root and those it certifies. Seeds, serial numbers and times are fixed, so every run makes the same. */
import { importPrivateKey, keyPairFromSeed, type PrivateKey, type SignatureAlgorithm } from '@entrepot/crypto'
import { type Certificate, type ExtensionsToIssue, issueCertificate, parseCertificate } from '@entrepot/x509'

const day = 86_400_000
const start = Date.UTC(2026, 0, 1)
/** A time within the validity of every certificate here. */
export const at = start + 30 * day

const seedLengths = { ES256: 48, Ed25519: 32 } as const

/** A key and its certificate. */
export interface Party {
  readonly key: PrivateKey
  readonly pkcs8: Uint8Array
  readonly certificate: Certificate
}

function keyOf(algorithm: SignatureAlgorithm, seed: number) {
  const octets = new Uint8Array(seedLengths[algorithm]).map((_, index) => (seed * 31 + index * 7) & 0xff)
  const pkcs8 = keyPairFromSeed(algorithm, octets).privateKeyPkcs8
  const key = importPrivateKey(pkcs8)
  if (key === undefined) throw new Error('a key pair of our own making does not import')
  return { key, pkcs8 }
}

const authority: ExtensionsToIssue = {
  basicConstraints: { ca: true },
  keyUsage: ['keyCertSign', 'cRLSign'],
}

/** Makes a party whose certificate another issued, or its own. */
export function party(
  seed: number,
  issuer?: Party,
  more: { algorithm?: SignatureAlgorithm; extensions?: ExtensionsToIssue } = {},
): Party {
  const { key, pkcs8 } = keyOf(more.algorithm ?? 'ES256', seed)
  const subject = { country: 'CN', organization: 'Ningbo Haitong', commonName: `Party ${seed}` }
  const extensions = more.extensions ?? (issuer ? { keyUsage: ['digitalSignature', 'keyAgreement'] } : authority)
  const der = issueCertificate(
    {
      subject,
      issuer: issuer?.certificate.subject ?? subject,
      publicKeySpki: key.publicKey.spki,
      serial: BigInt(1000 + seed),
      notBefore: start,
      notAfter: start + 365 * day,
      extensions,
    },
    issuer?.key ?? key,
  )
  const parsed = parseCertificate(der)
  if (!parsed.ok) throw new Error(`a certificate of our own making: ${parsed.code}`)
  return { key, pkcs8, certificate: parsed.value }
}
