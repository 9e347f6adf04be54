import { type DerNode, Tag, writeConstructed, writePrimitive } from '@entrepot/asn1'
import { MAXIMUM_STRUCTURE_BYTES, MAXIMUM_STRUCTURE_ELEMENTS } from '../limits.ts'
import { joinOctets } from '../octets.ts'
import type { BerEvents } from './reader.ts'

const CONSTRUCTED = 0x20
/** OCTET STRING in pieces (X.690 8.7.3). */
export const CONSTRUCTED_OCTET_STRING = Tag.octetString | CONSTRUCTED

interface Frame {
  readonly tag: number
  readonly children: DerNode[]
  /** Content of a primitive element. */
  readonly pieces: Uint8Array[]
}

/**
 * Makes DER of the elements that a reader tells of: definite lengths, octet strings in one piece. Sets keep their order,
 * and the values of primitive types stay as they are, for the strict reader to judge.
 */
export class DerCollector implements BerEvents {
  readonly #frames: Frame[] = []
  #bytes = 0
  #elements = 0
  #root: DerNode | undefined

  /** The outermost element, once it has ended. */
  get root(): DerNode | undefined {
    return this.#root
  }

  /** The children so far of the element of this depth. */
  childrenAt(depth: number): readonly DerNode[] {
    return this.#frames[depth]?.children ?? []
  }

  begin(tag: number): string | undefined {
    this.#elements += 1
    this.#frames.push({ tag, children: [], pieces: [] })
    return this.#elements > MAXIMUM_STRUCTURE_ELEMENTS ? 'cms/too-many-elements' : undefined
  }

  octets(octets: Uint8Array): string | undefined {
    this.#bytes += octets.length
    if (this.#bytes > MAXIMUM_STRUCTURE_BYTES) return 'asn1/too-large'
    // What is pushed may be a buffer that its owner fills again.
    this.#frames.at(-1)?.pieces.push(new Uint8Array(octets))
    return undefined
  }

  end(): string | undefined {
    const frame = this.#frames.pop()
    const parent = this.#frames.at(-1)
    const node = frame && nodeOf(frame)
    if (node === undefined) return 'asn1/constructed-form'
    if (parent === undefined) this.#root = node
    else parent.children.push(node)
    return undefined
  }
}

function nodeOf({ tag, children, pieces }: Frame): DerNode | undefined {
  if ((tag & CONSTRUCTED) === 0) return writePrimitive(tag, joinOctets(pieces))
  if (tag !== CONSTRUCTED_OCTET_STRING) return writeConstructed(tag, children)
  const strings = children.flatMap(({ tag, content }) =>
    tag === Tag.octetString && content instanceof Uint8Array ? [content] : [],
  )
  return strings.length === children.length ? writePrimitive(Tag.octetString, joinOctets(strings)) : undefined
}
