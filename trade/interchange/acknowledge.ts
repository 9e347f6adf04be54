import type { Directory } from '@entrepot/edi'
import { contrl, InterchangeValidator, type MessageHeader, writeInterchange as writeEdifact } from '@entrepot/edifact'
import {
  acknowledgementSchema,
  functionalAcknowledgement,
  implementationAcknowledgement,
  Inspection,
  interchangeAcknowledgement,
  type InterchangeOutcome,
  type Schema,
  unofficialSchemas,
  writeInterchange as writeX12,
} from '@entrepot/x12'
import { applicationAnswers } from './application-answer.ts'
import type { Tables } from './inspect.ts'
import { syntaxOf } from './syntax.ts'

/** An acknowledgement, as it goes back to the sender. */
export interface AcknowledgementFile {
  readonly type: 'CONTRL' | 'APERAK' | '997' | '999' | 'TA1'
  /** Reference of the interchange that it answers. */
  readonly answers: string
  readonly bytes: Uint8Array
}

/** When acknowledgements are made, and under which number; pure, so both come in. */
export interface Making extends Tables {
  /** Local time at the maker, `2026-11-29T14:05`. */
  readonly at: string
  /** Which of UN/EDIFACT's is made: of the syntax, or of the application, a message for each. @default 'CONTRL' */
  readonly edifact?: 'CONTRL' | 'APERAK'
  /** Which of X12's is made. @default '997' */
  readonly x12?: '997' | '999' | 'TA1'
}

/**
 * Makes the acknowledgement of each interchange of a file, from the findings of its validation: CONTRL or APERAK, or 997, 999 or TA1.
 *
 * Left out are interchanges that are acknowledgements themselves, and those of which sender, recipient or reference cannot be repeated.
 */
export function acknowledge(bytes: Uint8Array, making: Making): AcknowledgementFile[] {
  return syntaxOf(bytes) === 'x12' ? ofX12(bytes, making) : ofEdifact(bytes, making)
}

const dateOf = (at: string): string => at.slice(0, 10).replaceAll('-', '')
const timeOf = (at: string): string => at.slice(11, 16).replace(':', '')

function ofEdifact(
  bytes: Uint8Array,
  { at, edifact = 'CONTRL', directories = [] }: Making & { readonly directories?: readonly Directory[] },
) {
  const made: AcknowledgementFile[] = []
  const messages: MessageHeader[] = []
  const validator = new InterchangeValidator({
    directories,
    handlerFor: (message) => void messages.push(message),
    reported: (report) => {
      const answered = messages.splice(0)
      const isAnswer = answered.length > 0 && answered.every(({ type }) => type === 'CONTRL')
      const answer = isAnswer ? undefined : contrl(report)
      if (!answer) return
      const { header, tree, interchange } = answer
      const isSyntax = edifact === 'CONTRL'
      const content = isSyntax
        ? [{ header: { ...header, reference: '1' }, tree }]
        : applicationAnswers(report, answered, at)
      if (content.length === 0) return
      const { reference } = report.interchange
      const date = interchange.syntaxVersion === '4' ? dateOf(at) : dateOf(at).slice(2)
      const written = writeEdifact({
        header: { ...interchange, date, time: timeOf(at), reference: referenceFor(isSyntax ? 'C' : 'A', reference) },
        content,
      })
      if (written.ok) made.push({ type: edifact, answers: reference, bytes: written.bytes })
    },
  })
  validator.push(bytes)
  validator.end()
  return made
}

/** Characters of an interchange's reference (0020). */
const MAX_REFERENCE = 14

/** An answer's own reference: derived, so that the same file gives the same answer. */
const referenceFor = (letter: string, reference: string): string => `${letter}${reference}`.slice(0, MAX_REFERENCE)

function ofX12(
  bytes: Uint8Array,
  { at, x12 = '997', schemas = [] }: Making & { readonly schemas?: readonly Schema[] },
) {
  const inspection = new Inspection({ schemas: [...schemas, ...unofficialSchemas, acknowledgementSchema] })
  inspection.push(bytes)
  inspection.end()
  return inspection.outcomes.flatMap((outcome): AcknowledgementFile[] => {
    const written = x12 === 'TA1' ? interchangeAnswer(outcome, at) : groupAnswer(outcome, at, x12)
    return written?.ok ? [{ type: x12, answers: outcome.interchange.controlNumber, bytes: written.bytes }] : []
  })
}

/** The interchange the other way round. */
const reversed = ({ interchange }: InterchangeOutcome, at: string) => ({
  ...{ sender: interchange.receiver, receiver: interchange.sender, date: dateOf(at).slice(2), time: timeOf(at) },
  ...{ controlNumber: interchange.controlNumber, version: interchange.version },
  usage: interchange.usage === 'T' ? ('T' as const) : ('P' as const),
  separators: interchange.separators,
})

const interchangeAnswer = (outcome: InterchangeOutcome, at: string) =>
  writeX12({ ...reversed(outcome, at), acknowledgements: [interchangeAcknowledgement(outcome)], groups: [] })

function groupAnswer(outcome: InterchangeOutcome, at: string, form: '997' | '999') {
  const answered = outcome.groups.filter(({ group }) => group.identifier !== 'FA')
  if (answered.length === 0) return undefined
  const make = form === '997' ? functionalAcknowledgement : implementationAcknowledgement
  const groups = answered.map((each, i) => ({
    ...{ identifier: 'FA', sender: each.group.receiver, receiver: each.group.sender, date: dateOf(at) },
    ...{
      time: timeOf(at),
      controlNumber: String(i + 1),
      version: form === '999' ? '005010X231A1' : each.group.version,
    },
    sets: [{ tree: make(each) }],
  }))
  return writeX12({ ...reversed(outcome, at), groups })
}
