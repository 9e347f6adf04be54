import type { CodeQualifiers, Directory } from '@entrepot/edi'
import { builtInDirectories, serviceDirectory } from './built-in/index.ts'

/** What UNH says of a message (S009), and UNB of the syntax. */
export interface MessageIdentifier {
  /** 0065, `ORDERS`. */
  readonly type: string
  /** 0052, `D`. */
  readonly version: string
  /** 0054, `01B`. */
  readonly release: string
  /** 0051, `UN`. */
  readonly agency: string
  /** 0057, `EAN010`; a subset of the message, which its directory describes as well. */
  readonly association?: string
  /** 0002 of UNB, `3`; 4 where it is not known. */
  readonly syntaxVersion?: string
}

/** The directory for a message, and how it was chosen. */
export interface ChosenDirectory {
  /** With the service segments of the syntax version. */
  readonly directory: Directory
  /** Which was chosen: `D.01B`, `ISO 9735 version 3`. */
  readonly name: string
  readonly source: 'user' | 'built-in'
  /** Whether it is of the release that the message names; else the nearest that has the message. */
  readonly isExact: boolean
}

/**
 * Chooses the directory by which a message is read: the user's own of exactly its release, else the built-in one of its release, else the
 * one of the nearest release that has the message, a later one before an earlier one as near, the user's before ours.
 *
 * CONTRL belongs to the syntax, whatever release its UNH names. An association's code (`EAN010`) names a subset and does not matter.
 *
 * @returns `undefined` where no directory has the message, or another agency than `UN` controls it.
 */
export function directoryFor(
  message: MessageIdentifier,
  userDirectories: readonly Directory[] = [],
): ChosenDirectory | undefined {
  const { type, syntaxVersion = '4' } = message
  const service = serviceDirectory(syntaxVersion)
  if (service.messages.has(type)) return { directory: service, name: service.name, source: 'built-in', isExact: true }
  if (message.agency !== 'UN') return undefined
  const asked = `${message.version}.${message.release}`
  const candidates = [
    ...userDirectories.map((directory) => ({ directory, source: 'user' as const })),
    ...builtInDirectories.map((directory) => ({ directory, source: 'built-in' as const })),
  ].filter(({ directory }) => directory.messages.has(type))
  const ranked = candidates.map((candidate) => ({ ...candidate, distance: distance(candidate.directory.name, asked) }))
  const [best] = ranked.toSorted((a, b) => a.distance - b.distance)
  if (!best || best.distance === Infinity) return undefined
  const { name } = best.directory
  return { directory: withService(best.directory, service), name, source: best.source, isExact: name === asked }
}

/** Releases of a year: A, B, seldom C. */
const RELEASES_A_YEAR = 3
/** Directories of before the turn of the century are numbered 88 to 99. */
const FIRST_YEAR = 88

/** How many releases apart two directories are; what is a little earlier is further than what is as much later. */
function distance(name: string, asked: string): number {
  if (name === asked) return 0
  const [from, to] = [ordinal(name), ordinal(asked)]
  if (from === undefined || to === undefined) return Infinity
  return from >= to ? from - to : to - from + 0.5
}

const RELEASE = /^[DS]\.(\d\d)([ABC])$/

function ordinal(name: string): number | undefined {
  const [, year, letter] = RELEASE.exec(name) ?? []
  if (year === undefined || letter === undefined) return undefined
  const since = (Number(year) + 100 - FIRST_YEAR) % 100
  return since * RELEASES_A_YEAR + 'ABC'.indexOf(letter)
}

/** Code list identification code, code list responsible agency code; of the latter UN/ECE. */
const CODE_QUALIFIERS: CodeQualifiers = { list: '1131', agency: '3055', own: '6' }

/** What was put together is kept, so that what others keep by directory (`WeakMap`) stays good. */
const together = new WeakMap<Directory, Map<Directory, Directory>>()

function withService(directory: Directory, service: Directory): Directory {
  const known = together.get(directory) ?? new Map<Directory, Directory>()
  together.set(directory, known)
  const existing = known.get(service)
  if (existing) return existing
  const both: Directory = {
    name: directory.name,
    messages: directory.messages,
    segments: new Map([...directory.segments, ...service.segments]),
    composites: new Map([...directory.composites, ...service.composites]),
    elements: new Map([...directory.elements, ...service.elements]),
    qualifiers: CODE_QUALIFIERS,
  }
  known.set(service, both)
  return both
}
