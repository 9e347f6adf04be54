import {
  close,
  type Cursor,
  readBooleanDefaultFalse,
  readObjectIdentifier,
  readOctetString,
  readSequence,
} from '@entrepot/asn1'
import type { Extension } from '@entrepot/x509'
import { MAXIMUM_TIME_STAMP_EXTENSIONS } from './limits.ts'

/** Reads Extensions under their IMPLICIT tag; none is known here, so values are opaque. */
export function readTimeStampExtensions(cursor: Cursor, tag: number): Extension[] {
  const sequence = readSequence(cursor, tag)
  const extensions: Extension[] = []
  while (!sequence.atEnd) {
    if (extensions.length >= MAXIMUM_TIME_STAMP_EXTENSIONS) {
      sequence.fail('time-stamp/too-many-extensions', sequence.offset)
    }
    const extension = readSequence(sequence)
    const type = readObjectIdentifier(extension)
    const critical = readBooleanDefaultFalse(extension)
    const value = readOctetString(extension)
    close(extension)
    extensions.push({ type, critical, value })
  }
  return extensions
}
