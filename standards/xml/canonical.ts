import { inScope } from './in-scope.ts'
import {
  type NamespaceDeclaration,
  XML_NAMESPACE,
  type XmlAttribute,
  type XmlComment,
  type XmlDocument,
  type XmlElement,
  type XmlInstruction,
  type XmlNode,
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
  /** Nothing longer is written: a form that declares namespaces again and again can be far longer than the document. */
  readonly maximumCharacters?: number
}

/**
 * Writes a document, or an element with all that stands in it, in canonical form.
 *
 * Subsets are whole subtrees. Canonical XML 1.1 would join `xml:base` of the ancestors that are left out; where one has it,
 * nothing is written: no message here uses it.
 *
 * @returns the text, to be encoded as UTF-8; `undefined` for `xml:base` above an element under Canonical XML 1.1, and
 *   for relative namespace names, which no canonical form may be of.
 */
export function canonicalize(what: XmlDocument | XmlElement, form: Canonicalization): string | undefined {
  const writing: Writing = { form, inclusive: new Set(form.inclusivePrefixes), out: [], hasRelative: false }
  if ('root' in what) {
    for (const node of what.before) writeAround(node, writing, '', '\n')
    writeElement(what.root, writing, { rendered: NOTHING_RENDERED, apex: [] })
    for (const node of what.after) writeAround(node, writing, '\n', '')
    return textOf(writing)
  }
  const apex = form.method === 'exclusive' ? [] : inherited(what)
  if (form.method === 'inclusive-1.1' && apex.some(({ local }) => local === 'base')) return undefined
  const kept = form.method === 'inclusive-1.1' ? apex.filter(({ local }) => local !== 'id') : apex
  writeElement(what, writing, { rendered: NOTHING_RENDERED, apex: kept })
  return textOf(writing)
}

const textOf = ({ out, hasRelative }: Writing): string | undefined => (hasRelative ? undefined : out.join(''))

const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/u

interface Writing {
  readonly form: Canonicalization
  readonly inclusive: ReadonlySet<string>
  readonly out: string[]
  /** A namespace's name is relative: canonical XML refuses that. */
  hasRelative: boolean
}

/** What stands around an element in the output. */
interface Around {
  readonly rendered: Rendered
  /** Attributes that the first element takes over from ancestors that are left out. */
  readonly apex: readonly XmlAttribute[]
}

/** Namespaces that output ancestors declared, by prefix; a chain, so that a deep document is not copied at each step. */
interface Rendered {
  readonly own: ReadonlyMap<string, string>
  readonly outer?: Rendered
}

const NOTHING_RENDERED: Rendered = { own: new Map() }

function renderedAs(rendered: Rendered, prefix: string): string {
  for (let at: Rendered | undefined = rendered; at; at = at.outer) {
    const uri = at.own.get(prefix)
    if (uri !== undefined) return uri
  }
  return ''
}

type Step = { readonly node: XmlNode; readonly rendered: Rendered } | { readonly close: string }

/** Writes without recursion, children pushed in reverse. */
function writeElement(first: XmlElement, writing: Writing, around: Around): void {
  const { form, out } = writing
  if (first === form.omit) return
  const stack: Step[] = []
  open(first, writing, { ...around, stack, isApex: true })
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if ('close' in step) {
      out.push(step.close)
      continue
    }
    const { node, rendered } = step
    if (node.is !== 'element') writeLeaf(node, writing)
    else if (node !== form.omit) open(node, writing, { rendered, apex: [], stack, isApex: false })
  }
}

