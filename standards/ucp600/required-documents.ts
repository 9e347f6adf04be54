import type { LocalDate } from '@entrepot/calendar'
import type { DocumentaryCredit, RequiredDocument } from './credit.ts'
import type { Advice, Discrepancy } from './discrepancy.ts'
import type { PresentedDocument } from './documents.ts'

/** The documents that the credit asks for, in its order, and those that it doesn't, which are disregarded (art. 14(g)). */
export function sortDocuments(
  documents: readonly PresentedDocument[],
  credit: DocumentaryCredit,
): { readonly required: readonly PresentedDocument[]; readonly advice: readonly Advice[] } {
  const required = credit.documents.flatMap((wanted) => documents.filter((each) => isWanted(each, wanted)))
  const advice = documents
    .filter((document) => !required.includes(document) && document.kind !== 'draft')
    .map((document) => ({
      code: 'ucp600/document-disregarded' as const,
      rule: 'UCP 600 art. 14(g)',
      document: document.id,
      found: document.name ?? document.kind,
      expected: 'not asked for by the credit',
    }))
  return { required: [...new Set(required)], advice }
}

/** Judges that each document asked for is there (art. 14(a)), with one original at least (art. 17(a)). */
export function judgeRequired(
  documents: readonly PresentedDocument[],
  credit: DocumentaryCredit,
): readonly Discrepancy[] {
  return credit.documents.flatMap((wanted): readonly Discrepancy[] => {
    const found = documents.filter((each) => isWanted(each, wanted))
    const expected = wanted.name ?? wanted.kind
    if (found.length === 0) {
      const rule = 'UCP 600 art. 14(a)'
      return [{ code: 'ucp600/document-missing', rule, document: 'presentation', found: 'not presented', expected }]
    }
    if (found.some((each) => each.originals.presented > 0)) return []
    const [first] = found
    const point = { document: first?.id ?? 'presentation', field: 'originals', found: 'copies only' }
    return [
      { code: 'ucp600/original-missing', rule: 'UCP 600 art. 17(a)', ...point, expected: 'one original at least' },
    ]
  })
}

/** Judges the dates of documents: before the credit's is fine, after the day of presentation is not (art. 14(i)). */
export function judgeDates(documents: readonly PresentedDocument[], presented: LocalDate): readonly Discrepancy[] {
  return documents.flatMap((document) =>
    document.dated === undefined || document.dated <= presented
      ? []
      : [
          {
            code: 'ucp600/dated-after-presentation' as const,
            rule: 'UCP 600 art. 14(i)',
            document: document.id,
            field: 'dated',
            found: document.dated,
            expected: `by ${presented}`,
          },
        ],
  )
}

function isWanted(document: PresentedDocument, wanted: RequiredDocument): boolean {
  return document.kind === wanted.kind && (wanted.name === undefined || document.name === wanted.name)
}
