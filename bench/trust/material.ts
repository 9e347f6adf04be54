/** Keys and certificates that are measured with; made before, so that making them is not measured. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { importSigningKey, type SigningKey } from '@entrepot/crypto'
import {
  type Certificate,
  createRequest,
  type ExtensionsToIssue,
  issueCertificate,
  parseCertificate,
  type Subject,
} from '@entrepot/x509'

const DAY_MS = 86_400_000
/** When everything here is judged. */
export const NOW = Date.UTC(2026, 10, 27)

/** A key as ours and as the runtime's own. */
export interface Pair {
  readonly key: SigningKey
  readonly pkcs8: Uint8Array
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** A key and its certificate. */
export interface Party extends Pair {
  readonly certificate: Certificate
}

export function newPair(kind: 'P-256' | 'RSA' = 'P-256'): Pair {
  const made =
    kind === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pkcs8 = new Uint8Array(made.privateKey.export({ format: 'der', type: 'pkcs8' }))
  const key = importSigningKey(pkcs8)
  if (key === undefined) throw new Error('a key that the runtime made does not import')
  return {
    key,
    pkcs8,
    privateKey: createPrivateKey(made.privateKey.export({ format: 'pem', type: 'pkcs8' })),
    publicKey: createPublicKey(made.privateKey),
  }
}

export const newSerial = (): bigint => BigInt(`0x7f${randomBytes(15).toString('hex')}`)

const AUTHORITY: ExtensionsToIssue = { basicConstraints: { ca: true }, keyUsage: ['keyCertSign', 'cRLSign'] }
/** What a party's certificate says. */
export const PARTY: ExtensionsToIssue = { keyUsage: ['digitalSignature', 'nonRepudiation'] }

const partyNamed = (name: string): Subject => ({
  country: 'NL',
  organization: 'Port of Practice',
  commonName: name,
})

/** Certifies a key; a party without an issuer is a root. */
export function certify(pair: Pair, name: string, issuer?: Party, extensions: ExtensionsToIssue = AUTHORITY): Party {
  const subject = partyNamed(name)
  const der = issueCertificate(
    {
      ...{ subject, issuer: issuer?.certificate.subject ?? subject, publicKeySpki: pair.key.publicKey.spki },
      ...{ serial: newSerial(), notBefore: NOW - DAY_MS, notAfter: NOW + 365 * DAY_MS, extensions },
    },
    issuer?.key ?? pair.key,
  )
  const parsed = parseCertificate(der)
  if (!parsed.ok) throw new Error(`a certificate of our own making: ${parsed.code}`)
  return { ...pair, certificate: parsed.value }
}

/** A request of a new key, as an organisation's program sends it. */
export function newRequest(number: number): { readonly pair: Pair; readonly der: Uint8Array } {
  const pair = newPair()
  return { pair, der: createRequest({ subject: partyNamed(`Party ${number}`), key: pair.key }) }
}

/** Goes round a list for ever. */
export function inTurn<T>(list: readonly T[]): () => T {
  let at = 0
  return () => {
    const one = list[at++ % list.length]
    if (one === undefined) throw new Error('there is nothing to measure with')
    return one
  }
}

/** The octets by themselves, as WebCrypto's friends take them. */
export const bufferOf = (octets: Uint8Array): ArrayBuffer => new Uint8Array(octets).buffer
