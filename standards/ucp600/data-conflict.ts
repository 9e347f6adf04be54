import { compareMoney, formatDecimal, formatMoney } from '@entrepot/money'
import { designations, type Match, matchNames, matchPlaces, quantitiesConflict, sameReference } from './compare.ts'
import type { DocumentaryCredit } from './credit.ts'
import type { Advice, Discrepancy } from './discrepancy.ts'
import type { Datum, PresentedDocument } from './documents.ts'

/** What is said of one field, and where. */
interface Statement {
  readonly where: string
  readonly datum: Datum
}

/**
 * Finds data that conflict between documents, or between a document and the credit (art. 14(d)). Data may differ: each
 * type is compared for contradiction, never for equality. Documents derived by this system from one set of data cannot
 * conflict and are tested only against foreign ones, each pair once; the foreign, or later, document is named.
 */
export function judgeConflicts(
  documents: readonly PresentedDocument[],
  credit: DocumentaryCredit,
): { readonly discrepancies: readonly Discrepancy[]; readonly advice: readonly Advice[] } {
  const discrepancies: Discrepancy[] = []
  const advice: Advice[] = []
  for (const [index, document] of documents.entries()) {
    for (const [field, datum] of Object.entries(document.data)) {
      const others = statements(
        field,
        documents.slice(0, index).filter((other) => !(other.derived && document.derived)),
      )
      const credited = document.derived ? undefined : own(credit.data ?? {}, field)
      if (credited !== undefined) others.push({ where: 'credit', datum: credited })
      for (const other of others) {
        const blamed = document.derived ? other : { where: document.id, datum }
        const against = document.derived ? { where: document.id, datum } : other
        const verdict = compareData(blamed.datum, against.datum)
        const point = { document: blamed.where, field, found: datumText(blamed.datum), expected: expected(against) }
        if (verdict === 'conflict') discrepancies.push({ code: 'ucp600/data-conflict', rule: rule(datum), ...point })
        if (verdict === 'to be read') {
          const code = datum.type === 'description' ? 'ucp600/description-in-other-words' : 'ucp600/spelling'
          advice.push({ code, rule: rule(datum), ...point })
        }
      }
    }
  }
  return { discrepancies, advice }
}

/** Compares two data of one field by their type; data of different types say nothing about each other. */
export function compareData(a: Datum, b: Datum): 'agree' | 'conflict' | 'to be read' {
  if (a.type === 'description' && b.type === 'description') return compareDescriptions(a.value, b.value)
  if (a.type === 'name' && b.type === 'name') return VERDICTS[matchNames(a.value, b.value)]
  if (a.type === 'place' && b.type === 'place') return VERDICTS[matchPlaces(a.value, b.value)]
  return conflicts(a, b) ? 'conflict' : 'agree'
}

const VERDICTS: Readonly<Record<Match, 'agree' | 'conflict' | 'to be read'>> = {
  same: 'agree',
  slip: 'to be read',
  other: 'conflict',
}

function conflicts(a: Datum, b: Datum): boolean {
  if (a.type === 'quantity' && b.type === 'quantity') return quantitiesConflict(a.value, b.value)
  if (a.type === 'money' && b.type === 'money') {
    return a.value.currency === b.value.currency && compareMoney(a.value, b.value) !== 0
  }
  if (a.type === 'date' && b.type === 'date') return a.value !== b.value
  if (a.type === 'reference' && b.type === 'reference') return !sameReference(a.value, b.value)
  return a.type === 'address' && b.type === 'address' && a.country !== b.country
}

/**
 * Goods outside the invoice may be described in general terms. Only model and part numbers that share none with the
 * other side contradict it for certain; other words are for the examiner to read.
 */
function compareDescriptions(a: string, b: string): 'agree' | 'conflict' | 'to be read' {
  const [ours, theirs] = [designations(a), designations(b)]
  if (ours.length > 0 && theirs.length > 0 && !ours.some((each) => theirs.includes(each))) return 'conflict'
  return matchNames(a, b) === 'same' ? 'agree' : 'to be read'
}

function statements(field: string, documents: readonly PresentedDocument[]): Statement[] {
  return documents.flatMap((document) => {
    const datum = own(document.data, field)
    return datum === undefined ? [] : [{ where: document.id, datum }]
  })
}

function rule(datum: Datum): string {
  if (datum.type === 'address') return 'UCP 600 art. 14(j)'
  return datum.type === 'description' ? 'UCP 600 art. 14(e)' : 'UCP 600 art. 14(d)'
}

function expected(statement: Statement): string {
  return `${datumText(statement.datum)} (${statement.where})`
}

function datumText(datum: Datum): string {
  switch (datum.type) {
    case 'quantity':
      return `${formatDecimal(datum.value.value)} ${datum.value.unit}`
    case 'money':
      return `${datum.value.currency} ${formatMoney(datum.value)}`
    case 'place':
      return datum.value.name
    case 'date':
    case 'reference':
    case 'name':
    case 'address':
    case 'description':
      return datum.value
  }
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
