import type { Finding, FindingCode } from '@entrepot/edi'

const MISSING: ReadonlySet<FindingCode> = new Set(['edi/segment-missing', 'edi/group-missing'])
const SURPLUS: ReadonlySet<FindingCode> = new Set([
  'edi/segment-unexpected',
  'edi/segment-unknown',
  'edi/segment-too-many',
  'edi/group-too-many',
])

/**
 * Settles what was found in one message, so that one mistake is told once.
 *
 * - A count in UNT that differs by just the segments that are missing or too many says nothing new.
 * - Of the service segments both reader and validator look at some values; the reader's finding is the more exact one.
 */
export function settleFindings(found: readonly Finding[]): Finding[] {
  const inOrder = found.toSorted((one, other) => one.offset - other.offset)
  return inOrder.filter((finding) => !isExplained(finding, inOrder) && !isToldTwice(finding, inOrder))
}

function isExplained(finding: Finding, all: readonly Finding[]): boolean {
  if (finding.code !== 'edi/count-differs' || finding.tag !== 'UNT') return false
  const stated = Number(finding.found)
  const counted = Number(finding.expected)
  const missing = all.filter(({ code }) => MISSING.has(code)).length
  const surplus = all.filter(({ code }) => SURPLUS.has(code)).length
  return missing + surplus > 0 && stated - counted === missing - surplus
}

/** Codes by which the reader reports on values of service segments. */
const OF_THE_READER: ReadonlySet<FindingCode> = new Set([
  'edi/count-differs',
  'edi/reference-differs',
  'edi/duplicate-reference',
  'edi/syntax-not-supported',
  'edi/message-unknown',
])

function isToldTwice(finding: Finding, all: readonly Finding[]): boolean {
  if (OF_THE_READER.has(finding.code)) return false
  return all.some(
    (other) =>
      OF_THE_READER.has(other.code) &&
      other.tag === finding.tag &&
      other.segment === finding.segment &&
      other.element === finding.element,
  )
}
