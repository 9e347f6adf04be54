import { coreor } from './coreor.ts'
import { creadv, creadvNegotiation } from './creadv.ts'
import { cusdecEntry, cusdecExport, cusdecImport } from './cusdec.ts'
import { cusres } from './cusres.ts'
import type { Message } from './define.ts'
import { desadv } from './desadv.ts'
import { docadv } from './docadv.ts'
import { docapp } from './docapp.ts'
import { docinf } from './docinf.ts'
import { iftman } from './iftman.ts'
import { iftmbc } from './iftmbc.ts'
import { iftmbf } from './iftmbf.ts'
import { iftmcs } from './iftmcs.ts'
import { iftmin } from './iftmin.ts'
import { iftsta } from './iftsta.ts'
import { invoic } from './invoic.ts'
import { orders } from './orders.ts'
import { ordrsp } from './ordrsp.ts'
import { payord } from './payord.ts'
import { quotes } from './quotes.ts'
import { reqote } from './reqote.ts'
import { vermas } from './vermas.ts'
import { transactionSets } from './x12/index.ts'

/** Every message of this release, in the order in which a trade needs them. */
export const messages: readonly Message[] = [
  ...[reqote, quotes, orders, ordrsp, docapp, docinf, docadv, invoic, desadv],
  ...[payord, creadv, creadvNegotiation],
  ...[iftmbf, iftmbc, ...vermas, iftmin, iftmcs, iftman, coreor, ...iftsta],
  ...[cusdecEntry, cusdecExport, cusdecImport, ...cusres],
  ...transactionSets,
]
