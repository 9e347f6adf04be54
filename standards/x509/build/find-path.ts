/** Building a path from a leaf to an anchor over certificates in any number and order, cross certificates included (RFC 4158). */
import type { Certificate } from '../certificate/certificate.ts'
import { MAXIMUM_BUILDING_STEPS, MAXIMUM_CHAIN_LENGTH, MAXIMUM_PATHS_JUDGED } from '../limits.ts'
import { comparableName, sameName } from '../name/compare-name.ts'
import { sameOctets } from '../name/name.ts'
import { publicKeyOf } from '../signed/public-key.ts'
import { type Budget, isVerified } from '../signed/verified.ts'
import { anchorName, certificateOf } from '../validate/anchor.ts'
import type { MayStandAbove } from '../validate/may-stand-above.ts'
import type { Anchor } from '../validate/question.ts'
import { type ChainRefusal, refusalOf } from '../validate/refusal.ts'

/** A verdict that a path holds. */
interface Holding {
  readonly ok: true
}

/** What a path is built from. */
export interface Building<Found extends Holding> {
  readonly leaf: Certificate
  readonly certificates: CertificatePool
  readonly anchors: readonly Anchor[]
  readonly at: number
  readonly maximumLength: number
  readonly budget: Budget
  /** Whether a certificate may stand above those of a path, the leaf first. */
  readonly mayStandAbove: MayStandAbove
  /** Judges a path that reaches an anchor. */
  readonly judge: (path: readonly Certificate[], anchor: Anchor) => Found | ChainRefusal
}

/** Certificates by their subjects. */
export class CertificatePool {
  readonly #bySubject = new Map<string, Certificate[]>()

  constructor(certificates: readonly Certificate[]) {
    for (const certificate of certificates) {
      const subject = comparableName(certificate.subject)
      const known = this.#bySubject.get(subject)
      if (known === undefined) this.#bySubject.set(subject, [certificate])
      else known.push(certificate)
    }
  }

  /** Certificates whose subject is the issuer of another one. */
  issuersOf(certificate: Certificate): readonly Certificate[] {
    return this.#bySubject.get(comparableName(certificate.issuer)) ?? []
  }
}

/**
 * Finds the first path that is judged to hold, likely ones first.
 *
 * No certificate's subject and key stand twice on a path, so that no circle is walked; steps, paths and signatures are bounded.
 * Paths are built through certificates that may stand where they would; only when none of these holds, the others are walked,
 * too, for the reason.
 *
 * @returns what the judge answered for it; else the first refusal of a path that reached an anchor; else that there is none, or
 * that the longest one ends at a certificate which the authority that it names did not sign.
 */
export function findPath<Found extends Holding>(building: Building<Found>): Found | ChainRefusal {
  const among = search(building, building.mayStandAbove)
  if (among.found !== undefined) return among.found
  const { found, refusal, highest, steps, judged } = search(building, () => true)
  if (found !== undefined) return found
  const isExhausted = [among, { steps, judged }].some(isSpent)
  if (isExhausted) return refusalOf({ code: 'x509/too-much-work' }, building.leaf, 0)
  const index = highest.length - 1
  const top = highest[index] ?? building.leaf
  return (
    refusal ?? refusalOf({ code: isForged(top, building) ? 'x509/bad-signature' : 'x509/unknown-issuer' }, top, index)
  )
}

/** Whether an authority of the issuer's name and key identifier is there, and did not sign. */
function isForged<Found extends Holding>(top: Certificate, { certificates, budget }: Building<Found>): boolean {
  return certificates.issuersOf(top).some((issuer) => {
    const key = publicKeyOf(issuer)
    // Where the budget is used up, nothing is told of the signature.
    return (
      isKeyNamed(top, issuer.extensions.subjectKeyIdentifier) &&
      key !== undefined &&
      isVerified(top, key, budget) === false
    )
  })
}

function search<Found extends Holding>(building: Building<Found>, mayStandAbove: MayStandAbove): Search<Found> {
  const start: Search<Found> = {
    ...{ building, mayStandAbove, steps: 0, judged: 0 },
    found: undefined,
    refusal: undefined,
    highest: [building.leaf],
  }
  walk(start, [building.leaf])
  return start
}

interface Search<Found extends Holding> {
  readonly building: Building<Found>
  readonly mayStandAbove: MayStandAbove
  steps: number
  judged: number
  found: Found | undefined
  refusal: ChainRefusal | undefined
  /** The longest path that led nowhere. */
  highest: readonly Certificate[]
}

