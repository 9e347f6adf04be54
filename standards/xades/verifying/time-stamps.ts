import type { Malformed as DerMalformed } from '@entrepot/asn1'
import {
  imprintOf,
  type TimeStamp,
  type TimeStampRefusal,
  type TokenTrust,
  verifyTimeStampToken,
} from '@entrepot/time-stamp'
import type { Certificate } from '@entrepot/x509'
import { attributeOf, type XmlElement } from '@entrepot/xml'
import { type CanonicalForm, canonicalOfUri } from '../algorithms.ts'
import { type CanonicalWriter, octetsOf } from '../canonical-octets.ts'
import { MAXIMUM_TIME_STAMPS } from '../limits.ts'
import { SIGNATURE_NAMESPACE, XADES_NAMESPACE } from '../names.ts'
import { DoesNotHold } from './refusal.ts'
import { algorithmOf, base64Of, Children } from './structure.ts'

/** A time-stamp over a signature: one that holds, or why it does not. */
export type JudgedStamp = TimeStamp | RefusedStamp

/** A time-stamp that does not hold. */
export type RefusedStamp = TimeStampRefusal | DerMalformed | UnreadStamp

/** A time-stamp whose property is not of its form. */
export interface UnreadStamp {
  readonly ok: false
  readonly code: string
  readonly rule: string
}

/** What time-stamps are judged by. */
export interface StampJudging {
  readonly trust: TokenTrust
  readonly certificates: readonly Certificate[]
  readonly writer: CanonicalWriter
}

/**
 * Judges every time-stamp over a signature value (ETSI EN 319 132-1 5.3), in the order in which they stand. Where there are more
 * than `MAXIMUM_TIME_STAMPS` properties of them, the last that is told says so.
 */
export function judgeStamps(
  unsignedProperties: XmlElement | undefined,
  signatureValue: XmlElement,
  judging: StampJudging,
): JudgedStamp[] {
  return stampsIn(unsignedProperties).flatMap((property, index) => {
    try {
      if (index === MAXIMUM_TIME_STAMPS) throw new DoesNotHold('xades/limit')
      return index < MAXIMUM_TIME_STAMPS ? judgeStamp(property, signatureValue, judging) : []
    } catch (error) {
      if (!(error instanceof DoesNotHold)) throw error
      return [{ ok: false, code: error.refusal.code, rule: error.refusal.rule }]
    }
  })
}

function stampsIn(unsignedProperties: XmlElement | undefined): XmlElement[] {
  return elementsOf(unsignedProperties, 'UnsignedSignatureProperties').flatMap((each) =>
    elementsOf(each, 'SignatureTimeStamp'),
  )
}

function elementsOf(parent: XmlElement | undefined, local: string): XmlElement[] {
  const children = parent?.children.filter((child) => child.is === 'element') ?? []
  return children.filter((child) => child.local === local && child.namespace === XADES_NAMESPACE)
}

const STRUCTURE = 'xades/properties-structure'

/** The form that is meant where none is named (ETSI EN 319 132-1 4.5). */
const USUAL_FORM: CanonicalForm = { method: 'inclusive' }

/** The implicit mechanism (ETSI EN 319 132-1 5.1.4.4.1): what is stamped is the signature value, nothing that it includes. */
function judgeStamp(property: XmlElement, signatureValue: XmlElement, judging: StampJudging): JudgedStamp[] {
  const children = new Children(property, STRUCTURE)
  const method = children.optional(SIGNATURE_NAMESPACE, 'CanonicalizationMethod')
  const tokens = children.list(XADES_NAMESPACE, 'EncapsulatedTimeStamp', MAXIMUM_TIME_STAMPS)
  children.close()
  if (tokens.length === 0) throw new DoesNotHold(STRUCTURE)
  const form = method === undefined ? USUAL_FORM : canonicalOfUri(algorithmOf(method, STRUCTURE))
  if (form === undefined) throw new DoesNotHold('xades/unsupported-algorithm')
  if (method !== undefined) new Children(method, STRUCTURE).close()
  const canonical = judging.writer.write(signatureValue, form)
  if (canonical === undefined) throw new DoesNotHold('xades/not-canonical')
  const octets = octetsOf(canonical)
  const { trust, certificates } = judging
  return tokens.map((token) =>
    verifyTimeStampToken(tokenIn(token), { imprint: (hash) => imprintOf(octets, hash), trust, certificates }),
  )
}

/** EncapsulatedPKIDataType (ETSI EN 319 132-1 5.1.3): DER, which needs no name, or BER. */
const encodings = ['http://uri.etsi.org/01903/v1.2.2#DER', 'http://uri.etsi.org/01903/v1.2.2#BER']

function tokenIn(element: XmlElement): Uint8Array {
  const encoding = attributeOf(element, 'Encoding')
  if (encoding !== undefined && !encodings.includes(encoding)) throw new DoesNotHold(STRUCTURE)
  return base64Of(element, STRUCTURE)
}
