import type { Path } from './path.ts'
import type { ElementVersion, FoldableAct, Statement } from './state.ts'

/** A statement of an act as a version of its element. */
export function versionOf(act: FoldableAct, statement: Statement): ElementVersion {
  const { document: _, ...said } = statement
  return { ...provenance(act), ...said }
}

/** What an act's envelope says of a date. */
export const datedVersion = (act: FoldableAct, dated: { path: Path; value: string }): ElementVersion => ({
  ...provenance(act),
  path: dated.path,
  value: dated.value,
  commitment: `${act.identity}${dated.value.length === DATE_LENGTH ? '#date' : '#at'}`,
  how: 'envelope',
})

/** `2026-11-22`: what tells a date from an instant. */
const DATE_LENGTH = 10

/** Whose versions an act brings. */
export const provenance = (act: FoldableAct) => ({
  act: act.identity,
  seq: act.receipt.seq,
  by: act.as,
  organisation: act.signer.organisation,
  ...(act.onBehalfOf === undefined ? {} : { principal: act.onBehalfOf }),
  ...(act.audience ? { among: act.audience } : {}),
})
