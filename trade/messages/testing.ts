/** Test support: the golden trades played, and the messages that arise in them. */
import { cifCredit, fobTransfer } from '@entrepot/scenarios'
import { play, type Played } from '@entrepot/scenarios/play'
import { composeMessage, isSent, type TradeMessage } from './compose.ts'
import { type Correspondence, messagesOf } from './messages-of.ts'
import { type Standpoint, standpointAfter } from './standpoint.ts'

/** A golden trade with its correspondence. */
export interface PlayedTrade {
  readonly name: string
  readonly played: Played
  readonly correspondence: Correspondence
}

/** Both golden trades. */
export function playedTrades(): readonly PlayedTrade[] {
  return [cifCredit(), fobTransfer()].map((scenario) => {
    const played = play(scenario)
    return { name: scenario.name, played, correspondence: messagesOf(dossierOf(played)) }
  })
}

/** The whole trade, as the operator sees it. */
export const dossierOf = (played: Played) => ({ root: played.file('sale'), files: played.files })

/** Where a message arose. */
export function standpointOf(played: Played, { file, act }: Pick<TradeMessage, 'file' | 'act'>): Standpoint {
  const home = played.files.get(file)
  const arising = home?.byIdentity.get(act)
  if (!home || !arising) throw new Error(`no act ${act}`)
  return standpointAfter(dossierOf(played), home, arising)
}

/** Composes a message again. @throws where it is not sent. */
export function sentAgain(message: TradeMessage, at: Standpoint): TradeMessage {
  const composed = composeMessage(message.definition, at)
  if (!isSent(composed)) throw new Error(composed.code)
  return composed
}
