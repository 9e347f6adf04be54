import type { BusinessCalendar } from '@entrepot/calendar'
import type { Catalogue } from '@entrepot/trade/act'
import type { Clock } from '../clock/index.ts'
import type { Shards } from '../database/index.ts'
import type { CertificateRegister } from '../registers/certificates/index.ts'
import type { Transparency } from '../log/index.ts'
import type { OrganisationRegister } from '../registers/organisations/index.ts'
import type { Append } from './append.ts'
import type { Ledger } from './effects.ts'
import { type Events, openEvents } from './events.ts'
import { type Files, openFiles } from './files.ts'
import { type Committer, groupCommit } from './group-commit.ts'
import { type Lanes, openLanes } from './lanes.ts'
import { projections } from './project.ts'

/** What a port is made of. */
export interface PortParts {
  readonly catalogue: Catalogue
  /** Name of the rules that judge here; it stands in each receipt. */
  readonly ruleset: string
  readonly calendars: Readonly<Record<string, BusinessCalendar>>
  readonly shards: Shards
  readonly ledger: Ledger
  readonly certificates: CertificateRegister
  readonly organisations: OrganisationRegister
  readonly clock: Clock
  /** The transparency log; a port without one promises none. */
  readonly transparency?: Transparency
  /** Real time, epoch milliseconds. */
  readonly now: () => number
  /** Told of what is tried again later. */
  readonly log: (error: unknown) => void
}

/** A port: it keeps files for many organisations, and orders, judges and receipts their acts. */
export interface Port extends PortParts {
  readonly files: Files
  readonly lanes: Lanes
  readonly committer: Committer
  readonly events: Events
  /** The receipt of an act that stands. */
  receiptOf(file: string, seq: number): Promise<string>
  /** Does what follows from an append at once; the outbox does it again, or for the first time where this failed. */
  stood(append: Append): Promise<void>
}

/** Opens a port over its parts. */
export function openPort(parts: PortParts): Port {
  const { shards, ledger, log } = parts
  const events = openEvents(log)
  const files = openFiles(parts)
  const handlers = projections(shards, files.forget)
  return {
    ...parts,
    ...{ events, files, lanes: openLanes(), committer: groupCommit(shards, ledger) },
    async receiptOf(file, seq) {
      const { rows } = await shards
        .ofFile(file)
        .query<{ receipt: string }>('select receipt from act where file_id = $1 and seq = $2', [file, seq])
      const receipt = rows[0]?.receipt
      if (receipt === undefined) throw new Error(`acts/no-receipt: ${file} ${seq}`)
      return receipt
    },
    async stood({ act, letters, prepared }) {
      const { file, seq, receivedMs } = act
      events.publish({ file, seq, receivedMs })
      parts.transparency?.nudge()
      const work = letters.map(({ topic, payload }) => handlers[topic]?.(payload, file))
      const outcomes = await Promise.allSettled([...work, prepared && ledger.settle(prepared)])
      for (const outcome of outcomes) if (outcome.status === 'rejected') log(outcome.reason)
    },
  }
}
