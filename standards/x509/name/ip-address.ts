const decimalOctet = /^(?:0|[1-9][0-9]{0,2})$/
const hexGroup = /^[0-9A-Fa-f]{1,4}$/

/**
 * The octets of an address that is written for people: dotted IPv4 (RFC 6943 3.1.1, strict) or IPv6 (RFC 4291 2.2), 4 or 16.
 *
 * @returns `undefined` for anything else; no zone, no prefix, no brackets.
 */
export function parseIpAddress(text: string): Uint8Array | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text)
}

function parseV4(text: string): Uint8Array | undefined {
  const fields = text.split('.')
  const isWritten = fields.length === 4 && fields.every((field) => decimalOctet.test(field) && Number(field) <= 255)
  return isWritten ? Uint8Array.from(fields, Number) : undefined
}

function parseV6(text: string): Uint8Array | undefined {
  const halves = text.split('::')
  const [head = [], tail = []] = halves.map((half, index) => groupsOf(half, index === halves.length - 1))
  const written = head.length + tail.length
  if (halves.length > 2 || (halves.length === 2 ? written > 7 : written !== 8)) return undefined
  const groups = [...head, ...Array.from({ length: 8 - written }, () => 0), ...tail]
  if (groups.some((group) => !Number.isInteger(group))) return undefined
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]))
}

/** The 16-bit groups of one side of `::`; the last of all may be an IPv4 address. A group that is none is NaN. */
function groupsOf(text: string, isEnd: boolean): number[] {
  if (text === '') return []
  return text.split(':').flatMap((field, index, fields) => {
    const v4 = isEnd && field.includes('.') && index === fields.length - 1 ? parseV4(field) : undefined
    if (v4 !== undefined) return [((v4[0] ?? 0) << 8) | (v4[1] ?? 0), ((v4[2] ?? 0) << 8) | (v4[3] ?? 0)]
    return [hexGroup.test(field) ? Number.parseInt(field, 16) : Number.NaN]
  })
}

/** An address as text: dotted IPv4 (RFC 3986 3.2.2), or IPv6 in its one canonical form (RFC 5952 4). */
export function describeIpAddress(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.')
  const groups = Array.from({ length: 8 }, (_, index) => ((octets[2 * index] ?? 0) << 8) | (octets[2 * index + 1] ?? 0))
  const { from, length } = longestZeros(groups)
  const hexOf = (some: readonly number[]): string => some.map((group) => group.toString(16)).join(':')
  if (length < 2) return hexOf(groups)
  return `${hexOf(groups.slice(0, from))}::${hexOf(groups.slice(from + length))}`
}

/** The first of the longest runs of zero groups (RFC 5952 4.2.3). */
function longestZeros(groups: readonly number[]): { readonly from: number; readonly length: number } {
  let best = { from: 0, length: 0 }
  for (let from = 0; from < groups.length; from++) {
    const next = groups.findIndex((group, index) => index >= from && group !== 0)
    const length = (next === -1 ? groups.length : next) - from
    if (length > best.length) best = { from, length }
  }
  return best
}
