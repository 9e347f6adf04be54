import { compareInstants, isMalformed as isNoInstant, parseInstant } from '@entrepot/calendar'
import { containerCheckDigit, isMalformed as isNoContainer, parseContainerNumber } from '@entrepot/freight'
import { advise, need, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import { type FoldableAct, type Path, segmentsOf } from '@entrepot/trade/file'
import { massDifferences } from '../masses.ts'

const MASS_RULE = 'SOLAS VI/2'

/** The containers that an act's statements are about, by their ids in the file. */
export function containersOf(act: Pick<FoldableAct, 'statements'>): string[] {
  const ids = act.statements
    .filter((statement) => statement.path.startsWith('/containers/'))
    .map((statement) => segmentsOf(statement.path)[1])
  return [...new Set(ids.filter((id) => id !== undefined))]
}

/** Refuses a container number whose check digit does not follow from the rest (ISO 6346 annex A). */
export const isAContainer: Rule = {
  name: 'container/check-digit',
  cites: 'ISO 6346',
  judge({ file, act }) {
    for (const container of containersOf(act)) {
      const at: Path = `/containers/${container}/number`
      const number = file.text(at)
      if (number === undefined || !isNoContainer(parseContainerNumber(number))) continue
      const firstTen = number.slice(0, 10)
      const expected = `${firstTen}${containerCheckDigit(firstTen)}`
      return refuse('container/check-digit', 'ISO 6346', { at, found: number, expected })
    }
    return undefined
  },
}

/** Warns that a verified gross mass came after the carrier's cut-off: practice is often late, and ships still load. */
export const verifiesBeforeTheCutoff: Rule = {
  name: 'container/vgm-after-cutoff',
  cites: MASS_RULE,
  judge({ file, context }) {
    const cutoff = file.text('/cutoffs/vgm')
    if (cutoff === undefined) return undefined
    const [reached, last] = [parseInstant(context.now), parseInstant(cutoff)]
    if (isNoInstant(reached) || isNoInstant(last) || compareInstants(reached, last) <= 0) return undefined
    return advise('container/vgm-after-cutoff', MASS_RULE, {
      ...{ at: '/cutoffs/vgm', found: context.now, suggestion: cutoff },
    })
  },
}

/**
 * Compares what was declared, verified and weighed at outturn: statements of one fact by several parties.
 *
 * Beyond the file's tolerance it names both statements and their difference (`mass/differs`); each stays its party's own.
 */
export const massesAgree: Rule = {
  name: 'mass/differs',
  cites: MASS_RULE,
  judge({ file, act }) {
    const differences = containersOf(act).flatMap((container) => massDifferences(file, container))
    return differences.map((found) => advise('mass/differs', MASS_RULE, { at: found.between[1], found: { ...found } }))
  },
}

/** What happens to a container, in the order in which it can. */
const EVENTS = ['stuffed', 'gatedIn', 'loaded', 'discharged', 'gatedOut', 'delivered', 'returned'] as const

/**
 * Lets each container go its own way in order: what happened to another one does not help it.
 *
 * The event before it is missing: refused (`container/not-yet`). It is stated later than this one: advised
 * (`container/times-out-of-order`), for a time keyed wrong by one party must not stop the next.
 */
export const comesInTurn: Rule = {
  name: 'container/not-yet',
  cites: 'order of a container’s way',
  judge({ file, act }) {
    const verdicts: Verdict[] = []
    for (const { path } of [...act.statements, ...act.dated]) {
      const [root, container, name] = segmentsOf(path)
      const event = EVENTS.findIndex((each) => each === name)
      if (root !== 'containers' || event < 1) continue
      const before: Path = `/containers/${container}/${EVENTS[event - 1]}`
      const [earlier, now] = [file.text(before), file.text(path)]
      if (earlier === undefined) return refuse('container/not-yet', this.cites, { at: before })
      if (now !== undefined && isLater(earlier, now))
        verdicts.push(advise('container/times-out-of-order', this.cites, { at: path, found: now, suggestion: earlier }))
    }
    return verdicts
  },
}

/** Two moments are compared as such; a day and a moment by the day on the clock of their own place. */
function isLater(earlier: string, now: string): boolean {
  const [first, second] = [parseInstant(earlier), parseInstant(now)]
  if (!isNoInstant(first) && !isNoInstant(second)) return compareInstants(first, second) > 0
  return earlier.slice(0, 10) > now.slice(0, 10)
}

/** Refuses a packed container at the gate, or on board, without its verified gross mass (SOLAS VI/2.4 to 2.6). */
export const gatesInWithVerifiedMass: Rule = {
  name: 'container/no-verified-mass',
  cites: MASS_RULE,
  judge({ file, act }) {
    for (const container of containersOf(act)) {
      const at: Path = `/containers/${container}/grossMass/verified`
      const reading = file.read(at)
      if (reading.is === 'hidden') return need(at)
      if (reading.is === 'absent') return refuse('container/no-verified-mass', MASS_RULE, { at })
    }
    return undefined
  },
}
