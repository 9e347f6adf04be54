/** Messages that no honest signer writes: each part as a test needs it, and a signature that holds all the same. */
import {
  contextConstructed,
  type DerNode,
  encode,
  writeConstructed,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeRaw,
  writeSequence,
  writeSetOf,
} from '@entrepot/asn1'
import { digest, encodeScheme, type HashName, type SignatureScheme, signWith, usualSchemes } from '@entrepot/crypto'
import { attributeTypes, contentTypes } from '../index.ts'
import type { Party } from './parties.ts'

const hashIdentifiers: Readonly<Record<HashName, string>> = {
  'SHA-1': '1.3.14.3.2.26',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
}

export const hashNode = (hash: HashName): DerNode => writeSequence([writeObjectIdentifier(hashIdentifiers[hash])])

export const attribute = (type: string, ...values: DerNode[]): DerNode =>
  writeSequence([writeObjectIdentifier(type), writeSetOf(values)])

/** The attributes that every signature has. */
export function usualAttributes(content: Uint8Array, contentType: string = contentTypes.data): DerNode[] {
  return [
    attribute(attributeTypes.contentType, writeObjectIdentifier(contentType)),
    attribute(attributeTypes.messageDigest, writeOctetString(digest('SHA-256', content))),
  ]
}

export interface Forgery {
  readonly by: Party
  readonly content: Uint8Array
  readonly contentType?: string
  /** Left out: the signature covers the content. */
  readonly attributes?: readonly DerNode[] | undefined
  readonly unsigned?: readonly DerNode[]
  readonly announced?: readonly DerNode[]
  readonly hash?: DerNode
  readonly scheme?: SignatureScheme
  /** What stands as signature algorithm, whatever was signed by. */
  readonly named?: DerNode
  readonly signature?: Uint8Array
  readonly version?: number
}

/** The SignerInfo of a forgery. */
export function forgeSignerInfo(forgery: Forgery): DerNode {
  const { by, content, attributes, unsigned = [], hash = hashNode('SHA-256'), version = 1 } = forgery
  const { scheme = usualSchemes[by.key.type] } = forgery
  const set = attributes && writeSetOf(attributes)
  const signature = forgery.signature ?? signWith(by.key, scheme, set ? encode(set) : content)
  const { issuer, serial } = by.certificate
  return writeSequence([
    writeInteger(version),
    writeSequence([writeRaw(issuer.raw), writeInteger(serial)]),
    hash,
    ...(set ? [writeConstructed(contextConstructed(0), childrenOf(set))] : []),
    forgery.named ?? writeRaw(encodeScheme(scheme)),
    writeOctetString(signature),
    ...(unsigned.length > 0 ? [writeConstructed(contextConstructed(1), childrenOf(writeSetOf(unsigned)))] : []),
  ])
}

function childrenOf({ content }: DerNode): readonly DerNode[] {
  return content instanceof Uint8Array ? [] : content
}

/** A message of these signers around the content of the first. */
export function forge(...forgeries: readonly Forgery[]): Uint8Array {
  const {
    content = new Uint8Array(0),
    contentType = contentTypes.data,
    announced = [hashNode('SHA-256')],
  } = forgeries[0] ?? {}
  const signedData = writeSequence([
    writeInteger(contentType === contentTypes.data ? 1 : 3),
    writeSetOf(announced),
    writeSequence([
      writeObjectIdentifier(contentType),
      writeConstructed(contextConstructed(0), [writeOctetString(content)]),
    ]),
    writeConstructed(
      contextConstructed(0),
      forgeries.map(({ by }) => writeRaw(by.certificate.raw)),
    ),
    writeSetOf(forgeries.map(forgeSignerInfo)),
  ])
  return encode(
    writeSequence([
      writeObjectIdentifier(contentTypes.signedData),
      writeConstructed(contextConstructed(0), [signedData]),
    ]),
  )
}
