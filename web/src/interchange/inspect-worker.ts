/** Looks into files apart from the page, which stays quick meanwhile. */
import { type Directory } from '@entrepot/edi'
import { compileDirectory } from '@entrepot/edifact'
import { acknowledge, inspect } from '@entrepot/trade/interchange'
import type { Answer, Question } from './question.ts'

const directories: Directory[] = []

/** Answers the page. The types at hand are a page's, whose windows want an origin; a worker has one page alone. */
const answer = (said: Answer): void => self.postMessage(said, { transfer: [] })

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if (data.is === 'inspect') {
    const file = inspect(data.bytes, { directories })
    const acknowledgements = file.syntax === 'unknown' ? [] : acknowledge(data.bytes, { directories, at: data.at })
    answer({ is: 'inspected', file, acknowledgements })
    return
  }
  const compiled = compileDirectory(data.bytes)
  if (compiled.ok) directories.unshift(compiled.directory)
  answer({ is: 'directory', name: compiled.ok ? compiled.directory.name : undefined })
})
