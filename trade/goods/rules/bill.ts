import { advise, refuse, type Rule } from '@entrepot/trade/act'
import { grossMassPath, massDifferences } from '../masses.ts'
import { principalOf } from './principal.ts'
import { recordLaws } from './record-laws.ts'

/**
 * Lets one record be issued, for goods that are on board, under a law that is named.
 *
 * @returns the first refusal in the order `bill/second-record`, `bill/not-on-board`, `bill/law-missing`.
 */
export const issuesOneRecord: Rule = {
  name: 'bill/second-record',
  cites: 'MLETR art. 10(1)(b)(i)',
  judge({ file, before }) {
    const earlier = before.text('/bill/number')
    if (earlier !== undefined) return refuse('bill/second-record', this.cites, { at: '/bill/number', found: earlier })
    if (file.read('/onBoard').is === 'absent')
      return refuse('bill/not-on-board', 'shipped bill of lading; MLETR art. 10(1)(a)', { at: '/onBoard' })
    if (file.read('/bill/law').is === 'absent')
      return refuse('bill/law-missing', 'MLETR binds no one by itself: the law of the record is named', {
        at: '/bill/law',
      })
    return undefined
  },
}

/** Says where the law that a record names is not known to us to give it effect on the day of issue: a model law binds no one. */
export const namesALawOfRecords: Rule = {
  name: 'bill/law-not-known',
  cites: 'MLETR as enacted',
  judge({ file, act }) {
    const law = file.text('/bill/law')
    const today = act.at.slice(0, 10)
    if (law === undefined || recordLaws.some(({ country, from }) => country === law && from <= today)) return undefined
    return advise('bill/law-not-known', this.cites, {
      ...{ at: '/bill/law', found: law, suggestion: recordLaws.map(({ country }) => country) },
    })
  },
}

/**
 * Refuses a bill that would show a mass in doubt without a word: what the shipper declared and what was verified lie
 * further apart than the file allows. With the carrier's clause on the bill it is issued, for the clause says which.
 */
export const showsAMassNotInDoubt: Rule = {
  name: 'bill/mass-in-doubt',
  cites: 'Hague-Visby Rules art. III(3)',
  judge({ file }) {
    if (file.read('/bill/clauses').is === 'present') return undefined
    for (const container of file.enumerate('/containers')) {
      const [declared, verified] = [grossMassPath(container, 'declared'), grossMassPath(container, 'verified')]
      const found = massDifferences(file, container).find(
        ({ between }) => between[0] === declared && between[1] === verified,
      )
      if (found) return refuse('bill/mass-in-doubt', this.cites, { at: declared, found: { ...found } })
    }
    return undefined
  },
}

/** Lets nobody dispose of the record but the one who controls it now, before this act. */
export const actsAsController: Rule = {
  name: 'bill/not-controller',
  cites: 'MLETR art. 11',
  judge({ before, act }) {
    const controller = before.text('/bill/controller')
    const acting = principalOf(act)
    if (controller === acting) return undefined
    return refuse('bill/not-controller', this.cites, {
      at: '/bill/controller',
      found: acting,
      ...(controller === undefined ? {} : { expected: controller }),
    })
  },
}

/**
 * Hands control to a party that has entered the file, and to another than the one who has it.
 *
 * @returns the first refusal in the order `bill/controller-not-a-party`, `bill/controller-not-entered`, `bill/controller-unchanged`.
 */
export const handsToAParty: Rule = {
  name: 'bill/controller-not-a-party',
  cites: 'MLETR art. 11(2)',
  judge({ file, act }) {
    const controller = file.text('/bill/controller')
    if (controller === undefined) return undefined
    const no = (code: string) => refuse(code, this.cites, { at: '/bill/controller', found: controller })
    const places = [...file.file.parties.values()].filter((party) => party.organisation === controller)
    if (places.length === 0) return no('bill/controller-not-a-party')
    if (!places.some((party) => party.entered)) return no('bill/controller-not-entered')
    return controller === principalOf(act) ? no('bill/controller-unchanged') : undefined
  },
}
