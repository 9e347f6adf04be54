import { utf8 } from '@entrepot/crypto'

const PATH_LENGTH_BYTES = 2
const LENGTH_BYTES = 4

/** Puts objects into one, so that they are written at once or not at all. */
export function packObjects(objects: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts = [...objects].map(([path, bytes]) => [utf8.encode(path), bytes] as const)
  const total = parts.reduce(
    (sum, [path, bytes]) => sum + PATH_LENGTH_BYTES + LENGTH_BYTES + path.length + bytes.length,
    0,
  )
  const packed = new Uint8Array(total)
  const view = new DataView(packed.buffer)
  let at = 0
  for (const [path, bytes] of parts) {
    view.setUint16(at, path.length)
    view.setUint32(at + PATH_LENGTH_BYTES, bytes.length)
    at += PATH_LENGTH_BYTES + LENGTH_BYTES
    packed.set(path, at)
    packed.set(bytes, at + path.length)
    at += path.length + bytes.length
  }
  return packed
}

/** Takes objects out again; `undefined` where they are not whole. */
export function unpackObjects(packed: Uint8Array): Map<string, Uint8Array> | undefined {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length)
  const objects = new Map<string, Uint8Array>()
  let at = 0
  while (at < packed.length) {
    const head = at + PATH_LENGTH_BYTES + LENGTH_BYTES
    if (head > packed.length) return undefined
    const middle = head + view.getUint16(at)
    const end = middle + view.getUint32(at + PATH_LENGTH_BYTES)
    const path = end > packed.length ? undefined : utf8.decode(packed.subarray(head, middle))
    if (path === undefined) return undefined
    objects.set(path, packed.subarray(middle, end))
    at = end
  }
  return objects
}
