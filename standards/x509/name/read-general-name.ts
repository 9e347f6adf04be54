import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  peek,
  readAny,
  readConstructed,
  readObjectIdentifier,
  readOctetString,
  readText,
  Tag,
} from '@entrepot/asn1'
import { MAXIMUM_GENERAL_NAMES } from '../limits.ts'
import type { GeneralName } from './general-name.ts'
import { readName } from './read-name.ts'

type Reader = (cursor: Cursor) => GeneralName

const readers = new Map<number, Reader>([
  [contextConstructed(0), readOtherName],
  [contextPrimitive(1), textReader('rfc822Name', 1)],
  [contextPrimitive(2), textReader('dNSName', 2)],
  [contextConstructed(3), (cursor) => ({ form: 'x400Address', raw: readAny(cursor).raw })],
  [contextConstructed(4), readDirectoryName],
  [contextConstructed(5), (cursor) => ({ form: 'ediPartyName', raw: readAny(cursor).raw })],
  [contextPrimitive(6), textReader('uniformResourceIdentifier', 6)],
  [contextPrimitive(7), (cursor) => ({ form: 'iPAddress', octets: readOctetString(cursor, contextPrimitive(7)) })],
  [
    contextPrimitive(8),
    (cursor) => ({ form: 'registeredID', objectIdentifier: readObjectIdentifier(cursor, contextPrimitive(8)) }),
  ],
])

function textReader(form: 'rfc822Name' | 'dNSName' | 'uniformResourceIdentifier', number: number): Reader {
  return (cursor) => ({ form, text: readText(cursor, Tag.ia5String, contextPrimitive(number)) })
}

function readOtherName(cursor: Cursor): GeneralName {
  const fields = readConstructed(cursor, contextConstructed(0))
  const type = readObjectIdentifier(fields)
  const tagged = readConstructed(fields, contextConstructed(0))
  const value = readAny(tagged).raw
  close(tagged)
  close(fields)
  return { form: 'otherName', type, value }
}

/** Name is a CHOICE, so its tag is explicit (X.680 31.2.7). */
function readDirectoryName(cursor: Cursor): GeneralName {
  const tagged = readConstructed(cursor, contextConstructed(4))
  const name = readName(tagged)
  close(tagged)
  return { form: 'directoryName', name }
}

const none: GeneralName = { form: 'ediPartyName', raw: new Uint8Array(0) }

/** Reads a GeneralName of any form; the length of an address is its reader's business. */
export function readGeneralName(cursor: Cursor): GeneralName {
  const read = readers.get(peek(cursor) ?? 0)
  if (read !== undefined) return read(cursor)
  cursor.fail('x509/general-name', cursor.offset)
  return none
}

/** Reads GeneralNames up to the end of what was entered: at least one, addresses of 4 or 16 octets. */
export function readGeneralNames(list: Cursor): GeneralName[] {
  if (list.atEnd) list.fail('x509/empty-extension', list.offset)
  const names: GeneralName[] = []
  while (!list.atEnd) {
    const offset = list.offset
    const name = readGeneralName(list)
    if (name.form === 'iPAddress' && name.octets.length !== 4 && name.octets.length !== 16) {
      list.fail('x509/ip-address', offset)
    }
    names.push(name)
    if (names.length > MAXIMUM_GENERAL_NAMES) list.fail('x509/too-many-names', offset)
  }
  return names
}
