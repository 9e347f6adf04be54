/** What revocation lists say about a certificate (RFC 5280 6.3.3). */
import type { VerificationKey } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import type { RevocationReason } from '../crl/reason.ts'
import { entryOf, type Revocation, type RevocationList, revokedFrom } from '../crl/revocation-list.ts'
import { isVerified } from '../signed/verified.ts'
import type { Placed } from '../validate/judge-path.ts'
import { isConformingList } from '../validate/profile.ts'
import { madeUntil, type RevocationEnvironment, type RevocationState, toldAt } from './environment.ts'
import { signerOf } from './list-signer.ts'
import { allReasons, isDeltaOf, isSameSeries, pointsOf, reasonsCovered } from './scope.ts'

/** A complete list that is authentic and about the certificate, with the changes to it. */
interface Applicable {
  readonly list: RevocationList
  readonly reasons: ReadonlySet<RevocationReason>
  readonly delta: RevocationList | undefined
}

/**
 * Judges all lists: the reasons that current ones cover, and the earliest entry of any authentic one that holds.
 *
 * A later list of the same series, or its delta, that no longer has a certificate on hold lifts the hold (RFC 5280 5.3.1);
 * every other entry holds for good.
 */
export function listState(placed: Placed, environment: RevocationEnvironment): RevocationState {
  const applicable = applicableLists(placed, environment)
  const { certificate } = placed
  const covered = new Set(
    applicable.flatMap(({ list, reasons }) => (isCurrent(list, certificate, environment) ? [...reasons] : [])),
  )
  return { revocation: earliest(applicable, certificate), isKnown: allReasons.isSubsetOf(covered) }
}

/** A list made after the certificate ended may have dropped it (RFC 5280 3.3), so its silence says nothing. */
function isCurrent(list: RevocationList, certificate: Certificate, { judgement }: RevocationEnvironment): boolean {
  return list.nextUpdate > judgement.at && list.thisUpdate <= certificate.notAfter
}

function applicableLists(placed: Placed, environment: RevocationEnvironment): Applicable[] {
  const lists = (environment.sources.lists ?? []).filter((list) => isReadable(list, environment))
  const points = pointsOf(placed.certificate)
  return lists.flatMap((list) => {
    if (list.deltaBase !== undefined) return []
    const reasons = new Set(points.flatMap((point) => [...reasonsCovered(list, placed.certificate, point)]))
    if (reasons.size === 0) return []
    const key = signerOf(list, placed, environment)
    return key === undefined ? [] : [{ list, reasons, delta: deltaOf(list, lists, { key, environment }) }]
  })
}

/** RFC 5280 5.2: a list with a critical extension that is not understood says nothing. */
function isReadable(list: RevocationList, environment: RevocationEnvironment): boolean {
  if (list.unknownCriticalExtension !== undefined || list.thisUpdate > madeUntil(environment)) return false
  return isConformingList(list, environment.judgement.profile)
}

/** The newest current delta list by the same key (RFC 5280 6.3.3 (c), (h)). */
function deltaOf(
  complete: RevocationList,
  lists: readonly RevocationList[],
  { key, environment }: { readonly key: VerificationKey; readonly environment: RevocationEnvironment },
): RevocationList | undefined {
  return lists
    .filter((delta) => isDeltaOf(delta, complete) && delta.nextUpdate > environment.judgement.at)
    .filter((delta) => isVerified(delta, key, environment.budget) === true)
    .reduce<RevocationList | undefined>((newest, each) => newer(newest, each), undefined)
}

function newer(a: RevocationList | undefined, b: RevocationList): RevocationList {
  return a === undefined || (b.number ?? 0n) > (a.number ?? 0n) ? b : a
}

function earliest(applicable: readonly Applicable[], certificate: Certificate): Revocation | undefined {
  const { issuer, serial } = certificate
  let found: Revocation | undefined
  for (const each of applicable) {
    const entry = entryIn(each, certificate)
    if (entry === undefined) continue
    const isLifted = applicable.some(
      (other) =>
        other.list.thisUpdate > each.list.thisUpdate &&
        isSameSeries(other.list, each.list) &&
        entryOf(other.list, issuer, serial) === undefined,
    )
    if (entry.reason === 'certificateHold' && isLifted) continue
    if (found === undefined || revokedFrom(entry) < revokedFrom(found)) found = entry
  }
  return found
}

/** The delta's entry goes before that of the complete list; removeFromCRL takes it away (RFC 5280 6.3.3 (i) to (k)). */
function entryIn({ list, delta }: Applicable, { issuer, serial }: Certificate): Revocation | undefined {
  const change = delta && entryOf(delta, issuer, serial)
  if (delta !== undefined && change !== undefined) {
    return change.reason === 'removeFromCRL' ? undefined : toldAt(change, delta.thisUpdate)
  }
  const entry = entryOf(list, issuer, serial)
  return entry === undefined || entry.reason === 'removeFromCRL' ? undefined : toldAt(entry, list.thisUpdate)
}
