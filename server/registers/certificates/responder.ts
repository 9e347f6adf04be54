import type { PrivateKey } from '@entrepot/crypto'
import {
  type CertificateId,
  isIdOf,
  issueCertificate,
  issueOcspResponse,
  parseOcspRequest,
  purposes,
  type SingleResponseToIssue,
  writeOcspFailure,
} from '@entrepot/x509'
import { type Authority, newSerial } from './authority.ts'
import type { KeyFolder } from './keys.ts'
import type { KnownCertificate } from './known.ts'
import { BACKDATE_MS, DAY_MS, MAX_OCSP_CERTIFICATES, OCSP_ANSWER_MS, RESPONDER_DAYS } from './limits.ts'
import type { KnownList } from './lists.ts'

/** Answers whether certificates of this port are revoked (RFC 6960). */
export interface Responder {
  /** DER to DER; a request that is none, or asks for too much, is answered with why. */
  answer(request: Uint8Array): Promise<Uint8Array>
}

/** What the responder works with. */
export interface ResponderPlace {
  readonly authority: Authority
  readonly keys: KeyFolder
  /** Real time, epoch milliseconds. */
  readonly now: () => number
  /** Newest lists of the root and of the issuing authority. */
  readonly lists: () => Promise<{ readonly root: KnownList; readonly issuing: KnownList }>
  /** Whether this issuer issued a certificate of that serial number. */
  readonly isIssued: (issuer: KnownCertificate, serial: bigint) => Promise<boolean>
}

/** One of the port's two issuers with what signs for it. */
interface Answering {
  readonly issuer: KnownCertificate
  readonly key: PrivateKey
  readonly certificate: Uint8Array
}

/**
 * Opens the responder: for each issuer a delegated one (RFC 6960 4.2.2.2), with a key of its own and a short certificate that nobody
 * need ask about (id-pkix-ocsp-nocheck), made anew in time.
 */
export function openResponder(place: ResponderPlace): Responder {
  const { authority, keys, now } = place
  const made = new Map<string, { readonly answering: Answering; readonly untilMs: number }>()
  const answeringFor = (name: 'root' | 'issuing'): Answering => {
    const known = made.get(name)
    if (known && known.untilMs > now()) return known.answering
    const key = keys.keep(`ocsp-${name}`)
    const issuer = authority[name]
    const certificate = certify(issuer, name === 'root' ? authority.rootKey : authority.issuingKey, {
      key,
      nowMs: now(),
    })
    const answering = { issuer, key, certificate }
    made.set(name, { answering, untilMs: now() + (RESPONDER_DAYS / 2) * DAY_MS })
    return answering
  }
  return {
    async answer(der) {
      const request = parseOcspRequest(der)
      if (!request.ok) return writeOcspFailure('malformedRequest')
      const { ids, nonce, unknownCriticalExtension } = request.value
      if (unknownCriticalExtension !== undefined) return writeOcspFailure('malformedRequest')
      const which = issuerOf(ids, authority)
      if (which === undefined || ids.length > MAX_OCSP_CERTIFICATES) return writeOcspFailure('unauthorized')
      const { issuer, key, certificate } = answeringFor(which)
      const { [which]: list } = await place.lists()
      const responses: SingleResponseToIssue[] = []
      for (const id of ids) responses.push(await say(id, { issuer, list, place }))
      return issueOcspResponse(
        { producedAt: now(), responses, certificates: [certificate], ...(nonce === undefined ? {} : { nonce }) },
        key,
      )
    },
  }
}

/** The one issuer that all ids name; a response is signed for one. */
function issuerOf(ids: readonly CertificateId[], authority: Authority): 'root' | 'issuing' | undefined {
  const names = (issuer: KnownCertificate): boolean =>
    ids.length > 0 && ids.every((id) => isIdOf(id, ocspIssuer(issuer), id.serial))
  if (names(authority.issuing)) return 'issuing'
  return names(authority.root) ? 'root' : undefined
}

const ocspIssuer = ({ certificate, publicKey }: KnownCertificate) => ({
  name: certificate.subject,
  publicKeySpki: publicKey.spki,
})

async function say(
  id: CertificateId,
  {
    issuer,
    list,
    place,
  }: { readonly issuer: KnownCertificate; readonly list: KnownList; readonly place: ResponderPlace },
): Promise<SingleResponseToIssue> {
  const said = { id, thisUpdate: list.list.thisUpdate, nextUpdate: place.now() + OCSP_ANSWER_MS }
  const revocation = list.list.entries.get(id.serial)
  if (revocation) {
    const { date, reason } = revocation
    return { ...said, status: 'revoked', date, reason }
  }
  return { ...said, status: (await place.isIssued(issuer, id.serial)) ? 'good' : 'unknown' }
}

function certify(
  issuer: KnownCertificate,
  issuerKey: PrivateKey,
  { key, nowMs }: { readonly key: PrivateKey; readonly nowMs: number },
): Uint8Array {
  return issueCertificate(
    {
      subject: { ...PORT_SUBJECT, commonName: 'OCSP responder' },
      ...{ issuer: issuer.certificate.subject, publicKeySpki: key.publicKey.spki, serial: newSerial() },
      ...{ notBefore: nowMs - BACKDATE_MS, notAfter: nowMs + RESPONDER_DAYS * DAY_MS },
      extensions: { keyUsage: ['digitalSignature'], extendedKeyUsage: [purposes.ocspSigning], ocspNoCheck: true },
    },
    issuerKey,
  )
}

const PORT_SUBJECT = { country: 'NL', organization: 'Entrepot practice port (demonstration)' }
