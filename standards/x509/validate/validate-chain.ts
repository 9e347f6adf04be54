import type { VerificationKey } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import type { Revocation, RevocationList } from '../crl/revocation-list.ts'
import { sameName } from '../name/compare-name.ts'
import { sameOctets } from '../name/name.ts'
import { isSignedByCertificate } from '../signed/signed-by.ts'
import type { Purpose } from './question.ts'
import { type ChainRefusal, emptyChain, refusalOf } from './refusal.ts'
import { validatePath } from './validate-path.ts'

/** A chain to be judged. */
export interface ChainToValidate {
  /** Leaf first, each followed by its issuer; the anchor may stand at the end or be left out. */
  readonly chain: readonly Certificate[]
  readonly anchors: readonly Certificate[]
  /** The time to judge by, in milliseconds since 1970 UTC: when the act was received, not when it is looked at. */
  readonly at: number
  /** Lists of every issuer on the path, in any number and order; `'unchecked'` leaves revocation out, and the answer says so. */
  readonly crls: readonly RevocationList[] | 'unchecked'
  readonly purpose?: Purpose
}

/** A chain that holds at the given time. */
export interface ValidChain {
  readonly ok: true
  /** The leaf's key. */
  readonly publicKey: VerificationKey
  readonly anchor: Certificate
  readonly revocation: 'checked' | 'unchecked'
  /** Certificates of the chain that were revoked from a time after the one judged by. */
  readonly revokedLater: readonly { readonly index: number; readonly revocation: Revocation }[]
}

/**
 * Validates a chain in its order, as evidence is judged: by the strict profile, with any policy accepted, and by lists whenever
 * they were made.
 *
 * Revocation counts from its date or invalidity date on, so that what was signed before stays valid; a list counts for the time
 * up to its next update. For anything else there are `validatePath` and `findPath`.
 */
export function validateChain(question: ChainToValidate): ValidChain | ChainRefusal {
  const { at, crls, purpose } = question
  if (!Number.isFinite(at)) throw new Error('x509: a chain is judged at a time')
  const path = findAnchor(question)
  if ('ok' in path) return path
  const verdict = validatePath({
    ...{ path: path.certificates, anchor: path.anchor, at, profile: 'rfc5280' },
    revocation: crls === 'unchecked' ? crls : { lists: crls, madeUntil: Number.POSITIVE_INFINITY },
    ...(purpose === undefined ? {} : { purpose }),
  })
  if (!verdict.ok) return verdict
  const { publicKey, revocation, revokedLater } = verdict
  const [leaf = path.anchor] = question.chain
  if (publicKey === undefined) return refusalOf({ code: 'x509/unsupported-algorithm' }, leaf, 0)
  return { ok: true, publicKey, anchor: path.anchor, revocation, revokedLater }
}

interface Path {
  readonly certificates: readonly Certificate[]
  readonly anchor: Certificate
}

function findAnchor({ chain, anchors }: ChainToValidate): Path | ChainRefusal {
  const last = chain.at(-1)
  if (last === undefined) return emptyChain
  if (anchors.some((anchor) => sameOctets(anchor.raw, last.raw)))
    return { certificates: chain.slice(0, -1), anchor: last }
  const named = anchors.filter((anchor) => sameName(anchor.subject, last.issuer))
  const anchor = named.find((candidate) => isSignedByCertificate(last, candidate)) ?? named[0]
  if (anchor !== undefined) return { certificates: chain, anchor }
  return refusalOf({ code: 'x509/unknown-issuer' }, last, chain.length - 1)
}
