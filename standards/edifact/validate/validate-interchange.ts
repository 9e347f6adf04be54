import type { Finding } from '@entrepot/edi'
import { InterchangeValidator, type InterchangeValidatorOptions } from './interchange-validator.ts'
import { findingsOf, type InterchangeReport } from './reports.ts'

/** What came of validating some bytes. */
export interface Validation {
  /** One for each interchange. */
  readonly reports: readonly InterchangeReport[]
  /** Everything that was found, in and outside of interchanges, in the order of the bytes. */
  readonly findings: readonly Finding[]
  /** Findings beyond the limit. */
  readonly omitted: number
}

/**
 * Validates what is in memory, each message by the directory that its UNH names; see `InterchangeValidator` for streams.
 *
 * @example
 * validateInterchange(bytes, { directories: [d96a] }).findings
 */
export function validateInterchange(bytes: Uint8Array, options: InterchangeValidatorOptions = {}): Validation {
  const reports: InterchangeReport[] = []
  const validator = new InterchangeValidator({
    ...options,
    reported: (report) => {
      reports.push(report)
      options.reported?.(report)
    },
  })
  validator.push(bytes)
  validator.end()
  const findings = [...validator.strays, ...reports.flatMap(findingsOf)]
  return {
    reports,
    findings: findings.sort((one, other) => one.offset - other.offset),
    omitted: reports.reduce((sum, { omitted }) => sum + omitted, 0),
  }
}
