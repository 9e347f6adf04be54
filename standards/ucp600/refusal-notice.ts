import type { LocalDate } from '@entrepot/calendar'
import type { Discrepancy } from './discrepancy.ts'

/** What the bank says that it does with the documents (art. 16(c)(iii)(a)-(d)). */
export type Disposal =
  | 'holding pending instructions of the presenter'
  | 'holding until it takes a waiver from the applicant'
  | 'returning the documents'
  | 'acting on instructions received before'

/** A notice of refusal as it went to the presenter. */
export interface RefusalNotice {
  readonly sent: LocalDate
  readonly means: 'telecommunication' | 'other'
  /** Telecommunication was not possible, so that another quick means will do (art. 16(d)). */
  readonly telecommunicationImpossible?: boolean
  readonly statesRefusal: boolean
  /** Codes of the discrepancies that it states, each of them (art. 16(c)(ii)). */
  readonly discrepancies: readonly string[]
  readonly disposal?: Disposal
}

export type RefusalFault =
  | 'ucp600/refusal-not-given'
  | 'ucp600/refusal-late'
  | 'ucp600/refusal-by-slow-means'
  | 'ucp600/refusal-not-stated'
  | 'ucp600/refusal-without-discrepancy'
  | 'ucp600/refusal-without-disposal'

/** Whether the bank may still claim that documents do not comply, and which discrepancies. */
export type RefusalVerdict =
  | { readonly kind: 'effective'; readonly claimable: readonly Discrepancy[]; readonly forgone: readonly Discrepancy[] }
  | { readonly kind: 'precluded'; readonly rule: string; readonly fault: RefusalFault; readonly faultRule: string }

interface Requirement {
  readonly fault: RefusalFault
  readonly faultRule: string
  readonly met: (notice: RefusalNotice, deadline: LocalDate) => boolean
}

const REQUIREMENTS: readonly Requirement[] = [
  {
    fault: 'ucp600/refusal-late',
    faultRule: 'UCP 600 art. 16(d)',
    met: (notice, deadline) => notice.sent <= deadline,
  },
  {
    fault: 'ucp600/refusal-by-slow-means',
    faultRule: 'UCP 600 art. 16(d)',
    met: ({ means, telecommunicationImpossible }) =>
      means === 'telecommunication' || telecommunicationImpossible === true,
  },
  { fault: 'ucp600/refusal-not-stated', faultRule: 'UCP 600 art. 16(c)(i)', met: (notice) => notice.statesRefusal },
  {
    fault: 'ucp600/refusal-without-discrepancy',
    faultRule: 'UCP 600 art. 16(c)(ii)',
    met: (notice) => notice.discrepancies.length > 0,
  },
  {
    fault: 'ucp600/refusal-without-disposal',
    faultRule: 'UCP 600 art. 16(c)(iii)',
    met: (notice) => notice.disposal !== undefined,
  },
]

/**
 * Judges a bank's notices of refusal, in the order in which they went out, against its last day under art. 14(b).
 *
 * There is one notice: only the first counts, and what it does not state is forgone (art. 16(c)). Late, incomplete or
 * missing, it precludes the bank from claiming that the documents do not comply (art. 16(f)). Asking the applicant for a
 * waiver extends nothing (art. 16(b)).
 */
export function judgeRefusal(
  notices: readonly RefusalNotice[],
  found: readonly Discrepancy[],
  deadline: LocalDate,
): RefusalVerdict {
  const [notice] = notices
  if (notice === undefined) return precluded('ucp600/refusal-not-given', 'UCP 600 art. 16(c), (d)')
  const broken = REQUIREMENTS.find((requirement) => !requirement.met(notice, deadline))
  if (broken !== undefined) return precluded(broken.fault, broken.faultRule)
  const stated = (discrepancy: Discrepancy) => notice.discrepancies.includes(discrepancy.code)
  return { kind: 'effective', claimable: found.filter(stated), forgone: found.filter((each) => !stated(each)) }
}

function precluded(fault: RefusalFault, faultRule: string): RefusalVerdict {
  return { kind: 'precluded', rule: 'UCP 600 art. 16(f)', fault, faultRule }
}
