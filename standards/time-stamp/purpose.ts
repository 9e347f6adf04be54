import { encode, writeObjectIdentifier, writeSequence } from '@entrepot/asn1'
import { type Certificate, type ExtensionToIssue, extensionTypes, purposes } from '@entrepot/x509'

/**
 * The extended key usage of a time-stamping authority's certificate: critical, time-stamping alone (RFC 3161 2.3).
 *
 * @example issueCertificate({ ...content, extensions: { keyUsage: ['digitalSignature'], others: [timeStampingUsage] } }, key)
 */
export const timeStampingUsage: ExtensionToIssue = {
  type: extensionTypes.extendedKeyUsage,
  critical: true,
  value: encode(writeSequence([writeObjectIdentifier(purposes.timeStamping)])),
}

/** Whether a certificate's extended key usage is critical and names time-stamping alone (RFC 3161 2.3). */
export function isForTimeStampingAlone({ extensions }: Certificate): boolean {
  const usages = extensions.extendedKeyUsage ?? []
  const extension = extensions.all.find(({ type }) => type === extensionTypes.extendedKeyUsage)
  return extension?.critical === true && usages.length === 1 && usages[0] === purposes.timeStamping
}
