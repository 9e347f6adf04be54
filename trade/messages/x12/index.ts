import type { Message } from '../define.ts'
import { set304 } from './set-304.ts'
import { set315 } from './set-315.ts'
import { set810 } from './set-810.ts'
import { set820 } from './set-820.ts'
import { set850 } from './set-850.ts'
import { set855 } from './set-855.ts'
import { set856 } from './set-856.ts'

/** Messages as transaction sets of X12, each a sibling of a message of UN/EDIFACT. */
export const transactionSets: readonly Message[] = [set850, set855, set810, set856, set304, ...set315, set820]
