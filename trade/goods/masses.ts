import { compareInstants, isMalformed as isNoInstant, parseInstant } from '@entrepot/calendar'
import { compareMass, formatKilograms, isMalformed, parseKilograms } from '@entrepot/freight'
import { addDecimals, type Decimal, formatDecimal, multiplyDecimals, stripDecimal } from '@entrepot/money'
import type { Derivation } from '@entrepot/trade/act'
import { decimalAt, type FileView, type Path } from '@entrepot/trade/file'

/** Gross mass of the cargo in one container: its packages times their gross weight. */
export function cargoMass(file: FileView, container: string): Decimal | undefined {
  let sum: Decimal | undefined
  for (const line of file.enumerate(`/containers/${container}/holds`)) {
    const packages = decimalAt(file, `/containers/${container}/holds/${line}`)
    const each = decimalAt(file, `/goods/${line}/grossPerCartonKg`)
    if (!packages || !each) return undefined
    const mass = multiplyDecimals(packages, each)
    sum = sum ? addDecimals(sum, mass) : mass
  }
  return sum
}

/** Cargo gross mass as the shipper declares it: what it packed, computed. */
export const declaredMass: Derivation = (file, instances) => {
  const mass = cargoMass(file, instances.get('container') ?? '')
  return mass && formatDecimal(mass)
}

/** Verified gross mass by method 2: cargo, dunnage and tare added up (SOLAS VI/2). */
export const verifiedMass: Derivation = (file, instances) => {
  const container = instances.get('container') ?? ''
  const parts = [
    cargoMass(file, container),
    decimalAt(file, `/containers/${container}/dunnageKg`),
    decimalAt(file, `/containers/${container}/tareKg`),
  ]
  let sum: Decimal | undefined
  for (const part of parts) {
    if (!part) return undefined
    sum = sum ? addDecimals(sum, part) : part
  }
  return sum && formatDecimal(stripDecimal(sum))
}

/** The on-board date is the local day of the last container's loading, at the port. */
export const onBoardDay: Derivation = (file) => {
  const loaded = file.enumerate('/containers').flatMap((container) => {
    const at = parseInstant(file.text(`/containers/${container}/loaded`) ?? '')
    return isNoInstant(at) ? [] : [at]
  })
  return loaded.toSorted(compareInstants).at(-1)?.localDate
}

/** The first controller of the record is the shipper, to whose order it is made out. */
export const firstController: Derivation = (file) => file.file.parties.get('shipper')?.organisation

/** Two statements of one container's gross mass that lie further apart than the file allows. */
type MassDifference = {
  readonly between: readonly [Path, Path]
  /** Both as gross mass of the packed container, in kilograms. */
  readonly kg: readonly [string, string]
  readonly differenceKg: string
  readonly toleranceKg: string
}

/**
 * Compares every two statements of a container's gross mass: declared, verified, outturn.
 *
 * What was declared is the cargo alone, so tare and dunnage are added to it. Where no tolerance is stated, none is given.
 */
export function massDifferences(file: FileView, container: string): MassDifference[] {
  const statements = massStatements(file, container)
  const grams = gramsAt(file, `/containers/${container}/toleranceKg`) ?? 0n
  const differences: MassDifference[] = []
  for (const [i, first] of statements.entries())
    for (const second of statements.slice(i + 1)) {
      const { differenceGrams, isWithin } = compareMass(first.grams, second.grams, { kind: 'mass', grams })
      if (isWithin) continue
      differences.push({
        between: [first.path, second.path],
        kg: [formatKilograms(first.grams), formatKilograms(second.grams)],
        differenceKg: formatKilograms(differenceGrams),
        toleranceKg: formatKilograms(grams),
      })
    }
  return differences
}

/** Where one party's statement of a container's gross mass stands. */
export const grossMassPath = (container: string, statement: 'declared' | 'verified' | 'outturn'): Path =>
  `/containers/${container}/grossMass/${statement}`

function massStatements(file: FileView, container: string): { path: Path; grams: bigint }[] {
  const declared = grossMassPath(container, 'declared')
  const cargo = gramsAt(file, declared)
  const tare = gramsAt(file, `/containers/${container}/tareKg`)
  const dunnage = gramsAt(file, `/containers/${container}/dunnageKg`) ?? 0n
  const packed = cargo === undefined || tare === undefined ? undefined : cargo + tare + dunnage
  const weighed = (['verified', 'outturn'] as const).map((statement) => {
    const path = grossMassPath(container, statement)
    return { path, grams: gramsAt(file, path) }
  })
  return [{ path: declared, grams: packed }, ...weighed].flatMap(({ path, grams }) =>
    grams === undefined ? [] : [{ path, grams }],
  )
}

function gramsAt(file: FileView, path: Path): bigint | undefined {
  const text = file.text(path)
  const grams = text === undefined ? undefined : parseKilograms(text)
  return grams === undefined || isMalformed(grams) ? undefined : grams
}
