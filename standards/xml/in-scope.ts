import { XML_NAMESPACE, type XmlElement } from './node.ts'

/** The namespace that a prefix stands for inside an element; `undefined` where none is declared. */
export function inScope(element: XmlElement, prefix: string): string | undefined {
  if (prefix === 'xml') return XML_NAMESPACE
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const declared = at.declarations.find((each) => each.prefix === prefix)
    if (declared) return declared.uri
  }
  return undefined
}
