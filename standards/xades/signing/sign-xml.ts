import { childElements, isNcName, type Malformed, type XmlDocument, type XmlElement } from '@entrepot/xml'
import type { CanonicalForm } from '../algorithms.ts'
import { CanonicalWriter } from '../canonical-octets.ts'
import { isCovered } from '../document/covering.ts'
import { type Identifiers, identifiersOf, isWithin, targetOf } from '../document/identifiers.ts'
import { appendInside, rawPosition, readSource, type Source } from '../document/source.ts'
import { MAXIMUM_SIGNATURES } from '../limits.ts'
import { formOf, type MadeSignature, makeSignature, type ReferenceToWrite, type XmlSigner } from './make-signature.ts'
import type { DataFormat } from './properties-to-sign.ts'
import { NotSigned, type SigningRefusal } from './refusal.ts'

/** A part of a document that is signed. */
export interface PartToSign {
  /** The identifier of an element; the whole document, when it is left out. */
  readonly id?: string
  /** Default: the signer's. With comments, these are signed too, and the reference has its XPointer form. */
  readonly canonicalization?: CanonicalForm
  readonly format?: DataFormat
}

/** How a document is signed. */
export interface XmlSigning extends XmlSigner {
  /** Default: the whole document. */
  readonly parts?: readonly PartToSign[]
  /** The element whose last child the signature becomes; default: the root. */
  readonly place?: (document: XmlDocument) => XmlElement | undefined
}

/** A document that was signed. */
export interface SignedXml {
  readonly ok: true
  /** As it was, octet for octet, with the signature in it. */
  readonly document: Uint8Array
  /** The signature's identifier. */
  readonly id: string
  /** What is to be stamped for XAdES-B-T: see `stampXml`. */
  readonly timeStampInput: Uint8Array
}

/**
 * Signs parts of a document, or all of it, by XAdES-B-B (ETSI EN 319 132-1 6), and puts the signature into it.
 *
 * A part in which the signature will stand is enveloped (the transform is written), one in which it will not is detached; both
 * are told apart by themselves. What the signer himself decides wrongly (a certificate of another key, a scheme without a
 * name in XML) is asserted.
 *
 * @returns the document; or the first refusal in the order of {@link signingRules}; or where the document is malformed.
 * @example signXml(invoice, { key, certificate, chain: [issuing], signingTime })
 */
export function signXml(document: Uint8Array | string, signing: XmlSigning): SignedXml | SigningRefusal | Malformed {
  return signedOf(document, (source, identifiers) => {
    const { parts = [{}], place = ({ root }: XmlDocument) => root } = signing
    const parent = place(source.document)
    if (parent === undefined || rootOf(parent) !== source.document.root) throw new NotSigned('xades/no-place')
    if (isCovered(parent, source.document, identifiers)) throw new NotSigned('xades/breaks-a-signature')
    const writer = new CanonicalWriter()
    const references = parts.map((part) => referenceTo(part, { signing, source, identifiers, parent, writer }))
    const id = freeId(signing.id, identifiers)
    const made = makeSignature({ signer: signing, id, parent, references, object: '', writer })
    return 'ok' in made ? made : signedXml(appendInside(source, parent, made.text), id, made)
  })
}

/** What the identifier of an enveloping signature's object ends in. */
const OBJECT_SUFFIX = '-object'

/**
 * Makes a signature that envelops a document: a new document, whose root is the signature (XML Signature 1.1, 2.1 "enveloping").
 * The root comes into it as it stands; what stands around the root is left out.
 */
export function signXmlEnveloping(
  document: Uint8Array | string,
  signing: XmlSigner & { readonly format?: DataFormat },
): SignedXml | SigningRefusal | Malformed {
  return signedOf(document, (source, identifiers) => {
    const { root } = source.document
    const id = freeId(signing.id, identifiers)
    const objectId = `${id}${OBJECT_SUFFIX}`
    const payload = source.raw.slice(rawPosition(source, root.start), rawPosition(source, root.end))
    const writer = new CanonicalWriter()
    const form = formOf(signing)
    const reference: ReferenceToWrite = {
      ...{ uri: uriOf(objectId, form), isEnveloped: false, form, digest: signing.digest ?? 'SHA-256' },
      format: signing.format ?? {},
      canonical: (shell) => {
        const [object] = childElements(shell)
        return object && writer.write(object, form)
      },
    }
    const object = `<ds:Object Id="${objectId}">${payload}</ds:Object>`
    const made = makeSignature({
      ...{ signer: signing, id, parent: undefined, references: [reference], object, writer },
    })
    return 'ok' in made ? made : signedXml(new TextEncoder().encode(made.text), id, made)
  })
}

function signedXml(document: Uint8Array, id: string, { timeStampInput }: MadeSignature): SignedXml {
  return { ok: true, document, id, timeStampInput }
}

type Work<Value> = (source: Source, identifiers: Identifiers) => Value

/** Reads a document and does something with it that may be refused. */
export function signedOf<Value>(document: Uint8Array | string, work: Work<Value>): Value | SigningRefusal | Malformed {
  const source = readSource(document)
  if (!source.ok) return source
  try {
    return work(source, identifiersOf(source.document))
  } catch (error) {
    if (error instanceof NotSigned) return error.refusal
    throw error
  }
}

/** An identifier for one more signature, that nothing in the document has, nor begins with. */
export function freeId(wanted: string | undefined, { byId, signatures }: Identifiers): string {
  if (signatures.length >= MAXIMUM_SIGNATURES) throw new NotSigned('xades/too-many-signatures')
  if (wanted === undefined) return `signature-${numbersTaken(byId.keys()) + 1}`
  if (!isNcName(wanted)) throw new Error('xades: the identifier of a signature is an NCName')
  for (const known of byId.keys())
    if (known === wanted || known.startsWith(`${wanted}-`)) throw new NotSigned('xades/id-taken')
  return wanted
}

const NUMBERED = /^signature-(\d{1,9})(?:-|$)/u

/** The highest number that an identifier of this form has. */
function numbersTaken(identifiers: Iterable<string>): number {
  let highest = 0
  for (const each of identifiers) highest = Math.max(highest, Number(NUMBERED.exec(each)?.[1] ?? 0))
  return highest
}

function rootOf(element: XmlElement): XmlElement {
  let at = element
  while (at.parent !== undefined) at = at.parent
  return at
}

interface Around {
  readonly signing: XmlSigner
  readonly source: Source
  readonly identifiers: Identifiers
  readonly parent: XmlElement
  readonly writer: CanonicalWriter
}

function referenceTo(part: PartToSign, around: Around): ReferenceToWrite {
  const { signing, source, identifiers, parent, writer } = around
  const form = part.canonicalization ?? formOf(signing)
  const uri = uriOf(part.id, form)
  const target = targetOf(uri, source.document, identifiers)
  if (target === 'ambiguous') throw new NotSigned('xades/ambiguous-element')
  if (typeof target === 'string') throw new NotSigned('xades/no-such-element')
  return {
    ...{ uri, isEnveloped: isWithin(parent, target.node), form, digest: signing.digest ?? 'SHA-256' },
    format: part.format ?? {},
    canonical: () => writer.write(target.node, form),
  }
}

/** Comments are part of what a reference names in its XPointer forms alone (XML Signature 1.1, 4.4.3.3). */
function uriOf(id: string | undefined, { withComments = false }: CanonicalForm): string {
  if (withComments) return id === undefined ? '#xpointer(/)' : `#xpointer(id('${id}'))`
  return id === undefined ? '' : `#${id}`
}
