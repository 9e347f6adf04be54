/** Who signed a revocation list, and whether that is somebody who may (RFC 5280 6.3.3 (f), (g)). */
import { isLegacyScheme, type VerificationKey } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import type { RevocationList } from '../crl/revocation-list.ts'
import { sameName } from '../name/compare-name.ts'
import { inheritingKey, publicKeyOf } from '../signed/public-key.ts'
import { maySignLists } from '../signed/signed-by.ts'
import { isVerified } from '../signed/verified.ts'
import { anchorName, certificateOf } from '../validate/anchor.ts'
import { keyFault } from '../validate/certificate-faults.ts'
import type { Placed } from '../validate/judge-path.ts'
import type { RevocationEnvironment } from './environment.ts'

/** A key that may have signed lists, and its certificate, where there is one. */
interface Signer {
  readonly key: VerificationKey | undefined
  readonly certificate: Certificate | undefined
  /** Whether it stands on the path that is judged, and hence is proven already. */
  readonly isOnPath: boolean
}

/**
 * The key that signed a list for the issuer that it names: that of an issuer above the certificate, or one with a path of its
 * own to the same anchor; `undefined` when there is none.
 */
export function signerOf(
  list: RevocationList,
  placed: Placed,
  environment: RevocationEnvironment,
): VerificationKey | undefined {
  const { scheme } = list.signedWith
  const { algorithms = {} } = environment.judgement
  if (scheme === undefined || (isLegacyScheme(scheme) && algorithms.legacy !== 'accepted')) return undefined
  for (const { key, certificate, isOnPath } of signers(list, placed, environment)) {
    if (key === undefined || isVerified(list, key, environment.budget) !== true) continue
    if (certificate !== undefined && !maySignLists(certificate)) continue
    if (isOnPath || certificate === undefined || isProven(certificate, placed, environment)) return key
  }
  return undefined
}

function signers(list: RevocationList, placed: Placed, { sources }: RevocationEnvironment): Signer[] {
  const { anchor, above } = placed
  const isNamed = (certificate: Certificate): boolean => sameName(certificate.subject, list.issuer)
  const onPath: Signer[] = above.filter(isNamed).map((certificate, index) => ({
    key: inheritingKey(certificate.publicKeySpki, above[index + 1]?.publicKeySpki ?? anchor.publicKeySpki).key,
    certificate,
    isOnPath: true,
  }))
  const ofAnchor: Signer[] = sameName(anchorName(anchor), list.issuer)
    ? [{ key: publicKeyOf(anchor), certificate: certificateOf(anchor), isOnPath: true }]
    : []
  const others = [placed.certificate, ...(sources.certificates ?? [])].filter(isNamed)
  return [
    ...onPath,
    ...ofAnchor,
    ...others.map((certificate) => ({ key: publicKeyOf(certificate), certificate, isOnPath: false })),
  ]
}

/**
 * Whether a signer has a path of its own. One that signs the list about itself does so like an authority does with its only key:
 * the certificate that is asked about is the one being proven.
 */
function isProven(signer: Certificate, placed: Placed, environment: RevocationEnvironment): boolean {
  const weak = keyFault(signer, publicKeyOf(signer), environment.judgement.algorithms ?? {})
  if (weak !== undefined) return false
  return signer === placed.certificate || environment.isProven(signer, placed.anchor, placed)
}
