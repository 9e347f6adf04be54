import type { Dossier } from '@entrepot/trade/file'
import { messages } from './all.ts'
import { composeMessage, isSent, type NotSent, type TradeMessage } from './compose.ts'
import type { Message } from './define.ts'
import { isNamed } from './envelope.ts'
import { actsInOrder, type PlacedAct, standpointAfter } from './standpoint.ts'

/** The messages of a trade. */
export interface Correspondence {
  /** In the order in which they arose. */
  readonly sent: readonly TradeMessage[]
  /** Those that should have arisen and did not, each with the reason. */
  readonly notSent: readonly NotSent[]
}

/**
 * Composes every message that arises in a trade, each from the trade as it stood after its act.
 *
 * @param organisation whose correspondence it is: messages that it sends or receives; everybody's where absent.
 */
export function messagesOf(dossier: Dossier, organisation?: string): Correspondence {
  const composed = actsInOrder(dossier).flatMap((placed) =>
    messages
      .filter((message) => arises(message, placed))
      .map((message) => composeMessage(message, standpointAfter(dossier, placed.file, placed.act))),
  )
  const isOwn = ({ sender, receiver }: TradeMessage): boolean =>
    organisation === undefined || sender.organisation === organisation || receiver.organisation === organisation
  return {
    sent: composed.filter(isSent).filter(isOwn),
    notSent: composed.filter((each): each is NotSent => !isSent(each)),
  }
}

/** Whether a message arises after an act: of its kind of file, of its type or issuing its document, by its sender. */
function arises({ kind, sender, after }: Message, { file, act }: PlacedAct): boolean {
  if (file.kind.name !== kind || act.as !== sender) return false
  return typeof after === 'string' ? isNamed(act, after) : act.issues?.definition === after.definition
}
