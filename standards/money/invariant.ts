/** An invariant of this room was broken by its caller: a mistake in a program, never in its input. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant'
}

/**
 * Stops when a condition that the program itself must keep does not hold.
 *
 * @throws BrokenInvariant
 */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new BrokenInvariant(message)
}
