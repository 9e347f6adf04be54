import { contextConstructed, encode, writeConstructed, writeRaw } from '@entrepot/asn1'
import { contentTypes, signData } from '@entrepot/cms'
import type { SignatureScheme, SigningKey } from '@entrepot/crypto'
import type { Certificate } from '@entrepot/x509'
import { isForTimeStampingAlone } from './purpose.ts'
import type { MessageImprint } from './message-imprint.ts'
import { type ParsedTimeStampRequest, parseTimeStampRequest } from './request.ts'
import { refuseTimeStamp, writeGranted } from './response.ts'
import type { Failure } from './status.ts'
import { type Accuracy, writeTimeStampInfo } from './time-stamp-info.ts'

/** A time-stamping authority. */
export interface Authority {
  readonly key: SigningKey
  /** Default: the usual one of the kind of key. */
  readonly scheme?: SignatureScheme
  /** Its certificate, for time-stamping alone (RFC 3161 2.3). */
  readonly certificate: Certificate
  /** Certificates that go along when they are asked for. */
  readonly chain?: readonly Certificate[]
  /** Object identifiers of the policies that it stamps under, the one that it chooses by itself first. */
  readonly policies: readonly [string, ...string[]]
  readonly accuracy?: Accuracy
  /** Whether its times are in order whatever their accuracy; default: no. */
  readonly ordering?: boolean
  /** Whether its name stands in the token; default: yes. */
  readonly isNamed?: boolean
}

/** What is stamped and when. */
export interface ToStamp {
  readonly imprint: MessageImprint
  /** Never used twice by one authority; at most 160 bits. */
  readonly serial: bigint
  /** Milliseconds since 1970 UTC. */
  readonly time: number
  /** Default: the authority's first. */
  readonly policy?: string
  readonly nonce?: bigint
  /** Whether the certificates go along; default: no (RFC 3161 2.4.1). */
  readonly certificates?: boolean
}

/**
 * Makes a time-stamp token (RFC 3161 2.4.2, RFC 5816) as DER.
 *
 * What it is given is the authority's own decision, so what the standard forbids is asserted: a certificate that is not
 * for time-stamping alone, a policy that is not the authority's.
 */
export function createTimeStampToken(toStamp: ToStamp, authority: Authority): Uint8Array {
  const { imprint, serial, time, policy = authority.policies[0], nonce, certificates = false } = toStamp
  const { key, scheme, certificate, chain = [], accuracy, ordering = false, isNamed = true } = authority
  if (!isForTimeStampingAlone(certificate)) throw new Error('time-stamp: the certificate is for time-stamping alone')
  if (!authority.policies.includes(policy)) throw new Error('time-stamp: the policy is the authority’s')
  const authorityName = isNamed ? directoryName(certificate) : undefined
  const info = writeTimeStampInfo({ imprint, serial, time, policy, nonce, accuracy, ordering, authorityName })
  return signData(info, {
    contentType: contentTypes.timeStampInfo,
    signers: [{ key, certificate, attributes: { signingTime: time }, ...(scheme !== undefined && { scheme }) }],
    includeSignerCertificates: certificates,
    certificates: certificates ? chain : [],
  })
}

function directoryName({ subject }: Certificate): Uint8Array {
  return encode(writeConstructed(contextConstructed(4), [writeRaw(subject.raw)]))
}

/** What an authority answers. */
export interface TimeStampAnswer {
  /** The response as DER, with a token or a refusal. */
  readonly response: Uint8Array
  readonly token: Uint8Array | undefined
  /** Why there is no token. */
  readonly failure: Failure | undefined
}

/**
 * Answers a request (RFC 3161 2.2, 2.4): with a token, or with the first failure in the order badDataFormat, badRequest,
 * badAlg, unacceptedPolicy, unacceptedExtension, timeNotAvailable.
 *
 * @param moment `time` is `undefined` when the authority's clock cannot be relied on; `serial` is used up by a token only.
 */
export function answerTimeStampRequest(
  request: Uint8Array,
  authority: Authority,
  moment: { readonly time: number | undefined; readonly serial: bigint },
): TimeStampAnswer {
  const parsed = parseTimeStampRequest(request)
  if (!parsed.ok) return refused('badDataFormat')
  const { imprint, policy, nonce, certificateRequested } = parsed.value
  const failure = judgeRequest(parsed.value, authority)
  if (failure !== undefined || imprint === undefined) return refused(failure ?? 'badAlg')
  if (moment.time === undefined) return refused('timeNotAvailable')
  const optional = { ...(policy !== undefined && { policy }), ...(nonce !== undefined && { nonce }) }
  const { serial, time } = moment
  const token = createTimeStampToken(
    { imprint, serial, time, ...optional, certificates: certificateRequested },
    authority,
  )
  return { response: writeGranted(token), token, failure: undefined }
}

function judgeRequest(request: ParsedTimeStampRequest, { policies }: Authority): Failure | undefined {
  const { version, imprint, policy, extensions } = request
  if (version !== 1n) return 'badRequest'
  if (imprint === undefined) return 'badAlg'
  if (policy !== undefined && !policies.includes(policy)) return 'unacceptedPolicy'
  return extensions.length > 0 ? 'unacceptedExtension' : undefined
}

function refused(failure: Failure): TimeStampAnswer {
  return { response: refuseTimeStamp(failure), token: undefined, failure }
}
