import {
  contextConstructed,
  type Cursor,
  close,
  type DerNode,
  encode,
  finish,
  isNext,
  open,
  readGeneralizedTime,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  readUtcTime,
  Tag,
  writeGeneralizedTime,
  writeObjectIdentifier,
  writeOctetString,
  writeRaw,
  writeSequence,
  writeUtcTime,
} from '@entrepot/asn1'
import type { Certificate } from '@entrepot/x509'
import { type AlgorithmIdentifier, hasNoParameters, readAlgorithmIdentifier } from '../algorithm-identifier.ts'
import { type Attribute, readAttributes, writeAttribute } from '../attribute.ts'
import { writeAttributeSet } from '../attribute-set.ts'
import { attributeTypes, contentTypes, writeContentType } from '../object-identifiers.ts'
import { sameOctets } from '../octets.ts'
import { writeSigningCertificateV2 } from './signing-certificate.ts'

const types = {
  contentType: writeObjectIdentifier(attributeTypes.contentType),
  messageDigest: writeObjectIdentifier(attributeTypes.messageDigest),
  signingTime: writeObjectIdentifier(attributeTypes.signingTime),
  signingCertificateV2: writeObjectIdentifier(attributeTypes.signingCertificateV2),
  algorithmProtection: writeObjectIdentifier(attributeTypes.algorithmProtection),
}

/** What the signed attributes of one signer say. Times are milliseconds since 1970 UTC. */
export interface AttributesToSign {
  readonly contentType: string
  readonly contentDigest: Uint8Array
  readonly signingTime: number | undefined
  /** The certificate that is named in the signature. */
  readonly certificate: Certificate | undefined
  /** The algorithms that are named in the signature. */
  readonly algorithmProtection: readonly [digestAlgorithm: DerNode, signatureAlgorithm: DerNode] | undefined
  readonly others: readonly Attribute[]
}

/** Writes signed attributes: what is signed. Those that every signature of a signer repeats are made once. */
export function writeSignedAttributes(content: AttributesToSign): Uint8Array {
  const { contentType, contentDigest, signingTime, certificate, algorithmProtection, others } = content
  // In the order of DER as it mostly is: the short ones first.
  const encodings = [contentTypeAttributes.get(contentType) ?? writeContentTypeAttribute(contentType)]
  if (signingTime !== undefined) encodings.push(encode(writeAttribute(types.signingTime, [writeTime(signingTime)])))
  if (algorithmProtection !== undefined) encodings.push(protectionAttribute(...algorithmProtection))
  encodings.push(encode(writeAttribute(types.messageDigest, [writeOctetString(contentDigest)])))
  if (certificate !== undefined) encodings.push(signingCertificateAttribute(certificate))
  for (const other of others) encodings.push(encode(writeOther(other)))
  return writeAttributeSet(encodings)
}

function writeContentTypeAttribute(contentType: string): Uint8Array {
  return encode(writeAttribute(types.contentType, [writeContentType(contentType)]))
}

const contentTypeAttributes = new Map(
  Object.values(contentTypes).map((type): [string, Uint8Array] => [type, writeContentTypeAttribute(type)]),
)

const ofCertificate = new WeakMap<Certificate, Uint8Array>()

function signingCertificateAttribute(certificate: Certificate): Uint8Array {
  const known = ofCertificate.get(certificate)
  if (known !== undefined) return known
  const made = encode(writeAttribute(types.signingCertificateV2, [writeSigningCertificateV2(certificate)]))
  ofCertificate.set(certificate, made)
  return made
}

const ofAlgorithms = new WeakMap<DerNode, WeakMap<DerNode, Uint8Array>>()

function protectionAttribute(digestAlgorithm: DerNode, signatureAlgorithm: DerNode): Uint8Array {
  const bySignature = ofAlgorithms.get(digestAlgorithm) ?? new WeakMap<DerNode, Uint8Array>()
  ofAlgorithms.set(digestAlgorithm, bySignature)
  const known = bySignature.get(signatureAlgorithm)
  if (known !== undefined) return known
  const protection = writeProtection(digestAlgorithm, signatureAlgorithm)
  const made = encode(writeAttribute(types.algorithmProtection, [protection]))
  bySignature.set(signatureAlgorithm, made)
  return made
}

