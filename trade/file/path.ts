/** The place of an element in a file, `/containers/c1/grossMass/declared`: names and instance ids, in turn as the kind lays out. */
export type Path = `/${string}`

/** The shape of many paths: `{container}` stands for an instance id. */
export type PathTemplate = `/${string}`

/** Longest path in characters. */
const MAX_PATH_LENGTH = 200
/** Most segments of a path. */
const MAX_PATH_SEGMENTS = 8

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/

/** Tells whether a text is a path: `/` before each segment, segments of letters, digits and hyphens, within the limits. */
export function isPath(text: string): text is Path {
  if (text.length > MAX_PATH_LENGTH || !text.startsWith('/')) return false
  const segments = segmentsOf(text)
  return segments.length <= MAX_PATH_SEGMENTS && segments.every((segment) => SEGMENT.test(segment))
}

/** The segments of a path or template, without the slashes. */
export function segmentsOf(path: string): string[] {
  return path.slice(1).split('/')
}

/** The variable that a template's segment stands for, or `undefined` for a fixed name. */
export function variableOf(segment: string): string | undefined {
  return segment.startsWith('{') && segment.endsWith('}') ? segment.slice(1, -1) : undefined
}

/**
 * Binds a path to a template.
 *
 * @returns the instance ids by variable, or `undefined` where the path is not of that shape.
 */
export function bind(template: PathTemplate, path: Path): ReadonlyMap<string, string> | undefined {
  let instances: Map<string, string> | undefined
  let from = 1
  let at = 1
  // Segment by segment in place: every act binds many paths to many templates, and most differ early.
  for (;;) {
    const end = endOf(template, from)
    const stop = endOf(path, at)
    const segment = template.slice(from, end)
    const found = path.slice(at, stop)
    const variable = variableOf(segment)
    if (variable === undefined && segment !== found) return undefined
    if (variable !== undefined) (instances ??= new Map()).set(variable, found)
    const isLast = end === template.length
    if (isLast !== (stop === path.length)) return undefined
    if (isLast) return instances ?? new Map()
    from = end + 1
    at = stop + 1
  }
}

/** Where the segment that starts here ends. */
function endOf(path: string, from: number): number {
  const end = path.indexOf('/', from)
  return end < 0 ? path.length : end
}

/**
 * Fills a template's variables.
 *
 * @returns the path, or `undefined` where an instance is missing.
 */
export function fill(template: PathTemplate, instances: ReadonlyMap<string, string>): Path | undefined {
  const names: string[] = []
  for (const segment of segmentsOf(template)) {
    const variable = variableOf(segment)
    const name = variable === undefined ? segment : instances.get(variable)
    if (name === undefined) return undefined
    names.push(name)
  }
  return `/${names.join('/')}`
}

/** The entries of a table by path: the type of a table's keys is lost by `Object.entries`. */
export function pathEntries<V>(table: Readonly<Record<PathTemplate, V>>): [PathTemplate, V][] {
  return Object.entries(table).map(([path, value]) => [asPath(path), value])
}

/** A text that is known to begin with a slash, as a path. */
export function asPath(text: string): Path {
  return `/${text.slice(1)}`
}
