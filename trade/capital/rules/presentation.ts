import { coversSpan, type Instant, instant, type LocalDate, localDateAt, weekendsClosed } from '@entrepot/calendar'
import { compareMoney, formatMoney } from '@entrepot/money'
import { advise, need, refuse, type Rule, type Scene, type Verdict } from '@entrepot/trade/act'
import { amountAt, type FileState, type FileView, type Path } from '@entrepot/trade/file'
import { extendedDay, greatestAmount, presentationDeadlines } from '@entrepot/ucp600'
import { takenAsAcceptance, underPendingAmendments } from './amendments.ts'
import { creditOf, presentationOf } from './presented.ts'

/**
 * Warns of a draft for more than the credit, its tolerance included, or drawn after its expiry (UCP 600 art. 6(d), 18(b),
 * 30(a)). It is a discrepancy for the bank to find, or to waive, and no reason to keep the draft from it. What fits an
 * amendment that the beneficiary has not answered is said to be taken as its acceptance instead (10(c)).
 */
export const drawsWithinTheCredit: Rule = {
  name: 'credit/overdrawn',
  cites: 'UCP 600 art. 6(d), 10(c), 18(b), 30(a)',
  judge: (scene) => underAnyReading(scene, drawing),
}

/**
 * Judges whether a presentation is complete and in time: by the notice of completeness (eUCP art. e6(c)), not after the
 * expiry, and within the days after the on-board date that the bill of lading shows (UCP 600 art. 6(d), 14(c)). A last
 * day on which the bank at the place of expiry is closed moves on (29(a)); without its calendar, or past the span for
 * which that knows holidays, this is undecidable.
 *
 * Without the notice there is no presentation: refused, `credit/not-complete`. Lateness is advised, `credit/expired` before
 * `credit/presented-late`: documents may be presented late, and the banks decide.
 */
export const presentsInTime: Rule = {
  name: 'credit/presented-late',
  cites: 'UCP 600 art. 6(d), 10(c), 14(c), 29(a); eUCP 2.1 art. e6(c)',
  judge(scene) {
    const at: Path = '/presentation/complete'
    if (scene.file.value(at) !== true) return refuse('credit/not-complete', 'eUCP 2.1 art. e6(c)', { at })
    return underAnyReading(scene, presenting)
  },
}

/** Judges under the credit in force; what that warns of may stand under an amendment that is not answered yet. */
function underAnyReading(scene: Scene, judge: (scene: Scene) => Verdict | undefined): Verdict | undefined {
  const verdict = judge(scene)
  if (verdict?.is !== 'advised') return verdict
  const readings = underPendingAmendments(scene.file, scene.act)
  return readings.some((file) => judge({ ...scene, file }) === undefined) ? takenAsAcceptance() : verdict
}

function drawing(scene: Scene): Verdict | undefined {
  const { file } = scene
  const credit = creditOf(file)
  const drawn = amountAt(file, '/draft/amount', '/terms/currency')
  if (!credit || !drawn) return need('the credit')
  const most = greatestAmount(credit)
  if (compareMoney(drawn, most) > 0) {
    const detail = { at: '/draft/amount', found: formatMoney(drawn), suggestion: formatMoney(most) } as const
    return advise('credit/overdrawn', 'UCP 600 art. 18(b), 30(a)', detail)
  }
  const { date, place } = credit.expiry
  const day = receivedOn(scene)
  if (day <= date) return undefined
  const calendar = scene.context.calendars[place]
  if (!calendar || !coversSpan(calendar, date, day)) return need(`calendar of ${place}`)
  return day > extendedDay(date, calendar, true) ? expired(day, extendedDay(date, calendar, true)) : undefined
}

const expired = (found: LocalDate, expected: LocalDate): Verdict =>
  advise('credit/expired', 'UCP 600 art. 6(d), 29(a)', { found, suggestion: expected })

function presenting(scene: Scene): Verdict | undefined {
  const { file, act, context } = scene
  const received = receivedOn(scene)
  const credit = creditOf(file)
  const presentation = presentationOf(file, { received, act })
  if (!credit || !presentation) return need('the credit and the draft')
  const { place } = credit.expiry
  const calendar = context.calendars[place]
  const { expiry, afterShipment } = presentationDeadlines(presentation, credit, calendar ?? weekendsClosed(place))
  const isPast = (day: LocalDate | undefined) => day !== undefined && received > day
  const last = [expiry.stated, afterShipment?.stated].find(isPast)
  if (last && !(calendar && coversSpan(calendar, last, received))) return need(`calendar of ${place}`)
  if (isPast(expiry.extended)) return expired(received, expiry.extended)
  if (!afterShipment || !isPast(afterShipment.extended)) return undefined
  const detail = { found: received, suggestion: afterShipment.extended }
  return advise('credit/presented-late', 'UCP 600 art. 14(c), 29(a)', detail)
}

/** The day on which an act reaches the nominated bank, local there. */
function receivedOn({ file, act, context }: Scene): LocalDate {
  return dayAt(context.now, nominatedBankClock(file.file) ?? instant(act.at))
}

/** The nominated bank's own clock is the one by which it advised the credit; before that, the sender's has to do. */
function nominatedBankClock(file: FileState): Instant | undefined {
  const advised = file.actsByName.get('advise-credit')?.at(-1)
  return advised && instant(advised.at)
}

/** The day on which the presentation reached the nominated bank, local there; `undefined` before. */
export function presentedOn({ file, text }: Pick<FileView, 'file' | 'text'>): LocalDate | undefined {
  const reached = text('/presentation/reached')
  return reached === undefined ? undefined : dayAt(reached, nominatedBankClock(file) ?? instant(reached))
}

/** The day of an instant on the clock of another one. */
export const dayAt = (now: string, clock: Pick<Instant, 'offsetMinutes'>): LocalDate =>
  localDateAt(instant(now), clock.offsetMinutes)
