import { type Certificate, parseCertificate } from '@entrepot/x509'
import { MAXIMUM_CACHED_CERTIFICATES } from './limits.ts'
import { sameOctets } from './octets.ts'

/** Octets at the end of a certificate, which are of its signature: as good as random, and told apart quickly. */
const KEY_BYTES = 16

const byEnd = new Map<string, Certificate>()

/**
 * Parses a certificate that a message carries; `undefined` when it is malformed. The same few certificates come with
 * message after message, so the `MAXIMUM_CACHED_CERTIFICATES` last parsed are kept, and found again by all their octets.
 */
export function parseOnce(raw: Uint8Array): Certificate | undefined {
  const key = String.fromCharCode(...raw.subarray(-KEY_BYTES))
  const known = byEnd.get(key)
  if (known !== undefined && sameOctets(known.raw, raw)) return known
  const decoded = parseCertificate(raw)
  if (!decoded.ok) return undefined
  // Set anew, so that the one that was parsed first stands first.
  byEnd.delete(key)
  byEnd.set(key, decoded.value)
  const [oldest] = byEnd.keys()
  if (byEnd.size > MAXIMUM_CACHED_CERTIFICATES && oldest !== undefined) byEnd.delete(oldest)
  return decoded.value
}
