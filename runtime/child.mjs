/** Runs a helper program to its end, keeps its last words, and takes it along when we are asked to stop. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** As much of a program's words as are kept to be shown after a failure. */
const OUTPUT_KEPT_CHARACTERS = 16_384
const STOPPING_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, timeoutMs: number, guard: (childPid: number) => void }} options
 * @returns {Promise<{ code: number, output: string }>} `output` is the end of what it wrote on both streams
 */
export function runChild(command, parameters, { cwd, env = process.env, timeoutMs, guard }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs })
    if (child.pid !== undefined) guard(child.pid)
    /** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
    const stop = (signal) => {
      child.kill(signal)
      process.exit(128 + constants.signals[signal])
    }
    for (const signal of STOPPING_SIGNALS) process.on(signal, stop)

    let output = ''
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString('utf8')).slice(-OUTPUT_KEPT_CHARACTERS)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const each of STOPPING_SIGNALS) process.off(each, stop)
      resolve({ code: code ?? 1, output: signal === null ? output : `${output}\n${command} was ended by ${signal}` })
    })
  })
}
