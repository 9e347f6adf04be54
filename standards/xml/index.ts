export { canonicalize, type Canonicalization, escapeAttribute, escapeText } from './canonical.ts'
export { isNcName } from './characters.ts'
export { inScope } from './in-scope.ts'
export * from './limits.ts'
export type { Malformed, XmlCode } from './malformed.ts'
export {
  attributeOf,
  childElements,
  descendants,
  type NamespaceDeclaration,
  onlyChild,
  textOf,
  XML_NAMESPACE,
  type XmlAttribute,
  type XmlComment,
  type XmlDocument,
  type XmlElement,
  type XmlInstruction,
  type XmlNode,
  type XmlText,
} from './node.ts'
export { parseElementInside, parseXml } from './parse.ts'
