import {
  type Cursor,
  contextConstructed,
  type DerNode,
  encode,
  readConstructed,
  readObjectIdentifier,
  readSequence,
  writeConstructed,
  writeSequence,
} from '@entrepot/asn1'
import { writeContentType } from './object-identifiers.ts'

/** Enters a ContentInfo (RFC 5652 3) that must be of this type; what is inside its `[0]`. */
export function readContentInfo(
  cursor: Cursor,
  contentType: string,
): { readonly info: Cursor; readonly inside: Cursor } {
  const info = readSequence(cursor)
  const offset = info.offset
  if (readObjectIdentifier(info) !== contentType) info.fail('cms/content-type', offset)
  return { info, inside: readConstructed(info, contextConstructed(0)) }
}

/** Writes a ContentInfo. */
export function writeContentInfo(contentType: string, content: DerNode): Uint8Array {
  const inside = writeConstructed(contextConstructed(0), [content])
  return encode(writeSequence([writeContentType(contentType), inside]))
}
