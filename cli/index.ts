/** The command `entrepot`: `node cli/index.ts serve|trade|edi|verify ...`. */
import { open } from 'node:fs/promises'
import { constants } from 'node:os'
import { describeOptions, Interrupted, readArguments, UsageError } from './arguments.ts'
import type { Command } from './command.ts'
import { keepCompiled } from './compile-cache.ts'

const FAILED = 1
const NOT_ASKED_RIGHT = 2
/** What a shell adds to the number of the signal that ended a command. */
const SIGNALLED = 128

/** Each command is loaded when it is asked for: verifying needs no server, and serving no PDF reader. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Command> }>> = {
  serve: {
    summary: 'start a port: database, server, web pages',
    load: async () => (await import('./serve/index.ts')).serve,
  },
  trade: {
    summary: 'play a whole trade, every party a process of its own',
    load: async () => (await import('./trade/index.ts')).trade,
  },
  edi: {
    summary: 'electronic data interchange: directories',
    load: async () => (await import('./edi/index.ts')).edi,
  },
}

async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === 'verify') return verify(args)
  const entry = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!entry) return usage(name)
  const command = await entry.load()
  try {
    if (args.includes('--help')) return help(command)
    return await command.run(readArguments(args, command.options))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`entrepot ${command.name}: ${error.message}\n`)
    return NOT_ASKED_RIGHT
  }
}

function help({ name, summary, operands, options }: Command): number {
  const line = ['entrepot', name, operands, '[options]'].filter((part) => part !== undefined).join(' ')
  process.stdout.write(`${line}: ${summary}\n\n${describeOptions(options)}\n`)
  return 0
}

function usage(name: string | undefined): number {
  const lines = Object.entries(COMMANDS).map(([each, { summary }]) => `  ${each.padEnd(COLUMN)}${summary}`)
  const all = [...lines, `  ${'verify'.padEnd(COLUMN)}check a bundle of evidence offline`].join('\n')
  const asked = name === undefined || name === '--help'
  const out = asked ? process.stdout : process.stderr
  out.write(`${asked ? '' : `entrepot: no command "${name}"\n`}entrepot COMMAND [options]\n\n${all}\n`)
  return name === '--help' ? 0 : NOT_ASKED_RIGHT
}

const COLUMN = 10

async function verify(args: readonly string[]): Promise<number> {
  const { verifyCommand } = await import('./verify/index.ts')
  return verifyCommand(args, {
    read: readBounded,
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  })
}

async function readBounded(path: string, limit: number): Promise<Uint8Array | undefined> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    return size > limit ? undefined : new Uint8Array(await file.readFile())
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return undefined
    throw error
  }
}

keepCompiled()
try {
  process.exitCode = await main(process.argv[2], process.argv.slice(3))
} catch (error) {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  process.stderr.write(`entrepot: ${error instanceof Error ? error.message : String(error)}${code}\n`)
  if (process.env['ENTREPOT_DEBUG']) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`)
  process.exitCode = error instanceof Interrupted ? SIGNALLED + constants.signals[error.signal] : FAILED
}
