import { computeDocument, type DocumentDefinition, documents } from '@entrepot/trade/documents'
import type { DocumentKnowledge } from './documents.ts'

/** What is known of documents by their definitions: tables of fields, each a pure function. */
export const knowledgeOf = (definitions: ReadonlyMap<string, DocumentDefinition>): DocumentKnowledge => ({
  recompute(document, { dossier, home, pinned, reader }) {
    const definition = definitions.get(document.definition)
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
})

/** What this release knows of documents: the definitions of `trade/documents`. */
export const knownDocuments: DocumentKnowledge = knowledgeOf(documents)
