import { textFault } from '../read/text-content.ts'
import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

const utf8 = new TextEncoder()

/** A UTF8String. Asserts that the text has no lone surrogate, which would be written as another text. */
export function writeUtf8String(text: string, tag: number = Tag.utf8String): DerNode {
  if (!text.isWellFormed()) throw new Error('asn1: a text with a lone surrogate has no UTF-8 form')
  return writePrimitive(tag, utf8.encode(text))
}

/** Whether a text can be a PrintableString (X.680 41.4). */
export function isPrintableString(text: string): boolean {
  return !textFault(Tag.printableString, utf8.encode(text))
}

/** A PrintableString. Asserts its character set. */
export function writePrintableString(text: string, tag: number = Tag.printableString): DerNode {
  if (!isPrintableString(text)) throw new Error(`asn1: not a PrintableString: ${text}`)
  return writePrimitive(tag, utf8.encode(text))
}

/** An IA5String: e-mail addresses, names of hosts, URIs. Asserts its character set. */
export function writeIa5String(text: string, tag: number = Tag.ia5String): DerNode {
  const content = utf8.encode(text)
  if (textFault(Tag.ia5String, content)) throw new Error(`asn1: not an IA5String: ${text}`)
  return writePrimitive(tag, content)
}
