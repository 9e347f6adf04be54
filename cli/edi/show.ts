import { findingsIn, inspect, MAX_INSPECTED_BYTES } from '@entrepot/trade/interchange'
import { draw } from './draw.ts'
import { readWhole, sourcesOf } from './source.ts'
import { userTables } from './tables.ts'
import type { EdiTask } from './task.ts'

/** `entrepot edi show`: messages as trees, codes with their meaning, errors in place. */
export const show: EdiTask = {
  summary: 'show messages as trees, errors in their places',
  operands: '[FILE ...] [--schema FILE] [--json]',
  async run(given, terminal) {
    const tables = await userTables(given, terminal)
    const shown = []
    for (const source of await sourcesOf(given.operands)) {
      const file = inspect(await readWhole(source, MAX_INSPECTED_BYTES), tables)
      shown.push({ file: source.name, ...file })
      if (given.options['json'] === true) continue
      terminal.out(source.name)
      for (const line of draw(file)) terminal.out(line)
    }
    if (given.options['json'] === true) terminal.out(JSON.stringify(shown, undefined, 2))
    return shown.some((file) => findingsIn(file).length > 0) ? 1 : 0
  },
}
