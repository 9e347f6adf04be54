import type { Directory, Finding } from '@entrepot/edi'
import { acknowledgementSchema, type Schema, unofficialSchemas } from '@entrepot/x12'
import { inspectEdifact } from './inspect-edifact.ts'
import { inspectX12 } from './inspect-x12.ts'
import { MAX_INSPECTED_BYTES, MAX_SHOWN_SEGMENTS } from './limits.ts'
import type { ShownFile } from './shown.ts'
import { syntaxOf } from './syntax.ts'

/** By which tables files are looked into, besides those that are built in. */
export interface Tables {
  /** The user's own UN/EDIFACT directories. */
  readonly directories?: readonly Directory[]
  /** X12 schemas of the user's own; the unofficial ones stand behind them. */
  readonly schemas?: readonly Schema[]
}

/**
 * Looks into a file of interchanges, of whichever syntax, as a person would: messages as trees, codes with their meaning where it is known,
 * what is wrong at its place.
 *
 * Refuses nothing: a file that is none has the finding that says so. Of what is too large the limit is the finding.
 */
export function inspect(bytes: Uint8Array, { directories = [], schemas = [] }: Tables = {}): ShownFile {
  if (bytes.length > MAX_INSPECTED_BYTES) return nothing([tooLarge])
  const room = { left: MAX_SHOWN_SEGMENTS, notShown: 0 }
  const syntax = syntaxOf(bytes)
  if (syntax === 'x12') return inspectX12(bytes, [...schemas, ...unofficialSchemas, acknowledgementSchema], room)
  const file = inspectEdifact(bytes, directories, room)
  return syntax === 'unknown' ? { ...file, syntax } : file
}

const tooLarge: Finding = {
  ...{ code: 'edi/limit', offset: MAX_INSPECTED_BYTES, segment: 0, path: '', tag: '' },
  expected: 'MAX_INSPECTED_BYTES',
}

const nothing = (findings: readonly Finding[]): ShownFile => ({
  ...{ syntax: 'unknown', interchanges: [], findings, omitted: 0, notShown: { segments: 0, messages: 0 } },
})

/** Everything that was found in a file, in the order of its bytes. */
export function findingsIn({ findings, interchanges }: ShownFile): Finding[] {
  const inside = interchanges.flatMap((each) => [
    ...each.findings,
    ...each.messages.flatMap((message) => message.findings),
  ])
  return [...findings, ...inside].sort((a, b) => a.offset - b.offset)
}
