/** One situation of the suite: a path, what it is judged by, and the verdict that the clause asks for. */
import type { ChainCode, InitialPolicies, Judgement, RevocationSources } from '../../index.ts'
import type { Made } from '../scene.ts'

export interface PathCase {
  /** What the situation is; a clause of RFC 5280 stands in the section's title. */
  readonly title: string
  /** Leaf first, without the anchor. */
  readonly path: readonly Made[]
  readonly anchor: Made
  readonly expected: 'ok' | ChainCode
  /** Place of the certificate that is refused; default: the leaf. */
  readonly index?: number
  readonly policies?: InitialPolicies
  readonly revocation?: RevocationSources
  readonly more?: Partial<Judgement>
  /** Judges who see it otherwise or not at all, each with the reason. */
  readonly except?: { readonly openssl?: string; readonly jdk?: string }
}

export interface Section {
  readonly title: string
  readonly cases: readonly PathCase[]
}

/** The verdict of a situation, and who sees it otherwise. */
export type Outcome = [expected: PathCase['expected'], except?: PathCase['except']]
