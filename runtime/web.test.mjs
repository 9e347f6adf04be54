import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startProgress } from './progress.mjs'
import { buildWeb, hashSources } from './web.mjs'

function makeClone() {
  const root = mkdtempSync(join(tmpdir(), 'entrepot-web-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  write(root, 'web/src/main.tsx', 'export {}')
  write(root, 'trade/file/index.ts', 'export {}')
  return root
}

/**
 * @param {string} root
 * @param {string} path
 * @param {string} text
 */
function write(root, path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

test('the pages are built anew when what they are made of changes, also its name alone', () => {
  const root = makeClone()
  const before = hashSources(root)
  write(root, 'trade/file/index.ts', 'export const more = 1')
  const after = hashSources(root)
  expect(after).not.toBe(before)
  write(root, 'web/src/page.tsx', '')
  expect(hashSources(root)).not.toBe(after)
})

test('a test, a build or a package does not make the pages old', () => {
  const root = makeClone()
  const before = hashSources(root)
  for (const path of ['web/src/main.test.tsx', 'web/dist/index.html', 'web/node_modules/react/index.js'])
    write(root, path, 'x')
  expect(hashSources(root)).toBe(before)
})

/** Stands in for the builder: and counts its runs. */
const BUILDER = `import { appendFileSync, mkdirSync } from 'node:fs'
mkdirSync('dist', { recursive: true })
appendFileSync('dist/runs', 'run ')
`

test('the pages are built once for each state of their sources, and a failed build is tried again', async () => {
  const root = makeClone()
  /** @type {string[]} */
  const said = []
  const progress = startProgress({ write: (text) => void said.push(text), isTTY: false })
  const build = () => buildWeb(root, process.execPath, progress)

  await build()
  expect(said).toEqual([])
  write(root, 'web/vite.config.ts', '')
  write(root, 'node_modules/vite/bin/vite.js', `throw new Error('a page does not compile')`)
  await expect(build()).rejects.toThrow('a page does not compile')
  write(root, 'node_modules/vite/bin/vite.js', BUILDER)
  write(root, 'node_modules/vite/package.json', '{"type":"module"}')
  said.length = 0
  await build()
  await build()
  expect(said.filter((line) => line.startsWith('Building'))).toHaveLength(1)
})
