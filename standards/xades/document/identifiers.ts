import { isNcName, type XmlDocument, type XmlElement } from '@entrepot/xml'
import { SIGNATURE_NAMESPACE } from '../names.ts'

/** What a document's signatures refer to each other and to the rest by. */
export interface Identifiers {
  /** Elements by identifier; `ambiguous` where more than one has it. */
  readonly byId: ReadonlyMap<string, XmlElement | 'ambiguous'>
  /** Every `ds:Signature`, at any depth, in the order of the document. */
  readonly signatures: readonly XmlElement[]
}

/**
 * Whether an attribute may be an identifier. Without a DTD nothing says so; programs take `Id`, `ID`, `id`, `xml:id` and the
 * `Id` of other namespaces, so all of them are: a second element by any of these names makes a reference ambiguous.
 */
function isIdentifier(local: string): boolean {
  return local.length === 2 && local.toLowerCase() === 'id'
}

/** Finds the identifiers and signatures of a document. */
export function identifiersOf({ root }: XmlDocument): Identifiers {
  const byId = new Map<string, XmlElement | 'ambiguous'>()
  const signatures: XmlElement[] = []
  const stack: XmlElement[] = [root]
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (element.local === 'Signature' && element.namespace === SIGNATURE_NAMESPACE) signatures.push(element)
    for (const { local, value } of element.attributes) {
      if (!isIdentifier(local)) continue
      const known = byId.get(value)
      byId.set(value, known === undefined || known === element ? element : 'ambiguous')
    }
    const { children } = element
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]
      if (child?.is === 'element') stack.push(child)
    }
  }
  return { byId, signatures }
}

/** The identifier that a signature's own elements have (XML Signature 1.1, 4.1). */
export function idOf(element: XmlElement): string | undefined {
  return element.attributes.find(({ local, namespace }) => local === 'Id' && namespace === '')?.value
}

/** What a reference within the document names. */
export interface Target {
  readonly node: XmlDocument | XmlElement
  /** Whether comments are part of it (XML Signature 1.1, 4.4.3.3): only with the XPointer forms. */
  readonly withComments: boolean
}

const WHOLE = '#xpointer(/)'
const BY_ID = /^#xpointer\(id\((['"])([^'"]*)\1\)\)$/u

/** Finds what an URI names: the whole document, or an element by its identifier (XML Signature 1.1, 4.4.3.2). */
export function targetOf(
  uri: string | undefined,
  document: XmlDocument,
  { byId }: Pick<Identifiers, 'byId'>,
): Target | 'external' | 'not-found' | 'ambiguous' {
  if (uri === '') return { node: document, withComments: false }
  if (uri === WHOLE) return { node: document, withComments: true }
  if (uri === undefined || !uri.startsWith('#')) return 'external'
  const [, , pointed] = BY_ID.exec(uri) ?? []
  const id = pointed ?? uri.slice(1)
  if (!isNcName(id)) return 'external'
  const node = byId.get(id)
  if (node === undefined) return 'not-found'
  return node === 'ambiguous' ? node : { node, withComments: pointed !== undefined }
}

/** Whether an element is another or stands in it. */
export function isWithin(element: XmlElement, node: XmlDocument | XmlElement): boolean {
  if ('root' in node) return true
  for (let at: XmlElement | undefined = element; at; at = at.parent) if (at === node) return true
  return false
}
