import { type Instant, instant, localDateAt, type LocalDate, weekendsClosed } from '@entrepot/calendar'
import { compareMoney, formatMoney } from '@entrepot/money'
import { extendedDay, greatestAmount, presentationDeadlines } from '@entrepot/ucp600'
import { need, refuse, type Rule, type Scene } from '@entrepot/trade/act'
import { amountAt, type FileState, type Path } from '@entrepot/trade/file'
import { creditOf, presentationOf } from './presented.ts'

/** Refuses a draft for more than the credit, its tolerance included, or drawn after its expiry (UCP 600 art. 6(d), 18(b), 30). */
export const drawsWithinTheCredit: Rule = {
  name: 'credit/overdrawn',
  cites: 'UCP 600 art. 6(d), 18(b), 30',
  judge(scene) {
    const { file } = scene
    const credit = creditOf(file)
    const drawn = amountAt(file, '/draft/amount', '/terms/currency')
    if (!credit || !drawn) return need('the credit')
    const most = greatestAmount(credit)
    const at: Path = '/draft/amount'
    if (compareMoney(drawn, most) > 0)
      return refuse('credit/overdrawn', 'UCP 600 art. 18(b), 30(a)', {
        at,
        found: formatMoney(drawn),
        expected: formatMoney(most),
      })
    return expired(scene, credit.expiry)
  },
}

function expired({ file, act, context }: Scene, expiry: { date: LocalDate; place: string }) {
  const day = receivedOn(file.file, { now: context.now, at: act.at })
  if (day <= expiry.date) return undefined
  const calendar = context.calendars[expiry.place]
  if (!calendar) return need(`calendar of ${expiry.place}`)
  const last = extendedDay(expiry.date, calendar)
  return day > last ? refuse('credit/expired', 'UCP 600 art. 6(d), 29(a)', { found: day, expected: last }) : undefined
}

/**
 * Judges whether a presentation is complete and in time: by the notice of completeness (eUCP art. e6(c)), not after the
 * expiry, and within the days after the on-board date that the bill of lading shows (UCP 600 art. 6(d), 14(c)). A last
 * day on which the bank at the place of expiry is closed moves on (29(a)); without its calendar that is undecidable.
 */
export const presentsInTime: Rule = {
  name: 'credit/presented-late',
  cites: 'UCP 600 art. 6(d), 14(c), 29(a); eUCP 2.1 art. e6(c)',
  judge(scene) {
    const { file, act, context } = scene
    if (file.value('/presentation/complete') !== true)
      return refuse('credit/not-complete', 'eUCP 2.1 art. e6(c)', { at: '/presentation/complete' })
    const received = receivedOn(file.file, { now: context.now, at: act.at })
    const credit = creditOf(file)
    const presentation = presentationOf(file, { received, act })
    if (!credit || !presentation) return need('the credit and the draft')
    const { place } = credit.expiry
    const known = context.calendars[place]
    const { expiry, afterShipment } = presentationDeadlines(presentation, credit, known ?? weekendsClosed(place))
    if (!known && (received > expiry.stated || (afterShipment && received > afterShipment.stated)))
      return need(`calendar of ${place}`)
    if (received > expiry.extended)
      return refuse('credit/expired', 'UCP 600 art. 6(d), 29(a)', { found: received, expected: expiry.extended })
    if (afterShipment && received > afterShipment.extended)
      return refuse('credit/presented-late', 'UCP 600 art. 14(c), 29(a)', {
        found: received,
        expected: afterShipment.extended,
      })
    return undefined
  },
}

/**
 * The day, local at the nominated bank, on which something reaches it: the bank's own clock is the one that it
 * advised the credit by; before that, the sender's.
 */
export function receivedOn(file: FileState, { now, at }: { readonly now: string; readonly at: string }): LocalDate {
  const advised = file.actsByName.get('advise-credit')?.at(-1)?.at
  return dayAt(now, instant(advised ?? at))
}

/** The day of an instant on the clock of another one. */
export const dayAt = (now: string, clock: Pick<Instant, 'offsetMinutes'>): LocalDate =>
  localDateAt(instant(now), clock.offsetMinutes)
