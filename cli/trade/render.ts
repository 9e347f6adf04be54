import { base64url, sha256 } from '@entrepot/crypto'
import { renderDocument, RenderingFault } from '@entrepot/server/rendering'
import type { Malformed } from '@entrepot/trade/act'
import { type ComputedDocument, documents, type PrintLanguage, verificationCode } from '@entrepot/trade/documents'
import { type DocumentSigner, isProblem, type Problem } from '../client/index.ts'
import { freshCodeKey, type Intent, type RenderedDocument } from '@entrepot/trade/party'

const LANGUAGES: ReadonlySet<string> = new Set<PrintLanguage>(['en', 'zh', 'en-zh', 'zh-en'])

/** Who renders and signs a document. */
export interface DocumentIssuer {
  /** Name, as it is printed. */
  readonly issuer: string
  readonly random: (bytes: number) => Uint8Array
  readonly signer: DocumentSigner
}

/**
 * Renders a computed document under the name of its issuer, and signs the PDF.
 *
 * @returns its bytes and their hash; or why there are none: definition or language unknown, too much of it, no time-stamp.
 */
export async function renderComputed(
  intent: Intent,
  computed: ComputedDocument,
  { issuer, random, signer }: DocumentIssuer,
): Promise<(RenderedDocument & { readonly bytes: Uint8Array }) | Malformed | Problem> {
  const { issues, file, act, at } = intent
  const codeKey = freshCodeKey(random)
  const definition = issues && documents.get(issues.definition)
  if (!definition) return { ok: false, code: 'document/unknown', at: issues?.definition ?? '' }
  if (!isPrintLanguage(issues.language)) return { ok: false, code: 'document/language', at: issues.language }
  const fields = new Map(computed.fields.map(({ name, value }) => [name, value]))
  const { language } = issues
  const rendering = { definition, fields, language, issuer, verificationCode: verificationCode(file, act, codeKey), at }
  const pdf = rendered(rendering)
  if ('ok' in pdf) return pdf
  const bytes = await signer.sign(pdf)
  if (isProblem(bytes)) return bytes
  return { computed, bytes, rendering: { sha256: base64url.encode(sha256(bytes)), codeKey } }
}

function rendered(rendering: Parameters<typeof renderDocument>[0]): Uint8Array | Malformed {
  try {
    return renderDocument(rendering)
  } catch (error) {
    if (error instanceof RenderingFault) return { ok: false, code: error.code, at: rendering.definition.definition }
    throw error
  }
}

const isPrintLanguage = (language: string): language is PrintLanguage => LANGUAGES.has(language)
