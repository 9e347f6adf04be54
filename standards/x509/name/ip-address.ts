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
