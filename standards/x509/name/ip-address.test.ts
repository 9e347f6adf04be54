import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeIpAddress, parseIpAddress } from './ip-address.ts'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::', '::'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['1:0:0:0:0:0:0:0', '1::'],
  ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['::ffff:192.0.2.1', '::ffff:c000:201'],
])('%s is written %s (RFC 5952 4)', (given, written) => {
  expect(describeIpAddress(parseIpAddress(given) ?? new Uint8Array(0))).toBe(written)
})

test('what is written is read as the same address', () => {
  const length = fc.constantFrom(4, 16)
  const octet = fc.oneof(fc.constant(0), fc.nat(255))
  const address = length.chain((size) => fc.array(octet, { minLength: size, maxLength: size }))
  fc.assert(
    fc.property(address, (octets) => {
      expect(parseIpAddress(describeIpAddress(Uint8Array.from(octets)))).toEqual(Uint8Array.from(octets))
    }),
  )
})
