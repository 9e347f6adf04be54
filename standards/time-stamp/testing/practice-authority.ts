/** A root and a time-stamping authority for the tests. Seeds, serial numbers and times are fixed, so every run makes the same. */
import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  encode,
  writeBitString,
  writeBoolean,
  writeConstructed,
  writeInteger,
  writeNamedBits,
  writeObjectIdentifier,
  writeOctetString,
  writePrimitive,
  writeRaw,
  writeSequence,
  writeSetOf,
  writeUtcTime,
  writeUtf8String,
  writeWrapped,
} from '@entrepot/asn1'
import { importPrivateKey, keyPairFromSeed, type PrivateKey, rawToDerEcdsa, sign } from '@entrepot/crypto'
import { type Certificate, keyIdentifier, parseCertificate } from '@entrepot/x509'
import { type Authority, TIME_STAMPING } from '../index.ts'

const day = 86_400_000
export const start = Date.UTC(2026, 0, 1)
/** A time within the validity of every certificate here. */
export const at = start + 30 * day
export const policy = '1.3.6.1.4.1.99999.3.1'

function keyOf(seed: number): { key: PrivateKey; pkcs8: Uint8Array } {
  const { privateKeyPkcs8: pkcs8 } = keyPairFromSeed('ES256', new Uint8Array(48).fill(seed))
  const key = importPrivateKey(pkcs8)
  if (key === undefined) throw new Error('a key pair of our own making does not import')
  return { key, pkcs8 }
}

const ecdsaWithSha256 = writeSequence([writeObjectIdentifier('1.2.840.10045.4.3.2')])
const nameOf = (text: string) =>
  writeSequence([writeSetOf([writeSequence([writeObjectIdentifier('2.5.4.3'), writeUtf8String(text)])])])
const extension = (type: string, value: DerNode, critical = false) =>
  writeSequence([writeObjectIdentifier(type), ...(critical ? [writeBoolean(true)] : []), writeWrapped(value)])

interface Names {
  readonly issuer: string
  readonly subject: string
}

/** Written by hand, so that the purpose can be what a test needs it to be. */
function certify(names: Names, key: PrivateKey, issuerKey: PrivateKey, extensions: DerNode[]): Certificate {
  const toBeSigned = encode(
    writeSequence([
      writeConstructed(contextConstructed(0), [writeInteger(2)]),
      writeInteger(4711),
      ecdsaWithSha256,
      nameOf(names.issuer),
      writeSequence([writeUtcTime(start), writeUtcTime(start + 3650 * day)]),
      nameOf(names.subject),
      writeRaw(key.publicKey.spki),
      writeConstructed(contextConstructed(3), [
        writeSequence([
          extension('2.5.29.14', writeOctetString(keyIdentifier(key.publicKey.spki))),
          extension(
            '2.5.29.35',
            writeSequence([writePrimitive(contextPrimitive(0), keyIdentifier(issuerKey.publicKey.spki))]),
          ),
          ...extensions,
        ]),
      ]),
    ]),
  )
  const signature = rawToDerEcdsa(sign(issuerKey, toBeSigned)) ?? new Uint8Array(0)
  const parsed = parseCertificate(
    encode(writeSequence([writeRaw(toBeSigned), ecdsaWithSha256, writeBitString(signature)])),
  )
  if (!parsed.ok) throw new Error(`a certificate of our own making: ${parsed.code} at ${parsed.offset}`)
  return parsed.value
}

/** Makes a root and an authority whose extended key usage is this. */
export function practiceAuthority(usage: { critical: boolean; purposes: string[] } | undefined = alone) {
  const root = keyOf(1)
  const authority = keyOf(2)
  const rootCertificate = certify({ issuer: 'Root', subject: 'Root' }, root.key, root.key, [
    extension('2.5.29.19', writeSequence([writeBoolean(true)]), true),
    extension('2.5.29.15', writeNamedBits([5, 6]), true),
  ])
  const purposes = usage.purposes.map((purpose) => writeObjectIdentifier(purpose))
  const certificate = certify({ issuer: 'Root', subject: 'Time Stamping' }, authority.key, root.key, [
    extension('2.5.29.15', writeNamedBits([0]), true),
    extension('2.5.29.37', writeSequence(purposes), usage.critical),
  ])
  const stamping: Authority = {
    key: authority.key,
    certificate,
    policies: [policy, '1.3.6.1.4.1.99999.3.2'],
    accuracy: { seconds: 1, milliseconds: 500 },
  }
  return { root: rootCertificate, authority: stamping, pkcs8: authority.pkcs8 }
}

const alone = { critical: true, purposes: [TIME_STAMPING] }
