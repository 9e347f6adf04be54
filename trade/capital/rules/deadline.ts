import { weekendsClosed } from '@entrepot/calendar'
import { examinationDeadline as lastExaminationDay } from '@entrepot/ucp600'
import type { Derivation } from '@entrepot/trade/act'
import { dateAt } from './reading.ts'

/**
 * The last of a bank's five banking days (UCP 600 art. 14(b)): of the nominated bank after the presentation, of the
 * issuing bank after the documents were forwarded to it.
 *
 * Saturdays and Sundays are closed and no holiday is known: a derivation sees its file alone, and public holidays are
 * not published in it. A holiday in between gives a bank more time than this day says.
 */
export const examinationDeadline: Derivation = (file, instances) => {
  const bank = instances.get('bank')
  const received = dateAt(file, bank === 'issuingBank' ? '/claim/date' : '/presentation/date')
  const place = file.text(bank === 'issuingBank' ? '/parties/issuingBank/place' : '/terms/expiryPlace')
  return received && lastExaminationDay(received, weekendsClosed(place ?? ''))
}
