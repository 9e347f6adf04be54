import { type DerNode, writeObjectIdentifier } from '@entrepot/asn1'

/** Content types (RFC 5652 4 to 9; RFC 5083 2; RFC 3274 1.1; RFC 3161 2.4.2). */
export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  digestedData: '1.2.840.113549.1.7.5',
  encryptedData: '1.2.840.113549.1.7.6',
  authenticatedData: '1.2.840.113549.1.9.16.1.2',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  compressedData: '1.2.840.113549.1.9.16.1.9',
  authEnvelopedData: '1.2.840.113549.1.9.16.1.23',
} as const

/** Attributes that this room reads or writes (RFC 5652 11; RFC 5035; RFC 6211; RFC 3161 appendix A). */
export const attributeTypes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  countersignature: '1.2.840.113549.1.9.6',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
} as const

const contentTypeNodes = new Map(
  Object.values(contentTypes).map((type): [string, DerNode] => [type, writeObjectIdentifier(type)]),
)

/** Writes a content type; the known ones are made once. */
export function writeContentType(type: string): DerNode {
  return contentTypeNodes.get(type) ?? writeObjectIdentifier(type)
}
