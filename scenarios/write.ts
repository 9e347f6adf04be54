import { type Path, pathEntries, type Value } from '@entrepot/trade/file'
import type { Input } from './golden.ts'
import type { Group, Untimed } from './timetable.ts'
import type { Reference } from './step.ts'

/** China and the Netherlands in winter: where the parties of the demonstration live. */
export const CN = '+08:00'
export const NL = '+01:00'

/** Keys values read from the input: path to the place in the input. */
export function keyed(input: Input, places: Readonly<Record<Path, string>>): Record<Path, Value> {
  const found: Record<Path, Value> = {}
  for (const [path, place] of pathEntries(places)) found[path] = input.text(place)
  return found
}

/** Links elements of one file: path here to path there. */
export function cited(file: string, paths: Readonly<Record<Path, string>>): Record<Path, Reference> {
  return Object.fromEntries(Object.entries(paths).map(([path, there]) => [path, `${file}:/${there}`]))
}

/** For each line of the goods. */
export function forLines<V>(
  lines: readonly string[],
  entries: (line: string) => Readonly<Record<Path, V>>,
): Record<Path, V> {
  return merged(lines.map(entries))
}

/** Several tables as one. */
export function merged<V>(tables: readonly Readonly<Record<Path, V>>[]): Record<Path, V> {
  const all: Record<Path, V> = {}
  for (const table of tables) for (const [path, value] of pathEntries(table)) all[path] = value
  return all
}

/** The invited parties of a file enter it. */
export function enter(file: string, parties: readonly (readonly [party: string, capacity: string])[]): Untimed[] {
  return parties.map(([by, as]) => ({ name: `${file}: ${by} enters`, by, as, act: 'enter/1', file }))
}

/** A document is issued. */
export function issue(
  name: string,
  by: string,
  as: string,
  where: { readonly file: string; readonly definition: string; readonly document: string; readonly subject?: string },
): Untimed {
  const { file, ...issues } = where
  return { name, by, as, act: 'issue-document/2', file, issues }
}

/** When a group begins: its keyed time, and its rank among those of the same time. */
export interface Moment {
  readonly time: string
  readonly rank: number
}

/** The keyed times by name; their order in the input decides between equal ones. */
export const momentsOf =
  (input: Input) =>
  (name: string): Moment => ({ time: input.text(`times.${name}`), rank: input.names('times').indexOf(name) })

/** A time that is not in the table of times: before those of the same moment. */
export const moment = (time: string): Moment => ({ time, rank: -1 })

/** The morning of the same day. */
export const dayOf = ({ time, rank }: Moment): Moment => ({ time: time.slice(0, 10), rank })

/** Steps at one keyed time. */
export const group = ({ time, rank }: Moment, offset: string, ...steps: readonly Untimed[]): Group => ({
  time,
  rank,
  offset,
  steps,
})
