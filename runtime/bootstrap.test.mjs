import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/**
 * A clone that needs no package, with a command of the test's own.
 *
 * @param {string} command
 */
function makeClone(command) {
  const clone = mkdtempSync(join(tmpdir(), 'entrepot-clone-'))
  onTestFinished(() => rmSync(clone, { recursive: true }))
  cpSync(join(root, 'bootstrap.mjs'), join(clone, 'bootstrap.mjs'))
  cpSync(join(root, 'runtime'), join(clone, 'runtime'), { recursive: true })
  for (const folder of ['cli', 'node_modules']) mkdirSync(join(clone, folder))
  for (const lock of ['package-lock.json', 'node_modules/.package-lock.json']) {
    writeFileSync(join(clone, lock), '{"packages":{}}')
  }
  writeFileSync(join(clone, 'cli/index.ts'), command)
  return clone
}

/**
 * @param {string} clone
 * @param {string[]} parameters
 */
function start(clone, parameters) {
  const child = spawn(process.execPath, [join(clone, 'bootstrap.mjs'), ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('a task gets its options, keeps standard output to itself, and its exit code is ours', async () => {
  const clone = makeClone('process.stdout.write(JSON.stringify(process.argv.slice(2))); process.exitCode = 5')
  const child = start(clone, ['verify', 'evidence.zip', '--json'])
  /** @type {Buffer[]} */
  const output = []
  child.stdout.on('data', (chunk) => output.push(chunk))
  expect(await once(child, 'close')).toEqual([5, null])
  expect(Buffer.concat(output).toString()).toBe('["verify","evidence.zip","--json"]')
})

test.each(/** @type {const} */ (['SIGINT', 'SIGTERM']))(
  '%s reaches the task, which ends in its own way',
  async (signal) => {
    const clone = makeClone(
      `process.on('${signal}', () => process.exit(9)); setInterval(() => undefined, 1000); console.log('ready')`,
    )
    const child = start(clone, ['start'])
    await once(child.stdout, 'data')
    child.kill(signal)
    expect(await once(child, 'close')).toEqual([9, null])
  },
)

test('a task that there is not is answered with those that there are', async () => {
  const child = start(makeClone(''), ['sail'])
  const [words] = await once(child.stderr, 'data')
  expect(String(words)).toContain('start|trade|verify')
  expect(await once(child, 'close')).toEqual([2, null])
})
