import { firstForeign, isNcName } from './characters.ts'
import { MAX_DEPTH, MAX_DOCUMENT_BYTES, MAX_NODES } from './limits.ts'
import { type Malformed, NotXml } from './malformed.ts'
import type { XmlComment, XmlDocument, XmlElement, XmlInstruction, XmlNode } from './node.ts'
import { resolve } from './references.ts'
import { outermost, readStartTag, type Scope, scopeInside } from './start-tag.ts'

/**
 * Reads a document: XML 1.0 (fifth edition) with namespaces, in UTF-8, without a document type declaration.
 *
 * A DTD is refused by name: what it would bring (entities, defaults, external texts) has no place in messages that are signed.
 *
 * @param source bytes, or text that was decoded already
 */
export function parseXml(source: Uint8Array | string): XmlDocument | Malformed {
  return guarded(() => new Parser(checkedText(typeof source === 'string' ? source : decode(source))).document())
}

/**
 * Reads one element as it would read inside of another: under the namespaces that are declared there. Its parent is that
 * element, among whose children it does not stand; its positions count from the beginning of `source`.
 *
 * With it, the canonical form of what is to be put into a document is known before it is there.
 */
export function parseElementInside(source: string, parent: XmlElement): XmlElement | Malformed {
  return guarded(() => new Parser(checkedText(source)).elementInside(parent))
}

function guarded<Read>(read: () => Read): Read | Malformed {
  try {
    return read()
  } catch (error) {
    if (error instanceof NotXml) return error.malformed
    throw error
  }
}

/** The text with line ends as XML has them (2.11), where all its characters are allowed. */
function checkedText(text: string): string {
  if (text.length > MAX_DOCUMENT_BYTES) throw new NotXml('xml/limit', 0, MAX_DOCUMENT_BYTES)
  const foreign = firstForeign(text)
  if (foreign >= 0) throw new NotXml('xml/character', foreign)
  return text.includes('\r') ? text.replaceAll(/\r\n?/gu, '\n') : text
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_DOCUMENT_BYTES) throw new NotXml('xml/limit', 0, MAX_DOCUMENT_BYTES)
  try {
    return decoder.decode(bytes)
  } catch {
    // The decoder's one reason to throw is ill-formed input.
    throw new NotXml('xml/encoding', 0)
  }
}

const DECLARATION =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])1\.\d+\1(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])([A-Za-z][\w.-]*)\2)?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(?:yes|no)\4)?[ \t\n]*\?>/u

/** An element while it is read. */
interface Open {
  readonly element: { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: XmlNode[] }
  readonly scope: Scope
  readonly name: string
}

