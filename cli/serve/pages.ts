import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import type { PortApp } from '@entrepot/server'

/** What a browser is told of a file, by its ending; others are bytes. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.bcmap': 'application/octet-stream',
}
const BYTES = 'application/octet-stream'
/** The builder puts a hash of its content into the name of what lies here. */
const HASHED = '/assets/'
const A_YEAR = 'public, max-age=31536000, immutable'
const ASK_AGAIN = 'no-cache'

/** Paths that belong to the API: what is unknown there is answered by it, not by a page. */
const OF_THE_API = /^\/(v1|api)(\/|$)|^\/(openapi\.json|reference)$/

/**
 * Serves built pages from a folder: its files by their paths, and `index.html` for every other path of a page.
 *
 * The files that are there at the start are served and no others, whatever a path says. Where nothing was built, says so.
 */
export function mountPages(app: PortApp, folder: string): void {
  const files = new Set(filesIn(folder))
  app.get('*', (context, next) => {
    const { path } = context.req
    if (OF_THE_API.test(path)) return next()
    const name = files.has(path) ? path : '/index.html'
    if (name !== path && extname(path) !== '') return next()
    if (!files.has(name)) return context.text('The pages are not built yet. `npm start` builds them.\n', 503)
    const headers = {
      'content-type': TYPES[extname(name)] ?? BYTES,
      'cache-control': name.startsWith(HASHED) ? A_YEAR : ASK_AGAIN,
    }
    return context.body(new Uint8Array(readFileSync(join(folder, name))), 200, headers)
  })
}

/** Paths below a folder as they are asked for, `/assets/a.js`. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/'))
  // What starts with a dot is the builder's own.
  return paths.filter((path) => !path.includes('/.'))
}
