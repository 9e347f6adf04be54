import type { KnownFile } from './files.ts'
import { MAX_CACHED_ACTS, MAX_CACHED_FILES } from './limits.ts'

/** Folded files in memory, bounded by their number and by their acts; the least recently used goes first. */
export interface FileCache {
  /** The file, now the most recently used. */
  get(file: string): KnownFile | undefined
  keep(known: KnownFile): void
  forget(file: string): void
  /** Counts an act that was folded into a file, if it lies here. */
  grew(known: KnownFile): void
}

/** An empty cache. */
export function fileCache(): FileCache {
  const files = new Map<string, KnownFile>()
  let acts = 0
  const forget = (file: string): void => {
    acts -= files.get(file)?.state.acts.length ?? 0
    files.delete(file)
  }
  const keep = (known: KnownFile): void => {
    forget(known.state.id)
    files.set(known.state.id, known)
    acts += known.state.acts.length
    for (const [id, oldest] of files) {
      if ((files.size <= MAX_CACHED_FILES && acts <= MAX_CACHED_ACTS) || oldest === known) break
      forget(id)
    }
  }
  return {
    ...{ keep, forget },
    get(file) {
      const known = files.get(file)
      if (!known) return undefined
      // A map remembers the order of setting: set anew, it is the youngest.
      files.delete(file)
      files.set(file, known)
      return known
    },
    grew(known) {
      if (files.get(known.state.id) === known) acts += 1
    },
  }
}
