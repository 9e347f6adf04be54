import type { Directory } from '@entrepot/edi'
import { readNotation } from '../notation/read.ts'
import { APPLICATION_MESSAGES } from './d01b-application.ts'
import { DATE_CODES } from './d01b-codes-dates.ts'
import { DOCUMENT_CODES } from './d01b-codes-documents.ts'
import { GOODS_CODES } from './d01b-codes-goods.ts'
import { MONEY_CODES } from './d01b-codes-money.ts'
import { PARTY_CODES } from './d01b-codes-parties.ts'
import { CODES_OF_OTHERS, TRANSPORT_CODES } from './d01b-codes-transport.ts'
import { COMPOSITES } from './d01b-composites.ts'
import { CUSTOMS_MESSAGES } from './d01b-customs.ts'
import { ELEMENTS } from './d01b-elements.ts'
import { FINANCE_MESSAGES } from './d01b-finance.ts'
import { MOVEMENT_MESSAGES } from './d01b-movement.ts'
import { PURCHASE_MESSAGES } from './d01b-purchase.ts'
import { SEGMENTS } from './d01b-segments.ts'
import { SUPPLY_MESSAGES } from './d01b-supply.ts'
import { TRANSPORT_MESSAGES } from './d01b-transport.ts'
import { MASS_CODES, MASS_TABLES } from './d21b-mass.ts'
import { SERVICE_3, SERVICE_4, SERVICE_CODES } from './service.ts'

/**
 * What we typed of UN/EDIFACT D.01B: the structure of the messages of a trade, the segments, composites and data elements that they use, and
 * the code values that our mappings use, with labels of ours. Not in it: the directories' names and descriptions, other messages.
 *
 * Service segments are apart ({@link serviceDirectory}); `directoryFor` puts both together.
 */
export const builtInDirectory: Directory = read([
  'directory D.01B\n',
  PURCHASE_MESSAGES,
  SUPPLY_MESSAGES,
  TRANSPORT_MESSAGES,
  MOVEMENT_MESSAGES,
  CUSTOMS_MESSAGES,
  FINANCE_MESSAGES,
  APPLICATION_MESSAGES,
  SEGMENTS,
  COMPOSITES,
  ELEMENTS,
  DOCUMENT_CODES,
  PARTY_CODES,
  DATE_CODES,
  MONEY_CODES,
  GOODS_CODES,
  TRANSPORT_CODES,
  CODES_OF_OTHERS,
])

/** What we typed, {@link builtInDirectory} first; then of D.21B the message on verified gross mass (VERMAS), which D.01B has not. */
export const builtInDirectories: readonly Directory[] = [
  builtInDirectory,
  read(['directory D.21B\n', MASS_TABLES, MASS_CODES]),
]

const VERSION_3 = read([SERVICE_3, SERVICE_CODES])
const VERSION_4 = read([SERVICE_4, SERVICE_CODES])

/** The service segments of a syntax version (ISO 9735), `1` to `4`, and CONTRL; 1 and 2 are as 3 is. */
export const serviceDirectory = (syntaxVersion: string): Directory =>
  /^[123]$/.test(syntaxVersion) ? VERSION_3 : VERSION_4

/** @throws when one of our own tables is not in our own notation, which its test rules out. */
function read(parts: readonly string[]): Directory {
  const result = readNotation(parts.join(''))
  if (!result.ok)
    throw new Error(`${parts[0]?.trim()}: line ${result.at} of the built-in tables is not in our notation`)
  return result.directory
}
