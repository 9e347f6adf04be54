import type { Malformed } from '@entrepot/trade/act'
import type { ComputedDocument } from '@entrepot/trade/documents'
import type { Intent, RenderedDocument } from '@entrepot/trade/party'

/** Renders a computed document. @returns its bytes and their hash; or why it cannot be rendered. */
export async function renderComputed(
  { issues }: Intent,
  computed: ComputedDocument,
): Promise<(RenderedDocument & { readonly bytes: Uint8Array }) | Malformed> {
  void computed
  return { ok: false, code: 'document/rendering-not-available', at: issues?.definition ?? '' }
}
