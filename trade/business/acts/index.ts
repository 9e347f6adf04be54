import { acceptOne } from './accept-1.ts'
import { acceptLate } from './accept-late.ts'
import { accept } from './accept.ts'
import { adviseShipment } from './advise-shipment.ts'
import { answerService } from './answer-service.ts'
import { askService } from './ask-service.ts'
import { closeSale } from './close-sale.ts'
import { confirmOrder } from './confirm-order.ts'
import { enquire } from './enquire.ts'
import { examineGoods } from './examine-goods.ts'
import { invoice } from './invoice.ts'
import { objectToAcceptance } from './object-to-acceptance.ts'
import { offer } from './offer.ts'
import { order } from './order.ts'
import { pack } from './pack.ts'
import { rejectOffer } from './reject-offer.ts'
import { revokeOffer } from './revoke-offer.ts'
import { signContract } from './sign-contract.ts'
import { withdrawAcceptance } from './withdraw-acceptance.ts'

/** Every act of this flow; `npm run generate` keeps the list. */
export const businessActs = [
  accept,
  acceptLate,
  acceptOne,
  adviseShipment,
  answerService,
  askService,
  closeSale,
  confirmOrder,
  enquire,
  examineGoods,
  invoice,
  objectToAcceptance,
  offer,
  order,
  pack,
  rejectOffer,
  revokeOffer,
  signContract,
  withdrawAcceptance,
]
