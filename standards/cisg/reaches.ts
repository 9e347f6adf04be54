import type { Malformed } from './refusal.ts'
import { type Moment, momentText, parseMoment } from './moment.ts'

/** Ways in which a message comes to its addressee (art. 24). */
export type DeliveryPlace =
  | 'orally'
  | 'personally'
  | 'place-of-business'
  | 'mailing-address'
  | 'habitual-residence'
  /** Any other place: reaches nobody. */
  | 'elsewhere'

export interface Delivery {
  readonly at: string
  readonly place: DeliveryPlace
}

const REACHES: Readonly<Record<DeliveryPlace, 'always' | 'without-business-address' | 'never'>> = {
  orally: 'always',
  personally: 'always',
  'place-of-business': 'always',
  'mailing-address': 'always',
  'habitual-residence': 'without-business-address',
  elsewhere: 'never',
}

/**
 * Tells when a message reached its addressee: the first delivery that counts (art. 24). His habitual residence counts
 * only when he has neither place of business nor mailing address.
 *
 * @returns the instant as ISO 8601 text, or `undefined` when it has not reached him.
 */
export function reaches(
  deliveries: readonly Delivery[],
  addressee: { readonly hasPlaceOfBusinessOrMailingAddress: boolean },
): string | undefined | Malformed {
  let first: Moment | undefined
  for (const [index, delivery] of deliveries.entries()) {
    const at = parseMoment(delivery.at)
    if (at === undefined) return { code: 'cisg/malformed-instant', path: `deliveries/${index}/at` }
    const how = REACHES[delivery.place]
    if (how === 'never' || (how === 'without-business-address' && addressee.hasPlaceOfBusinessOrMailingAddress))
      continue
    if (first === undefined || at.ms < first.ms) first = at
  }
  return first === undefined ? undefined : momentText(first)
}
