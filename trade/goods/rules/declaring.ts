import { isMalformed as isNoInstant, parseInstant } from '@entrepot/calendar'
import { compareMoney, isSameCurrency } from '@entrepot/money'
import { advise, refuse, type Rule } from '@entrepot/trade/act'
import { actName, type FileView, moneyAt, type Path } from '@entrepot/trade/file'
import { principalOf } from './principal.ts'

/** Whose goods a declarant declares, by the kind of file. */
const REPRESENTED: Readonly<Record<string, string>> = { exportDeclaration: 'exporter', importDeclaration: 'importer' }

const REPRESENTATION = 'Revised Kyoto Convention GA 8; Regulation (EU) 952/2013 art. 18, 19'

/**
 * Lets a declarant declare for another only under a power of attorney recorded in the file.
 *
 * Who declares its own goods needs none.
 *
 * @returns the first refusal in the order `declaration/no-power-of-attorney`, `declaration/power-of-attorney-ended`.
 */
export const holdsAPowerOfAttorney: Rule = {
  name: 'declaration/no-power-of-attorney',
  cites: REPRESENTATION,
  judge({ file, act, context }) {
    const capacity = REPRESENTED[file.file.kind.name] ?? ''
    const principal = file.file.parties.get(capacity)?.organisation
    const declarant = principalOf(act)
    if (principal === declarant) return undefined
    const name = actName(act.type)
    const grants = [...file.file.authorities.values()].filter(
      (grant) =>
        grant.principal === principal &&
        grant.agent === declarant &&
        grant.capacity === capacity &&
        (grant.acts.includes(name) || grant.acts.includes('*')),
    )
    if (grants.length === 0)
      return refuse('declaration/no-power-of-attorney', this.cites, { found: declarant, expected: capacity })
    const today = context.now.slice(0, 10)
    if (grants.some((grant) => grant.until === undefined || grant.until >= today)) return undefined
    return refuse('declaration/power-of-attorney-ended', this.cites, { found: today })
  },
}

/** The document that a measure of export control asks for (UN/EDIFACT 1001: 811). */
const LICENCE = 'export-licence'
const LICENCE_AT = '/documents/licence'

/**
 * Looks for the licence that a published measure demands for a line.
 *
 * Measures cited and no licence that fits: the first refusal in the order `declaration/licence-missing`,
 * `declaration/licence-expired`, `declaration/licence-of-other-goods`. Neither measure nor licence cited: advised
 * (`declaration/licence-not-checked`), for nobody has shown that none is needed.
 */
export const showsTheLicence: Rule = {
  name: 'declaration/licence-missing',
  cites: 'published measures of export control',
  judge({ file, context }) {
    const held = file.read(LICENCE_AT).is === 'present' ? file.file.citedDocuments.get(LICENCE_AT) : undefined
    const demanded = file.enumerate('/goods').filter((line) => file.read(measureOf(line)).is === 'present')
    const [first] = demanded
    if (first === undefined)
      return held ? undefined : advise('declaration/licence-not-checked', this.cites, { at: LICENCE_AT })
    if (!held || actName(held.definition) !== LICENCE)
      return refuse('declaration/licence-missing', this.cites, { at: measureOf(first) })
    const until = file.text(`${LICENCE_AT}/validUntil`)
    if (until !== undefined && until < context.now.slice(0, 10))
      return refuse('declaration/licence-expired', this.cites, { at: LICENCE_AT, found: until })
    const licensed = file.text(`${LICENCE_AT}/hs6`)
    const other = demanded.find((line) => file.text(`/goods/${line}/hs6`) !== licensed)
    if (other === undefined) return undefined
    return refuse('declaration/licence-of-other-goods', this.cites, {
      at: `/goods/${other}/hs6`,
      ...(licensed === undefined ? {} : { expected: licensed }),
    })
  },
}

const measureOf = (line: string): Path => `/goods/${line}/licenceMeasure`

/** Hours before loading starts at which an entry summary for containers is due (Delegated Regulation (EU) 2015/2446 art. 105(a)). */
const HOURS_BEFORE_LOADING = 24
const HOUR_MS = 3_600_000

/**
 * Warns of an entry summary that is lodged less than a day before loading (`entry-summary/late`).
 *
 * Customs takes a late one too, and may say *do not load*: so it is advice; what stops the ship is the rule at loading.
 */
export const lodgesADayBefore: Rule = {
  name: 'entry-summary/late',
  cites: 'Delegated Regulation (EU) 2015/2446 art. 105(a)',
  judge({ file, context }) {
    const at = '/loadingStarts'
    const stated = file.text(at)
    if (stated === undefined) return advise('entry-summary/loading-time-unknown', this.cites, { at })
    const [lodged, loading] = [parseInstant(context.now), parseInstant(stated)]
    if (isNoInstant(lodged) || isNoInstant(loading)) return undefined
    if (loading.epochMs - lodged.epochMs >= HOURS_BEFORE_LOADING * HOUR_MS) return undefined
    return advise('entry-summary/late', this.cites, { at, found: context.now, suggestion: stated })
  },
}

/** Refuses a rate of exchange of another month than that of acceptance. */
export const ratesOfTheMonth: Rule = {
  name: 'assessment/rate-of-other-month',
  cites: 'WTO Valuation Agreement art. 9; Implementing Regulation (EU) 2015/2447 art. 146',
  judge({ file }) {
    const month = file.text('/rate/month')
    const expected = file.text('/accepted')?.slice(0, 7)
    if (month === undefined || expected === undefined || month === expected) return undefined
    return refuse('assessment/rate-of-other-month', this.cites, { at: '/rate/month', found: month, expected })
  },
}

/** Refuses a payment that is not what was assessed. */
export const paysWhatIsDue: Rule = {
  name: 'declaration/paid-differs',
  cites: 'Regulation (EU) 952/2013 art. 108, 109',
  judge({ file }) {
    const [paid, payable] = [moneyAt(file, '/paid'), moneyAt(file, '/payable')]
    if (paid && payable && isSameCurrency(paid, payable) && compareMoney(paid, payable) === 0) return undefined
    return refuse('declaration/paid-differs', this.cites, { at: '/paid', ...said(file) })
  },
}

function said(file: FileView) {
  const [found, expected] = [file.value('/paid'), file.value('/payable')]
  return { ...(found === undefined ? {} : { found }), ...(expected === undefined ? {} : { expected }) }
}
