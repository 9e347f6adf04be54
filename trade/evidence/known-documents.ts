import {
  computeDocument,
  type DocumentDefinition,
  documents,
  printedTexts,
  type PrintLanguage,
  verificationCode,
} from '@entrepot/trade/documents'
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
  printed(document, { file, issuer, language }) {
    const definition = definitions.get(document.definition)
    if (!definition || !isPrintLanguage(language)) return undefined
    const fields = new Map([...document.fields].map(([name, { value }]) => [name, value]))
    return printedTexts({
      definition,
      fields,
      language,
      issuer,
      verificationCode: verificationCode(file, document.actId, document.codeKey),
    })
  },
})

const LANGUAGES: ReadonlySet<string> = new Set<PrintLanguage>(['en', 'zh', 'en-zh', 'zh-en'])

const isPrintLanguage = (language: string): language is PrintLanguage => LANGUAGES.has(language)

/** What this release knows of documents: the definitions of `trade/documents`. */
export const knownDocuments: DocumentKnowledge = knowledgeOf(documents)
