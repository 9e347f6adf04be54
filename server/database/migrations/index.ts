import type { Migration } from '../migrate.ts'

/** The schema, step by step; a new step is added at the end, and a released one never changes. */
export const migrations: readonly Migration[] = []
