import { isZip } from './unzip.ts'

/** The parts of a directory that are read. */
export type Part = 'message' | 'segments' | 'composites' | 'elements' | 'codes'

/** A file of a directory by its name. */
export interface OfficialFile {
  readonly part: Part
  /** `D.01B`; UNCL and the like don't say which version, which is D. */
  readonly release: string
  /** `ORDERS`; of messages only. */
  readonly type?: string
}

/** `ORDERS_D.01B`. */
const MESSAGE = /^([A-Z]{6})_([DS])\.(\d\d[ABC])$/
/** `EDSD.01B`, before D.97A `TRSD.96A`; `UNCL-1.96A` and `UNCL-2.96A` where a list is in two files. */
const LIST = /^(?:(?:ED|TR)(SD|CD|ED)|UN(CL)(?:-\d)?)\.(\d\d[ABC])$/
/** Directories of interactive messages (ISO 9735-3): IDMD, IDSD, IDCD, zipped or as folders. */
const INTERACTIVE = /(?:^|\/)ID[MSC]D(?:\.ZIP)?(?:\/|\.|$)/

const PARTS: Readonly<Record<string, Part>> = { SD: 'segments', CD: 'composites', ED: 'elements', CL: 'codes' }

/** What a path within an official zip names, where it is a part that is read. */
export function officialFile(path: string): OfficialFile | undefined {
  const name = path.toUpperCase()
  if (INTERACTIVE.test(name)) return undefined
  const base = name.slice(name.lastIndexOf('/') + 1)
  const [, type, version, messageRelease] = MESSAGE.exec(base) ?? []
  if (type !== undefined) return { part: 'message', release: `${version ?? ''}.${messageRelease ?? ''}`, type }
  const [, kind, codes, release] = LIST.exec(base) ?? []
  const part = PARTS[kind ?? codes ?? '']
  return part && { part, release: `D.${release ?? ''}` }
}

/** Whether a path names a part that is read, or a zip that may hold one. */
export const isOfficial = (path: string): boolean =>
  isZip(path) ? !INTERACTIVE.test(path.toUpperCase()) : officialFile(path) !== undefined
