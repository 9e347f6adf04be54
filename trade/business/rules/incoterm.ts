import { advise as adviseOnRule, isMalformed, maxNamedPlaceLength, parseIncoterm } from '@entrepot/incoterms'
import { unitOf } from '@entrepot/money'
import { advise, type Rule, type Verdict } from '@entrepot/trade/act'
import type { FileView, Path } from '@entrepot/trade/file'
import { linesOf } from '../figures.ts'

/**
 * Advises on the Incoterms rule of an offer: a named place and an edition, and whether the rule suits goods in boxes,
 * a border between the parties, or payment against an on-board bill. The parties may agree otherwise.
 */
export const advisesIncoterm: Rule = {
  name: 'incoterms/named-place-missing',
  cites: 'Incoterms 2020, introduction and A2',
  judge({ file }) {
    const rule = file.text('/incoterm/rule')
    if (rule === undefined) return undefined
    const edition = file.text('/incoterm/edition')
    const namedPlace = (file.text('/incoterm/place') ?? '').slice(0, maxNamedPlaceLength)
    const parsed = parseIncoterm({ rule, edition: Number(edition ?? '2020'), namedPlace })
    const verdicts: Verdict[] = []
    if (edition === undefined)
      verdicts.push(
        advise('incoterms/edition-missing', 'Incoterms 2020', { at: '/incoterm/edition', suggestion: '2020' }),
      )
    if (isMalformed(parsed)) return [...verdicts, advise(parsed.code, 'Incoterms 2020', { at: PLACE_OF[parsed.at] })]
    return [...verdicts, ...onSuitability(file, rule)]
  },
}

const PLACE_OF: Readonly<Record<'rule' | 'edition' | 'namedPlace', Path>> = {
  rule: '/incoterm/rule',
  edition: '/incoterm/edition',
  namedPlace: '/incoterm/place',
}

function onSuitability(file: FileView, rule: string): readonly Verdict[] {
  const countries = [file.text('/parties/seller/country'), file.text('/parties/buyer/country')]
  const [from, to] = countries
  const advice = adviseOnRule({
    rule,
    containerised: areGoodsInPieces(file),
    onBoardBillAsked: file.text('/payment/terms') === 'documentaryCredit',
    ...(from === undefined || to === undefined ? {} : { crossesBorder: from !== to }),
  })
  if (isMalformed(advice)) return []
  return advice.map(({ code, rule: article, suggestion }) =>
    advise(code, article, { at: '/incoterm/rule', found: rule, ...(suggestion ? { suggestion } : {}) }),
  )
}

/** Goods sold by the piece or set travel in cartons and boxes, bulk by weight or volume does not: all that an offer tells. */
function areGoodsInPieces(file: FileView): boolean {
  return linesOf(file).some((line) => unitOf(file.text(`/lines/${line}/unit`) ?? '')?.counted === true)
}
