import { MAX_CANONICAL_CHARACTERS } from './limits.ts'
import {
  type NamespaceDeclaration,
  XML_NAMESPACE,
  type XmlAttribute,
  type XmlComment,
  type XmlDocument,
  type XmlElement,
  type XmlInstruction,
} from './node.ts'

/** How XML is written in the one form that is signed. */
export interface Canonicalization {
  /**
   * - `inclusive`: Canonical XML 1.0
   * - `inclusive-1.1`: Canonical XML 1.1
   * - `exclusive`: Exclusive XML Canonicalization 1.0
   */
  readonly method: 'inclusive' | 'inclusive-1.1' | 'exclusive'
  readonly withComments?: boolean
  /** Prefixes that the exclusive form treats as the inclusive one does; the default namespace is the empty prefix. */
  readonly inclusivePrefixes?: readonly string[]
  /** An element that is left out with all that is in it: the signature itself, where it stands in what it signs. */
  readonly omit?: XmlElement
  /**
   * Nothing much longer is written: a form that declares namespaces again and again can be far longer than the document.
   * At most `MAX_CANONICAL_CHARACTERS`, the default.
   */
  readonly maximumCharacters?: number
}

/**
 * Writes a document, or an element with all that stands in it, in canonical form.
 *
 * Subsets are whole subtrees. Canonical XML 1.1 would join `xml:base` of the ancestors that are left out; where one has it,
 * nothing is written: no message here uses it.
 *
 * @returns the text, to be encoded as UTF-8; `undefined` for `xml:base` above an element under Canonical XML 1.1, and
 *   for relative namespace names, which no canonical form may be of, and for more than `maximumCharacters`.
 */
export function canonicalize(what: XmlDocument | XmlElement, form: Canonicalization): string | undefined {
  const writer = new CanonicalWriter(form)
  if ('root' in what) return writer.document(what)
  const apex = form.method === 'exclusive' ? [] : inherited(what)
  if (form.method === 'inclusive-1.1' && apex.some(({ local }) => local === 'base')) return undefined
  return writer.subtree(what, form.method === 'inclusive-1.1' ? apex.filter(({ local }) => local !== 'id') : apex)
}

const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/u

/** What a prefix stood for before an element changed it. */
type Undo = readonly (readonly [prefix: string, uri: string | undefined])[]
const NOTHING: Undo = []

/** A declaration that is written, and what the prefix stood for in the output before. */
interface Needed extends NamespaceDeclaration {
  readonly before: string | undefined
}
const NONE_NEEDED: readonly Needed[] = []

class CanonicalWriter {
  readonly #form: Canonicalization
  readonly #isExclusive: boolean
  readonly #inclusive: ReadonlySet<string>
  readonly #maximum: number
  #out = ''
  /** No canonical form: a namespace's name is relative, or there is too much to be written. */
  #isRefused = false
  /** Namespaces by prefix as they are declared where the writer is. */
  readonly #declared = new Map<string, string>()
  /** Namespaces by prefix as the output has them declared; a default namespace that was taken back is empty. */
  readonly #rendered = new Map<string, string>()

  constructor(form: Canonicalization) {
    this.#form = form
    this.#isExclusive = form.method === 'exclusive'
    this.#inclusive = new Set(form.inclusivePrefixes)
    this.#maximum = Math.min(form.maximumCharacters ?? MAX_CANONICAL_CHARACTERS, MAX_CANONICAL_CHARACTERS)
  }

  document({ before, root, after }: XmlDocument): string | undefined {
    for (const node of before) this.#around(node, '', '\n')
    this.#element(root, [], true)
    for (const node of after) this.#around(node, '\n', '')
    return this.#text()
  }

  /** @param apex attributes that the element takes over from ancestors that are left out */
  subtree(element: XmlElement, apex: readonly XmlAttribute[]): string | undefined {
    const ancestors: XmlElement[] = []
    for (let at = element.parent; at; at = at.parent) ancestors.push(at)
    for (const { declarations } of ancestors.reverse())
      for (const { prefix, uri } of declarations) this.#declared.set(prefix, uri)
    this.#element(element, apex, true)
    return this.#text()
  }

