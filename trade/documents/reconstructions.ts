/** Elements by kind and template, `cover:/percent`. */
export type ElementName = `${string}:/${string}`

/**
 * What anyone in the trade may take for granted though nobody told it: so a figure that is a formula of a hidden element
 * and of these gives the hidden element away.
 */
export const TAKEN_FOR_GRANTED: Readonly<Record<ElementName, string>> = {
  'cover:/percent': 'least cover under CIF and CIP is 110 % of the price (Incoterms 2020 A5; UCP 600 art. 28(f)(ii))',
  'publication:/rates/{rate}/perUnit': 'published',
  'publication:/measures/{measure}/dutyPercent': 'published',
  'publication:/taxes/{tax}/percent': 'published',
  'importDeclaration:/rate/perUnit': 'published by customs for the month',
  'importDeclaration:/items/{line}/dutyPercent': 'published in the tariff',
  'importDeclaration:/vatPercent': 'published in the tariff',
}

/** Elements that a formula ties together: who knows all of them but one can work that one out. */
export interface Reconstruction {
  readonly elements: readonly ElementName[]
  readonly formula: string
}

/**
 * Formulas by which a reader could work out a hidden element, beside those that acts and documents compute themselves.
 *
 * Templates with the same variable mean the same instance.
 */
export const RECONSTRUCTIONS: readonly Reconstruction[] = [
  {
    elements: ['cover:/insuredValue', 'cover:/percent', 'cover:/value'],
    formula: 'amount insured = value × percentage',
  },
  {
    elements: ['cover:/premium', 'cover:/ratePercent', 'cover:/insuredValue'],
    formula: 'premium = amount insured × rate',
  },
  { elements: ['credit:/draft/amount', 'credit:/terms/amount'], formula: 'a full drawing is the amount of the credit' },
  { elements: ['credit:/claim/amount', 'credit:/draft/amount'], formula: 'what is claimed is what was drawn' },
  {
    elements: [
      'importDeclaration:/assessment/{line}/value',
      'importDeclaration:/items/{line}/price',
      'importDeclaration:/rate/perUnit',
    ],
    formula: 'customs value = CIF price ÷ rate of exchange',
  },
  {
    elements: [
      'importDeclaration:/assessment/{line}/duty',
      'importDeclaration:/assessment/{line}/value',
      'importDeclaration:/items/{line}/dutyPercent',
    ],
    formula: 'duty = customs value × rate of duty',
  },
  {
    elements: [
      'importDeclaration:/assessment/{line}/vat',
      'importDeclaration:/assessment/{line}/vatBase',
      'importDeclaration:/vatPercent',
    ],
    formula: 'VAT = base × rate',
  },
]
