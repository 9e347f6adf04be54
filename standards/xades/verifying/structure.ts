import type { XmlElement } from '@entrepot/xml'
import { type DigestName, digestOfUri, isRefusedUri } from '../algorithms.ts'
import { decodeBase64 } from '../base64.ts'
import { SIGNATURE_NAMESPACE } from '../names.ts'
import { DoesNotHold, type XadesCode } from './refusal.ts'

/** Elements of one parent, taken in the order in which a schema has them. */
export class Children {
  readonly #elements: readonly XmlElement[]
  readonly #code: XadesCode
  #at = 0

  /** Refuses text between the elements: schemas of signatures have none. */
  constructor(parent: XmlElement, code: XadesCode) {
    const elements: XmlElement[] = []
    for (const child of parent.children) {
      if (child.is === 'element') elements.push(child)
      else if (child.is === 'text' && /[^ \t\n\r]/u.test(child.value)) throw new DoesNotHold(code)
    }
    this.#elements = elements
    this.#code = code
  }

  /** The next element, if it has this name. */
  optional(namespace: string, local: string): XmlElement | undefined {
    const next = this.#elements[this.#at]
    if (next === undefined || next.local !== local || next.namespace !== namespace) return undefined
    this.#at++
    return next
  }

  /** The next element, which has this name. */
  required(namespace: string, local: string): XmlElement {
    const next = this.optional(namespace, local)
    if (next === undefined) throw new DoesNotHold(this.#code)
    return next
  }

  /** The next elements of this name, up to a limit. */
  list(namespace: string, local: string, limit: number): XmlElement[] {
    const found: XmlElement[] = []
    for (let next = this.optional(namespace, local); next; next = this.optional(namespace, local)) {
      if (found.length === limit) throw new DoesNotHold('xades/limit')
      found.push(next)
    }
    return found
  }

  /** What was not taken. */
  rest(): readonly XmlElement[] {
    const left = this.#elements.slice(this.#at)
    this.#at = this.#elements.length
    return left
  }

  /** Refuses what was not taken. */
  close(): void {
    if (this.#at < this.#elements.length) throw new DoesNotHold(this.#code)
  }
}

/** An element's text; nothing else may stand in it, so that no comment splits it. */
export function simpleText(element: XmlElement, code: XadesCode): string {
  const [only] = element.children
  if (only === undefined) return ''
  if (element.children.length > 1 || only.is !== 'text') throw new DoesNotHold(code)
  return only.value
}

/** The octets of an element's base64 (XML Schema 2, 3.2.16). */
export function base64Of(element: XmlElement, code: XadesCode): Uint8Array {
  const octets = decodeBase64(simpleText(element, code))
  if (octets === undefined) throw new DoesNotHold(code)
  return octets
}

/** The URI in an element's `Algorithm`. */
export function algorithmOf(element: XmlElement, code: XadesCode): string {
  const uri = element.attributes.find(({ local, namespace }) => local === 'Algorithm' && namespace === '')?.value
  if (uri === undefined) throw new DoesNotHold(code)
  return uri
}

/** An algorithm that is known to be bad has another code than one that is not known. */
export function refusedAlgorithm(uri: string): DoesNotHold {
  return new DoesNotHold(isRefusedUri(uri) ? 'xades/refused-algorithm' : 'xades/unsupported-algorithm', { about: uri })
}

/** A hash function and a hash, as references and certificates have them. */
export interface StatedDigest {
  readonly algorithm: DigestName
  readonly value: Uint8Array
}

/** Takes DigestMethod and DigestValue. */
export function takeDigest(children: Children, code: XadesCode): StatedDigest {
  const method = children.required(SIGNATURE_NAMESPACE, 'DigestMethod')
  const value = base64Of(children.required(SIGNATURE_NAMESPACE, 'DigestValue'), code)
  new Children(method, code).close()
  const uri = algorithmOf(method, code)
  const algorithm = digestOfUri(uri)
  if (algorithm === undefined) throw refusedAlgorithm(uri)
  return { algorithm, value }
}

/** Whether two octet strings are the same; of public values only, so not in constant time. */
export function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, index) => octet === b[index])
}
