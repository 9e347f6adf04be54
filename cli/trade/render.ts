import { base64url, sha256 } from '@entrepot/crypto'
import { renderDocument, RenderingFault } from '@entrepot/server/rendering'
import type { Malformed } from '@entrepot/trade/act'
import { type ComputedDocument, documents, type PrintLanguage, verificationCode } from '@entrepot/trade/documents'
import { freshCodeKey, type Intent, type RenderedDocument } from '@entrepot/trade/party'

const LANGUAGES: ReadonlySet<string> = new Set<PrintLanguage>(['en', 'zh', 'en-zh', 'zh-en'])

/**
 * Renders a computed document under the name of its issuer.
 *
 * @returns its bytes and their hash; or why it cannot be rendered: definition or language unknown, too much of it.
 */
export function renderComputed(
  intent: Intent,
  computed: ComputedDocument,
  { issuer, random }: { readonly issuer: string; readonly random: (bytes: number) => Uint8Array },
): (RenderedDocument & { readonly bytes: Uint8Array }) | Malformed {
  const { issues, file, act, at } = intent
  const codeKey = freshCodeKey(random)
  const definition = issues && documents.get(issues.definition)
  if (!definition) return { ok: false, code: 'document/unknown', at: issues?.definition ?? '' }
  if (!isPrintLanguage(issues.language)) return { ok: false, code: 'document/language', at: issues.language }
  const fields = new Map(computed.fields.map(({ name, value }) => [name, value]))
  const { language } = issues
  const rendering = { definition, fields, language, issuer, verificationCode: verificationCode(file, act, codeKey), at }
  try {
    const bytes = renderDocument(rendering)
    return { computed, bytes, rendering: { sha256: base64url.encode(sha256(bytes)), codeKey } }
  } catch (error) {
    if (error instanceof RenderingFault) return { ok: false, code: error.code, at: definition.definition }
    throw error
  }
}

const isPrintLanguage = (language: string): language is PrintLanguage => LANGUAGES.has(language)
