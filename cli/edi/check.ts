import type { Finding } from '@entrepot/edi'
import { findingsOf, InterchangeValidator, type MessageReport } from '@entrepot/edifact'
import { syntaxOf } from '@entrepot/trade/interchange'
import { acknowledgementSchema, Inspection, unofficialSchemas } from '@entrepot/x12'
import type { Arguments } from '../arguments.ts'
import { sayFinding, sayPlace } from './finding-words.ts'
import { type Source, sourcesOf } from './source.ts'
import { type UserTables, userTables } from './tables.ts'
import type { EdiTask } from './task.ts'

/** A file that was checked. */
interface Checked {
  readonly file: string
  readonly syntax: 'edifact' | 'x12' | 'unknown'
  readonly interchanges: number
  readonly messages: number
  readonly findings: readonly (Finding & { readonly message?: string })[]
  /** Findings beyond the limit. */
  readonly omitted: number
}

const CLEAN = 0
const ERRORS = 1
const NAMES = { edifact: 'UN/EDIFACT', x12: 'X12', unknown: 'no interchange' }

/** `entrepot edi check`: validates, of any size, in bounded memory. */
export const check: EdiTask = {
  summary: 'validate interchanges of any size',
  operands: '[FILE ...] [--schema FILE] [--json]',
  async run(given: Arguments, terminal) {
    const tables = await userTables(given, terminal)
    const checked: Checked[] = []
    for (const source of await sourcesOf(given.operands)) {
      const one = await checkOne(source, tables)
      checked.push(one)
      if (given.options['json'] !== true) for (const line of lines(one)) terminal.out(line)
    }
    if (given.options['json'] === true) terminal.out(JSON.stringify(checked, undefined, 2))
    return checked.some(({ findings }) => findings.length > 0) ? ERRORS : CLEAN
  },
}

function lines({ file, syntax, interchanges, messages, findings, omitted }: Checked): string[] {
  const counts = `${NAMES[syntax]}, ${count(interchanges, 'interchange')}, ${count(messages, 'message')}`
  const verdict = findings.length === 0 ? 'nothing wrong' : count(findings.length + omitted, 'finding')
  const shown = findings.map((finding) => {
    const where = [finding.message, sayPlace(finding)].filter((part) => part !== undefined).join(', ')
    return `  ${where}: ${sayFinding(finding)}`
  })
  return [`${file}: ${counts}: ${verdict}`, ...shown, ...(omitted > 0 ? [`  ... and ${omitted} more`] : [])]
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

/** What takes a stream and says in the end what was found. */
interface Checking {
  push(chunk: Uint8Array): void
  finish(): Omit<Checked, 'file' | 'syntax'>
}

async function checkOne(source: Source, tables: UserTables): Promise<Checked> {
  let checking: Checking | undefined
  let syntax: Checked['syntax'] = 'unknown'
  for await (const chunk of source.chunks()) {
    if (!checking) {
      syntax = syntaxOf(chunk)
      checking = syntax === 'x12' ? checkX12(tables) : checkEdifact(tables)
    }
    checking.push(chunk)
  }
  return { file: source.name, syntax, ...(checking ?? checkEdifact(tables)).finish() }
}

function checkEdifact({ directories }: UserTables): Checking {
  const found: (Finding & { message?: string })[] = []
  let [interchanges, messages, omitted] = [0, 0, 0]
  const validator = new InterchangeValidator({
    directories,
    reported(report) {
      interchanges += 1
      messages += report.messageCount
      omitted += report.omitted
      const named = namesOf([...report.messages, ...report.groups.flatMap((group) => group.messages)])
      for (const finding of findingsOf(report)) {
        const message = named.get(finding)
        found.push(message === undefined ? finding : { ...finding, message })
      }
    },
  })
  return {
    push: (chunk) => validator.push(chunk),
    finish() {
      validator.end()
      const findings = [...validator.strays, ...found].sort((a, b) => a.offset - b.offset)
      return { interchanges, messages, findings, omitted }
    },
  }
}

function namesOf(reports: readonly MessageReport[]): Map<Finding, string> {
  const names = new Map<Finding, string>()
  for (const { message, findings } of reports)
    for (const finding of findings) names.set(finding, `${message.type} ${message.reference}`)
  return names
}

function checkX12({ schemas }: UserTables): Checking {
  const inspection = new Inspection({ schemas: [...schemas, ...unofficialSchemas, acknowledgementSchema] })
  return {
    push: (chunk) => inspection.push(chunk),
    finish() {
      inspection.end()
      const named = new Map<Finding, string>()
      const groups = inspection.outcomes.flatMap((outcome) => outcome.groups)
      for (const { set, findings } of groups.flatMap((group) => group.sets))
        for (const finding of findings) named.set(finding, `${set.identifier} ${set.controlNumber}`)
      const findings = inspection.findings.list.map((finding) => {
        const message = named.get(finding)
        return message === undefined ? finding : { ...finding, message }
      })
      const messages = groups.reduce((sum, { sets, further }) => sum + sets.length + further, 0)
      return { interchanges: inspection.outcomes.length, messages, findings, omitted: inspection.findings.omitted }
    },
  }
}
