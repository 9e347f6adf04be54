import type {
  CompositeDefinition,
  Directory,
  ElementDefinition,
  MessageStructure,
  SegmentDefinition,
} from '@entrepot/edi'
import { parseFormat } from '../format.ts'
import { type DirectoryMalformed, malformed } from '../malformed.ts'
import { readCodes } from './code-lists.ts'
import { type ListedElement, readElementList } from './element-list.ts'
import { baseName, isOfficial, type OfficialFile, officialFile, type Part } from './files.ts'
import { linesOf } from './lines.ts'
import { isInteractive, messageName, readMessageTable } from './message-table.ts'
import { readSpecifications, type Specification } from './specifications.ts'
import { unzipWanted } from './unzip.ts'

/** A directory as compiled from an official zip. */
export interface CompiledDirectory {
  readonly ok: true
  readonly directory: Directory
  /** Messages whose table could not be understood, each with its place; the rest of the directory stands. */
  readonly leftOut: readonly DirectoryMalformed[]
}

/**
 * Compiles a UN/EDIFACT directory from its official zip, as the UNECE publishes it, of any layout from D.96A to D.21B.
 *
 * Reads messages (EDMD, TRMD), segments (EDSD, TRSD), composites (EDCD, TRCD), data elements (EDED, TRED) and code lists (UNCL), zips within
 * zips; interactive directories are passed over. Names are kept, descriptions are not.
 */
export function compileDirectory(zip: Uint8Array): CompiledDirectory | DirectoryMalformed {
  const files = unzipWanted(zip, isOfficial)
  if ('ok' in files) return files
  const parts: Record<Part, Named[]> = { messages: [], segments: [], composites: [], elements: [], codes: [] }
  const releases = new Set<string>()
  // A file that is there twice, zipped and unpacked, is read once.
  for (const { path, bytes } of new Map(files.map((file) => [baseName(file.path), file])).values()) {
    const file = officialFile(path)
    if (!file) continue
    releases.add(file.release)
    parts[file.part].push({ ...file, path, lines: linesOf(bytes) })
  }
  const [name, other] = releases
  if (name === undefined) return malformed('directory/not-a-directory')
  if (other !== undefined) return malformed('directory/releases-differ', `${name}, ${other}`)
  const missing = Object.entries(parts).find(([, files]) => files.length === 0)
  if (missing) return malformed('directory/part-missing', missing[0])
  return compile(name, parts)
}

interface Named extends OfficialFile {
  readonly path: string
  readonly lines: readonly string[]
}

function compile(name: string, parts: Record<Part, readonly Named[]>): CompiledDirectory | DirectoryMalformed {
  const segments = readAll(parts.segments, readSpecifications)
  if ('ok' in segments) return segments
  const composites = readAll(parts.composites, readSpecifications)
  if ('ok' in composites) return composites
  const elements = readAll(parts.elements, readElementList)
  if ('ok' in elements) return elements
  const coded = readAll(parts.codes, readElementList)
  if ('ok' in coded) return coded
  const { messages, leftOut } = readMessages(name, parts.messages)
  const directory: Directory = {
    name,
    messages,
    segments: new Map(segments.map((segment) => [segment.code, segmentOf(segment)])),
    composites: new Map(composites.map((composite) => [composite.code, compositeOf(composite)])),
    elements: elementsOf(elements, coded),
  }
  return { ok: true, directory, leftOut }
}

function readMessages(release: string, files: readonly Named[]) {
  const messages = new Map<string, MessageStructure>()
  const leftOut: DirectoryMalformed[] = []
  for (const { path, lines, type = '' } of files) {
    if (isInteractive(lines)) continue
    const table = readMessageTable(lines, { type, release })
    const name = messageName(lines)
    if ('ok' in table) leftOut.push(within(path, table))
    else messages.set(type, { ...table, ...(name !== undefined && { name }) })
  }
  return { messages, leftOut }
}

const within = (path: string, { code, at }: DirectoryMalformed): DirectoryMalformed =>
  malformed(code, at === undefined ? path : `${path}:${at}`)

/** One part, which may be in several files. */
function readAll<T>(
  files: readonly Named[],
  read: (lines: readonly string[], isContinued: boolean) => readonly T[] | DirectoryMalformed,
): readonly T[] | DirectoryMalformed {
  const all: T[] = []
  for (const { path, lines, isContinued } of files) {
    const some = read(lines, isContinued)
    if ('ok' in some) return within(path, some)
    for (const each of some) all.push(each)
  }
  return all
}

function segmentOf({ code, name, entries, conditions }: Specification): SegmentDefinition {
  const elements = entries.map(({ code, mandatory, repeat }) => ({ code, mandatory, repeat }))
  return { tag: code, name, elements, ...(conditions.length > 0 && { conditions }) }
}

const compositeOf = ({ code, name, entries }: Specification): CompositeDefinition => ({
  code,
  name,
  components: entries.map(({ code, mandatory }) => ({ code, mandatory })),
})

function elementsOf(
  elements: readonly ListedElement[],
  coded: readonly ListedElement[],
): ReadonlyMap<string, ElementDefinition> {
  const codes = new Map(coded.map((element) => [element.code, readCodes(element)]))
  const pairs = elements.flatMap(({ code, name, format }): [string, ElementDefinition][] => {
    const parsed = parseFormat(format)
    const values = codes.get(code)
    const list = values && values.size > 0 && { codes: { complete: true, values } }
    return parsed ? [[code, { code, name, ...parsed, ...list }]] : []
  })
  return new Map(pairs)
}
