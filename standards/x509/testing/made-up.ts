import { type Draw, pick } from '@entrepot/mutation'

/** Octets that mean something in DER: tags, lengths, ends. */
export const tellingOctets = [0, 1, 2, 4, 5, 6, 0x13, 0x1f, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xa3, 0xff]

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

/** A tree of DER with right lengths and any content: what gets past the first look of a reader. */
export function madeUpDer(draw: Draw, depth = 0): Uint8Array {
  const isConstructed = depth < 6 && draw(3) > 0
  const tag = isConstructed ? pick([0x30, 0x31, 0xa0, 0xa1, 0xa3], draw) : pick(primitiveTags, draw)
  const content = isConstructed
    ? joined(...Array.from({ length: draw(4) }, () => madeUpDer(draw, depth + 1)))
    : Uint8Array.from({ length: draw(12) }, () => pick(tellingOctets, draw))
  const header = content.length < 0x80 ? [tag, content.length] : [tag, 0x82, content.length >> 8, content.length & 0xff]
  return joined(Uint8Array.from(header), content)
}

const primitiveTags = [1, 2, 3, 4, 5, 6, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x80, 0x81, 0x82, 0x86, 0x87]
