import { MAXIMUM_DEPTH } from '../limits.ts'
import { type DerNode, lengthOctets } from './node.ts'
import { room } from './room.ts'

/** Writes a node as DER. Asserts that it is not nested beyond MAXIMUM_DEPTH, which the reader would refuse. */
export function encode(node: DerNode): Uint8Array {
  const out = room(node.size)
  put(node, out, 0, 0)
  return out
}

function put(node: DerNode, out: Uint8Array, offset: number, depth: number): number {
  if (depth > MAXIMUM_DEPTH) throw new Error('asn1: a structure is nested beyond MAXIMUM_DEPTH')
  let at = node.tag === undefined ? offset : putHeader(node.tag, node.length, out, offset)
  if (node.content instanceof Uint8Array) {
    out.set(node.content, at)
    return at + node.content.length
  }
  for (const child of node.content) at = put(child, out, at, depth + 1)
  return at
}

function putHeader(tag: number, length: number, out: Uint8Array, offset: number): number {
  let at = offset
  out[at++] = tag
  if (length < 0x80) {
    out[at++] = length
    return at
  }
  const octets = lengthOctets(length)
  out[at++] = 0x80 | octets
  for (let shift = (octets - 1) * 8; shift >= 0; shift -= 8) out[at++] = (length >>> shift) & 0xff
  return at
}
