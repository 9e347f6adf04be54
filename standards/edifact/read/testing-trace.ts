import { type CharacterSet, type Finding, Findings, type Segment, SegmentView } from '@entrepot/edi'
import type { InterchangeHandler } from './handler.ts'
import { InterchangeReader, type ReaderOptions } from './interchange-reader.ts'

/** All that a reader tells, line by line, and its findings among it where they were reported. */
export interface Trace {
  readonly lines: readonly string[]
  readonly findings: readonly Finding[]
  readonly omitted: number
}

/** Bytes of Latin-1 text. */
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Reads chunks and writes down every event. */
export function trace(
  chunks: Iterable<Uint8Array>,
  options: ReaderOptions & { readonly maxFindings?: number } = {},
): Trace {
  const lines: string[] = []
  const findings = new Findings(options.maxFindings, (finding) => lines.push(`! ${line(finding)}`))
  const reader = new InterchangeReader(recorder(lines), { ...options, findings })
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  return { lines, findings: findings.list, omitted: findings.omitted }
}

/** Reads Latin-1 text in one piece. */
export const traceText = (text: string, options: ReaderOptions = {}): Trace => trace([bytesOf(text)], options)

function recorder(lines: string[]): InterchangeHandler {
  let set: CharacterSet | undefined
  return {
    interchange(interchange, header) {
      set = interchange.characters
      const { sender, recipient, reference, syntaxIdentifier, syntaxVersion } = interchange
      lines.push(
        `UNB ${syntaxIdentifier}${syntaxVersion} ${sender.identification}>${recipient.identification} ${reference} @${header.offset}`,
      )
    },
    group(group) {
      lines.push(`UNG ${group.type} ${group.reference}`)
    },
    message({ reference, type, version, release, agency, associationCode, firstSegment, offset }) {
      lines.push(
        `UNH ${reference} ${type}:${version}:${release}:${agency}:${associationCode} #${firstSegment} @${offset}`,
      )
    },
    segments(tokens, from, to) {
      for (let index = from; index < to; index++) {
        if (set !== undefined) lines.push(`  ${shown(new SegmentView(tokens, index, set).toSegment())}`)
      }
    },
    messageEnd: ({ trailer, counted, offset }) => void lines.push(`UNT ${trailer?.tag ?? '-'} ${counted} @${offset}`),
    groupEnd: ({ trailer, counted }) => void lines.push(`UNE ${trailer?.tag ?? '-'} ${counted}`),
    interchangeEnd: ({ trailer, counted }) => void lines.push(`UNZ ${trailer?.tag ?? '-'} ${counted}`),
  }
}

/** A segment with `|` between elements, `/` between repetitions, `,` between components. */
const shown = ({ tag, elements }: Segment): string =>
  [tag, ...elements.map((repetitions) => repetitions.map((components) => components.join(',')).join('/'))].join('|')

/** A finding in one line. */
export function line({ code, tag, offset, segment, element, component, found, expected }: Finding): string {
  const place = `${tag}${element === undefined ? '' : ` ${element}`}${component === undefined ? '' : `.${component}`}`
  return `${code.slice(4)} ${place} #${segment} @${offset} ${found ?? ''}>${expected ?? ''}`
}
