import { MAX_CONDITION_POSITION } from '../limits.ts'
import type { Condition } from '../structure.ts'
import { StructureInvalid } from './structure-invalid.ts'

/** A condition as bits, bit `n` being position `n`. */
export interface ConditionTable {
  readonly condition: Condition
  readonly all: number
  readonly first: number
}

/** @throws StructureInvalid for a condition on no position, or on one beyond `MAX_CONDITION_POSITION`. */
export function tabulateCondition(condition: Condition): ConditionTable {
  const { positions } = condition
  if (positions.length === 0 || positions.some((position) => position < 1 || position > MAX_CONDITION_POSITION)) {
    throw new StructureInvalid(`a condition on positions ${positions.join(', ')}`)
  }
  const all = positions.reduce((mask, position) => mask | (1 << position), 0)
  return { condition, all, first: 1 << (positions[0] ?? 0) }
}

/**
 * The position (from 1) at which a relational condition is broken, else 0 (X12.6; ISO 9735-1:2002, dependency notes).
 *
 * @param present The positions that hold something, as bits.
 */
export function brokenAt({ condition, all, first }: ConditionTable, present: number): number {
  const there = present & all
  switch (condition.kind) {
    case 'P':
      return there === 0 || there === all ? 0 : firstOf(condition, all & ~present)
    case 'R':
      return there === 0 ? (condition.positions[0] ?? 0) : 0
    case 'E':
      return (there & (there - 1)) === 0 ? 0 : lastOf(condition, there)
    case 'C':
      return (there & first) === 0 || there === all ? 0 : firstOf(condition, all & ~present)
    case 'L':
      return there === first ? (condition.positions[1] ?? 0) : 0
  }
}

const firstOf = ({ positions }: Condition, mask: number): number =>
  positions.find((position) => (mask & (1 << position)) !== 0) ?? 0
const lastOf = ({ positions }: Condition, mask: number): number =>
  positions.findLast((position) => (mask & (1 << position)) !== 0) ?? 0

/** `P0304`, as X12 writes it. */
export const conditionText = ({ condition: { kind, positions } }: ConditionTable): string =>
  kind + positions.map((position) => String(position).padStart(2, '0')).join('')
