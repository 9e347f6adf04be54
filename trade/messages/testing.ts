/** Test support: the golden trades played, the messages that arise in them, and the official directory where it is at hand. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Directory } from '@entrepot/edi'
import { compileDirectory } from '@entrepot/edifact'
import { cifCredit, fobTransfer } from '@entrepot/scenarios'
import { play, type Played } from '@entrepot/scenarios/play'
import type { TradeMessage } from './compose.ts'
import { type Correspondence, messagesOf } from './messages-of.ts'
import { type Standpoint, standpointAfter } from './standpoint.ts'

/** A golden trade with its correspondence. */
export interface PlayedTrade {
  readonly name: string
  readonly played: Played
  readonly correspondence: Correspondence
}

/** Both golden trades. */
export function playedTrades(): readonly PlayedTrade[] {
  return [cifCredit(), fobTransfer()].map((scenario) => {
    const played = play(scenario)
    return { name: scenario.name, played, correspondence: messagesOf(dossierOf(played)) }
  })
}

/** The whole trade, as the operator sees it. */
export const dossierOf = (played: Played) => ({ root: played.file('sale'), files: played.files })

/** Where a message arose. */
export function standpointOf(played: Played, { file, act }: Pick<TradeMessage, 'file' | 'act'>): Standpoint {
  const home = played.files.get(file)
  const arising = home?.byIdentity.get(act)
  if (!home || !arising) throw new Error(`no act ${act}`)
  return standpointAfter(dossierOf(played), home, arising)
}

const OFFICIAL =
  process.env['ENTREPOT_EDIFACT_DIRECTORIES'] ?? join(import.meta.dirname, '../../../shared/data/edifact')
const zipOf = (name: string): string => join(OFFICIAL, `${name}.zip`)

/** Why what needs the official D.01B and D.21B, which may not be part of the project, is left out; `undefined` where they are at hand. */
export const withoutOfficial = ['d01b', 'd21b'].every((name) => existsSync(zipOf(name)))
  ? undefined
  : 'no official directories, see ENTREPOT_EDIFACT_DIRECTORIES'

/** An official directory, compiled. */
export function officialDirectory(name: 'd01b' | 'd21b'): Directory {
  const compiled = compileDirectory(new Uint8Array(readFileSync(zipOf(name))))
  if (!compiled.ok) throw new Error(compiled.code)
  return compiled.directory
}
