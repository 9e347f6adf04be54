import { type Certificate, extensionTypes } from '@entrepot/x509'

/** `id-kp-timeStamping` (RFC 3161 2.3). */
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'

/** Whether a certificate's extended key usage is critical and names time-stamping alone (RFC 3161 2.3). */
export function isForTimeStampingAlone({ extensions }: Certificate): boolean {
  const usages = extensions.extendedKeyUsage ?? []
  const extension = extensions.all.find(({ type }) => type === extensionTypes.extendedKeyUsage)
  return extension?.critical === true && usages.length === 1 && usages[0] === TIME_STAMPING
}
