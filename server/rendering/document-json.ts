import { canonical, type Value } from '@entrepot/trade/file'
import type { Rendering } from './render.ts'

/**
 * A document as data: what it is, who issued it, and its fields as they were signed, each by its path.
 *
 * One spelling (members sorted, no white space), so that the same document gives the same bytes; UTF-8.
 */
export function documentJson({ definition, fields, language, issuer, verificationCode, at }: Rendering): Uint8Array {
  const document: Value = {
    ...{ definition: definition.definition, code: definition.code, title: { ...definition.title } },
    ...{ language, issuer, verificationCode, at },
    fields: Object.fromEntries(fields),
  }
  return new TextEncoder().encode(canonical(document))
}
