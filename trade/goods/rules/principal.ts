import type { FoldableAct } from '@entrepot/trade/file'

/** The organisation for which an act speaks: the principal, where an agent sealed it. */
export const principalOf = (act: Pick<FoldableAct, 'onBehalfOf' | 'signer'>): string =>
  act.onBehalfOf ?? act.signer.organisation
