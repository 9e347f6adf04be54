import type { Migration } from '../migrate.ts'
import { acts } from './0001-acts.ts'
import { registers } from './0002-registers.ts'
import { ledger } from './0010-ledger.ts'
import { identity } from './0020-identity.ts'
import { log } from './0030-log.ts'
import { approvals } from './0040-approvals.ts'
import { timeStamp } from './0050-time-stamp.ts'

/** The schema, step by step; a new step is added at the end, and a released one never changes. */
export const migrations: readonly Migration[] = [acts, registers, ledger, identity, log, approvals, timeStamp]
