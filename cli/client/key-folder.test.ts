import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyPairFromSeed, importPrivateKey, type PrivateKey } from '@entrepot/crypto'
import { decodePem, issueCertificate, parseRequest, subjectOf } from '@entrepot/x509'
import { expect, onTestFinished, test } from 'vitest'
import { openKeyFolder } from './key-folder.ts'

const subject = {
  ...{ country: 'NL', organization: 'Utrecht Practice Supply', organizationIdentifier: 'PRACTICE-NL-0001' },
  locality: 'Utrecht',
}

function folderPath(): string {
  const root = mkdtempSync(join(tmpdir(), 'entrepot-keys-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  return join(root, 'buyer')
}

function keyOf(seed: number): PrivateKey {
  const key = importPrivateKey(keyPairFromSeed('ES256', new Uint8Array(48).fill(seed)).privateKeyPkcs8)
  if (!key) throw new Error('no key')
  return key
}

function certify(publicKeySpki: Uint8Array): Uint8Array {
  const issuer = { country: 'NL', commonName: 'Authority' }
  const [notBefore, notAfter] = [Date.UTC(2026, 10, 1), Date.UTC(2027, 1, 1)]
  const content = { ...{ subject, issuer, publicKeySpki, serial: 1n, notBefore, notAfter }, extensions: {} }
  return issueCertificate(content, keyOf(7))
}

test('the key and the API key are for their owner alone', () => {
  const folder = openKeyFolder(folderPath())
  folder.key()
  folder.apiKey.keep('ek_secret')
  const modeOf = (path: string) => statSync(path).mode & 0o777
  expect(modeOf(folder.path)).toBe(0o700)
  expect(modeOf(join(folder.path, 'key.pem'))).toBe(0o600)
  expect(modeOf(join(folder.path, 'api-key'))).toBe(0o600)
})

test('the request for a certificate is signed by the key of the folder, which stays the same', () => {
  const path = folderPath()
  const [der] = okOf(decodePem('CERTIFICATE REQUEST', openKeyFolder(path).request(subject)))
  const request = okOf(parseRequest(der ?? new Uint8Array()))
  expect(subjectOf(request.subject)).toEqual(subject)
  expect(request.publicKeySpki).toEqual(new Uint8Array(openKeyFolder(path).key().publicKey.spki))
})

test('a certificate makes the key one that seals, for the organisation that it names', () => {
  const folder = openKeyFolder(folderPath())
  expect(folder.sealing()).toBeUndefined()
  folder.keepCertificate(certify(folder.key().publicKey.spki))
  expect(openKeyFolder(folder.path).sealing()?.signer).toMatchObject({
    ...{ organisation: 'PRACTICE-NL-0001', name: 'Utrecht Practice Supply', country: 'NL', place: 'Utrecht' },
  })
})

test('a certificate for another key is refused', () => {
  const folder = openKeyFolder(folderPath())
  expect(() => folder.keepCertificate(certify(keyOf(3).publicKey.spki))).toThrow('another key')
  expect(folder.sealing()).toBeUndefined()
})

test('another root than the first one is refused', () => {
  const folder = openKeyFolder(folderPath())
  folder.keepRoot(certify(keyOf(3).publicKey.spki))
  expect(() => folder.keepRoot(certify(keyOf(4).publicKey.spki))).toThrow('root certificate')
})

test('a file that holds no key is a fault that names it', () => {
  const folder = openKeyFolder(folderPath())
  writeFileSync(join(folder.path, 'key.pem'), 'nothing')
  expect(() => folder.key()).toThrow('key.pem')
})

function okOf<T>(decoded: { ok: true; value: T } | { ok: false; code: string }): T {
  if (!decoded.ok) throw new Error(decoded.code)
  return decoded.value
}
