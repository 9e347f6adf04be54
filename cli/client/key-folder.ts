import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importPrivateKey, keyPairFromSeed, type PrivateKey, seedBytes, sign } from '@entrepot/crypto'
import type { SealingKey } from '@entrepot/trade/act'
import {
  createRequest,
  decodePem,
  encodePem,
  parseCertificate,
  type Subject,
  subjectOf,
  thumbprint,
} from '@entrepot/x509'
import type { Signer } from '@entrepot/trade/file'
import { ClientFault } from './problem.ts'

/**
 * A party's own folder: `key.pem` and `api-key`, for their owner alone, `certificate.pem`, `root.pem`, and `outbox/` with what
 * was sealed and not yet answered.
 */
export interface KeyFolder {
  readonly path: string
  /** The party's private key, made where there is none yet. */
  key(): PrivateKey
  /** A request for a certificate (PKCS #10 in PEM) for this key. */
  request(subject: Subject): string
  /** The key as it seals acts, with who it signs for; `undefined` until a certificate is kept. */
  sealing(): Sealing | undefined
  /** The party's certificate, DER; `undefined` until one is kept. */
  certificate(): Uint8Array | undefined
  /** Keeps the party's certificate, DER. @throws {ClientFault} for one that is not of this key. */
  keepCertificate(der: Uint8Array): void
  readonly apiKey: KeptText
  /** The root certificate that this party trusts, DER. */
  root(): Uint8Array | undefined
  /** Trusts a root from the first contact on; another one later is refused. */
  keepRoot(der: Uint8Array): void
}

/** A text that lies in a file of its own. */
export interface KeptText {
  read(): string | undefined
  keep(text: string): void
}

/** A key with its certificate. */
export interface Sealing {
  readonly key: SealingKey
  readonly signer: Signer
}

/** Opens a party's folder, making it where there is none. @throws {ClientFault} `client/key-folder` for what cannot be read in it. */
export function openKeyFolder(path: string): KeyFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  const certificate = keptText(join(path, 'certificate.pem'), 0o644)
  const root = keptText(join(path, 'root.pem'), 0o644)
  const key = (): PrivateKey => readKey(path)
  return {
    path,
    key,
    request: (subject) => encodePem('CERTIFICATE REQUEST', createRequest({ subject, key: key() })),
    sealing() {
      const pem = certificate.read()
      return pem === undefined ? undefined : sealingOf(certificateIn(pem), key(), path)
    },
    certificate() {
      const pem = certificate.read()
      return pem === undefined ? undefined : certificateIn(pem)
    },
    keepCertificate(der) {
      sealingOf(der, key(), path)
      certificate.keep(encodePem('CERTIFICATE', der))
    },
    apiKey: keptText(join(path, 'api-key'), 0o600),
    root() {
      const pem = root.read()
      return pem === undefined ? undefined : certificateIn(pem)
    },
    keepRoot(der) {
      const pem = encodePem('CERTIFICATE', der)
      const known = root.read()
      if (known !== undefined && known !== pem)
        throw new ClientFault(
          'client/key-folder',
          `the port's root certificate is not the one in ${join(path, 'root.pem')}`,
        )
      root.keep(pem)
    },
  }
}

function readKey(folder: string): PrivateKey {
  const file = keptText(join(folder, 'key.pem'), 0o600)
  if (file.read() === undefined) {
    const { privateKeyPkcs8 } = keyPairFromSeed('ES256', randomBytes(seedBytes.ES256))
    file.keep(encodePem('PRIVATE KEY', privateKeyPkcs8))
  }
  const blocks = decodePem('PRIVATE KEY', file.read() ?? '')
  const [der] = blocks.ok ? blocks.value : []
  const key = der && importPrivateKey(der)
  if (!key)
    throw new ClientFault('client/key-folder', `${join(folder, 'key.pem')} holds no private key that we can use`)
  return key
}

function certificateIn(pem: string): Uint8Array {
  const blocks = decodePem('CERTIFICATE', pem)
  return (blocks.ok ? blocks.value[0] : undefined) ?? new Uint8Array()
}

function sealingOf(der: Uint8Array, key: PrivateKey, folder: string): Sealing {
  const unusable = (why: string) => new ClientFault('client/key-folder', `the certificate for ${folder} ${why}`)
  const parsed = parseCertificate(der)
  if (!parsed.ok) throw unusable('cannot be read')
  const { organizationIdentifier, organization, country, locality, serialNumber } = subjectOf(parsed.value.subject)
  if (organizationIdentifier === undefined || organization === undefined || country === undefined)
    throw unusable('names no organisation')
  if (Buffer.compare(parsed.value.publicKeySpki, key.publicKey.spki) !== 0) throw unusable('is for another key')
  const print = thumbprint(der)
  return {
    key: { algorithm: key.algorithm, thumbprint: print, sign: (input) => sign(key, input) },
    signer: {
      ...{ organisation: organizationIdentifier, name: organization, country, thumbprint: print },
      ...(locality === undefined ? {} : { place: locality }),
      ...(serialNumber === undefined ? {} : { registration: serialNumber }),
    },
  }
}

/** In one step under its final name, and on the disk before we go on. */
function keptText(path: string, mode: number): KeptText {
  return {
    read: () => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
    keep(text) {
      keepFile(path, text, mode)
    },
  }
}

/** Writes a file so that it is there whole or not at all, whatever happens meanwhile. */
export function keepFile(path: string, content: string | Uint8Array, mode = 0o600): void {
  const draft = `${path}.${process.pid}.draft`
  writeFileSync(draft, content, { mode, flush: true })
  renameSync(draft, path)
}