  #text(): string | undefined {
    return this.#isRefused ? undefined : this.#out
  }

  /** Calls itself as deep as elements stand in one another, which the reader bounds (`MAX_DEPTH`). */
  #element(element: XmlElement, apex: readonly XmlAttribute[], isApex: boolean): void {
    if (element === this.#form.omit) return
    if (!this.#hasRoom()) return
    const { prefix, local, declarations, children } = element
    const undoDeclared = declarations.length === 0 ? NOTHING : declare(this.#declared, declarations)
    const name = prefix === '' ? local : `${prefix}:${local}`
    const needed = this.#needed(element, isApex)
    this.#out += `<${name}`
    for (const each of needed) this.#namespace(each)
    const attributes = apex.length === 0 ? element.attributes : withApex(element, apex)
    for (const attribute of attributes.length < 2 ? attributes : attributes.toSorted(byNamespaceAndName))
      if (this.#hasRoom()) this.#out += ` ${nameOf(attribute)}="${escapeAttribute(attribute.value)}"`
    this.#out += '>'
    for (const child of children) {
      if (!this.#hasRoom()) return
      if (child.is === 'text') this.#out += escapeText(child.value)
      else if (child.is === 'element') this.#element(child, [], false)
      else this.#leaf(child)
    }
    this.#out += `</${name}>`
    if (undoDeclared !== NOTHING) undo(this.#declared, undoDeclared)
    for (const each of needed) put(this.#rendered, each.prefix, each.before)
  }

  #hasRoom(): boolean {
    if (this.#out.length > this.#maximum) this.#isRefused = true
    return !this.#isRefused
  }

  #namespace({ prefix, uri }: NamespaceDeclaration): void {
    if (!this.#hasRoom()) return
    if (uri !== '' && !ABSOLUTE.test(uri)) this.#isRefused = true
    this.#out += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`
  }

  /** The declarations that an element needs and that no output ancestor has made, sorted by prefix; from here on they are rendered. */
  #needed(element: XmlElement, isApex: boolean): readonly Needed[] {
    const { prefix, attributes, declarations } = element
    let needed: Needed[] | undefined
    const need = (wanted: string): void => {
      const uri = this.#declared.get(wanted) ?? ''
      const before = this.#rendered.get(wanted)
      if (wanted === 'xml' || (before ?? '') === uri) return
      needed ??= []
      needed.push({ prefix: wanted, uri, before })
      this.#rendered.set(wanted, uri)
    }
    if (this.#isExclusive) {
      // Exclusive XML Canonicalization 1.0, 1.1: prefixes that are visibly used, in the element's own name and its attributes'.
      need(prefix)
      for (const attribute of attributes) if (attribute.prefix !== '') need(attribute.prefix)
      if (this.#inclusive.size > 0) this.#needListed(declarations, isApex, need)
    } else if (isApex) for (const declared of this.#declared.keys()) need(declared)
    else for (const declaration of declarations) need(declaration.prefix)
    if (needed === undefined) return NONE_NEEDED
    return needed.length < 2 ? needed : needed.sort((a, b) => byCodePoint(a.prefix, b.prefix))
  }

  /** Prefixes that are listed are treated as the inclusive form treats all. */
  #needListed(declarations: readonly NamespaceDeclaration[], isApex: boolean, need: (prefix: string) => void): void {
    if (isApex) {
      for (const listed of this.#inclusive) if (this.#declared.has(listed)) need(listed)
    } else for (const { prefix } of declarations) if (this.#inclusive.has(prefix)) need(prefix)
  }

  #around(node: XmlComment | XmlInstruction, before: string, after: string): void {
    if (node.is === 'comment' && this.#form.withComments !== true) return
    this.#out += before
    this.#leaf(node)
    this.#out += after
  }

  #leaf(node: XmlComment | XmlInstruction): void {
    if (node.is === 'instruction') this.#out += `<?${node.target}${node.value === '' ? '' : ` ${node.value}`}?>`
    else if (this.#form.withComments === true) this.#out += `<!--${node.value}-->`
  }
}

function declare(into: Map<string, string>, declarations: readonly NamespaceDeclaration[]): Undo {
  const before: (readonly [string, string | undefined])[] = []
  for (const { prefix, uri } of declarations) {
    before.push([prefix, into.get(prefix)])
    into.set(prefix, uri)
  }
  return before
}

function undo(into: Map<string, string>, before: Undo): void {
  for (const [prefix, uri] of before) put(into, prefix, uri)
}

function put(into: Map<string, string>, prefix: string, uri: string | undefined): void {
  if (uri === undefined) into.delete(prefix)
  else into.set(prefix, uri)
}

const nameOf = ({ prefix, local }: { readonly prefix: string; readonly local: string }): string =>
  prefix === '' ? local : `${prefix}:${local}`

function withApex({ attributes }: XmlElement, apex: readonly XmlAttribute[]): readonly XmlAttribute[] {
  const isOwn = (inheritedOne: XmlAttribute): boolean =>
    attributes.some(({ namespace, local }) => namespace === inheritedOne.namespace && local === inheritedOne.local)
  return [...attributes, ...apex.filter((each) => !isOwn(each))]
}

/** Attributes by namespace, then name (Canonical XML 1.0, 2.2); those without a namespace come first. */
const byNamespaceAndName = (a: XmlAttribute, b: XmlAttribute): number =>
  byCodePoint(a.namespace, b.namespace) || byCodePoint(a.local, b.local)

/** `xml:` attributes of ancestors that are left out (Canonical XML 1.0, 2.4); the nearest one stands. */
function inherited(element: XmlElement): XmlAttribute[] {
  const found = new Map<string, XmlAttribute>()
  for (let at = element.parent; at; at = at.parent)
    for (const attribute of at.attributes)
      if (attribute.namespace === XML_NAMESPACE && !found.has(attribute.local)) found.set(attribute.local, attribute)
  return [...found.values()]
}

function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const order = inOrder(a.charCodeAt(at)) - inOrder(b.charCodeAt(at))
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** UTF-16 units sort surrogates before U+E000 and above, code points do not. */
const inOrder = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '"': '&quot;' },
  ...{ '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' },
}

/** Character data as canonical XML writes it. */
export const escapeText = (text: string): string =>
  /[&<>\r]/u.test(text) ? text.replaceAll(/[&<>\r]/gu, (each) => TEXT_ESCAPES[each] ?? each) : text

/** An attribute's value as canonical XML writes it, to stand between double quotes. */
export const escapeAttribute = (text: string): string =>
  /[&<"\t\n\r]/u.test(text) ? text.replaceAll(/[&<"\t\n\r]/gu, (each) => ATTRIBUTE_ESCAPES[each] ?? each) : text
