import {
  close,
  contextConstructed,
  finish,
  open,
  readAny,
  readConstructed,
  readInteger,
  readSequence,
} from '@entrepot/asn1'
import { digest, rawToDerEcdsa, type SignatureScheme, verifySignature } from '@entrepot/crypto'
import { type Certificate, MINIMUM_RSA_BITS, parseCertificate, publicKeyOf } from '@entrepot/x509'
import type { DigestName } from '../algorithms.ts'
import { decodeBase64, encodeBase64 } from '../base64.ts'
import { MAXIMUM_CACHED_CERTIFICATES } from '../limits.ts'
import type { StatedCertificate } from './read-properties.ts'
import { DoesNotHold } from './refusal.ts'
import { sameOctets } from './structure.ts'

const byText = new Map<string, Certificate>()

/**
 * Parses a certificate in base64; `undefined` when it is malformed. The same few certificates come with document after
 * document, so the `MAXIMUM_CACHED_CERTIFICATES` last parsed are kept by their text without white space.
 */
export function parseOnce(text: string): Certificate | undefined {
  const known = byText.get(text)
  if (known !== undefined) return known
  const raw = decodeBase64(text)
  const decoded = raw && parseCertificate(raw)
  if (decoded?.ok !== true) return undefined
  // Written anew: a text that was cut out of a document would keep all of the document in memory.
  byText.set(encodeBase64(decoded.value.raw), decoded.value)
  const [oldest] = byText.keys()
  if (byText.size > MAXIMUM_CACHED_CERTIFICATES && oldest !== undefined) byText.delete(oldest)
  return decoded.value
}

const digests = new WeakMap<Certificate, Uint8Array>()

function digestOf(certificate: Certificate, algorithm: DigestName): Uint8Array {
  if (algorithm !== 'SHA-256') return digest(algorithm, certificate.raw)
  const known = digests.get(certificate) ?? digest(algorithm, certificate.raw)
  digests.set(certificate, known)
  return known
}

/** Finds the certificate that was signed (ETSI EN 319 132-1 5.2.2) among those that are at hand. */
export function signedCertificate(stated: StatedCertificate, atHand: readonly Certificate[]): Certificate {
  const { algorithm, value } = stated.digest
  const found = atHand.find((each) => sameOctets(digestOf(each, algorithm), value))
  const isNamed =
    found !== undefined && (stated.issuerSerial === undefined || isIssuerSerialOf(stated.issuerSerial, found))
  if (!isNamed) throw new DoesNotHold('xades/signing-certificate-mismatch')
  return found
}

const DIRECTORY_NAME = contextConstructed(4)

/** Whether IssuerSerial (RFC 5035 3) names this certificate; its general names are one directory name. */
function isIssuerSerialOf(der: Uint8Array, { issuer, serial }: Certificate): boolean {
  const cursor = open(der)
  const sequence = readSequence(cursor)
  const names = readSequence(sequence)
  const name = readConstructed(names, DIRECTORY_NAME)
  const { raw } = readAny(name)
  close(name)
  close(names)
  const number = readInteger(sequence)
  close(sequence)
  const read = finish(cursor, sameOctets(raw, issuer.raw) && number === serial)
  return read.ok && read.value
}

/** Octets of each integer of an ECDSA signature. */
const scalarBytes: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }

/** Whether a signature in the form of XML (RFC 9231 2.3.6: `r || s`) is of the key of a certificate. */
export function isSignedBy(
  certificate: Certificate,
  signed: { readonly scheme: SignatureScheme; readonly message: Uint8Array; readonly signature: Uint8Array },
): boolean {
  const key = publicKeyOf(certificate)
  if (key === undefined) return false
  const bytes = scalarBytes[key.type]
  const signature = bytes === undefined ? signed.signature : rawToDerEcdsa(signed.signature, bytes)
  return signature !== undefined && verifySignature(key, { ...signed, signature })
}

/** Refuses a certificate whose key is too weak, or not for documents. */
export function judgeKey(certificate: Certificate): void {
  const { keyUsage } = certificate.extensions
  const key = publicKeyOf(certificate)
  if (key?.type === 'RSA' && key.bits < MINIMUM_RSA_BITS) throw new DoesNotHold('xades/weak-key')
  const maySign = keyUsage === undefined || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation')
  if (!maySign) throw new DoesNotHold('xades/key-usage')
}
