import { isZip } from './unzip.ts'

/** The parts of a directory that are read. */
export type Part = 'messages' | 'segments' | 'composites' | 'elements' | 'codes'

/** A file of a directory by its name. */
export interface OfficialFile {
  readonly part: Part
  /** `D.01B`; UNCL and the like don't say which version, which is D. */
  readonly release: string
  /** `ORDERS`; of messages only. */
  readonly type?: string
  /** Whether it goes on where another ended: `UNCL-2.96A`. */
  readonly isContinued: boolean
}

/** `ORDERS_D.01B`. */
const MESSAGE = /^([A-Z]{6})_([DS])\.(\d\d[ABC])$/
/** `EDSD.01B`, before D.97A `TRSD.96A`; `UNCL-1.96A` and `UNCL-2.96A` where a list is in two files. */
const LIST = /^(?:(?:ED|TR)(SD|CD|ED)|UN(CL)(?:-(\d))?)\.(\d\d[ABC])$/
/** Directories of interactive messages (ISO 9735-3): IDMD, IDSD, IDCD, zipped or as folders. */
const INTERACTIVE = /(?:^|\/)ID[MSC]D(?:\.ZIP)?(?:\/|\.|$)/

const PARTS: Readonly<Record<string, Part>> = { SD: 'segments', CD: 'composites', ED: 'elements', CL: 'codes' }

/** What a path within an official zip names, where it is a part that is read. */
export function officialFile(path: string): OfficialFile | undefined {
  if (INTERACTIVE.test(path.toUpperCase())) return undefined
  const base = baseName(path)
  const [, type, version, messageRelease] = MESSAGE.exec(base) ?? []
  if (type !== undefined)
    return { part: 'messages', release: `${version ?? ''}.${messageRelease ?? ''}`, type, isContinued: false }
  const [, kind, codes, number = '1', release] = LIST.exec(base) ?? []
  const part = PARTS[kind ?? codes ?? '']
  return part && { part, release: `D.${release ?? ''}`, isContinued: number !== '1' }
}

/** The last part of a path, in capitals. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toUpperCase()

/** Whether a path names a part that is read, or a zip that may hold one. */
export const isOfficial = (path: string): boolean =>
  isZip(path) ? !INTERACTIVE.test(path.toUpperCase()) : officialFile(path) !== undefined
