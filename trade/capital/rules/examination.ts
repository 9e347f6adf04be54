import { instant, weekendsClosed } from '@entrepot/calendar'
import { type Discrepancy, examine } from '@entrepot/ucp600'
import { advise, need, refuse, type Rule, type Scene, type Verdict } from '@entrepot/trade/act'
import { bind, type FileView, type Path } from '@entrepot/trade/file'
import { creditOf, presentationOf } from './presented.ts'
import { dayAt } from './presentation.ts'
import { asDate, dateAt, textsAt } from './reading.ts'

/** Each bank decides for itself, on the basis of the documents alone (UCP 600 art. 14(a)). */
export const decidesOnItsOwn: Rule = {
  name: 'credit/decides-for-another',
  cites: 'UCP 600 art. 14(a), 16(a)',
  judge({ act }) {
    const other = act.statements.find(({ path, how }) => {
      const bank = bind('/examinations/{bank}/{element}', path) ?? bind('/refusal/{bank}/{element}', path)
      return how !== 'derived' && bank !== undefined && bank.get('bank') !== act.as
    })
    return (
      other && refuse('credit/decides-for-another', 'UCP 600 art. 14(a), 16(a)', { at: other.path, expected: act.as })
    )
  },
}

/**
 * Judges the decision's day against the bank's five banking days: a refusal after them is precluded (UCP 600 art. 16(d),
 * (f)), a late decision to honour only advised (14(b)).
 */
export const examinesInTime: Rule = {
  name: 'credit/refused-late',
  cites: 'UCP 600 art. 14(b), 16(d), 16(f)',
  judge({ file, act, context }) {
    const deadline = file.text(`/examinations/${act.as}/deadline`)
    if (deadline === undefined)
      return advise('credit/nothing-received-yet', 'UCP 600 art. 14(b)', { at: `/examinations/${act.as}/decision` })
    const day = dayAt(context.now, instant(act.at))
    if (day <= deadline) return undefined
    const detail = { at: `/examinations/${act.as}/decision`, found: day } as const
    return decisionOf(file, act.as) === 'refused'
      ? refuse('credit/refused-late', 'UCP 600 art. 16(d), 16(f)', { ...detail, expected: deadline })
      : advise('credit/examined-late', 'UCP 600 art. 14(b)', { ...detail, suggestion: deadline })
  },
}

const decisionOf = (file: FileView, bank: string): string | undefined => file.text(`/examinations/${bank}/decision`)

/**
 * Judges the decision by its cause. A refusal must state each discrepancy and what becomes of the documents (UCP 600 art.
 * 16(c)(ii), (iii)). A decision that the presentation complies is advised of every discrepancy which the examiner finds
 * and the bank has neither listed nor overridden with a reason.
 */
export const decidesWithCause: Rule = {
  name: 'credit/refused-without-cause',
  cites: 'UCP 600 art. 14, 16(c)',
  judge(scene) {
    const { file, act } = scene
    const bank = act.as
    const at: Path = `/examinations/${bank}/discrepancies`
    const listed = textsAt(file, at)
    if (decisionOf(file, bank) === 'refused') {
      if (listed.length === 0) return refuse('credit/refused-without-discrepancies', 'UCP 600 art. 16(c)(ii)', { at })
      const disposal: Path = `/refusal/${bank}/disposal`
      if (file.text(disposal) === undefined)
        return refuse('credit/refused-without-disposal', 'UCP 600 art. 16(c)(iii)', { at: disposal })
      return undefined
    }
    const answered = [...listed, ...textsAt(file, `/examinations/${bank}/overrides`)]
    return (
      discrepanciesOf(scene, bank)?.flatMap((found) => (isAnswered(found, answered) ? [] : [told(found)])) ??
      need('the credit and the documents')
    )
  },
}

const isAnswered = ({ code }: Discrepancy, answers: readonly string[]): boolean =>
  answers.some((answer) => answer.includes(code))

const told = ({ code, rule, document, field, found, expected }: Discrepancy): Verdict =>
  advise(code, rule, { found: `${document}${field === undefined ? '' : ` ${field}`}: ${found}`, suggestion: expected })

/** Every discrepancy that an examiner finds in the presentation of a credit's file (UCP 600 art. 14), or `undefined` where a part is not visible. */
export function discrepanciesOf({ file, context }: Scene, bank: string): readonly Discrepancy[] | undefined {
  const credit = creditOf(file)
  const received = asDate(file.text('/presentation/reached')) ?? dateAt(file, '/presentation/date')
  const forwarded = bank === 'issuingBank' ? dateAt(file, '/claim/date') : undefined
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
  cites: 'UCP 600 art. 7, 15',
  judge({ file, act }) {
    const at: Path = `/examinations/${act.as}/decision`
    const decision = decisionOf(file, act.as)
    if (decision === 'complying') return undefined
    return decision === undefined
      ? refuse('credit/not-examined', 'UCP 600 art. 14(a), 15', { at })
      : refuse('credit/refused-before', 'UCP 600 art. 15, 16', { at, found: decision })
  },
}
