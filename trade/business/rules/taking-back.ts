import { mayRevoke as mayRevokeOffer, mayWithdraw } from '@entrepot/cisg'
import { advise, need, refuse, type Rule, type Scene, type Verdict } from '@entrepot/trade/act'
import type { FileState, FoldableAct, Path } from '@entrepot/trade/file'
import { concludedBy } from './acceptance.ts'
import { formationOf, formationWith, STILL_OPEN } from './formation.ts'
import { circumstancesOf, isOfferAct, messagesOf } from './negotiation.ts'
import { affirmedBy, isAfter, undoableBy } from './undoable.ts'

const CLOSED: Readonly<Record<string, string>> = {
  'cisg/offer-not-effective': 'sale/offer-not-effective',
  'cisg/offer-withdrawn': 'sale/offer-withdrawn',
  'cisg/offer-revoked': 'sale/offer-revoked',
  'cisg/offer-rejected': 'sale/offer-rejected',
  'cisg/offer-superseded': 'sale/already-concluded',
  'cisg/already-concluded': 'sale/already-concluded',
}

/**
 * Judges a withdrawal or revocation of an offer: before the offer reaches, any may be withdrawn (CISG art. 15(2));
 * after, one with a fixed time for acceptance is irrevocable (16(2)(a)). An enquiry binds nobody.
 */
export const mayRevoke: Rule = {
  name: 'sale/offer-irrevocable',
  cites: 'CISG art. 15(2), 16',
  judge({ file: { file }, act, context }) {
    const { answers } = act
    if (answers === undefined || !isOfferAct(file, answers)) return undefined
    if (mayWithdraw(messagesOf(file), { message: answers, by: act.as }, circumstancesOf(context)) === undefined)
      return undefined
    const state = formationOf(file, context)?.offers.find((each) => each.id === answers)
    if (state && !STILL_OPEN.has(state.state))
      return advise('sale/offer-already-ended', state.rule, { found: state.state })
    return revocation({ file, act, now: context.now })
  },
}

interface Revoking {
  readonly file: FileState
  readonly act: FoldableAct
  readonly now: string
}

function revocation({ file, act, now }: Revoking): Verdict | undefined {
  const step = { offer: act.answers ?? '', by: act.as }
  const answer = mayRevokeOffer(messagesOf(file), step, circumstancesOf({ now }))
  if (answer === undefined) return undefined
  if ('path' in answer) return need('readable-messages')
  if ('needs' in answer) return need(answer.needs.join(', '))
  const at: Path = '/offer/fixedUntil'
  if (answer.code === 'cisg/irrevocable') return refuse('sale/offer-irrevocable', answer.rule, { at })
  return refuse(CLOSED[answer.code] ?? 'sale/not-revocable', answer.rule)
}

/**
 * Judges an objection to an acceptance: it must come without delay, from a side that has not held itself bound since (CISG
 * art. 8(3)), and the acceptance must be one that an objection undoes (16(1), 19(2), 21(2)).
 */
export const mayObject: Rule = {
  name: 'sale/nothing-to-object',
  cites: 'CISG art. 8(3), 16(1), 19(2), 21(2)',
  judge({ file: { file }, act, context }) {
    const acceptance = act.answers === undefined ? undefined : file.byIdentity.get(act.answers)
    if (!acceptance) return undefined
    // What was objected to is a counter-offer already.
    const undoable = file.proposals.has(acceptance.identity) ? undefined : undoableBy(file, acceptance)
    if (!undoable) return refuse('sale/nothing-to-object', 'CISG art. 18(2), 23')
    const affirmed = affirmedBy(file, acceptance, act.as)
    if (affirmed) return refuse('sale/held-itself-bound', 'CISG art. 8(3)', { found: affirmed.at })
    const found = formationWith(file, act, context)
    if (!found) return need('readable-messages')
    return concludedBy(found, acceptance)
      ? refuse('sale/objection-late', undoable.rule, { found: context.now, expected: undoable.until })
      : undefined
  },
}

/**
 * Judges the withdrawal of an acceptance: it must reach before the acceptance or together with it (CISG art. 22), which over
 * a port means in the same instant, while the other side has done nothing that shows it had the acceptance. An acceptance
 * that was objected to for its changes is a counter-offer, and is revoked like one (16).
 */
export const mayWithdrawAcceptance: Rule = {
  name: 'sale/acceptance-effective',
  cites: 'CISG art. 16, 22',
  judge(scene) {
    const { file, act, context } = scene
    const acceptance = act.answers === undefined ? undefined : file.file.byIdentity.get(act.answers)
    if (!acceptance) return undefined
    if (file.file.proposals.get(acceptance.identity)?.act.effect === 'consents')
      return revocation({ file: file.file, act, now: context.now })
    return withdrawal(scene, acceptance)
  },
}

function withdrawal({ file: { file }, act, context }: Scene, acceptance: FoldableAct): Verdict | undefined {
  const step = { message: acceptance.identity, by: act.as }
  const answer = mayWithdraw(messagesOf(file), step, circumstancesOf(context))
  const { seq } = acceptance.receipt
  const isKnown = file.acts.some(({ as, seen, receipt }) => receipt.seq > seq && as !== act.as && seen >= seq)
  if (answer === undefined && !isKnown) return undefined
  return refuse('sale/acceptance-effective', 'CISG art. 22', { found: acceptance.receipt.reached })
}

/**
 * Refuses the signature of a side whose own acceptance the other may still undo: what is signed would not be final. The
 * other side's signature ends the doubt, and so does time.
 */
export const isFinal: Rule = {
  name: 'sale/may-still-be-undone',
  cites: 'CISG art. 16(1), 19(2), 21(2)',
  judge({ file: { file }, act, context }) {
    const acceptance = file.actsByName.get('accept')?.findLast(({ identity }) => !file.retracted.has(identity))
    if (!acceptance || acceptance.as !== act.as) return undefined
    const other = act.as === 'seller' ? 'buyer' : 'seller'
    const undoable = affirmedBy(file, acceptance, other) ? undefined : undoableBy(file, acceptance)
    if (!undoable || isAfter(context.now, undoable.until)) return undefined
    return refuse('sale/may-still-be-undone', undoable.rule, { expected: undoable.until })
  },
}
