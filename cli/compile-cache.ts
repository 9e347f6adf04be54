import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../.runtime/compile-cache')

/**
 * Keeps what Node.js makes of our sources (types stripped, code compiled), so that the next process of ours starts in a third
 * of the time. Where the folder cannot be written, everything works as before.
 */
export function keepCompiled(): void {
  enableCompileCache(FOLDER)
  process.env['NODE_COMPILE_CACHE'] ??= FOLDER
}

/** Writes down what was compiled so far, for processes that are about to start. */
export function shareCompiled(): void {
  flushCompileCache()
}
