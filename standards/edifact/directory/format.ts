import type { ElementDefinition } from '@entrepot/edi'

type Format = Pick<ElementDefinition, 'representation' | 'min' | 'max'>

const FORMAT = /^(an|a|n)(\.\.)?(\d{1,5})$/

/** `an..35` is 1 to 35 characters, `a3` exactly 3 (ISO 9735-1, data element representation); `undefined` for anything else. */
export function parseFormat(text: string): Format | undefined {
  const [, representation, isVariable, digits] = FORMAT.exec(text) ?? []
  const max = Number(digits)
  if (representation !== 'a' && representation !== 'n' && representation !== 'an') return undefined
  return max > 0 ? { representation, min: isVariable === undefined ? max : 1, max } : undefined
}

/** Writes a data element's representation as the directories do: `an..35`, `a3`. */
export const writeFormat = ({ representation, min, max }: Format): string =>
  `${representation}${min === max && max > 0 ? '' : '..'}${max}`
