import { type Match, matchNames, matchPlaces } from './compare.ts'
import type { DocumentaryCredit, Place } from './credit.ts'
import type { Advice } from './discrepancy.ts'
import type { PresentedDocument } from './documents.ts'

/** Names and ports that pass only because a slip of the pen was forgiven: for the examiner to look at (art. 14(d)). */
export function adviseSpelling(documents: readonly PresentedDocument[], credit: DocumentaryCredit): readonly Advice[] {
  return documents.flatMap((document) => {
    if (document.kind === 'commercial-invoice') {
      return [
        ...slip(document, ['issuer', document.issuer], [credit.beneficiary]),
        ...slip(document, ['madeOutTo', document.madeOutTo], [credit.applicant]),
      ]
    }
    if (document.kind !== 'bill-of-lading') return []
    return [
      ...portSlip(document, ['portOfLoading', document.portOfLoading], credit.portsOfLoading),
      ...portSlip(document, ['portOfDischarge', document.portOfDischarge], credit.portsOfDischarge),
    ]
  })
}

function slip(
  document: PresentedDocument,
  [field, found]: readonly [string, string],
  allowed: readonly string[],
): readonly Advice[] {
  const best = bestOf(allowed.map((each) => matchNames(found, each)))
  return best === 'slip' ? [advice(document, field, [found, allowed.join(' or ')])] : []
}

function portSlip(
  document: PresentedDocument,
  [field, found]: readonly [string, Place],
  allowed: readonly Place[],
): readonly Advice[] {
  const best = bestOf(allowed.map((each) => matchPlaces(found, each)))
  const names = allowed.map((each) => each.name).join(' or ')
  return best === 'slip' ? [advice(document, field, [found.name, names])] : []
}

function bestOf(matches: readonly Match[]): Match {
  if (matches.includes('same')) return 'same'
  return matches.includes('slip') ? 'slip' : 'other'
}

function advice(document: PresentedDocument, field: string, [found, expected]: readonly [string, string]): Advice {
  return { code: 'ucp600/spelling', rule: 'UCP 600 art. 14(d)', document: document.id, field, found, expected }
}
