import { endOfName } from './characters.ts'
import { MAX_ATTRIBUTES, MAX_NAME_CHARACTERS } from './limits.ts'
import { NotXml } from './malformed.ts'
import {
  type NamespaceDeclaration,
  XML_NAMESPACE,
  type XmlAttribute,
  type XmlElement,
  XMLNS_NAMESPACE,
} from './node.ts'
import { attributeValue } from './references.ts'

/** Which prefixes stand for which namespaces at some place; a chain, so that a deep document is not copied at each step. */
export interface Scope {
  readonly own: ReadonlyMap<string, string>
  readonly outer?: Scope
}

/** Outside of the root: the prefix that every document has. */
export const outermost: Scope = {
  own: new Map([
    ['', ''],
    ['xml', XML_NAMESPACE],
  ]),
}

/** What holds inside of an element that was read. */
export function scopeInside(element: XmlElement): Scope {
  const ancestors: XmlElement[] = []
  for (let at: XmlElement | undefined = element; at; at = at.parent) ancestors.push(at)
  return ancestors.reduceRight<Scope>((outer, { declarations }) => {
    if (declarations.length === 0) return outer
    return { own: new Map(declarations.map(pairOf)), outer }
  }, outermost)
}

function lookUp(scope: Scope, prefix: string): string | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = at.own.get(prefix)
    if (found !== undefined) return found
  }
  return undefined
}

/** A start tag or an empty-element tag that was read. */
export interface StartTag {
  /** As it stands, with its prefix. */
  readonly name: string
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly declarations: readonly NamespaceDeclaration[]
  /** What holds inside of the element. */
  readonly scope: Scope
  /** Behind its `>`. */
  readonly end: number
  readonly isClosed: boolean
}

interface RawName {
  readonly prefix: string
  readonly local: string
  readonly at: number
  readonly end: number
}

interface RawAttribute extends RawName {
  readonly value: string
}

/** Reads the tag that begins at `at` with `<` (XML 1.0, 3.1; Namespaces in XML 1.0, 3 to 6). */
export function readStartTag(text: string, at: number, outer: Scope): StartTag {
  const name = readName(text, at + 1)
  const raw: RawAttribute[] = []
  let end = name.end
  for (;;) {
    const from = skipSpace(text, end)
    const character = text[from]
    if (character === '>' || character === '/') {
      end = from
      break
    }
    if (from === end || character === undefined) throw new NotXml('xml/syntax', end)
    if (raw.length === MAX_ATTRIBUTES) throw new NotXml('xml/limit', from, MAX_ATTRIBUTES)
    const attribute = readAttribute(text, from)
    raw.push(attribute)
    end = attribute.end
  }
  const isClosed = text[end] === '/'
  if (isClosed && text[end + 1] !== '>') throw new NotXml('xml/syntax', end)
  const declarations = raw.length === 0 ? NONE : declarationsIn(raw, at)
  const scope = declarations.length === 0 ? outer : { own: new Map(declarations.map(pairOf)), outer }
  return {
    name: text.slice(at + 1, name.end),
    prefix: name.prefix,
    local: name.local,
    namespace: namespaceOf(name, scope),
    attributes: raw.length === 0 ? NONE : attributesIn(raw, scope, at),
    declarations,
    scope,
    isClosed,
    end: isClosed ? end + 2 : end + 1,
  }
}

const NONE: readonly never[] = []

const pairOf = ({ prefix, uri }: NamespaceDeclaration): readonly [string, string] => [prefix, uri]

function declarationsIn(raw: readonly RawAttribute[], at: number): readonly NamespaceDeclaration[] {
  const declarations = raw.filter(isDeclaration).map(declarationOf)
  assertOnce(
    declarations.map(({ prefix }) => prefix),
    at,
  )
  return declarations
}

function attributesIn(raw: readonly RawAttribute[], scope: Scope, at: number): readonly XmlAttribute[] {
  const attributes: XmlAttribute[] = []
  for (const each of raw) if (!isDeclaration(each)) attributes.push(resolved(each, scope))
  if (attributes.length > 1) {
    assertOnce(
      attributes.map(({ namespace, local }) => `${namespace} ${local}`),
      at,
    )
  }
  return attributes
}

function readName(text: string, at: number): RawName {
  const first = endOfName(text, at)
  const hasPrefix = text[first] === ':'
  const end = hasPrefix ? endOfName(text, first + 1) : first
  if (first === at || (hasPrefix && end === first + 1)) throw new NotXml('xml/name', at)
  if (end - at > MAX_NAME_CHARACTERS) throw new NotXml('xml/limit', at, MAX_NAME_CHARACTERS)
  return hasPrefix
    ? { prefix: text.slice(at, first), local: text.slice(first + 1, end), at, end }
    : { prefix: '', local: text.slice(at, end), at, end }
}

function readAttribute(text: string, at: number): RawAttribute {
  const name = readName(text, at)
  const equals = skipSpace(text, name.end)
  if (text[equals] !== '=') throw new NotXml('xml/syntax', equals)
  const from = skipSpace(text, equals + 1)
  const quote = text[from]
  if (quote !== '"' && quote !== "'") throw new NotXml('xml/syntax', from)
  const end = text.indexOf(quote, from + 1)
  if (end < 0) throw new NotXml('xml/not-closed', from)
  const value = attributeValue(text.slice(from + 1, end), from + 1)
  return { prefix: name.prefix, local: name.local, at, value, end: end + 1 }
}

const isDeclaration = ({ prefix, local }: RawName): boolean =>
  prefix === 'xmlns' || (prefix === '' && local === 'xmlns')

/** Namespaces in XML 1.0, 3: what may be declared. A prefix cannot be taken back, only the default namespace can. */
function declarationOf(attribute: RawAttribute): NamespaceDeclaration {
  const { local, value: uri, at } = attribute
  const prefix = attribute.prefix === '' ? '' : local
  const isAboutXml = prefix === 'xml' || uri === XML_NAMESPACE
  const isRight = prefix === 'xml' && uri === XML_NAMESPACE
  if ((isAboutXml && !isRight) || prefix === 'xmlns' || uri === XMLNS_NAMESPACE || (prefix !== '' && uri === ''))
    throw new NotXml('xml/namespace', at)
  return { prefix, uri }
}

function resolved(attribute: RawAttribute, scope: Scope): XmlAttribute {
  const { prefix, local, value } = attribute
  // The default namespace is not one of attributes.
  return { prefix, local, value, namespace: prefix === '' ? '' : namespaceOf(attribute, scope) }
}

function namespaceOf({ prefix, at }: RawName, scope: Scope): string {
  const namespace = lookUp(scope, prefix)
  if (namespace === undefined || prefix === 'xmlns') throw new NotXml('xml/prefix', at)
  return namespace
}

function assertOnce(names: readonly string[], at: number): void {
  if (names.length > 1 && new Set(names).size < names.length) throw new NotXml('xml/attribute-twice', at)
}

function skipSpace(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x09; code = text.charCodeAt(++at));
  return at
}
