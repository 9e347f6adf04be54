import { computeDocument, documents, type PrintLanguage, verificationCode } from '@entrepot/trade/documents'
import type { Caller } from './answer.ts'
import { dossierAround } from './dossiers.ts'
import { sightOf } from './evidence.ts'
import type { Port } from './port.ts'

/** A document that somebody is about to issue. */
export interface PreviewWish {
  readonly file: string
  /** Name and version of the definition, `commercial-invoice/1`. */
  readonly definition: string
  readonly language: PrintLanguage
  /** Id of the act that will issue it, and the key that it will sign: the verification code that is printed is made of them. */
  readonly act: string
  readonly codeKey: string
  /** Business time of that act, an instant with offset: the rendering's only date. */
  readonly at: string
  readonly subject?: string
  readonly using?: Readonly<Record<string, string>>
}

/** What became of a wish. */
export type Preview =
  | { readonly is: 'rendered'; readonly content: Uint8Array }
  | { readonly is: 'unknown' }
  | { readonly is: 'refused'; readonly code: string; readonly at?: string }

/**
 * Renders a document as its issuer would issue it now, computed with his eyes; nothing is kept. The bytes are the same as those
 * that any other renderer of this version makes, so that he can check them before he signs their hash.
 */
export async function preview(port: Port, caller: Caller, wish: PreviewWish): Promise<Preview> {
  const sight = await sightOf(port, caller, wish.file)
  if (!sight || sight.reader.sees !== 'content') return { is: 'unknown' }
  const definition = documents.get(wish.definition)
  if (!definition || definition.kind !== sight.state.kind.name) return { is: 'refused', code: 'document/unknown' }
  if (!definition.issuer.some((capacity) => sight.reader.capacities.has(capacity)))
    return { is: 'refused', code: 'document/other-issuer' }
  const { subject, using, language, at, act, codeKey, file } = wish
  const computed = computeDocument(definition, {
    ...{ dossier: await dossierAround(port, caller, { home: sight.state }), home: sight.state },
    organisation: caller.organisation,
    ...(subject === undefined ? {} : { subject }),
    ...(using === undefined ? {} : { using }),
  })
  const [gap] = computed.missing
  if (gap) return { is: 'refused', code: 'document/field-missing', at: gap.name }
  const issuer = (await port.organisations.find(caller.organisation))?.name ?? caller.organisation
  // Typst and its fonts are loaded when the first document is rendered.
  const { renderDocument } = await import('../rendering/index.ts')
  const content = renderDocument({
    ...{ definition, language, issuer, at },
    fields: new Map(computed.fields.map(({ name, value }) => [name, value] as const)),
    verificationCode: verificationCode(file, act, codeKey),
  })
  return { is: 'rendered', content }
}
