import type { ElementVersion, FileState } from '@entrepot/trade/file'

/** Test support: everything that a folded file shows, in plain values that compare. */
export function pictureOf(file: FileState) {
  const { elements, stubs, erased, documents, citedDocuments, proposals, parties, authorities, retracted } = file
  return {
    elements: linesOf(elements, (versions) => versions.map(lineOf)),
    proposals: linesOf(proposals, ({ status, content }) => ({
      ...{ status, content: linesOf(content, lineOf) },
    })),
    documents: linesOf(documents, ({ act, fields }) => ({ act, fields: linesOf(fields, lineOf) })),
    citedDocuments: linesOf(citedDocuments, ({ act, undisclosed, fields }) => ({
      ...{ act, undisclosed, fields: [...fields.keys()].toSorted() },
    })),
    acts: file.acts.map(({ identity, undisclosed }) => ({ identity, undisclosed })),
    stubs: linesOf(stubs, (identity) => identity),
    erased: linesOf(erased, (commitment) => commitment),
    parties: linesOf(parties, ({ organisation, entered }) => ({ organisation, entered })),
    authorities: linesOf(authorities, ({ agent, acts, until }) => ({ agent, acts, until })),
    retracted: [...retracted].toSorted(),
  }
}

const lineOf = ({ value, commitment, how, act, by }: ElementVersion) => ({ value, commitment, how, act, by })

/** What shows nothing (a path whose only version is hidden or erased) is the same as what is not there. */
function linesOf<Key, Content, Shown>(map: ReadonlyMap<Key, Content>, show: (content: Content) => Shown) {
  const lines = [...map].map(([key, content]) => [String(key), show(content)] as const)
  return lines.filter(([, shown]) => !Array.isArray(shown) || shown.length > 0).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
