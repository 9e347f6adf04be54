/** Labels in sentence case begin with a capital; these keep it wherever they stand. */
const PROPER: readonly string[] = ['Incoterms']

/** A label within a sentence: *Gross mass* becomes *gross mass*, while *HS code*, *VAT* and *Incoterms rule* stay as they are. */
export const inSentence = (label: string): string =>
  PROPER.some((name) => label.startsWith(name)) || /^.\p{Lu}/u.test(label)
    ? label
    : label.slice(0, 1).toLowerCase() + label.slice(1)
