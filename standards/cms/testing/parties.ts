/** The parties of the tests: a root and those it certifies. Serial numbers and times are fixed; keys come from seeds where they can. */
import { generateKeyPairSync } from 'node:crypto'
import { importSigningKey, keyPairFromSeed, type SigningKey } from '@entrepot/crypto'
import { type DecryptionKey, importDecryptionKey } from '@entrepot/crypto/encryption'
import { type Certificate, type ExtensionsToIssue, issueCertificate, parseCertificate } from '@entrepot/x509'

const day = 86_400_000
const start = Date.UTC(2026, 0, 1)
/** A time within the validity of every certificate here. */
export const at = start + 30 * day

/** Kinds of keys that parties have; all but the first two are made anew in every run. */
export type KeyKind = 'P-256' | 'Ed25519' | 'P-384' | 'P-521' | 'RSA' | 'ML-DSA-44' | 'ML-DSA-65'

/** A key and its certificate. */
export interface Party {
  readonly key: SigningKey
  readonly pkcs8: Uint8Array
  readonly certificate: Certificate
}

function pkcs8Of(kind: KeyKind, seed: number): Uint8Array {
  const octets = (length: number) => new Uint8Array(length).map((_, index) => (seed * 31 + index * 7) & 0xff)
  if (kind === 'P-256') return keyPairFromSeed('ES256', octets(48)).privateKeyPkcs8
  if (kind === 'Ed25519') return keyPairFromSeed('Ed25519', octets(32)).privateKeyPkcs8
  const { privateKey } = made(kind)
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }))
}

function made(kind: Exclude<KeyKind, 'P-256' | 'Ed25519'>) {
  if (kind === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  if (kind === 'P-384' || kind === 'P-521') return generateKeyPairSync('ec', { namedCurve: kind })
  return generateKeyPairSync(kind === 'ML-DSA-44' ? 'ml-dsa-44' : 'ml-dsa-65')
}

const authority: ExtensionsToIssue = {
  basicConstraints: { ca: true },
  keyUsage: ['keyCertSign', 'cRLSign'],
}

/** Makes a party whose certificate another issued, or its own. */
export function party(
  seed: number,
  issuer?: Party,
  more: { readonly kind?: KeyKind; readonly extensions?: ExtensionsToIssue; readonly serial?: bigint } = {},
): Party {
  const pkcs8 = pkcs8Of(more.kind ?? 'P-256', seed)
  const key = importSigningKey(pkcs8)
  if (key === undefined) throw new Error('a key pair of our own making does not import')
  const subject = { country: 'CN', organization: 'Ningbo Haitong', commonName: `Party ${seed}` }
  const extensions = more.extensions ?? (issuer ? {} : authority)
  const der = issueCertificate(
    {
      subject,
      issuer: issuer?.certificate.subject ?? subject,
      publicKeySpki: key.publicKey.spki,
      serial: more.serial ?? BigInt(1000 + seed),
      notBefore: start,
      notAfter: start + 7300 * day,
      extensions,
    },
    issuer?.key ?? key,
  )
  const parsed = parseCertificate(der)
  if (!parsed.ok) throw new Error(`a certificate of our own making: ${parsed.code}`)
  return { key, pkcs8, certificate: parsed.value }
}

/** The same party as one who opens what is encrypted to it. */
export function openerOf({ pkcs8, certificate }: Party): { key: DecryptionKey; certificate: Certificate } {
  const key = importDecryptionKey(pkcs8)
  if (key === undefined) throw new Error('a key of our own making does not open')
  return { key, certificate }
}

/** Octets that nobody should foresee, here the same in every run. */
export function steadyRandom(): (octets: number) => Uint8Array {
  let state = 1
  return (octets) =>
    new Uint8Array(octets).map(() => {
      state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff
      return state >> 16
    })
}