/** Writes an attribute that a caller gives as DER. */
export function writeOther({ type, values }: Attribute): DerNode {
  return writeAttribute(writeObjectIdentifier(type), values.map(writeRaw))
}

/** CMSAlgorithmProtection (RFC 6211 2): the signature's algorithm stands under an IMPLICIT `[1]`. */
function writeProtection(digestAlgorithm: DerNode, signatureAlgorithm: DerNode): DerNode {
  const implicit = encode(signatureAlgorithm)
  implicit[0] = contextConstructed(1)
  return writeSequence([digestAlgorithm, writeRaw(implicit)])
}

/** From 2050 on, and before 1950, times are GeneralizedTime (RFC 5652 11.3). */
const UTC_TIME_FROM_MS = -631_152_000_000
const UTC_TIME_BEFORE_MS = 2_524_608_000_000

let lastTime: { readonly epochMs: number; readonly node: DerNode } | undefined

/** Signatures come in bursts of one and the same time, which is written once. */
function writeTime(epochMs: number): DerNode {
  if (lastTime?.epochMs !== epochMs) lastTime = { epochMs, node: writeTimeAnew(epochMs) }
  return lastTime.node
}

function writeTimeAnew(epochMs: number): DerNode {
  const isUtcTime = epochMs >= UTC_TIME_FROM_MS && epochMs < UTC_TIME_BEFORE_MS
  return isUtcTime ? writeUtcTime(epochMs) : writeGeneralizedTime(epochMs)
}

/** Reads the one value of an attribute; `undefined` when it is malformed. */
export function readValue<Value>(value: Uint8Array, read: (cursor: Cursor) => Value): Value | undefined {
  const cursor = open(value)
  const decoded = finish(cursor, read(cursor))
  return decoded.ok ? decoded.value : undefined
}

/** Reads a SigningTime (RFC 5652 11.3). */
export function readSigningTime(value: Uint8Array): number | undefined {
  return readValue(value, (cursor) =>
    isNext(cursor, Tag.generalizedTime) ? readGeneralizedTime(cursor) : readUtcTime(cursor),
  )
}

/** Reads a MessageDigest (RFC 5652 11.2). */
export function readMessageDigest(value: Uint8Array): Uint8Array | undefined {
  return readValue(value, (cursor) => readOctetString(cursor))
}

/** Reads a ContentType (RFC 5652 11.1). */
export function readContentType(value: Uint8Array): string | undefined {
  return readValue(value, (cursor) => readObjectIdentifier(cursor))
}

/** Whether CMSAlgorithmProtection (RFC 6211) names these algorithms; `undefined` when it is malformed. */
export function protects(
  value: Uint8Array,
  digestAlgorithm: AlgorithmIdentifier,
  signatureAlgorithm: AlgorithmIdentifier,
): boolean | undefined {
  return readValue(value, (cursor) => {
    const sequence = readSequence(cursor)
    const digest = readAlgorithmIdentifier(sequence)
    const signature = readAlgorithmIdentifier(sequence, contextConstructed(1))
    close(sequence)
    return sameAlgorithm(digest, digestAlgorithm) && sameAlgorithm(signature, signatureAlgorithm)
  })
}

function sameAlgorithm(a: AlgorithmIdentifier, b: AlgorithmIdentifier): boolean {
  if (a.objectIdentifier !== b.objectIdentifier) return false
  if (hasNoParameters(a) || hasNoParameters(b)) return hasNoParameters(a) && hasNoParameters(b)
  return a.parameters !== undefined && b.parameters !== undefined && sameOctets(a.parameters, b.parameters)
}

/**
 * Whether octets are the DER of signed attributes, with content-type and message-digest.
 *
 * A signature over attributes and one over content are of the same kind: such content, signed without attributes, could be
 * taken for the attributes of another message, and the attributes of a message for content (RFC 5652 5.4 hashes either).
 */
export function areSignedAttributes(octets: Uint8Array): boolean {
  if (octets[0] !== Tag.set) return false
  const attributes = readValue(octets, (cursor) => {
    const inside = readSequence(cursor, Tag.set)
    return readAttributes(inside)
  })
  const found = attributes?.map(({ type }) => type) ?? []
  return found.includes(attributeTypes.contentType) && found.includes(attributeTypes.messageDigest)
}
