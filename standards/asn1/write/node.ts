/**
 * An element to be written, with its size known, so that {@link encode} allocates once and copies each octet once.
 * Immutable: a node that never changes (an algorithm, an object identifier) is made once and used in every structure.
 */
export interface DerNode {
  /** The identifier octet; `undefined` for octets that are already an encoding. */
  readonly tag: number | undefined
  /** Content octets. */
  readonly length: number
  /** Octets with identifier and length. */
  readonly size: number
  readonly content: Uint8Array | readonly DerNode[]
}

/** An element of any tag with these content octets: `writePrimitive(contextPrimitive(0), keyIdentifier)`. */
export function writePrimitive(tag: number, content: Uint8Array): DerNode {
  return { tag, length: content.length, size: content.length + headerSize(content.length), content }
}

/** An element of any tag made of elements: `writeConstructed(contextConstructed(3), [extensions])` for an EXPLICIT tag. */
export function writeConstructed(tag: number, content: readonly DerNode[]): DerNode {
  let length = 0
  for (const node of content) length += node.size
  return { tag, length, size: length + headerSize(length), content }
}

/** Octets that are already one or more encodings, taken as they are. */
export function writeRaw(encoding: Uint8Array): DerNode {
  return { tag: undefined, length: encoding.length, size: encoding.length, content: encoding }
}

/** Identifier and length octets of an element with this many content octets. */
function headerSize(length: number): number {
  return length < 0x80 ? 2 : 2 + lengthOctets(length)
}

/** Octets of the long form's number. */
export function lengthOctets(length: number): number {
  return Math.ceil((32 - Math.clz32(length)) / 8)
}
