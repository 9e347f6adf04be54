/** Looks into files apart from the page, which stays quick meanwhile. */
import { type Directory } from '@entrepot/edi'
import { compileDirectory } from '@entrepot/edifact'
import { acknowledge, inspect, type Making, type ShownFile } from '@entrepot/trade/interchange'
import type { Answer, Question } from './question.ts'

const directories: Directory[] = []

/** The acknowledgements that the page offers. */
const KINDS: Readonly<Record<ShownFile['syntax'], readonly Pick<Making, 'edifact' | 'x12'>[]>> = {
  edifact: [{ edifact: 'CONTRL' }, { edifact: 'APERAK' }],
  x12: [{ x12: '997' }, { x12: '999' }, { x12: 'TA1' }],
  unknown: [],
}

/** Answers the page. The types at hand are a page's, whose windows want an origin; a worker has one page alone. */
const answer = (said: Answer): void => self.postMessage(said, { transfer: [] })

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if (data.is === 'inspect') {
    const file = inspect(data.bytes, { directories })
    const acknowledgements = KINDS[file.syntax].flatMap((kind) =>
      acknowledge(data.bytes, { directories, at: data.at, ...kind }),
    )
    answer({ is: 'inspected', file, acknowledgements })
    return
  }
  const compiled = compileDirectory(data.bytes)
  if (compiled.ok) directories.unshift(compiled.directory)
  answer({ is: 'directory', name: compiled.ok ? compiled.directory.name : undefined })
})