/** Goes on from the last certificate of a path; as deep as a path is long. */
function walk<Found extends Holding>(search: Search<Found>, path: readonly Certificate[]): void {
  const { building } = search
  const top = path.at(-1)
  if (top === undefined || isOver(search)) return
  if (path.length > search.highest.length) search.highest = path
  for (const anchor of anchorsOf(top, building.anchors)) {
    const isTop = isAnchorItself(top, anchor)
    judge(search, isTop ? path.slice(0, -1) : path, anchor)
    if (isOver(search)) return
  }
  if (path.length + 1 >= Math.min(building.maximumLength, MAXIMUM_CHAIN_LENGTH)) return
  for (const issuer of issuersOf(top, path, building)) {
    search.steps++
    if (isOver(search)) return
    if (!mayStandAbove(search, issuer, path)) continue
    if (mayHaveSigned(issuer, top, building.budget)) walk(search, [...path, issuer])
  }
}

function isOver<Found extends Holding>(search: Search<Found>): boolean {
  return search.found !== undefined || isSpent(search)
}

function isSpent({ steps, judged }: { readonly steps: number; readonly judged: number }): boolean {
  return steps >= MAXIMUM_BUILDING_STEPS || judged >= MAXIMUM_PATHS_JUDGED
}

/** An anchor is judged as one, so what would be wrong with it as an issuer does not count. */
function mayStandAbove<Found extends Holding>(
  { building, mayStandAbove: may }: Search<Found>,
  issuer: Certificate,
  path: readonly Certificate[],
): boolean {
  return building.anchors.some((anchor) => isAnchorItself(issuer, anchor)) || may(issuer, path)
}

function judge<Found extends Holding>(search: Search<Found>, path: readonly Certificate[], anchor: Anchor): void {
  search.judged++
  const verdict = search.building.judge(path, anchor)
  if (isRefusal(verdict)) search.refusal ??= verdict
  else search.found = verdict
}

function isRefusal<Found extends Holding>(verdict: Found | ChainRefusal): verdict is ChainRefusal {
  return !verdict.ok
}

/** The certificate itself where it is an anchor, then anchors of its issuer's name, likely ones first. */
function anchorsOf(top: Certificate, anchors: readonly Anchor[]): Anchor[] {
  const itself = anchors.filter((anchor) => isAnchorItself(top, anchor))
  const named = anchors.filter((anchor) => !isAnchorItself(top, anchor) && sameName(anchorName(anchor), top.issuer))
  const keyOf = (anchor: Anchor) => certificateOf(anchor)?.extensions.subjectKeyIdentifier
  return [...itself, ...named.toSorted((a, b) => Number(isKeyNamed(top, keyOf(b))) - Number(isKeyNamed(top, keyOf(a))))]
}

function isAnchorItself(certificate: Certificate, anchor: Anchor): boolean {
  const other = certificateOf(anchor)
  return other !== undefined && (other === certificate || sameOctets(other.raw, certificate.raw))
}

/** Possible issuers that are not on the path yet, likely ones first. */
function issuersOf<Found extends Holding>(
  top: Certificate,
  path: readonly Certificate[],
  building: Building<Found>,
): Certificate[] {
  return building.certificates
    .issuersOf(top)
    .filter((issuer) => !path.some((each) => isSameAuthority(each, issuer)))
    .toSorted((a, b) => likelihood(b, top, building.at) - likelihood(a, top, building.at))
}

function isSameAuthority(a: Certificate, b: Certificate): boolean {
  return a === b || (sameOctets(a.publicKeySpki, b.publicKeySpki) && sameName(a.subject, b.subject))
}

function likelihood(issuer: Certificate, issued: Certificate, at: number): number {
  const { subjectKeyIdentifier, basicConstraints } = issuer.extensions
  const isValid = at >= issuer.notBefore && at < issuer.notAfter + 1000
  return (
    4 * Number(isKeyNamed(issued, subjectKeyIdentifier)) + 2 * Number(isValid) + Number(basicConstraints?.ca === true)
  )
}

function isKeyNamed(issued: Certificate, keyIdentifier: Uint8Array | undefined): boolean {
  const named = issued.extensions.authorityKeyIdentifier?.keyIdentifier
  return named !== undefined && keyIdentifier !== undefined && sameOctets(named, keyIdentifier)
}

/** A key that cannot be told without what is above it (a DSA key without parameters) is tried on the whole path. */
function mayHaveSigned(issuer: Certificate, issued: Certificate, budget: Budget): boolean {
  const key = publicKeyOf(issuer)
  return key === undefined || isVerified(issued, key, budget) === true
}
