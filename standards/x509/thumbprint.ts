import { base64url, sha256 } from '@entrepot/crypto'

/** The thumbprint of a certificate's DER: base64url of its SHA-256, 43 characters (RFC 7515 4.1.8, `x5t#S256`). */
export function thumbprint(der: Uint8Array): string {
  return base64url.encode(sha256(der))
}
