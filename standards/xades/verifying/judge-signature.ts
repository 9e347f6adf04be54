import { type Certificate, findPath, type ValidPath } from '@entrepot/x509'
import type { XmlDocument, XmlElement } from '@entrepot/xml'
import { type CanonicalWriter, octetsOf } from '../canonical-octets.ts'
import { isWithin } from '../document/identifiers.ts'
import { MAXIMUM_CERTIFICATES_TRIED } from '../limits.ts'
import { COUNTERSIGNED_TYPE, SIGNATURE_NAMESPACE } from '../names.ts'
import { isSignedBy, judgeKey, parseOnce, signedCertificate } from './certificates.ts'
import { countersignedBy, type Qualifying, qualifyingOf, type Surroundings } from './qualifying.ts'
import { type ReadProperties, readProperties, type StatedFormat } from './read-properties.ts'
import { readSignature, type ReadSignature } from './read-signature.ts'
import { type JudgedReference, judgeReference, type SignedPart, signedPart } from './references.ts'
import { DoesNotHold } from './refusal.ts'
import { judgeStamps, type JudgedStamp } from './time-stamps.ts'
import { type HoldingSignature, levels, type XmlLevel, type XmlVerification } from './verdict.ts'

/** What the signatures of one document are judged with. */
export interface Judging {
  readonly surroundings: Surroundings
  readonly writer: CanonicalWriter
  readonly verification: XmlVerification
}

/** A signature that was read, with its properties. */
interface Read {
  readonly signature: ReadSignature
  readonly qualifying: Qualifying | undefined
  readonly stated: ReadProperties | undefined
  readonly carried: readonly Certificate[]
}

/**
 * Judges one signature. The signature itself is judged before what it refers to, so that nothing is followed that nobody
 * signed.
 */
export function judgeXmlSignature(element: XmlElement, judging: Judging): HoldingSignature {
  const signature = readSignature(element)
  const qualifying = qualifyingOf(signature, judging.surroundings)
  const stated = qualifying && readProperties(qualifying.signedProperties)
  const carried = signature.certificates.flatMap((text) => parseOnce(text) ?? [])
  const read: Read = { signature, qualifying, stated, carried }
  const certificate = judgeValue(read, judging)
  const judged = signature.references.map((reference) => judgeReference(reference, element, judging))
  const countersigns = judgeCountersigned(element, judged)
  const signed = partsOf(read, judged, judging)
  const stamps = stampsOf(read, judging)
  const times = stamps.flatMap((stamp) => (stamp.ok ? [stamp.time] : []))
  const provenTime = times.length === 0 ? undefined : Math.min(...times)
  const level = judgeLevel(levelOf(read, signed, provenTime), stamps, judging.verification)
  const path = judgePath(certificate, read, { verification: judging.verification, provenTime })
  return {
    ...{ holds: true, element, id: signature.id, level, signed, certificate, carried, path },
    ...{ properties: stated?.properties, provenTime, stamps, countersigns, signatureValue: signature.value.octets },
  }
}

/** Judges that the signature is of the certificate that was signed along; of a plain signature, of one that came along. */
function judgeValue({ signature, stated, carried }: Read, { writer, verification }: Judging): Certificate {
  const atHand = [...carried, ...(verification.certificates ?? [])]
  if (stated !== undefined && stated.certificate === undefined) throw new DoesNotHold('xades/no-signing-certificate')
  if (atHand.length === 0) throw new DoesNotHold('xades/no-certificate')
  const candidates = stated?.certificate === undefined ? atHand : [signedCertificate(stated.certificate, atHand)]
  const canonical = writer.write(signature.signedInfo, signature.form)
  if (canonical === undefined) throw new DoesNotHold('xades/not-canonical')
  const signed = { scheme: signature.scheme, message: octetsOf(canonical), signature: signature.value.octets }
  const signer = candidates.slice(0, MAXIMUM_CERTIFICATES_TRIED).find((each) => isSignedBy(each, signed))
  if (signer === undefined) throw new DoesNotHold('xades/bad-signature')
  judgeKey(signer)
  return signer
}

