import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findBrowser } from './browser.ts'

test('a browser that is named is used, and an empty name means none', () => {
  expect(findBrowser({ ENTREPOT_BROWSER: '/opt/mine' })).toBe('/opt/mine')
  expect(findBrowser({ ENTREPOT_BROWSER: '' })).toBeUndefined()
})

test('a browser on the PATH is found, and a launcher that only says how to install one is passed over', () => {
  const folder = makeFolder()
  const stub = program(join(folder, 'first/chromium'), 'exit 1')
  const browser = program(join(folder, 'second/chromium'), 'echo Chromium 150')
  expect(findBrowser({ PATH: `${dirname(stub)}:${dirname(browser)}` })).toBe(browser)
})

function program(path: string, script: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-browser-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}
