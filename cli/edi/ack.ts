import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { acknowledge, type AcknowledgementFile, type Making, MAX_INSPECTED_BYTES } from '@entrepot/trade/interchange'
import { type Arguments, UsageError, valueOf } from '../arguments.ts'
import { readWhole, sourcesOf } from './source.ts'
import { userTables } from './tables.ts'
import type { EdiTask } from './task.ts'

/** `entrepot edi ack`: makes CONTRL or APERAK, or 997, 999 or TA1, out of what validation finds. */
export const ack: EdiTask = {
  summary: 'make the acknowledgement: CONTRL, APERAK, 997, 999 or TA1',
  operands: '[FILE ...] [--type APERAK|997|999|TA1] [--out DIR] [--json]',
  async run(given, terminal) {
    const tables = await userTables(given, terminal)
    const made: AcknowledgementFile[] = []
    for (const source of await sourcesOf(given.operands)) {
      const bytes = await readWhole(source, MAX_INSPECTED_BYTES)
      made.push(...acknowledge(bytes, { ...tables, at: localNow(), ...typeOf(given) }))
    }
    const out = valueOf(given, 'out')
    if (out !== undefined) await mkdir(out, { recursive: true })
    const written = made.map(({ type, answers, bytes }, i) => ({
      type,
      answers,
      bytes,
      file: fileName(type, answers, i),
    }))
    for (const { bytes, file } of written) if (out !== undefined) await writeFile(join(out, file), bytes)
    if (given.options['json'] === true) terminal.out(JSON.stringify(written.map(inJson), undefined, 2))
    else
      for (const { bytes, file } of written)
        terminal.out(out === undefined ? Buffer.from(bytes).toString('latin1') : join(out, file))
    if (made.length === 0) terminal.err('Nothing to acknowledge: no interchange, or acknowledgements themselves.')
    return made.length === 0 ? 1 : 0
  },
}

const inJson = ({ type, answers, bytes, file }: AcknowledgementFile & { readonly file: string }) => ({
  ...{ type, answers, file, text: Buffer.from(bytes).toString('latin1') },
})

const fileName = (type: string, answers: string, index: number): string =>
  `${type}-${answers.replaceAll(/[^A-Za-z0-9-]/g, '_')}${index === 0 ? '' : `-${index + 1}`}.edi`

/** Which acknowledgement of UN/EDIFACT, or of X12, was asked for. */
function typeOf(given: Arguments): Pick<Making, 'edifact' | 'x12'> {
  const type = valueOf(given, 'type')?.toUpperCase()
  if (type === undefined) return {}
  if (type === 'CONTRL' || type === 'APERAK') return { edifact: type }
  if (type === '997' || type === '999' || type === 'TA1') return { x12: type }
  throw new UsageError(`--type ${type}: it is one of CONTRL, APERAK, 997, 999, TA1`)
}

/** Local time of this machine, as an interchange states it. */
function localNow(): string {
  const now = Temporal.Now.plainDateTimeISO()
  return now.toString({ smallestUnit: 'minute' })
}
