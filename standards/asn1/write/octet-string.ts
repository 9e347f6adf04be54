import { Tag } from '../tag.ts'
import { type DerNode, writeConstructed, writePrimitive } from './node.ts'

/** An OCTET STRING. */
export function writeOctetString(octets: Uint8Array): DerNode {
  return writePrimitive(Tag.octetString, octets)
}

/** An OCTET STRING whose content is the encoding of a node, as in an extension. */
export function writeWrapped(node: DerNode): DerNode {
  return writeConstructed(Tag.octetString, [node])
}
