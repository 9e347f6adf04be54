/** Codes of what can go wrong around the database; stable, for programs. */
export type DatabaseFaultCode =
  | 'database/binaries-missing'
  | 'database/binaries-unusable'
  | 'database/data-folder-in-use'
  | 'database/data-folder-unusable'
  | 'database/no-account'
  | 'database/password-missing'
  | 'database/version-differs'
  | 'database/version-too-old'
  | 'database/initialisation-failed'
  | 'database/start-failed'
  | 'database/start-timeout'
  | 'database/stop-timeout'
  | 'database/unreachable'
  | 'migration/changed'
  | 'migration/unknown'
  | 'migration/out-of-order'
  | 'migration/failed'

/** A fault of the outside world around the database: `code` is for programs, `message` says what to do. */
export class DatabaseFault extends Error {
  readonly code: DatabaseFaultCode

  constructor(code: DatabaseFaultCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseFault'
    this.code = code
  }
}

/** The system's name of an error (`ENOENT`, ...), where it has one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
