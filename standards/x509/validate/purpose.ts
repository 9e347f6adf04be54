import type { Certificate } from '../certificate/certificate.ts'
import { ANY_EXTENDED_KEY_USAGE, purposes } from '../object-identifiers.ts'
import type { Purpose } from './question.ts'
import type { Fault } from './refusal.ts'

/** Whether a leaf's key is for a purpose (RFC 5280 4.2.1.3, 4.2.1.12). */
export function purposeFault({ extensions }: Certificate, purpose: Purpose | undefined): Fault | undefined {
  if (purpose === undefined) return undefined
  const { keyUsage } = extensions
  const usages = listOf(purpose.keyUsage)
  if (keyUsage !== undefined && usages.some((usage) => !keyUsage.includes(usage))) return { code: 'x509/key-usage' }
  return allows(extensions.extendedKeyUsage, purpose) ? undefined : { code: 'x509/extended-key-usage' }
}

/** Whether an authority's certificate leaves room for a purpose, where purposes bind the whole path. */
export function chainedPurposeFault({ extensions }: Certificate, purpose: Purpose | undefined): Fault | undefined {
  if (purpose === undefined || !isChained(purpose) || allows(extensions.extendedKeyUsage, purpose)) return undefined
  return { code: 'x509/extended-key-usage' }
}

/** Purposes for which clients agree on it. */
const chained: ReadonlySet<string> = new Set([purposes.serverAuth, purposes.clientAuth, purposes.emailProtection])

function isChained(purpose: Purpose): boolean {
  return purpose.isChained ?? listOf(purpose.extendedKeyUsage).some((wanted) => chained.has(wanted))
}

function allows(written: readonly string[] | undefined, purpose: Purpose): boolean {
  if (written === undefined) return true
  const isAny = purpose.anyExtendedKeyUsage !== 'refused' && written.includes(ANY_EXTENDED_KEY_USAGE)
  return isAny || listOf(purpose.extendedKeyUsage).every((wanted) => written.includes(wanted))
}

function listOf<Item extends string>(items: Item | readonly Item[] | undefined): readonly Item[] {
  if (items === undefined) return []
  return typeof items === 'string' ? [items] : items
}
