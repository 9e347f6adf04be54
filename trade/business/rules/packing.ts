import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimal,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
} from '@entrepot/money'
import { advise, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import { bind, decimalAt, type FileView, type FoldableAct } from '@entrepot/trade/file'

/**
 * Compares what was packed with what was sold: cartons times pieces per carton against the quantity and its tolerance.
 *
 * A difference is advised, not refused: short and over delivery happen, and the buyer has its remedies (CISG art. 35,
 * 51, 52(2)). Refused is what cannot be true: a line that was never sold, a carton lighter than its contents.
 */
export const packsWhatWasSold: Rule = {
  name: 'sale/packed-quantity-differs',
  cites: 'CISG art. 35(1), 51, 52(2)',
  judge: ({ file, act }) => packedLines(act).flatMap((line) => judgeLine(file, line) ?? []),
}

function packedLines(act: FoldableAct): readonly string[] {
  const lines = act.statements.map(({ path }) => bind('/lines/{line}/cartons', path)?.get('line'))
  return [...new Set(lines.filter((line) => line !== undefined))]
}

function judgeLine(file: FileView, line: string): Verdict | undefined {
  const sold = decimalAt(file, `/lines/${line}/quantity`)
  if (!sold) return refuse('sale/packs-unsold-line', 'CISG art. 35(1)', { at: `/lines/${line}/cartons` })
  const net = decimalAt(file, `/lines/${line}/netPerCartonKg`)
  const gross = decimalAt(file, `/lines/${line}/grossPerCartonKg`)
  if (net && gross && compareDecimals(gross, net) < 0)
    return refuse('sale/gross-below-net', 'measure', { at: `/lines/${line}/grossPerCartonKg` })
  const cartons = decimalAt(file, `/lines/${line}/cartons`)
  const perCarton = decimalAt(file, `/lines/${line}/perCarton`)
  if (!cartons || !perCarton) return undefined
  const packed = multiplyDecimals(cartons, perCarton)
  if (isWithin(packed, sold, file.text('/quantityTolerance'))) return undefined
  const detail = {
    at: `/lines/${line}/cartons`,
    found: formatDecimal(packed),
    suggestion: formatDecimal(sold),
  } as const
  return advise('sale/packed-quantity-differs', 'CISG art. 35(1), 51, 52(2)', detail)
}

const PERCENTAGE = /(\d{1,2}(?:\.\d{1,4})?)\s*%/

/** `plus or minus 5 %` allows five either way; without a percentage nothing is allowed. */
function isWithin(packed: Decimal, sold: Decimal, tolerance: string | undefined): boolean {
  const percent = parseDecimal(PERCENTAGE.exec(tolerance ?? '')?.[1] ?? '0')
  const share =
    'coefficient' in percent ? multiplyDecimals(sold, { ...percent, scale: percent.scale + 2 }) : decimal('0')
  const [least, most] = [subtractDecimals(sold, share), addDecimals(sold, share)]
  return compareDecimals(packed, least) >= 0 && compareDecimals(packed, most) <= 0
}
