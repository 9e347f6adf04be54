import { sha256, utf8 } from '@entrepot/crypto'
import { writeInterchange } from '@entrepot/x12'
import type { TradeMessage } from '../compose.ts'
import type { InterchangeOptions, WrittenInterchange } from '../interchange.ts'

/** Characters of a party in ISA (ISA06, ISA08). */
const MAX_PARTY = 15
/** Figures of a control number (ISA13). */
const CONTROL_NUMBERS = 1_000_000_000
const YEAR_FIGURES = 4
const SHORT_YEAR = 2
const TIME_LENGTH = 5
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * Writes a message as an X12 interchange of its own (ISA to IEA). The same message gives the same bytes.
 *
 * Parties stand with qualifier ZZ (mutually defined); what is longer than ISA has room for stands as a hash of it. The control number
 * follows from act, set and receiver.
 */
export function x12InterchangeOf(message: TradeMessage, { isTest, lineEnd }: InterchangeOptions): WrittenInterchange {
  const { definition, sender, receiver, tree, preparedAt } = message
  const [day = '', time = ''] = preparedAt.split('T')
  const date = day.replaceAll('-', '')
  const clock = time.slice(0, TIME_LENGTH).replace(':', '')
  const [from, to] = [identified(sender.organisation), identified(receiver.organisation)]
  const controlNumber = controlNumberOf(message)
  const written = writeInterchange({
    sender: { qualifier: 'ZZ', id: from },
    receiver: { qualifier: 'ZZ', id: to },
    date: date.slice(YEAR_FIGURES - SHORT_YEAR),
    time: clock,
    controlNumber,
    usage: isTest ? 'T' : 'P',
    groups: [
      {
        identifier: definition.functionalGroup ?? '',
        ...{ sender: from, receiver: to, date, time: clock, controlNumber },
        version: definition.release,
        sets: [{ tree }],
      },
    ],
    ...(lineEnd === undefined ? {} : { lineEnd }),
  })
  return written.ok ? { ...written, reference: controlNumber } : written
}

const bytesOf = (text: string): Uint8Array => sha256(utf8.encode(text))

function identified(organisation: string): string {
  if (organisation.length <= MAX_PARTY && /^[A-Za-z0-9 ._-]+$/.test(organisation)) return organisation
  return [...bytesOf(organisation).slice(0, MAX_PARTY)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

function controlNumberOf({ act, definition, receiver }: TradeMessage): string {
  const [a = 0, b = 0, c = 0, d = 0] = bytesOf(`${act} ${definition.message} ${receiver.organisation}`)
  return String((((a * 256 + b) * 256 + c) * 256 + d) % CONTROL_NUMBERS)
}
