import { computeDocument, documents } from '@entrepot/trade/documents'
import type { DocumentKnowledge } from './documents.ts'

/** What this release knows of documents: the definitions of `trade/documents`. */
export const knownDocuments: DocumentKnowledge = {
  recompute(document, { dossier, home, pinned, reader }) {
    const definition = documents.get(document.definition)
    if (!definition) return undefined
    const { subject, using } = document
    const computed = computeDocument(definition, {
      ...{ dossier, home, pinned },
      ...(reader === undefined ? {} : { organisation: reader }),
      ...(subject === undefined ? {} : { subject }),
      ...(using === undefined ? {} : { using }),
    })
    return new Map(computed.fields.map(({ name, value, reads }) => [name, { value, reads }]))
  },
}
