import { malformed, type Malformed } from './malformed.ts'

/** The most digits before the point that a mass in kilograms is read with. */
export const maxKilogramDigits = 12

/** Reads kilograms with up to three decimals ('9105.00') as whole grams; refuses signs, grouping and exponents. */
export function parseKilograms(text: string): bigint | Malformed<'mass/syntax' | 'mass/out-of-range'> {
  const match = /^(0|[1-9][0-9]*)(?:\.([0-9]{1,3}))?$/.exec(text.slice(0, maxKilogramDigits + 5))
  if (match === null || match[0].length !== text.length) return malformed('mass/syntax', 0)
  const [, whole = '', fraction = ''] = match
  if (whole.length > maxKilogramDigits) return malformed('mass/out-of-range', maxKilogramDigits, maxKilogramDigits)
  return BigInt(whole + fraction.padEnd(3, '0'))
}

/** Writes whole grams as kilograms, with as few decimals as they need. */
export function formatKilograms(grams: bigint): string {
  const magnitude = grams < 0n ? -grams : grams
  const fraction = `${magnitude % 1000n}`.padStart(3, '0').replace(/0+$/, '')
  const sign = grams < 0n ? '-' : ''
  return `${sign}${magnitude / 1000n}${fraction === '' ? '' : `.${fraction}`}`
}

/**
 * The verified gross mass of a packed container, and how it was found (SOLAS VI/2).
 *
 * - method 1: the packed container was weighed
 * - method 2: packages, pallets, dunnage and securing material were weighed and the tare added
 */
export type VerifiedGrossMass =
  | { readonly method: 1; readonly weighedGrams: bigint }
  | { readonly method: 2; readonly cargoGrams: bigint; readonly dunnageGrams: bigint; readonly tareGrams: bigint }

/** The verified gross mass in grams. */
export function verifiedGrossMassGrams(mass: VerifiedGrossMass): bigint {
  return mass.method === 1 ? mass.weighedGrams : mass.cargoGrams + mass.dunnageGrams + mass.tareGrams
}

/** How far two statements of one mass may lie apart: a mass, or a share of the first in basis points (1/100 of 1 %). */
export type MassTolerance =
  | { readonly kind: 'mass'; readonly grams: bigint }
  | { readonly kind: 'share'; readonly basisPoints: bigint }

/** Two statements of one mass, compared: how far the second lies above the first, and whether that is allowed. */
export type MassComparison = { readonly differenceGrams: bigint; readonly isWithin: boolean }

/** Compares two statements of one mass (declared and verified, verified and outturn); the tolerance's edge is within. */
export function compareMass(firstGrams: bigint, secondGrams: bigint, tolerance: MassTolerance): MassComparison {
  const differenceGrams = secondGrams - firstGrams
  const magnitude = differenceGrams < 0n ? -differenceGrams : differenceGrams
  const isWithin =
    tolerance.kind === 'mass' ? magnitude <= tolerance.grams : magnitude * 10_000n <= firstGrams * tolerance.basisPoints
  return { differenceGrams, isWithin }
}
