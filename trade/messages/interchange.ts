import { sha256, utf8 } from '@entrepot/crypto'
import type { Finding } from '@entrepot/edi'
import { type InterchangeToWrite, type Party, writeInterchange } from '@entrepot/edifact'
import type { TradeMessage } from './compose.ts'
import { x12InterchangeOf } from './x12/interchange.ts'

/** How an interchange is written. */
export interface InterchangeOptions {
  /** Marks it as a test (UNB, 0035): a practice port's messages are. */
  readonly isTest?: boolean
  /** What stands behind each segment. @default '' */
  readonly lineEnd?: '' | '\n'
}

/** The bytes of an interchange with one message; or what in it cannot be written. */
export type WrittenInterchange =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly reference: string }
  | { readonly ok: false; readonly findings: readonly Finding[] }

/** Syntax identifier (UNB, 0001), version (0002) and figures of the year in 0017: Latin-1 where that will do, else UTF-8. */
const SYNTAXES = [
  { syntaxIdentifier: 'UNOC', syntaxVersion: '3', yearFigures: 2 },
  { syntaxIdentifier: 'UNOY', syntaxVersion: '4', yearFigures: 4 },
] as const

/**
 * Writes a message as an interchange of its own (UNB to UNZ; of X12, ISA to IEA). The same message gives the same bytes.
 *
 * Parties are identified by the identifiers in their certificates, with qualifier ZZZ (as agreed); date and time are those of
 * the sender's act where it stood; the control reference follows from act, type and receiver.
 */
export function interchangeOf(message: TradeMessage, options: InterchangeOptions = {}): WrittenInterchange {
  if (message.definition.functionalGroup !== undefined) return x12InterchangeOf(message, options)
  const reference = referenceOf(message)
  let findings: readonly Finding[] = []
  for (const syntax of SYNTAXES) {
    const written = writeInterchange(toWrite(message, { ...options, reference, syntax }))
    if (written.ok) return { ...written, reference }
    findings = written.findings
  }
  return { ok: false, findings }
}

interface Writing extends InterchangeOptions {
  readonly reference: string
  readonly syntax: (typeof SYNTAXES)[number]
}

function toWrite(message: TradeMessage, { reference, syntax, isTest, lineEnd = '' }: Writing): InterchangeToWrite {
  const { definition, sender, receiver, tree, preparedAt } = message
  const { yearFigures, ...written } = syntax
  const [day = '', time = ''] = preparedAt.split('T')
  return {
    header: {
      ...written,
      sender: identified(sender.organisation),
      recipient: identified(receiver.organisation),
      date: day.replaceAll('-', '').slice(YEAR_FIGURES - yearFigures),
      time: time.slice(0, TIME_LENGTH).replace(':', ''),
      reference,
      applicationReference: definition.message,
      ...(isTest ? { testIndicator: '1' } : {}),
    },
    content: [{ header: { reference: '1', version: 'D', release: definition.release, agency: 'UN' }, tree }],
    lineEnd,
  }
}

/** Figures of a year in full. */
const YEAR_FIGURES = 4
/** `17:00` of an instant. */
const TIME_LENGTH = 5

/** Characters of an identification (0004, 0010) and of a control reference (0020). */
const MAX_IDENTIFICATION = 35
const REFERENCE_LENGTH = 14
/** Characters of an identification that stands for a longer one. */
const HASHED_LENGTH = 26
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An organisation's identifier; one that is too long, or has characters that not every partner writes, by a hash of it. */
function identified(organisation: string): Party {
  const fits = organisation.length <= MAX_IDENTIFICATION && /^[\x20-\x7e]+$/.test(organisation)
  const identification = fits ? organisation : hashed(organisation, HASHED_LENGTH)
  return { identification, qualifier: 'ZZZ', internalIdentification: '', internalSubIdentification: '' }
}

const referenceOf = ({ act, definition, receiver }: TradeMessage): string =>
  hashed(`${act} ${definition.message} ${receiver.organisation}`, REFERENCE_LENGTH)

/** Letters and figures that follow from a text, five bits of its hash each. */
const hashed = (text: string, length: number): string =>
  [...sha256(utf8.encode(text)).slice(0, length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
