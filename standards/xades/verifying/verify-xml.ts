import { type Malformed, parseXml, type XmlElement } from '@entrepot/xml'
import { CanonicalWriter } from '../canonical-octets.ts'
import { identifiersOf, idOf } from '../document/identifiers.ts'
import { MAXIMUM_SIGNATURES } from '../limits.ts'
import { judgeXmlSignature, type Judging } from './judge-signature.ts'
import { DoesNotHold, xadesRules } from './refusal.ts'
import type { VerifiedXml, XmlSignatureVerdict, XmlVerification } from './verdict.ts'

/**
 * Verifies every signature in a document (XML Signature 1.1, 3.2; ETSI EN 319 132-1), with the signer's path and time-stamps.
 *
 * @returns what was found, for each signature its first refusal in the order of {@link xadesRules}; or where the document is
 *   malformed.
 * @example
 * const verified = verifyXml(document, { trust: { anchors, revocation, at: receivedAt } })
 * const [signature] = verified.ok && verified.holds ? verified.signatures : []
 * if (signature?.holds) for (const part of signature.signed) use(readSigned(part))
 */
export function verifyXml(source: Uint8Array | string, verification: XmlVerification): VerifiedXml | Malformed {
  const document = parseXml(source)
  if (!document.ok) return document
  const identifiers = identifiersOf(document)
  const { length } = identifiers.signatures
  if (length === 0 || length > MAXIMUM_SIGNATURES) {
    const code = length === 0 ? 'xades/no-signature' : 'xades/too-many-signatures'
    return { ok: true, document, holds: false, refusal: { code, rule: xadesRules[code] }, signatures: [] }
  }
  const judging: Judging = { surroundings: { document, identifiers }, writer: new CanonicalWriter(), verification }
  const signatures = identifiers.signatures.map((element) => verdictOf(element, judging))
  const refused = signatures.find((each) => !each.holds)
  return { ok: true, document, holds: refused === undefined, refusal: refused?.refusal, signatures }
}

function verdictOf(element: XmlElement, judging: Judging): XmlSignatureVerdict {
  try {
    return judgeXmlSignature(element, judging)
  } catch (error) {
    if (!(error instanceof DoesNotHold)) throw error
    return { holds: false, element, id: idOf(element), refusal: error.refusal }
  }
}