function open(
  element: XmlElement,
  writing: Writing,
  { rendered, apex, stack, isApex }: Around & { readonly stack: Step[]; readonly isApex: boolean },
): void {
  const { out } = writing
  const name = nameOf(element)
  const declared = declarationsFor(element, writing, { rendered, isApex })
  out.push('<', name)
  for (const { prefix, uri } of declared) {
    if (uri !== '' && !ABSOLUTE.test(uri)) writing.hasRelative = true
    out.push(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`, escapeAttribute(uri), '"')
  }
  for (const attribute of attributesOf(element, apex))
    out.push(' ', nameOf(attribute), '="', escapeAttribute(attribute.value), '"')
  out.push('>')
  const own = new Map(declared.map(({ prefix, uri }) => [prefix, uri]))
  const inside = own.size === 0 ? rendered : { own, outer: rendered }
  stack.push({ close: `</${name}>` })
  for (let i = element.children.length - 1; i >= 0; i--) {
    const node = element.children[i]
    if (node) stack.push({ node, rendered: inside })
  }
}

const nameOf = ({ prefix, local }: { readonly prefix: string; readonly local: string }): string =>
  prefix === '' ? local : `${prefix}:${local}`

/** The declarations that an element needs and that no output ancestor has made, sorted by prefix. */
function declarationsFor(
  element: XmlElement,
  { form, inclusive }: Writing,
  { rendered, isApex }: { readonly rendered: Rendered; readonly isApex: boolean },
): NamespaceDeclaration[] {
  const wanted = new Map<string, string>()
  if (form.method === 'exclusive') {
    for (const prefix of visiblyUsed(element)) wanted.set(prefix, inScope(element, prefix) ?? '')
    for (const prefix of inclusive) {
      const uri = isApex ? inScope(element, prefix) : element.declarations.find((each) => each.prefix === prefix)?.uri
      if (uri !== undefined) wanted.set(prefix, uri)
    }
  } else if (isApex)
    for (let at: XmlElement | undefined = element; at; at = at.parent)
      for (const { prefix, uri } of at.declarations) if (!wanted.has(prefix)) wanted.set(prefix, uri)
  if (form.method !== 'exclusive') for (const { prefix, uri } of element.declarations) wanted.set(prefix, uri)
  wanted.delete('xml')
  return [...wanted]
    .filter(([prefix, uri]) => renderedAs(rendered, prefix) !== uri)
    .map(([prefix, uri]) => ({ prefix, uri }))
    .sort((a, b) => byCodePoint(a.prefix, b.prefix))
}

/** Exclusive XML Canonicalization 1.0, 1.1: prefixes of the element's own name and of its attributes'. */
function visiblyUsed({ prefix, attributes }: XmlElement): Set<string> {
  const used = new Set([prefix])
  for (const attribute of attributes) if (attribute.prefix !== '') used.add(attribute.prefix)
  return used
}

/** Attributes by namespace, then name (Canonical XML 1.0, 2.2); those without a namespace come first. */
function attributesOf({ attributes }: XmlElement, apex: readonly XmlAttribute[]): readonly XmlAttribute[] {
  const own = new Set(apex.length === 0 ? [] : attributes.map(({ namespace, local }) => `${namespace} ${local}`))
  const all = [...attributes, ...apex.filter(({ namespace, local }) => !own.has(`${namespace} ${local}`))]
  return all.length < 2
    ? all
    : all.sort((a, b) => byCodePoint(a.namespace, b.namespace) || byCodePoint(a.local, b.local))
}

/** `xml:` attributes of ancestors that are left out (Canonical XML 1.0, 2.4); the nearest one stands. */
function inherited(element: XmlElement): XmlAttribute[] {
  const found = new Map<string, XmlAttribute>()
  for (let at = element.parent; at; at = at.parent)
    for (const attribute of at.attributes)
      if (attribute.namespace === XML_NAMESPACE && !found.has(attribute.local)) found.set(attribute.local, attribute)
  return [...found.values()]
}

function writeAround(node: XmlComment | XmlInstruction, writing: Writing, before: string, after: string): void {
  if (node.is === 'comment' && !writing.form.withComments) return
  writing.out.push(before)
  writeLeaf(node, writing)
  writing.out.push(after)
}

function writeLeaf(node: Exclude<XmlNode, XmlElement>, { form, out }: Writing): void {
  if (node.is === 'text') out.push(escapeText(node.value))
  else if (node.is === 'instruction') out.push(`<?${node.target}${node.value === '' ? '' : ` ${node.value}`}?>`)
  else if (form.withComments) out.push(`<!--${node.value}-->`)
}

function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  // UTF-16 units sort surrogates before U+E000 and above, code points do not.
  const [first, second] = [[...a], [...b]]
  for (let i = 0; i < first.length && i < second.length; i++) {
    const order = (first[i]?.codePointAt(0) ?? 0) - (second[i]?.codePointAt(0) ?? 0)
    if (order !== 0) return order
  }
  return first.length - second.length
}

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
