/** Looks into files apart from the page, which stays quick meanwhile. */
import { type Directory } from '@entrepot/edi'
import { compileDirectory } from '@entrepot/edifact'
import { acknowledge, inspect } from '@entrepot/trade/interchange'
import type { Answer, Question } from './question.ts'

const directories: Directory[] = []

/** The worker's own scope; the page's types know no other. */
const scope: {
  onmessage: ((event: MessageEvent<Question>) => void) | null
  postMessage: (answer: Answer) => void
} = self

scope.onmessage = ({ data }) => {
  if (data.is === 'inspect') {
    const file = inspect(data.bytes, { directories })
    const acknowledgements = file.syntax === 'unknown' ? [] : acknowledge(data.bytes, { directories, at: data.at })
    scope.postMessage({ is: 'inspected', file, acknowledgements })
    return
  }
  const compiled = compileDirectory(data.bytes)
  if (compiled.ok) directories.unshift(compiled.directory)
  scope.postMessage({ is: 'directory', name: compiled.ok ? compiled.directory.name : undefined })
}
