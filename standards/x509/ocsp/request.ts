import {
  type Cursor,
  close,
  contextConstructed,
  type Decoded,
  type DerNode,
  encode,
  finish,
  isNext,
  open,
  readConstructed,
  readSequence,
  readSmallInteger,
  writeBitString,
  writeConstructed,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import { type HashName, type SignatureScheme, type SigningKey, signWith, usualSchemes } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import { type ExtensionReader, firstUnknownCritical, readExtensions } from '../certificate/extension.ts'
import { readListOf } from '../certificate/list.ts'
import { MAXIMUM_OCSP_BYTES } from '../limits.ts'
import type { GeneralName } from '../name/general-name.ts'
import { readGeneralName } from '../name/read-general-name.ts'
import { type GeneralNameToIssue, writeGeneralName } from '../name/write-general-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { readSignature, type Signed, writeSignedWith } from '../signed/signed.ts'
import { type OcspIssuer, readCertificateId, writeCertificateId } from './certificate-id.ts'
import { readCertificates } from './embedded-certificates.ts'
import { readNonce, writeNonce } from './nonce.ts'
import type { CertificateId } from './response.ts'

/** A request that was parsed (RFC 6960 4.1.1); a signature, where there is one, is not judged. */
export interface OcspRequest {
  readonly raw: Uint8Array
  readonly requestor: GeneralName | undefined
  readonly ids: readonly CertificateId[]
  readonly nonce: Uint8Array | undefined
  /** A critical extension that is not understood: such a request is to be refused. */
  readonly unknownCriticalExtension: string | undefined
  readonly signed: (Signed & { readonly certificates: readonly Certificate[] }) | undefined
}

interface RequestExtensions {
  nonce: Uint8Array | undefined
}

const readers: ReadonlyMap<string, ExtensionReader<RequestExtensions>> = new Map<
  string,
  ExtensionReader<RequestExtensions>
>([[extensionTypes.ocspNonce, (inside, found) => (found.nonce = readNonce(inside))]])

const singleReaders: ReadonlyMap<string, ExtensionReader<undefined>> = new Map()

/** Parses an OCSP request from strict DER. Parsing judges form only. */
export function parseOcspRequest(der: Uint8Array): Decoded<OcspRequest> {
  const raw = der.length > MAXIMUM_OCSP_BYTES ? der : new Uint8Array(der)
  const cursor = open(raw, MAXIMUM_OCSP_BYTES)
  const fields = readSequence(cursor)
  const start = fields.offset
  const content = readToBeSigned(fields)
  const signedOctets = raw.subarray(start, fields.offset)
  const signed = isNext(fields, contextConstructed(0))
    ? readOptionalSignature(fields, { raw, signedOctets })
    : undefined
  close(fields)
  return finish(cursor, { raw, ...content, signed })
}

function readToBeSigned(cursor: Cursor) {
  const fields = readSequence(cursor)
  readVersion(fields)
  const requestor = readTagged(fields, 1, readGeneralName)
  let unknownCriticalExtension: string | undefined
  const ids = readListOf(fields, (list) => {
    const request = readSequence(list)
    const id = readCertificateId(request)
    const extensions = readTagged(request, 0, (inside) => readExtensions(inside, singleReaders, undefined)) ?? []
    close(request)
    unknownCriticalExtension ??= firstUnknownCritical(extensions, singleReaders)
    return id
  })
  const found: RequestExtensions = { nonce: undefined }
  const extensions = readTagged(fields, 2, (inside) => readExtensions(inside, readers, found)) ?? []
  close(fields)
  unknownCriticalExtension ??= firstUnknownCritical(extensions, readers)
  return { requestor, ids, nonce: found.nonce, unknownCriticalExtension }
}

/** Version 1 is the default and never written; there is no other. */
function readVersion(fields: Cursor): void {
  const offset = fields.offset
  const version = readTagged(fields, 0, (inside) => readSmallInteger(inside, Number.MAX_SAFE_INTEGER))
  if (version !== undefined) fields.fail('x509/version', offset)
}

/** Reads an optional element under an explicit tag. */
export function readTagged<Value>(fields: Cursor, number: number, read: (inside: Cursor) => Value): Value | undefined {
  if (!isNext(fields, contextConstructed(number))) return undefined
  const tagged = readConstructed(fields, contextConstructed(number))
  const value = read(tagged)
  close(tagged)
  return value
}

function readOptionalSignature(fields: Cursor, given: Pick<Signed, 'raw' | 'signedOctets'>) {
  const tagged = readConstructed(fields, contextConstructed(0))
  const inside = readSequence(tagged)
  const signature = readSignature(inside)
  const certificates = readTagged(inside, 0, readCertificates) ?? []
  close(inside)
  close(tagged)
  return { ...given, ...signature, certificates }
}

/** A request to be made. */
export interface OcspRequestToCreate {
  readonly certificates: readonly { readonly issuer: OcspIssuer; readonly serial: bigint }[]
  /** Default: SHA-256; old responders know SHA-1 alone (RFC 5019 2.1.1). */
  readonly hash?: HashName
  /** Random octets, 32 at least (RFC 9654 2.1), so that an old response is not taken for the answer. */
  readonly nonce?: Uint8Array
  /** Signs the request, where the responder asks for it. */
  readonly signer?: OcspRequestSigner
}

/** Who signs a request; its name stands in it, its certificates come along. */
export interface OcspRequestSigner {
  readonly name: GeneralNameToIssue
  readonly key: SigningKey
  readonly certificates: readonly Uint8Array[]
  readonly scheme?: SignatureScheme
}

/** Creates an OCSP request as DER. */
export function createOcspRequest({ certificates, hash = 'SHA-256', nonce, signer }: OcspRequestToCreate): Uint8Array {
  if (certificates.length === 0) throw new Error('x509: a request asks about a certificate')
  const tagged = (number: number, node: DerNode) => writeConstructed(contextConstructed(number), [node])
  const list = certificates.map(({ issuer, serial }) => writeSequence([writeCertificateId(issuer, serial, hash)]))
  const content = [
    ...(signer === undefined ? [] : [tagged(1, writeGeneralName(signer.name))]),
    writeSequence(list),
    ...(nonce === undefined ? [] : [tagged(2, writeSequence([writeNonce(nonce)]))]),
  ]
  const toBeSigned = writeSequence(content)
  if (signer === undefined) return encode(writeSequence([toBeSigned]))
  const octets = encode(toBeSigned)
  const scheme = signer.scheme ?? usualSchemes[signer.key.type]
  const signature = writeSequence([
    writeSignedWith(signer.key, scheme),
    writeBitString(signWith(signer.key, scheme, octets)),
    tagged(0, writeSequence(signer.certificates.map(writeRaw))),
  ])
  return encode(writeSequence([writeRaw(octets), tagged(0, signature)]))
}
