/**
 * The runs of NIST's Public Key Interoperability Test Suite (PKITS 1.0.1): what *Conformance Testing of Relying Party Client
 * Certificate Path Processing Logic* asks, and the verdict that it gives. Its certificates and lists are not part of the project.
 */
import type { ChainCode, InitialPolicies } from '../../index.ts'

export interface PkitsRun {
  /** The test's number in NIST's document, with that of the run where a test has several. */
  readonly number: string
  /** The file of the end entity's certificate, without `EE.crt`. */
  readonly leaf: string
  /** NIST's verdict: valid, or refused, for which we name our reason; `'malformed'` where the certificate itself is not read. */
  readonly expected: 'valid' | 'malformed' | ChainCode
  /** Place of the certificate that is refused. */
  readonly index: number
  readonly policies: InitialPolicies
  /** The user-constrained-policy-set of a valid path, as numbers of NIST test policies. */
  readonly user: readonly number[] | 'any'
}

export interface PkitsSection {
  readonly title: string
  readonly runs: readonly PkitsRun[]
}

/** How a run differs from NIST's default settings: any policy accepted, nothing required, nothing inhibited. */
export interface Settings {
  /** The initial-policy-set, as numbers of NIST test policies. */
  readonly accepted?: readonly number[]
  readonly isExplicitRequired?: true
  readonly isMappingInhibited?: true
  readonly isAnyInhibited?: true
}

/** The object identifier of a NIST test policy. */
export const testPolicy = (number: number): string => `2.16.840.1.101.3.2.1.48.${number}`

const policiesOf = ({ accepted, ...flags }: Settings): InitialPolicies =>
  accepted === undefined ? flags : { ...flags, accepted: accepted.map(testPolicy) }

/** A run that ends valid; nearly every certificate of the suite is issued under NIST test policy 1. */
export function valid(number: string, leaf: string, user: PkitsRun['user'] = [1], settings: Settings = {}): PkitsRun {
  return { number, leaf, expected: 'valid', index: 0, policies: policiesOf(settings), user }
}

/** A run that ends refused: at the end entity's certificate, unless a place is given. */
export function refused(
  number: string,
  leaf: string,
  expected: 'malformed' | ChainCode | readonly [ChainCode, number],
  settings: Settings = {},
): PkitsRun {
  const [code, index] = typeof expected === 'string' ? [expected, 0] : expected
  return { number, leaf, expected: code, index, policies: policiesOf(settings), user: [] }
}
