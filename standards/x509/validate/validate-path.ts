import { CertificatePool, findPath as buildPath } from '../build/find-path.ts'
import type { Certificate } from '../certificate/certificate.ts'
import type { Revocation } from '../crl/revocation-list.ts'
import { MAXIMUM_CHAIN_LENGTH, MAXIMUM_REVOCATION_DEPTH, MAXIMUM_SIGNATURE_CHECKS } from '../limits.ts'
import type { RevocationEnvironment } from '../revocation/environment.ts'
import { revocationFault, revocationState } from '../revocation/revocation-fault.ts'
import { inheritingKey, publicKeyOf } from '../signed/public-key.ts'
import type { Budget } from '../signed/verified.ts'
import { type JudgedPath, judgePath, type Placed } from './judge-path.ts'
import { mayStandAbove } from './may-stand-above.ts'
import type { Anchor, Judgement, PathToFind, PathToValidate, RevocationSources, ValidPath } from './question.ts'
import type { ChainRefusal } from './refusal.ts'

/**
 * Validates a path as of a time (RFC 5280 6.1), with revocation (6.3, RFC 6960 3.2) where its sources are given.
 *
 * @returns the path with its policies, or the first refusal: which certificate, and which clause.
 */
export function validatePath({ path, anchor, ...judgement }: PathToValidate): ValidPath | ChainRefusal {
  return judgeWhole(path, anchor, { judgement, budget: newBudget(), others: [] })
}

/**
 * Finds a path from a leaf to one of the anchors, over certificates in any number and order, that validates.
 *
 * @returns the first that does; else the first refusal of a path that reached an anchor; else `x509/unknown-issuer`, or
 * `x509/bad-signature` where the authority that a certificate names is there and did not sign it.
 */
export function findPath({ leaf, certificates, anchors, ...judgement }: PathToFind): ValidPath | ChainRefusal {
  const question = { judgement, budget: newBudget(), others: certificates }
  return buildPath({
    ...{ leaf, anchors, at: judgement.at, budget: question.budget },
    certificates: new CertificatePool(certificates),
    maximumLength: judgement.maximumLength ?? MAXIMUM_CHAIN_LENGTH,
    mayStandAbove: mayStandAbove(judgement),
    judge: (path, anchor) => judgeWhole(path, anchor, question),
  })
}

const newBudget = (): Budget => ({ signatureChecks: MAXIMUM_SIGNATURE_CHECKS })

interface Question {
  readonly judgement: Judgement
  readonly budget: Budget
  /** Certificates that came with the question; who signs lists may be among them. */
  readonly others: readonly Certificate[]
}

function judgeWhole(path: readonly Certificate[], anchor: Anchor, question: Question): ValidPath | ChainRefusal {
  const { revocation } = question.judgement
  const sources = revocation === 'unchecked' ? undefined : withOthers(revocation, question.others)
  const environment = sources && environmentOf(question, sources, { nesting: [], path })
  const verdict = judgeBy(path, anchor, { ...question, environment })
  if (!verdict.ok) return verdict
  const above = path[1]?.publicKeySpki ?? anchor.publicKeySpki
  const leaf = path[0]
  return {
    ok: true,
    publicKey: leaf === undefined ? publicKeyOf(anchor) : inheritingKey(leaf.publicKeySpki, above).key,
    ...{ path, anchor, policies: verdict.policies },
    revocation: environment === undefined ? 'unchecked' : 'checked',
    revokedLater: environment === undefined ? [] : revokedLater(path, anchor, environment),
  }
}

function withOthers(sources: RevocationSources, others: readonly Certificate[]): RevocationSources {
  return others.length === 0 ? sources : { ...sources, certificates: [...(sources.certificates ?? []), ...others] }
}

interface Asked extends Question {
  readonly environment: RevocationEnvironment | undefined
}

function judgeBy(path: readonly Certificate[], anchor: Anchor, asked: Asked): JudgedPath | ChainRefusal {
  const { judgement, budget, environment } = asked
  return judgePath(path, anchor, {
    judgement,
    budget,
    revocationFault: (placed) => (environment === undefined ? undefined : revocationFault(placed, environment)),
  })
}

/** Where a question stands. */
interface Asking {
  /** What was asked for on the way to this question: who signs this list, and the list about that one. */
  readonly nesting: readonly Certificate[]
  readonly path: readonly Certificate[]
}

function environmentOf(question: Question, sources: RevocationSources, asking: Asking): RevocationEnvironment {
  const proven = new Map<Certificate, boolean>()
  return {
    ...question,
    sources,
    states: new Map(),
    isProven: (signer, anchor, asked) => {
      const known = proven.get(signer)
      if (known !== undefined) return known
      const nesting = [...asking.nesting, asked.certificate]
      const answer = proveSigner(signer, anchor, { question, sources, asking: { ...asking, nesting } })
      proven.set(signer, answer)
      return answer
    },
  }
}

/**
 * Whether who signs lists has a path to the same anchor (RFC 5280 6.3.3 (f)), revocation included. A signer that is already being
 * asked for proves nothing, so that no circle is walked.
 */
function proveSigner(
  signer: Certificate,
  anchor: Anchor,
  given: { readonly question: Question; readonly sources: RevocationSources; readonly asking: Asking },
): boolean {
  const { question, sources, asking } = given
  const { nesting } = asking
  if (nesting.length > MAXIMUM_REVOCATION_DEPTH || nesting.includes(signer)) return false
  const { at, algorithms = {}, profile, anchorCertificate = 'judged' } = question.judgement
  const judgement: Judgement = {
    ...{ at, revocation: sources, algorithms, anchorCertificate, purpose: { keyUsage: 'cRLSign' } },
    ...(profile === undefined ? {} : { profile }),
  }
  const asked = { ...question, judgement }
  const verdict = buildPath({
    ...{ leaf: signer, anchors: [anchor], at, budget: question.budget },
    certificates: new CertificatePool([...asking.path, ...(sources.certificates ?? [])]),
    maximumLength: MAXIMUM_CHAIN_LENGTH,
    mayStandAbove: mayStandAbove(judgement),
    judge: (path, top) =>
      judgeBy(path, top, { ...asked, environment: environmentOf(asked, sources, { nesting, path }) }),
  })
  return verdict.ok
}

function revokedLater(path: readonly Certificate[], anchor: Anchor, environment: RevocationEnvironment) {
  return path.flatMap((certificate, index) => {
    const placed: Placed = { certificate, index, above: path.slice(index + 1), anchor }
    const revocation: Revocation | undefined = revocationState(placed, environment).revocation
    return revocation === undefined ? [] : [{ index, revocation }]
  })
}