class Parser {
  readonly #text: string
  #at = 0
  #nodes = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): XmlDocument {
    const text = this.#text
    this.#declaration()
    const before = this.#around('xml/no-root')
    if (this.#at >= text.length) throw new NotXml('xml/no-root', this.#at)
    const root = this.#element(undefined)
    const after = this.#around('xml/after-root')
    if (this.#at < text.length) throw new NotXml('xml/after-root', this.#at)
    return { ok: true, root, before, after, text }
  }

  elementInside(parent: XmlElement): XmlElement {
    if (this.#text.charCodeAt(0) !== LESS_THAN) throw new NotXml('xml/no-root', 0)
    const element = this.#element(parent)
    if (this.#at < this.#text.length) throw new NotXml('xml/after-root', this.#at)
    return element
  }

  #declaration(): void {
    if (!this.#text.startsWith('<?xml') || !/[ \t\n]/u.test(this.#text[5] ?? '')) return
    const found = DECLARATION.exec(this.#text)
    if (!found) throw new NotXml('xml/declaration', 0)
    const encoding = found[3]?.toLowerCase()
    if (encoding !== undefined && encoding !== 'utf-8' && encoding !== 'us-ascii') throw new NotXml('xml/encoding', 0)
    this.#at = found[0].length
  }

  /** Comments, instructions and white space outside of the root. */
  #around(code: 'xml/no-root' | 'xml/after-root'): (XmlComment | XmlInstruction)[] {
    const found: (XmlComment | XmlInstruction)[] = []
    for (;;) {
      while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++
      if (this.#text.startsWith('<!--', this.#at)) found.push(this.#comment())
      else if (this.#text.startsWith('<?', this.#at)) found.push(this.#instruction())
      else if (this.#text.startsWith('<!', this.#at)) throw new NotXml('xml/dtd', this.#at)
      else if (this.#at < this.#text.length && this.#text[this.#at] !== '<') throw new NotXml(code, this.#at)
      else return found
    }
  }

  #element(parent: XmlElement | undefined): XmlElement {
    const stack: Open[] = []
    let current = this.#startTag(parent, parent === undefined ? outermost : scopeInside(parent))
    if (current.isClosed) return current.open.element
    stack.push(current.open)
    for (;;) {
      const top = stack.at(-1)
      if (top === undefined) throw new Error('an element under way stands on the stack')
      const finished = this.#content(top)
      if (finished) {
        stack.pop()
        if (stack.length === 0) return top.element
        continue
      }
      if (stack.length >= MAX_DEPTH) throw new NotXml('xml/limit', this.#at, MAX_DEPTH)
      current = this.#startTag(top.element, top.scope)
      top.element.children.push(current.open.element)
      if (!current.isClosed) stack.push(current.open)
    }
  }

  /** Reads up to a child's start tag, or over the element's own end tag. @returns whether the element is finished. */
  #content({ element, name }: Open): boolean {
    const text = this.#text
    for (;;) {
      const less = text.indexOf('<', this.#at)
      if (less < 0) throw new NotXml('xml/not-closed', element.start)
      if (less > this.#at) this.#characters(element.children, less)
      const next = text.charCodeAt(less + 1)
      if (next === SLASH) return this.#endTag(element, name)
      if (next === QUESTION) element.children.push(this.#instruction())
      else if (next !== EXCLAMATION) return false
      else if (text.startsWith('<!--', less)) element.children.push(this.#comment())
      else if (text.startsWith('<![CDATA[', less)) this.#section(element.children)
      else throw new NotXml('xml/dtd', less)
    }
  }

  #characters(children: XmlNode[], end: number): void {
    const raw = this.#text.slice(this.#at, end)
    const close = raw.indexOf(']]>')
    if (close >= 0) throw new NotXml('xml/syntax', this.#at + close)
    this.#addText(children, resolve(raw, this.#at))
    this.#at = end
  }

  #section(children: XmlNode[]): void {
    const from = this.#at + '<![CDATA['.length
    const end = this.#find(']]>', from)
    this.#addText(children, this.#text.slice(from, end))
    this.#at = end + 3
  }

  #addText(children: XmlNode[], value: string): void {
    const last = children.at(-1)
    if (value === '') return
    if (last?.is === 'text') children[children.length - 1] = { is: 'text', value: last.value + value }
    else {
      this.#count()
      children.push({ is: 'text', value })
    }
  }

  #comment(): XmlComment {
    this.#count()
    const from = this.#at + 4
    const end = this.#find('--', from)
    if (this.#text[end + 2] !== '>') throw new NotXml('xml/syntax', end)
    this.#at = end + 3
    return { is: 'comment', value: this.#text.slice(from, end) }
  }

  #instruction(): XmlInstruction {
    this.#count()
    const from = this.#at + 2
    const end = this.#find('?>', from)
    const [, target = '', gap = '', value = ''] =
      /^([^ \t\n]*)([ \t\n]*)([^]*)$/u.exec(this.#text.slice(from, end)) ?? []
    if (!isNcName(target) || target.toLowerCase() === 'xml' || (gap === '' && value !== ''))
      throw new NotXml('xml/name', from)
    this.#at = end + 2
    return { is: 'instruction', target, value }
  }

  #startTag(parent: XmlElement | undefined, scope: Scope): { open: Open; isClosed: boolean } {
    this.#count()
    const tag = readStartTag(this.#text, this.#at, scope)
    const { end, isClosed } = tag
    // Written out, and in one shape, as it is made for every element.
    const element: Open['element'] = {
      is: 'element',
      prefix: tag.prefix,
      local: tag.local,
      namespace: tag.namespace,
      attributes: tag.attributes,
      declarations: tag.declarations,
      children: [],
      parent,
      start: this.#at,
      contentEnd: isClosed ? end - 2 : end,
      end,
    }
    this.#at = end
    return { open: { element, scope: tag.scope, name: tag.name }, isClosed }
  }

  #endTag(element: Open['element'], name: string): true {
    const from = this.#at + 2
    let end = from + name.length
    if (!this.#text.startsWith(name, from)) throw new NotXml('xml/tags-differ', this.#at)
    while (isSpace(this.#text.charCodeAt(end))) end++
    if (this.#text[end] !== '>') throw new NotXml('xml/tags-differ', this.#at)
    element.contentEnd = this.#at
    this.#at = end + 1
    element.end = this.#at
    return true
  }

  #find(mark: string, from: number): number {
    const at = this.#text.indexOf(mark, from)
    if (at < 0) throw new NotXml('xml/not-closed', this.#at)
    return at
  }

  #count(): void {
    if (++this.#nodes > MAX_NODES) throw new NotXml('xml/limit', this.#at, MAX_NODES)
  }
}

const LESS_THAN = 0x3c
const SLASH = 0x2f
const QUESTION = 0x3f
const EXCLAMATION = 0x21
const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09
