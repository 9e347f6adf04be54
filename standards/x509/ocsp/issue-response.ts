import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  encode,
  writeBitString,
  writeConstructed,
  writeEnumerated,
  writeGeneralizedTime,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writeRaw,
  writeSequence,
  writeWrapped,
} from '@entrepot/asn1'
import { type SignatureScheme, type SigningKey, signWith, usualSchemes } from '@entrepot/crypto'
import { type RevocationReason, revocationReasons } from '../crl/reason.ts'
import type { Name, Subject } from '../name/name.ts'
import { writeName } from '../name/write-name.ts'
import { writeSignedWith } from '../signed/signed.ts'
import { responderKeyHash } from './certificate-id.ts'
import { writeNonce } from './nonce.ts'
import { OCSP_BASIC } from './parse-response.ts'
import { type CertificateId, type OcspFailure, ocspFailures } from './response.ts'

/** What is said of a certificate. */
export type StatusToIssue =
  | { readonly status: 'good' | 'unknown' }
  | { readonly status: 'revoked'; readonly date: number; readonly reason?: RevocationReason }

/** What is said of one certificate, and for how long. Times are milliseconds since 1970 UTC, cut to seconds. */
export type SingleResponseToIssue = StatusToIssue & {
  /** The id as the request has it. */
  readonly id: Pick<CertificateId, 'raw'>
  readonly thisUpdate: number
  readonly nextUpdate?: number
}

/** A response to be issued. Times are milliseconds since 1970 UTC, cut to seconds. */
export interface OcspResponseToIssue {
  /** The responder's name. Default: it is named by its key. */
  readonly responder?: Name | Subject
  readonly producedAt: number
  readonly responses: readonly SingleResponseToIssue[]
  /** The nonce of the request, where it has one (RFC 9654 2.1). */
  readonly nonce?: Uint8Array
  /** The responder's certificate, DER, where it is not the issuer itself. */
  readonly certificates?: readonly Uint8Array[]
  /** How it is signed. Default: the usual scheme of the kind of key. */
  readonly scheme?: SignatureScheme
}

/** Issues an OCSP response (RFC 6960 4.2.1) as DER. */
export function issueOcspResponse(content: OcspResponseToIssue, key: SigningKey): Uint8Array {
  const { responder, producedAt, responses, nonce, certificates = [] } = content
  if (responses.length === 0) throw new Error('x509: a response says something of a certificate')
  const scheme = content.scheme ?? usualSchemes[key.type]
  const data = encode(
    writeSequence([
      responder === undefined
        ? tagged(2, writeOctetString(responderKeyHash(key.publicKey.spki)))
        : tagged(1, writeName(responder)),
      writeGeneralizedTime(producedAt),
      writeSequence(responses.map(singleNode)),
      ...(nonce === undefined ? [] : [tagged(1, writeSequence([writeNonce(nonce)]))]),
    ]),
  )
  const basic = writeSequence([
    writeRaw(data),
    writeSignedWith(key, scheme),
    writeBitString(signWith(key, scheme, data)),
    ...(certificates.length === 0 ? [] : [tagged(0, writeSequence(certificates.map(writeRaw)))]),
  ])
  const bytes = writeSequence([writeObjectIdentifier(OCSP_BASIC), writeWrapped(basic)])
  return encode(writeSequence([writeEnumerated(0), tagged(0, bytes)]))
}

/** Writes why there is no response (RFC 6960 4.2.1); it is not signed, so nobody may rely on it. */
export function writeOcspFailure(failure: OcspFailure): Uint8Array {
  return encode(writeSequence([writeEnumerated(ocspFailures.indexOf(failure))]))
}

const tagged = (number: number, node: DerNode): DerNode => writeConstructed(contextConstructed(number), [node])

function singleNode(response: SingleResponseToIssue): DerNode {
  const { id, thisUpdate, nextUpdate } = response
  const content = [writeRaw(id.raw), statusNode(response), writeGeneralizedTime(thisUpdate)]
  if (nextUpdate !== undefined) content.push(tagged(0, writeGeneralizedTime(nextUpdate)))
  return writeSequence(content)
}

function statusNode(status: StatusToIssue): DerNode {
  if (status.status !== 'revoked') return writeNull(contextPrimitive(status.status === 'good' ? 0 : 2))
  const { date, reason = 'unspecified' } = status
  const content = [writeGeneralizedTime(date)]
  if (reason !== 'unspecified') content.push(tagged(0, writeEnumerated(revocationReasons.indexOf(reason))))
  return writeConstructed(contextConstructed(1), content)
}
