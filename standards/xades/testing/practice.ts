/** Parties of the tests: a root, those it certifies, a time-stamping authority. Seeds, numbers and times are fixed where they can be. */
import { generateKeyPairSync } from 'node:crypto'
import { importSigningKey, keyPairFromSeed, type SigningKey } from '@entrepot/crypto'
import {
  type Authority,
  createTimeStampToken,
  imprintOf,
  timeStampingUsage,
  type TokenTrust,
} from '@entrepot/time-stamp'
import { type Certificate, type ExtensionsToIssue, issueCertificate, parseCertificate } from '@entrepot/x509'
import type { SignerTrust, XmlSigner } from '../index.ts'

const day = 86_400_000
const start = Date.UTC(2026, 0, 1)
/** A time within the validity of every certificate here. */
export const at = start + 30 * day

/** Kinds of keys that parties have; all but the first two are made anew in every run. */
export type KeyKind = 'P-256' | 'Ed25519' | 'P-384' | 'P-521' | 'RSA' | 'RSA-1024'

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
  const isRsa = kind === 'RSA' || kind === 'RSA-1024'
  const { privateKey } = isRsa
    ? generateKeyPairSync('rsa', { modulusLength: kind === 'RSA' ? 2048 : 1024 })
    : generateKeyPairSync('ec', { namedCurve: kind })
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }))
}

const authorityExtensions: ExtensionsToIssue = { basicConstraints: { ca: true }, keyUsage: ['keyCertSign', 'cRLSign'] }

/** Makes a party whose certificate another issued, or its own. */
export function party(
  seed: number,
  issuer?: Party,
  more: { readonly kind?: KeyKind; readonly extensions?: ExtensionsToIssue } = {},
): Party {
  const pkcs8 = pkcs8Of(more.kind ?? 'P-256', seed)
  const key = importSigningKey(pkcs8)
  if (key === undefined) throw new Error('a key pair of our own making does not import')
  const subject = { country: 'CN', organization: 'Ningbo Haitong', commonName: `Party ${seed}` }
  const content = {
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    publicKeySpki: key.publicKey.spki,
    serial: BigInt(1000 + seed),
    notBefore: start,
    notAfter: start + 7300 * day,
    extensions: more.extensions ?? (issuer ? {} : authorityExtensions),
  }
  const parsed = parseCertificate(issueCertificate(content, issuer?.key ?? key))
  if (!parsed.ok) throw new Error(`a certificate of our own making: ${parsed.code}`)
  return { key, pkcs8, certificate: parsed.value }
}

export const root = party(1)
export const seller = party(2, root)
export const bank = party(3, root)
const stamping = party(4, root, { extensions: { keyUsage: ['digitalSignature'], others: [timeStampingUsage] } })

/** The authority that stamps. */
export const authority: Authority = {
  key: stamping.key,
  certificate: stamping.certificate,
  policies: ['1.3.6.1.4.1.99999.3.1'],
}

/** A token over octets, at a time. */
export function tokenOver(octets: Uint8Array, time = at): Uint8Array {
  return createTimeStampToken({ imprint: imprintOf(octets), serial: 7n, time, certificates: true }, authority)
}

/** Trusts the root; revocation is not the matter of these tests. */
export const trust: SignerTrust = { anchors: [root.certificate], revocation: 'unchecked', at }
export const timeStamps: TokenTrust = { anchors: [root.certificate], revocation: 'unchecked' }

/** A party as a signer. */
export const signerOf = ({ key, certificate }: Party): XmlSigner => ({ key, certificate, signingTime: at })
