/** Whether a certificate is that of the service one meant (RFC 9525 6). */
import type { Certificate } from '../certificate/certificate.ts'
import type { GeneralName } from '../name/general-name.ts'
import { sameOctets } from '../name/name.ts'
import { parseIpAddress } from '../name/ip-address.ts'
import { isDnsName } from '../validate/names/dns.ts'
import { splitMailbox } from '../validate/names/mailbox.ts'
import type { Fault } from '../validate/refusal.ts'

/**
 * Who a certificate must be for: a DNS name (A-labels), an IP address as text, or a mailbox.
 * The common name is never looked at (RFC 9525 1.2).
 */
export type ServiceIdentity = { readonly dns: string } | { readonly ip: string } | { readonly mailbox: string }

/** Judges a leaf's alternative names. */
export function serviceFault({ extensions }: Certificate, service: ServiceIdentity | undefined): Fault | undefined {
  if (service === undefined) return undefined
  const names = extensions.subjectAlternativeNames ?? []
  const matches = matcherOf(service)
  return matches !== undefined && names.some(matches)
    ? undefined
    : { code: 'x509/service-identity', name: Object.values(service).join() }
}

/** Whether a certificate that was parsed is for a service; says nothing of whether it holds. */
export function isForService(certificate: Certificate, service: ServiceIdentity): boolean {
  return serviceFault(certificate, service) === undefined
}

function matcherOf(service: ServiceIdentity): ((name: GeneralName) => boolean) | undefined {
  if ('dns' in service) {
    const wanted = withoutTrailingStop(service.dns).toLowerCase()
    const isHost = isDnsName(wanted) && !wanted.startsWith('*') && parseIpAddress(wanted) === undefined
    return isHost ? (name) => name.form === 'dNSName' && matchesDns(name.text.toLowerCase(), wanted) : undefined
  }
  if ('ip' in service) {
    const wanted = parseIpAddress(service.ip)
    return wanted && ((name) => name.form === 'iPAddress' && sameOctets(name.octets, wanted))
  }
  const wanted = splitMailbox(service.mailbox)
  return wanted && ((name) => name.form === 'rfc822Name' && isMailbox(name.text, wanted))
}

function withoutTrailingStop(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}

/** A wildcard stands for exactly one whole first label (RFC 9525 6.3), and never for one right below the root. */
function matchesDns(presented: string, wanted: string): boolean {
  if (!isDnsName(presented)) return false
  if (!presented.startsWith('*.')) return presented === wanted
  const base = presented.slice(2)
  return base.includes('.') && wanted.slice(wanted.indexOf('.') + 1) === base && wanted !== base && wanted.includes('.')
}

/** The part before `@` is compared as written, the host in any case (RFC 5280 7.5). */
function isMailbox(presented: string, wanted: { readonly local: string; readonly host: string }): boolean {
  const mailbox = splitMailbox(presented)
  return mailbox !== undefined && mailbox.local === wanted.local && mailbox.host === wanted.host
}
