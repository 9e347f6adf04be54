/** IP addresses and their ranges (RFC 5280 4.2.1.10). */

/** Whether the second half of a constraint is a prefix mask (RFC 4632 3.1): ones, then zeros. */
export function isRange(range: Uint8Array): boolean {
  const mask = range.subarray(range.length / 2)
  let hasEnded = false
  for (const octet of mask) {
    if (hasEnded ? octet !== 0 : !prefixOctets.has(octet)) return false
    hasEnded ||= octet !== 0xff
  }
  return true
}

const prefixOctets: ReadonlySet<number> = new Set([0, 0x80, 0xc0, 0xe0, 0xf0, 0xf8, 0xfc, 0xfe, 0xff])

/** Whether an address lies in a range of its own family. */
export function isAddressWithin(address: Uint8Array, range: Uint8Array): boolean {
  const { length } = address
  if (range.length !== 2 * length) return false
  return address.every((octet, index) => {
    const mask = range[length + index] ?? 0
    return (octet & mask) === ((range[index] ?? 0) & mask)
  })
}
