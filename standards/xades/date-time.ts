const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/u

/** Writes a time as xsd:dateTime in UTC, to the second (XML Schema 2, 3.2.7). */
export function writeDateTime(time: number): string {
  return `${new Date(Math.floor(time / 1000) * 1000).toISOString().slice(0, 19)}Z`
}

/**
 * Reads xsd:dateTime.
 *
 * @returns milliseconds since 1970 UTC; `undefined` for what is none, and for a time without a zone, which is no moment.
 */
export function readDateTime(text: string): number | undefined {
  const [, local, fraction = '', zone = ''] = FORM.exec(text.trim()) ?? []
  if (local === undefined) return undefined
  const wall = Date.parse(`${local}Z`)
  // A day that the month has not, and 24:00, would be moved to the next one.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== local) return undefined
  const at = Date.parse(`${local}${fraction.slice(0, 4)}${zone}`)
  return Number.isNaN(at) ? undefined : at
}
