import { instant, type LocalDate, weekendsClosed } from '@entrepot/calendar'
import { advise, need, refuse, type Rule, type Scene, type Verdict } from '@entrepot/trade/act'
import { bind, type FileView, type Path } from '@entrepot/trade/file'
import { type Discrepancy, examine } from '@entrepot/ucp600'
import { lastDayToExamine } from './deadline.ts'
import { takenAsAcceptance, underPendingAmendments } from './amendments.ts'
import { dayAt, presentedOn } from './presentation.ts'
import { creditOf, presentationOf } from './presented.ts'
import { dateAt, textsAt } from './reading.ts'

const decisionPath = (bank: string): Path => `/examinations/${bank}/decision`

/** Each bank decides for itself, on the basis of the documents alone (UCP 600 art. 14(a), 16(a)). */
export const decidesOnItsOwn: Rule = {
  name: 'credit/decides-for-another',
  cites: 'UCP 600 art. 14(a), 16(a)',
  judge({ act }) {
    const other = act.statements.find(({ path, how }) => {
      const bound = bind('/examinations/{bank}/{element}', path) ?? bind('/refusal/{bank}/{element}', path)
      return how !== 'derived' && bound !== undefined && bound.get('bank') !== act.as
    })
    const detail = { expected: act.as }
    return other && refuse('credit/decides-for-another', 'UCP 600 art. 14(a), 16(a)', { at: other.path, ...detail })
  },
}

/**
 * Judges the decision's day, local at the bank, against its five banking days by the calendar of its place: a refusal after
 * them is precluded (UCP 600 art. 16(d), (f)), a late decision to honour only advised (14(b)), and so is one before the
 * documents came in. Where that calendar is not known, or not for these days, a refusal that Saturdays and Sundays alone
 * would make late is undecidable: a holiday may stand in between.
 */
export const examinesInTime: Rule = {
  name: 'credit/refused-late',
  cites: 'UCP 600 art. 2, 14(b), 16(d), 16(f)',
  judge({ file, act, context }) {
    const at = decisionPath(act.as)
    const last = lastDayToExamine(file, act.as, context.calendars)
    if (last === undefined) return advise('credit/nothing-received-yet', 'UCP 600 art. 14(b)', { at })
    const found = dayAt(context.now, instant(act.at))
    const { day, place, isCertain } = last
    if (found <= day) return movedDeadline(file, act.as, day)
    if (file.text(at) !== 'refused')
      return advise('credit/examined-late', 'UCP 600 art. 14(b)', { at, found, suggestion: day })
    return isCertain
      ? refuse('credit/refused-late', 'UCP 600 art. 16(d), 16(f)', { at, found, expected: day })
      : need(`calendar of ${place}`)
  },
}

/** A holiday gives the bank more time than the day that its file says. */
function movedDeadline(file: FileView, bank: string, day: LocalDate): Verdict | undefined {
  const at: Path = `/examinations/${bank}/deadline`
  const found = file.text(at)
  if (found === undefined || found >= day) return undefined
  return advise('credit/deadline-moved', 'UCP 600 art. 2, 14(b)', { at, found, suggestion: day })
}

/**
 * Judges the decision by its cause. A refusal states each discrepancy and what becomes of the documents (UCP 600 art.
 * 16(c)(ii), (iii)). A decision that the presentation complies is advised of every discrepancy that an examination finds
 * and that the bank has neither listed nor overridden with a reason, by its code.
 */
export const decidesWithCause: Rule = {
  name: 'credit/refused-without-discrepancies',
  cites: 'UCP 600 art. 10(c), 14, 16(c)',
  judge(scene) {
    const { file, act } = scene
    if (file.text(decisionPath(act.as)) === 'refused') return refusesWithCause(file, act.as)
    const found = discrepanciesOf(scene)
    if (!found) return need('the credit and the documents')
    if (found.length > 0 && underPendingAmendments(file, act).some((view) => isClean({ ...scene, file: view })))
      return takenAsAcceptance()
    const answers = [
      ...textsAt(file, `/examinations/${act.as}/discrepancies`),
      ...textsAt(file, `/examinations/${act.as}/overrides`),
    ]
    return found.filter(({ code }) => !answers.some((answer) => answer.includes(code))).map(told)
  },
}

function refusesWithCause(file: FileView, bank: string): Verdict | undefined {
  const at: Path = `/examinations/${bank}/discrepancies`
  if (textsAt(file, at).length === 0)
    return refuse('credit/refused-without-discrepancies', 'UCP 600 art. 16(c)(ii)', { at })
  const disposal: Path = `/refusal/${bank}/disposal`
  return file.text(disposal) === undefined
    ? refuse('credit/refused-without-disposal', 'UCP 600 art. 16(c)(iii)', { at: disposal })
    : undefined
}

const isClean = (scene: Scene): boolean => discrepanciesOf(scene)?.length === 0

const told = ({ code, rule, document, field, found, expected }: Discrepancy): Verdict =>
  advise(code, rule, { found: `${document}${field === undefined ? '' : ` ${field}`}: ${found}`, suggestion: expected })

/**
 * Every discrepancy that an examination by the acting bank finds in the presentation of a credit's file (UCP 600 art. 14),
 * by the calendars of the context, else with Saturdays and Sundays closed.
 *
 * @returns `undefined` where the credit or the presentation is not there, or is too large to examine.
 */
function discrepanciesOf({ file, act, context }: Scene): readonly Discrepancy[] | undefined {
  const credit = creditOf(file)
  const received = presentedOn(file)
  const forwarded = act.as === 'issuingBank' ? dateAt(file, '/claim/date') : undefined
  const presentation = received && presentationOf(file, { received, ...(forwarded ? { forwarded } : {}) })
  if (!credit || !presentation) return undefined
  const calendarOf = (place: string) => context.calendars[place] ?? weekendsClosed(place)
  const found = examine(presentation, credit, {
    placeOfPresentation: calendarOf(credit.expiry.place),
    actingBank: calendarOf(credit.issuingBankPlace),
  })
  return 'code' in found ? undefined : found.discrepancies
}

/** A bank pays on what it itself found complying (UCP 600 art. 7(a), 7(c), 15). */
export const afterItsComplyingExamination: Rule = {
  name: 'credit/not-examined',
  cites: 'UCP 600 art. 7, 14(a), 15',
  judge({ file, act }) {
    const at = decisionPath(act.as)
    const decision = file.text(at)
    if (decision === 'complying') return undefined
    return decision === undefined
      ? refuse('credit/not-examined', 'UCP 600 art. 14(a), 15', { at })
      : refuse('credit/refused-before', 'UCP 600 art. 15, 16', { at, found: decision })
  },
}
