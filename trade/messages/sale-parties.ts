import { party } from '@entrepot/trade/documents'
import { organisationOf } from './envelope.ts'

/** Buyer and seller, each with the identifier under which the file names it. */
export const saleParties = {
  buyerId: organisationOf('buyer'),
  ...party('buyer', 'buyer', ['Buyer', '买方']),
  sellerId: organisationOf('seller'),
  ...party('seller', 'seller', ['Seller', '卖方']),
}