/** A counter-signature signs the value of the signature that it stands in, and what says that it is one is one. */
function judgeCountersigned(element: XmlElement, judged: readonly JudgedReference[]): XmlElement | undefined {
  const countersigned = countersignedBy(element)
  const values = judged.filter(({ node }) => isSignatureValue(node))
  const claimed = judged.filter(({ reference }) => reference.type === COUNTERSIGNED_TYPE)
  const isOfIt = values.some(({ node }) => 'parent' in node && node.parent === countersigned)
  if ((countersigned !== undefined && !isOfIt) || claimed.some((each) => !values.includes(each)))
    throw new DoesNotHold('xades/countersigned')
  return countersigned
}

function isSignatureValue(node: XmlDocument | XmlElement): boolean {
  return 'local' in node && node.local === 'SignatureValue' && node.namespace === SIGNATURE_NAMESPACE
}

/** What is signed besides the signature's own properties, each with its format. */
function partsOf({ signature, qualifying, stated }: Read, judged: readonly JudgedReference[], judging: Judging) {
  const formats = stated?.properties.formats ?? []
  const parts = judged.filter(({ node }) => !isOwn(node, signature, qualifying))
  if (parts.length === 0) throw new DoesNotHold('xades/nothing-signed')
  judgeFormats(formats, signature)
  return parts.map((each) => signedPart(each, judging.surroundings, formats))
}

/** The properties, and whatever else of the signature is none of its objects. */
function isOwn(
  node: XmlDocument | XmlElement,
  { element, objects }: ReadSignature,
  qualifying: Qualifying | undefined,
) {
  if ('root' in node || !isWithin(node, element)) return false
  if (qualifying !== undefined && isWithin(node, qualifying.element)) return true
  return !objects.some((object) => isWithin(node, object) && object !== qualifying?.element.parent)
}

function judgeFormats(formats: readonly StatedFormat[], { references }: ReadSignature): void {
  const stated = formats.map(({ reference }) => reference)
  const known = new Set(references.flatMap(({ id }) => (id === undefined ? [] : [`#${id}`])))
  if (new Set(stated).size < stated.length || stated.some((each) => !known.has(each)))
    throw new DoesNotHold('xades/data-object-format')
}

function stampsOf({ signature, qualifying, carried }: Read, { writer, verification }: Judging): JudgedStamp[] {
  const { timeStamps: trust, certificates = [] } = verification
  if (trust === undefined) return []
  const judging = { trust, certificates: [...certificates, ...carried], writer }
  return judgeStamps(qualifying?.unsignedProperties, signature.value.element, judging)
}

function levelOf({ stated }: Read, signed: readonly SignedPart[], provenTime: number | undefined): XmlLevel {
  if (stated === undefined) return 'XMLDSig'
  const isDescribed = signed.every(({ format, type }) => format?.mimeType !== undefined || type === COUNTERSIGNED_TYPE)
  if (stated.properties.signingTime === undefined || !isDescribed) return 'XAdES'
  return provenTime === undefined ? 'B-B' : 'B-T'
}

function judgeLevel(level: XmlLevel, stamps: readonly JudgedStamp[], { level: least = 'B-B' }: XmlVerification) {
  if (levels.indexOf(level) >= levels.indexOf(least)) return level
  const [stamp] = stamps
  if (level === 'B-B' && stamp?.ok === false) throw new DoesNotHold('xades/time-stamp', { stamp })
  throw new DoesNotHold('xades/level', { about: level })
}

/** The path as of the earliest time at which the signature is known to have been there. */
function judgePath(
  leaf: Certificate,
  { carried }: Read,
  given: { readonly verification: XmlVerification; readonly provenTime: number | undefined },
): ValidPath | undefined {
  const { trust, certificates = [] } = given.verification
  if (trust === 'unchecked') return undefined
  const at = Math.min(trust.at, given.provenTime ?? trust.at)
  const { revocation: sources } = trust
  // What is known by now of the time that is judged by counts.
  const revocation = sources === 'unchecked' ? sources : { madeUntil: trust.at, ...sources }
  const path = findPath({ ...trust, revocation, at, leaf, certificates: [...certificates, ...carried] })
  if (!path.ok) throw new DoesNotHold('xades/chain', { chain: path })
  return path
}
