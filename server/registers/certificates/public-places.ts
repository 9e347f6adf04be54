import { accessMethods, type ExtensionsToIssue } from '@entrepot/x509'

/** Where certificates say that their issuer's list, certificate and responder are found. */
export type PublicPlaces = Pick<ExtensionsToIssue, 'crlDistributionPoints' | 'authorityInformationAccess'>

/** Why a text is no public address of a port. */
export const PUBLIC_URL_RULE =
  'http://HOST or https://HOST, with a port and a path where it has them, and nothing behind'

/**
 * Reads the public address of a port, under which others reach its `/pki/`.
 *
 * @returns it without a slash at the end, in ASCII as certificates have it; `undefined` where it is none.
 */
export function readPublicUrl(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  const { username, password, search, hash } = url
  if (username + password + search + hash !== '' || /[?#]$/u.test(text)) return undefined
  return url.href.replace(/\/+$/u, '')
}

/**
 * What a certificate says of its issuer's public places (RFC 5280 4.2.1.13, 4.2.2.1): list, certificate, OCSP responder.
 * Nothing where the port knows no public address, as an address that nobody reaches misleads.
 */
export function publicPlaces(publicUrl: string | undefined, issuer: 'root' | 'issuing'): PublicPlaces {
  if (publicUrl === undefined) return {}
  const at = (method: string, path: string) => ({
    method,
    location: { form: 'uniformResourceIdentifier', text: `${publicUrl}/pki/${path}` } as const,
  })
  return {
    crlDistributionPoints: [`${publicUrl}/pki/${issuer}.crl`],
    authorityInformationAccess: [at(accessMethods.ocsp, 'ocsp'), at(accessMethods.caIssuers, `${issuer}.crt`)],
  }
}
