import { setFlagsFromString } from 'node:v8'
import { type Arguments, UsageError } from '../arguments.ts'
import type { Command } from '../command.ts'
import type { EdiTask, Terminal } from './task.ts'

/** Each task is loaded when it is asked for. */
const TASKS: Readonly<Record<string, () => Promise<EdiTask>>> = {
  check: async () => {
    staySmall()
    return (await import('./check.ts')).check
  },
  show: async () => (await import('./show.ts')).show,
  convert: async () => (await import('./convert.ts')).convert,
  ack: async () => (await import('./ack.ts')).ack,
  split: async () => (await import('./split.ts')).split,
  directory: async () => (await import('./directory.ts')).directory,
  order: async () => (await import('./order.ts')).order,
}

/**
 * Keeps room for new objects at a megabyte, where V8 would give it sixteen, and collects old ones sooner: reading makes little garbage, all of it
 * soon forgotten, and more room would only be filled. Here, as loading the program is what first asks for more.
 */
function staySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=20')
}

const terminal: Terminal = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  progress: process.stderr,
}

/** Electronic data interchange: the tasks of {@link TASKS}. */
export const edi: Command = {
  name: 'edi',
  summary: 'electronic data interchange',
  operands: `${Object.keys(TASKS).join('|')} ...`,
  options: {
    data: { value: 'DIR', help: 'where directories are kept, .data unless said' },
    schema: { value: 'FILE', help: 'X12 schemas of yours, with commas between' },
    json: { help: 'for programs' },
    out: { value: 'DIR', help: 'where to write (ack, split)' },
    type: { value: 'TYPE', help: 'which acknowledgement: CONTRL, APERAK; 997, 999, TA1' },
    by: { value: 'WHAT', help: 'split by interchange or message' },
    server: { value: 'URL', help: 'order: the port' },
    keys: { value: 'DIR', help: 'order: folder with the key, certificate and API key of who takes it down' },
    file: { value: 'ID', help: 'order: the file of the sale under whose contract it comes' },
    anyway: { help: 'order: take it down though it is not valid or says otherwise than the contract' },
  },
  async run({ options, operands: [name, ...operands] }: Arguments) {
    const load = name !== undefined && Object.hasOwn(TASKS, name) ? TASKS[name] : undefined
    if (load) return (await load()).run({ options, operands }, terminal)
    for (const [each, loadEach] of Object.entries(TASKS)) {
      const task = await loadEach()
      terminal.err(`  entrepot edi ${each} ${task.operands}: ${task.summary}`)
    }
    throw new UsageError(name === undefined ? 'say what to do, one of the above' : `no task "${name}"`)
  },
}
