/** URIs as certificates carry them (RFC 5280 4.2.1.6, 4.2.1.10; RFC 3986 3). */
import { parseIpAddress } from '../../name/ip-address.ts'
import { isDnsName } from './dns.ts'

const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:/
const withAuthority = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/

/** Whether a text is a URI with a scheme and something behind it. */
export function isAbsoluteUri(text: string): boolean {
  return absolute.test(text) && !/[\s"<>\\^`{|}]/.test(text) && !text.endsWith(':')
}

/** The host of a URI as a DNS name in lower case; `undefined` when it has none, or an address (RFC 5280 4.2.1.10 refuses these). */
export function hostOf(uri: string): string | undefined {
  const authority = withAuthority.exec(uri)?.[1]
  if (authority === undefined) return undefined
  const afterUser = authority.slice(authority.lastIndexOf('@') + 1)
  const host = afterUser.replace(/:[0-9]*$/, '')
  const isHost = isDnsName(host) && !host.startsWith('*') && parseIpAddress(host) === undefined
  return isHost ? host.toLowerCase() : undefined
}

/** Whether a constraint is one of its two forms: a host, or a domain after a full stop. */
export function isUriBase(base: string): boolean {
  const host = base.startsWith('.') ? base.slice(1) : base
  return base === '' || (isDnsName(host) && !host.startsWith('*'))
}

/** Whether a host lies in a subtree: a host is itself alone, a domain after a full stop all below it. */
export function isUriWithin(host: string, base: string): boolean {
  const written = base.toLowerCase()
  if (written === '') return true
  return written.startsWith('.') ? host.endsWith(written) && host.length > written.length : host === written
}
