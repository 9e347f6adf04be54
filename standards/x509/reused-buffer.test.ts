/** A `Buffer` of Node.js is a view when it is sliced: what was parsed must not change with the buffer that it was read from. */
import { Buffer } from 'node:buffer'
import { importVerificationKey } from '@entrepot/crypto'
import { expect, test } from 'vitest'
import {
  createOcspRequest,
  createRequest,
  parseCertificate,
  parseOcspRequest,
  parseRequest,
  parseRevocationList,
  publicKeyOf,
} from './index.ts'
import { authority, keyFor, listBy } from './testing/scene.ts'

const root = authority('Root')
const issuer = { name: root.certificate.subject, publicKeySpki: root.certificate.publicKeySpki }
const parsers: [string, Uint8Array, (der: Uint8Array) => { readonly ok: boolean; readonly value?: unknown }][] = [
  ['certificate', root.certificate.raw, parseCertificate],
  ['list', listBy(root).raw, parseRevocationList],
  ['request', createRequest({ subject: { commonName: 'A' }, key: keyFor('A') }), parseRequest],
  ['OCSP request', createOcspRequest({ certificates: [{ issuer, serial: 5n }] }), parseOcspRequest],
]

test.each(parsers)(
  'a %s stays what it was when the buffer that it was read from is filled with something else',
  (_, der, parse) => {
    const buffer = Buffer.from(der)
    const read = parse(buffer)
    expect(read.ok).toBe(true)
    const before = structuredClone((read.value as { readonly raw: Uint8Array }).raw)
    buffer.fill(0)
    expect((read.value as { readonly raw: Uint8Array }).raw).toEqual(before)
  },
)

test('a key stays what it was, and the one that was kept is not found by other octets', () => {
  const { publicKeySpki } = root.certificate
  const buffer = Buffer.from(publicKeySpki)
  expect(publicKeyOf({ publicKeySpki: buffer })?.spki).toEqual(publicKeySpki)
  const imported = importVerificationKey(buffer)
  buffer.fill(0, 0, buffer.length - 16)
  expect(imported?.spki).toEqual(publicKeySpki)
  expect(publicKeyOf({ publicKeySpki: new Uint8Array(buffer) })).toBeUndefined()
  expect(publicKeyOf({ publicKeySpki: new Uint8Array(publicKeySpki) })?.spki).toEqual(publicKeySpki)
})
