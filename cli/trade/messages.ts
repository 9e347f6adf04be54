import type { Problem } from '../client/index.ts'
import type { Step } from '@entrepot/scenarios'
import type { Subject } from '@entrepot/x509'

/** What the conductor knows of the acts that stand: enough to name them, nothing of what they say. */
export interface KnownStep {
  readonly identity: string
  /** Name of its file within the scenario. */
  readonly file: string
}

/** One step, with the names of the scenario and what they stand for. */
export interface Cue {
  readonly step: Step
  /** Business time at which it reaches the port. */
  readonly now: string
  /** Ids of the files opened so far, by name. */
  readonly files: Readonly<Record<string, string>>
  readonly steps: Readonly<Record<string, KnownStep>>
  /** Organisations of the parties, by name. */
  readonly organisations: Readonly<Record<string, string>>
}

/** What the conductor asks of a party's process. Nothing in it is secret, and no key ever travels. */
export type Order =
  | { readonly is: 'enrol'; readonly subject: Subject }
  | { readonly is: 'play'; readonly cue: Cue }
  /** Fetches the evidence that this party may see, and writes it to a path. */
  | { readonly is: 'fetch'; readonly root: string; readonly path: string }

/** An act that a party's process has done. */
export interface Played {
  readonly ok: true
  readonly identity: string
  /** Id of the act's file. */
  readonly file: string
  readonly seq: number
  readonly advice: readonly string[]
}

/** What a party's process answers. */
export type Reply =
  | { readonly ok: true }
  | Played
  | Problem
  /** The world failed: code and message of the fault. */
  | { readonly ok: 'fault'; readonly code: string; readonly message: string }

/** An order with the number under which it is answered. */
export interface Numbered<Content> {
  readonly number: number
  readonly content: Content
}
