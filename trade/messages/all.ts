import type { Message } from './define.ts'
import { desadv } from './desadv.ts'
import { invoic } from './invoic.ts'
import { orders } from './orders.ts'
import { ordrsp } from './ordrsp.ts'
import { quotes } from './quotes.ts'
import { reqote } from './reqote.ts'

/** Every message of this release, in the order in which a trade needs them. */
export const messages: readonly Message[] = [reqote, quotes, orders, ordrsp, invoic, desadv]
