/** What can be told of an issuer before its own path is known, so that no path is built through one that cannot hold. */
import { isLegacyScheme } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import { MAXIMUM_NAME_COMPARISONS } from '../limits.ts'
import { publicKeyOf } from '../signed/public-key.ts'
import { authorityFault, criticalExtensionFault, keyFault, validityFault } from './certificate-faults.ts'
import { NameSpace } from './names/constraints.ts'
import { isSelfIssued } from './path-state.ts'
import { profileFault } from './profile.ts'
import { chainedPurposeFault } from './purpose.ts'
import type { Judgement } from './question.ts'

/** Whether an issuer may stand above certificates, the leaf first, on a path that holds; `false` is for certain. */
export type MayStandAbove = (issuer: Certificate, below: readonly Certificate[]) => boolean

/** The same for one question; name constraints are looked at as long as the limit allows. */
export function mayStandAbove(judgement: Judgement): MayStandAbove {
  const sound = new Map<Certificate, boolean>()
  let comparisons = 0
  return (issuer, below) => {
    const isSound = sound.get(issuer) ?? isSoundIssuer(issuer, judgement)
    sound.set(issuer, isSound)
    if (!isSound || isPathUsedUp(issuer, below)) return false
    const { nameConstraints } = issuer.extensions
    if (nameConstraints === undefined) return true
    comparisons += (nameConstraints.permitted.length + nameConstraints.excluded.length) * nameCount(below)
    return comparisons > MAXIMUM_NAME_COMPARISONS || keepsNames(nameConstraints, below)
  }
}

/** What is wrong with it by itself would be found on every path. */
function isSoundIssuer(issuer: Certificate, judgement: Judgement): boolean {
  const { algorithms = {}, purpose } = judgement
  const { scheme } = issuer.signedWith
  const key = publicKeyOf(issuer)
  return (
    scheme !== undefined &&
    (algorithms.legacy === 'accepted' || !isLegacyScheme(scheme)) &&
    // A DSA key may have its parameters from above, so one that does not import yet is left to the whole path.
    (key === undefined || keyFault(issuer, key, algorithms) === undefined) &&
    validityFault(issuer, judgement.at) === undefined &&
    authorityFault(issuer, false) === undefined &&
    criticalExtensionFault(issuer) === undefined &&
    chainedPurposeFault(issuer, purpose) === undefined &&
    profileFault(issuer, judgement, { isIssuer: true, isAnchor: false }) === undefined
  )
}

function isPathUsedUp({ extensions }: Certificate, [, ...issuers]: readonly Certificate[]): boolean {
  const allowed = extensions.basicConstraints?.pathLength
  return allowed !== undefined && issuers.filter((each) => !isSelfIssued(each)).length > allowed
}

function keepsNames(
  constraints: Parameters<NameSpace['narrow']>[0],
  [leaf, ...issuers]: readonly Certificate[],
): boolean {
  const names = new NameSpace()
  names.narrow(constraints)
  const bound = issuers.filter((each) => !isSelfIssued(each))
  return [...(leaf === undefined ? [] : [leaf]), ...bound].every((each) => names.judge(each) === undefined)
}

function nameCount(certificates: readonly Certificate[]): number {
  return certificates.reduce((sum, { extensions }) => sum + 1 + (extensions.subjectAlternativeNames?.length ?? 0), 0)
}
