import { describe, expect, test } from 'vitest'
import { changedOctets, changedText, drawFrom, MAX_STRETCH } from './index.ts'

const order = 'UNH+1+ORDERS:D:96A:UN'
const octets = new TextEncoder().encode(order)
const texts = { telling: ['+', "'", 'UNZ'], others: ['LIN+1'] }
const bytes = { telling: [Uint8Array.of(0x2b)], others: [Uint8Array.of(1, 2, 3)] }

describe('changes of input', () => {
  test('the same seed makes the same change, another seed another one', () => {
    const made = (seed: number) => changedText(order, texts, drawFrom(seed))
    const all = Array.from({ length: 200 }, (_, seed) => made(seed))
    expect(all).toEqual(Array.from({ length: 200 }, (_, seed) => made(seed)))
    expect(new Set(all).size).toBeGreaterThan(190)
  })

  test('all kinds come up: longer and shorter, foreign parts, telling words, cut off, nothing left', () => {
    const all = Array.from({ length: 5_000 }, (_, seed) => changedText(order, texts, drawFrom(seed)))
    expect(all.some((text) => text.length > order.length + 10)).toBe(true)
    expect(all.some((text) => text.includes('LIN'))).toBe(true)
    expect(all.some((text) => text.includes('UNZ'))).toBe(true)
    expect(all.some((text) => text !== order && order.startsWith(text) && text.length > 3)).toBe(true)
    expect(all.some((text) => text.length === order.length && text !== order)).toBe(true)
    expect(all).toContain('')
  })

  test('octets change as texts do, leave the input as it was, and grow by bounds', () => {
    for (let seed = 0; seed < 2_000; seed++) {
      const changed = changedOctets(octets, bytes, drawFrom(seed))
      expect(changed.length).toBeLessThanOrEqual(octets.length + 4 * MAX_STRETCH)
    }
    expect(new TextDecoder().decode(octets)).toBe(order)
    expect(changedOctets(new Uint8Array(0), bytes, drawFrom(1))).toBeInstanceOf(Uint8Array)
  })
})
