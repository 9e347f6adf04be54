import type { TokenTrust } from '@entrepot/time-stamp'
import type { Certificate, PathToFind, ValidPath } from '@entrepot/x509'
import type { XmlDocument, XmlElement } from '@entrepot/xml'
import type { SignedProperties } from './read-properties.ts'
import type { SignedPart } from './references.ts'
import type { XadesRefusal } from './refusal.ts'
import type { JudgedStamp } from './time-stamps.ts'

/**
 * How much a signature is, each level with all of those before it:
 * - `XMLDSig`: XML Signature 1.1 alone: nothing that is signed says which certificate signed
 * - `XAdES`: the certificate is signed along
 * - `B-B`: and the signing time, and the format of every part (ETSI EN 319 132-1 6.3)
 * - `B-T`: and a time-stamp over the signature holds
 */
export type XmlLevel = 'XMLDSig' | 'XAdES' | 'B-B' | 'B-T'

/** Levels, each above those before it. */
export const levels: readonly XmlLevel[] = ['XMLDSig', 'XAdES', 'B-B', 'B-T']

/** By what a signer's path is judged: anchors, revocation and all that `findPath` of x509 takes. */
export interface SignerTrust extends Omit<PathToFind, 'leaf' | 'certificates' | 'at'> {
  /**
   * The time to judge by where no time-stamp proves an earlier one, in milliseconds since 1970 UTC; never the claimed time.
   * Lists and responses that were made until then count, unless `revocation.madeUntil` says otherwise.
   */
  readonly at: number
}

/** How a document is verified. */
export interface XmlVerification {
  /** `'unchecked'` leaves the signer's path to the caller, and the answer has none. */
  readonly trust: SignerTrust | 'unchecked'
  /** By what time-stamps are judged; when it is left out, they are not looked at, and prove nothing. */
  readonly timeStamps?: TokenTrust
  /** The least that every signature has to be. Default: `B-B`. */
  readonly level?: XmlLevel
  /** Certificates that are known besides those in the document. */
  readonly certificates?: readonly Certificate[]
}

interface AnySignature {
  readonly element: XmlElement
  readonly id: string | undefined
}

/** A signature that holds. */
export interface HoldingSignature extends AnySignature {
  readonly holds: true
  readonly level: XmlLevel
  /** What was signed. Callers use this, and nothing else of the document. */
  readonly signed: readonly SignedPart[]
  readonly certificate: Certificate
  /** Certificates that came along; authenticated by nothing. */
  readonly carried: readonly Certificate[]
  /** The signer's path; `undefined` where trust was unchecked. */
  readonly path: ValidPath | undefined
  /** `undefined` for a plain XML signature. */
  readonly properties: SignedProperties | undefined
  /** The earliest time at which a time-stamp proves the signature to have been there, in milliseconds since 1970 UTC. */
  readonly provenTime: number | undefined
  /** Every time-stamp over the signature, also those that do not hold. */
  readonly stamps: readonly JudgedStamp[]
  /** For a counter-signature: the signature whose value it signs. */
  readonly countersigns: XmlElement | undefined
  readonly signatureValue: Uint8Array
}

/** A signature that does not hold, and why. */
export interface RefusedSignature extends AnySignature {
  readonly holds: false
  readonly refusal: XadesRefusal
}

/** A signature that was judged. */
export type XmlSignatureVerdict = HoldingSignature | RefusedSignature

/** What was found of a document. */
export interface VerifiedXml {
  readonly ok: true
  readonly document: XmlDocument
  /** Whether there is a signature and every signature holds. */
  readonly holds: boolean
  /** The first signature's refusal, or that there is none. */
  readonly refusal: XadesRefusal | undefined
  /** In the order of the document, counter-signatures too. */
  readonly signatures: readonly XmlSignatureVerdict[]
}
