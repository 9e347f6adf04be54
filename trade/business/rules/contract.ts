import { addCalendarDays, addMonths, isLocalDate, type LocalDate } from '@entrepot/calendar'
import { advise, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import { segmentsOf } from '@entrepot/trade/file'

/** A party signs in its own capacity and in no other. */
export const signsForItself: Rule = {
  name: 'sale/signs-for-another',
  cites: 'authority; CISG art. 8',
  judge({ act }) {
    const other = act.statements.find(({ path }) => path.startsWith('/signatures/') && segmentsOf(path)[1] !== act.as)
    return other && refuse('sale/signs-for-another', 'authority', { at: other.path, expected: act.as })
  },
}

/** Advises when the goods went on board before or after the period for shipment (CISG art. 33(b), 52(1)). */
export const shippedInPeriod: Rule = {
  name: 'sale/shipped-outside-period',
  cites: 'CISG art. 33(b), 52(1)',
  judge({ file }) {
    const onBoard = file.text('/shipping/onBoard')
    const from = file.text('/shipment/from')
    const latest = file.text('/shipment/latest')
    if (onBoard === undefined) return undefined
    const detail = { at: '/shipping/onBoard', found: onBoard } as const
    if (from !== undefined && onBoard < from)
      return advise('sale/shipped-outside-period', 'CISG art. 33(b), 52(1)', { ...detail, suggestion: from })
    if (latest !== undefined && onBoard > latest)
      return advise('sale/shipped-outside-period', 'CISG art. 33(b)', { ...detail, suggestion: latest })
    return undefined
  },
}

/** Months after handing over in which a lack must be notified at the latest (CISG art. 39(2)). */
const CUT_OFF_MONTHS = 24

/**
 * Advises on a notice that goods do not conform: it must say what is wrong, within the contract's days for claims
 * after delivery, and within two years of handing over (CISG art. 38, 39). It counts from its dispatch (27).
 */
export const notifiesInTime: Rule = {
  name: 'sale/notice-late',
  cites: 'CISG art. 27, 38, 39',
  judge({ file, act }) {
    if (file.text('/examination/result') !== 'not conforming') return undefined
    const verdicts: Verdict[] = []
    if (file.text('/examination/lack') === undefined)
      verdicts.push(advise('sale/lack-not-specified', 'CISG art. 39(1)', { at: '/examination/lack' }))
    const found = act.at.slice(0, DATE_LENGTH)
    const delivered = dayOf(file.text('/delivered'))
    const days = file.text('/claimsDays')
    const last = delivered && days !== undefined ? addCalendarDays(delivered, Number(days)) : undefined
    if (last !== undefined && found > last)
      verdicts.push(advise('sale/notice-late', 'CISG art. 38, 39(1)', { found, suggestion: last }))
    const handedOver = dayOf(file.text('/shipping/onBoard'))
    const cutOff = handedOver && addMonths(handedOver, CUT_OFF_MONTHS)
    if (cutOff !== undefined && found > cutOff)
      verdicts.push(advise('sale/notice-after-two-years', 'CISG art. 39(2)', { found, suggestion: cutOff }))
    return verdicts
  },
}

/** `2027-02-19` of an instant. */
const DATE_LENGTH = 10

const dayOf = (text: string | undefined): LocalDate | undefined =>
  text !== undefined && isLocalDate(text) ? text : undefined
