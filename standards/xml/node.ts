/** An element with all that stands in it. */
export interface XmlElement {
  readonly is: 'element'
  /** Empty where it has none. */
  readonly prefix: string
  readonly local: string
  /** Namespace URI; empty where it is in none. */
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly declarations: readonly NamespaceDeclaration[]
  readonly children: readonly XmlNode[]
  readonly parent: XmlElement | undefined
  /** Where `<` of its start tag stands in the document's text. */
  readonly start: number
  /** Where `<` of its end tag stands, or `/` of an empty-element tag. */
  readonly contentEnd: number
  /** Behind its last `>`. */
  readonly end: number
}

/** An attribute that declares no namespace. */
export interface XmlAttribute {
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  /** Normalized (XML 1.0, 3.3.3). */
  readonly value: string
}

/** `xmlns:prefix="uri"`; the default namespace has an empty prefix, and taking it back an empty URI. */
export interface NamespaceDeclaration {
  readonly prefix: string
  readonly uri: string
}

/** Character data, references resolved and sections opened; neighbours are one. */
export interface XmlText {
  readonly is: 'text'
  readonly value: string
}
export interface XmlComment {
  readonly is: 'comment'
  readonly value: string
}
export interface XmlInstruction {
  readonly is: 'instruction'
  readonly target: string
  readonly value: string
}

export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction

/** A document that was read. */
export interface XmlDocument {
  readonly ok: true
  readonly root: XmlElement
  /** Comments and instructions before and after the root. */
  readonly before: readonly (XmlComment | XmlInstruction)[]
  readonly after: readonly (XmlComment | XmlInstruction)[]
  /** What was read, with line ends as XML has them. Positions are positions in it. */
  readonly text: string
}

/** The namespace of `xml:lang` and its like (Namespaces in XML 1.0, 3). */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
/** The namespace of declarations, which nothing may be in. */
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

/** The elements directly in an element, of one name where it is given. */
export function childElements(parent: XmlElement, namespace?: string, local?: string): XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement =>
      child.is === 'element' &&
      (local === undefined || (child.local === local && child.namespace === (namespace ?? ''))),
  )
}

/** The one element of that name directly in an element; `undefined` where there is none, or more than one. */
export function onlyChild(parent: XmlElement, namespace: string, local: string): XmlElement | undefined {
  const found = childElements(parent, namespace, local)
  return found.length === 1 ? found[0] : undefined
}

/** The value of an attribute; `undefined` where it is not there. */
export function attributeOf(element: XmlElement, local: string, namespace = ''): string | undefined {
  return element.attributes.find((each) => each.local === local && each.namespace === namespace)?.value
}

/** All text in an element, at any depth. */
export function textOf(element: XmlElement): string {
  let text = ''
  for (const node of descendants(element)) if (node.is === 'text') text += node.value
  return text
}

/** Everything in an element, at any depth, in the order of the document; the element itself is not among it. */
export function* descendants(element: XmlElement): Generator<XmlNode, void> {
  const stack: XmlNode[] = element.children.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node
    if (node.is === 'element') for (let i = node.children.length - 1; i >= 0; i--) push(stack, node.children[i])
  }
}

function push(stack: XmlNode[], node: XmlNode | undefined): void {
  if (node !== undefined) stack.push(node)
}
