import type { Finding } from '@entrepot/edi'
import { type ApplicationError, aperak, type InterchangeReport, type MessageHeader } from '@entrepot/edifact'

const RELEASE = { version: 'D', release: '01B', agency: 'UN' }
/** What an application acknowledgement does not answer: answers. */
const ANSWERS: ReadonlySet<string> = new Set(['APERAK', 'CONTRL'])
/** 0007 `14` is a number of GS1; 3055 says so with `9`. */
const AGENCIES: Readonly<Record<string, string>> = { '14': '9' }

/** One application acknowledgement for each message of an interchange: accepted, or what was found in it, and where. */
export function applicationAnswers(report: InterchangeReport, messages: readonly MessageHeader[], at: string) {
  const { sender, recipient, reference } = report.interchange
  const found = new Map(
    [...report.messages, ...report.groups.flatMap((group) => group.messages)].map((each) => [
      each.message.firstSegment,
      each.findings,
    ]),
  )
  return messages
    .filter(({ type }) => !ANSWERS.has(type))
    .flatMap((message, index) => {
      const tree = aperak({
        number: `${reference}-${message.reference}`,
        at: at.replaceAll(/\D/g, '').slice(0, 12),
        answers: [{ qualifier: 'ACW', identifier: message.reference }],
        parties: [party('MS', recipient), party('MR', sender)],
        errors: (found.get(message.firstSegment) ?? []).map(errorOf),
      })
      return 'items' in tree ? [{ header: { ...RELEASE, reference: String(index + 1) }, tree }] : []
    })
}

const party = (qualifier: string, { identification, qualifier: kind }: InterchangeReport['interchange']['sender']) => ({
  ...{ qualifier, identifier: identification, agency: AGENCIES[kind] ?? '' },
})

const errorOf = ({ code, path, tag, element, component, found }: Finding): ApplicationError => ({
  code,
  ...(found !== undefined && { text: found }),
  place: [path === '' ? tag : path, element, component].filter((part) => part !== undefined).join(' '),
})
