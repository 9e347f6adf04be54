/** Input that cannot be read: a stable code, the offset in the text, and the limit or value that was expected. */
export type Malformed<Code extends string = string> = {
  readonly kind: 'malformed'
  readonly code: Code
  readonly at: number
  readonly limit?: number
}

/** Makes a malformed answer. */
export function malformed<Code extends string>(code: Code, at: number, limit?: number): Malformed<Code> {
  return limit === undefined ? { kind: 'malformed', code, at } : { kind: 'malformed', code, at, limit }
}

/** Tells a malformed answer from a good one. */
export function isMalformed<T>(answer: T): answer is Extract<T, Malformed> {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'malformed'
}
