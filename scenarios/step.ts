import type { BusinessCalendar } from '@entrepot/calendar'
import type { Capacity, Path, Value } from '@entrepot/trade/file'

/** Where an element stands, seen by the one who acts: `sale:/lines/l1/goods`. */
export type Reference = `${string}:/${string}`

/** One act of a scenario, told by names; whoever plays it resolves them in its own evidence. */
export interface Step {
  /** Name by which later steps refer to it; unique. */
  readonly name: string
  /** Business time of dispatch, an instant with offset. */
  readonly at: string
  /** Business time at which it reaches the port; `at` where absent. */
  readonly reached?: string
  /** Party of the scenario that acts. */
  readonly by: string
  readonly as: Capacity
  /** Principal, when an agent acts. */
  readonly for?: string
  /** Type of act with its version. */
  readonly act: string
  /** Name of the file within the scenario. */
  readonly file: string
  /** Kind and parties (by name), for the first act of a file. */
  readonly opens?: { readonly kind: string; readonly parties: Readonly<Record<Capacity, string>> }
  /** Name of the step whose act it answers. */
  readonly answers?: string
  readonly keyed?: Readonly<Record<Path, Value>>
  /** What is linked instead of keyed. */
  readonly cited?: Readonly<Record<Path, Reference>>
  /** Documents cited whole, by the names of the steps that issued them. */
  readonly documents?: Readonly<Record<Path, string>>
  /** The document that it issues: its fields are derived by its issuer's own program. */
  readonly issues?: {
    readonly definition: string
    readonly document: string
    /** An instance id, or the name of the step that made the proposal. */
    readonly subject?: string
    /** File names by kind, where the dossier holds several of a kind. */
    readonly using?: Readonly<Record<string, string>>
  }
}

/** A party of a scenario, before it has keys. */
export interface ScenarioParty {
  readonly name: string
  readonly country: string
  readonly place?: string
  /** Organisation identifier, put into its certificate. */
  readonly organisation: string
}

/** A whole trade as data. */
export interface Scenario {
  readonly name: string
  readonly parties: Readonly<Record<string, ScenarioParty>>
  readonly steps: readonly Step[]
  /** The file that is the root of the dossier. */
  readonly root: string
  /** When the places of its banks do business, for the port that it is played at. */
  readonly calendars: Readonly<Record<string, BusinessCalendar>>
}
