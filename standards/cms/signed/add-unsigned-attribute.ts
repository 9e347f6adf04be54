import {
  close,
  contextConstructed,
  type Cursor,
  type Decoded,
  type DerNode,
  finish,
  isNext,
  open,
  readConstructed,
  readSequence,
  Tag,
  writeRaw,
  writeSequence,
  writeSetOf,
} from '@entrepot/asn1'
import { type Attribute, readAttributes } from '../attribute.ts'
import { readContentInfo, writeContentInfo } from '../content-info.ts'
import { MAXIMUM_MESSAGE_BYTES } from '../limits.ts'
import { contentTypes } from '../object-identifiers.ts'
import { sameOctets } from '../octets.ts'
import { readOpaque } from '../opaque.ts'
import { writeUnsignedAttributes } from './sign-data.ts'
import { readSignerInfo } from './signer-info.ts'

/**
 * Adds an unsigned attribute to one signature of a message in DER: a signature time-stamp makes CAdES-B-B to CAdES-B-T
 * (ETSI EN 319 122-1 5.3). All that is signed stays as it stands.
 *
 * @param signature the octets of the signature that it belongs to, as `verifyData` gives them.
 * @returns the message in DER; or where it is malformed, `cms/no-such-signature` included.
 */
export function addUnsignedAttribute(
  message: Uint8Array,
  signature: Uint8Array,
  attribute: Attribute,
): Decoded<Uint8Array> {
  const cursor = open(message, MAXIMUM_MESSAGE_BYTES)
  const { info, inside } = readContentInfo(cursor, contentTypes.signedData)
  const sequence = readSequence(inside)
  const fields: DerNode[] = []
  while (!sequence.atEnd && !isNext(sequence, Tag.set)) fields.push(writeRaw(readOpaque(sequence)))
  fields.push(writeRaw(readOpaque(sequence)))
  while (!sequence.atEnd && !isNext(sequence, Tag.set)) fields.push(writeRaw(readOpaque(sequence)))
  const signersAt = sequence.offset
  const signers = readConstructed(sequence, Tag.set)
  const written: DerNode[] = []
  let found = 0
  while (!signers.atEnd) {
    const raw = readOpaque(signers)
    const added = withAttribute(raw, signature, attribute)
    if (added !== undefined) found += 1
    written.push(added ?? writeRaw(raw))
  }
  if (found !== 1) signers.fail('cms/no-such-signature', signersAt)
  for (const entered of [sequence, inside, info]) close(entered)
  return finish(cursor, writeContentInfo(contentTypes.signedData, writeSequence([...fields, writeSetOf(written)])))
}

function withAttribute(raw: Uint8Array, signature: Uint8Array, attribute: Attribute): DerNode | undefined {
  const cursor = open(raw)
  const signer = readSignerInfo(cursor)
  if (!finish(cursor, signer).ok || !sameOctets(signer.signature, signature)) return undefined
  const sequence = readSequence(open(raw))
  const fields: DerNode[] = []
  while (!sequence.atEnd && !isNext(sequence, UNSIGNED_ATTRIBUTES)) fields.push(writeRaw(readOpaque(sequence)))
  const standing = sequence.atEnd ? [] : readStanding(sequence)
  return writeSequence([...fields, ...writeUnsignedAttributes([...standing, attribute])])
}

const UNSIGNED_ATTRIBUTES = contextConstructed(1)

function readStanding(sequence: Cursor): Attribute[] {
  return readAttributes(readConstructed(sequence, UNSIGNED_ATTRIBUTES))
}
