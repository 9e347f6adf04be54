/** The members of an answer that came as JSON; none where it is no object. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  const entries: [string, unknown][] = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return new Map(entries)
}
