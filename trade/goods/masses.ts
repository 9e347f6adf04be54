import { addDecimals, type Decimal, formatDecimal, multiplyDecimals, stripDecimal } from '@entrepot/money'
import type { Derivation } from '@entrepot/trade/act'
import { decimalAt, type FileView } from '@entrepot/trade/file'

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
  const loaded = file
    .enumerate('/containers')
    .map((container) => file.text(`/containers/${container}/loaded`))
    .filter((at) => at !== undefined)
  return loaded.toSorted().at(-1)?.slice(0, 10)
}

/** The first controller of the record is the shipper, to whose order it is made out. */
export const firstController: Derivation = (file) => file.file.parties.get('shipper')?.organisation
