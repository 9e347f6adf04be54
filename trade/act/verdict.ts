import type { Path, Value } from '@entrepot/trade/file'

/** A business "no", with the article that says so. Codes are public API; wording is the user interface's. */
export interface Refusal {
  readonly code: string
  /** The article, standard or rule of the house: `CISG art. 18(2)`. */
  readonly rule: string
  readonly at?: Path
  readonly found?: Value
  readonly expected?: Value
}

/** Something that a careful practitioner would say; it never stops an act. */
export interface Advice {
  readonly code: string
  readonly rule: string
  readonly at?: Path
  readonly found?: Value
  readonly suggestion?: Value
}

/** What one rule says. */
export type Verdict =
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'advised'; readonly advice: Advice }
  | { readonly is: 'undecidable'; readonly needs: string }

/** What all rules together say of an act. */
export type Judgement =
  | { readonly is: 'ok' }
  | { readonly is: 'advised'; readonly advice: readonly Advice[] }
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly restsOnHidden: boolean }
  | { readonly is: 'undecidable'; readonly needs: readonly string[] }

/** Input that cannot be read as what it claims to be: code, place, and the limit that it broke. */
export interface Malformed {
  readonly ok: false
  readonly code: string
  readonly at?: string | number
  readonly limit?: string | number
}

/** A verdict of refusal. */
export const refuse = (code: string, rule: string, detail: Omit<Refusal, 'code' | 'rule'> = {}): Verdict => ({
  is: 'refused',
  refusal: { code, rule, ...detail },
})

/** A verdict of advice. */
export const advise = (code: string, rule: string, detail: Omit<Advice, 'code' | 'rule'> = {}): Verdict => ({
  is: 'advised',
  advice: { code, rule, ...detail },
})

/** A verdict that waits for something which the judge cannot see. */
export const need = (what: string): Verdict => ({ is: 'undecidable', needs: what })
