/**
 * What messages are made of: a directory of UN/EDIFACT, or a schema of X12, in one shape.
 *
 * Plain data: made by a compiler from official files, typed by us, or supplied by a user. `validate` compiles what it
 * needs for speed, and keeps it.
 */
export interface Directory {
  /** `D.01B`, `004010`. */
  readonly name: string
  /** By message type or transaction set, `ORDERS`, `850`. */
  readonly messages: ReadonlyMap<string, MessageStructure>
  readonly segments: ReadonlyMap<string, SegmentDefinition>
  readonly composites: ReadonlyMap<string, CompositeDefinition>
  readonly elements: ReadonlyMap<string, ElementDefinition>
  readonly qualifiers?: CodeQualifiers
}

/**
 * Data elements that say, right behind a code in a composite, of whose list it is: UN/EDIFACT's 1131 (code list identification) and 3055 (code list
 * responsible agency). A code of another list, or of another agency, is not looked up in the directory's own.
 */
export interface CodeQualifiers {
  readonly list: string
  readonly agency: string
  /** The agency whose lists the directory's are: `6`, the UN/ECE. */
  readonly own: string
}

/** The segments and groups of a message, in order. */
export interface MessageStructure {
  readonly type: string
  readonly name?: string
  /** Where the structure comes from: `D.01B`, `D.21B`, `ISO 9735`, `unofficial`. */
  readonly release: string
  readonly items: readonly StructureItem[]
}

export type StructureItem = SegmentUse | GroupUse

/** A segment's place in a message. */
export interface SegmentUse {
  readonly tag: string
  readonly mandatory: boolean
  /** How often at most; X12's `>1` is `UNBOUNDED`. */
  readonly repeat: number
  /** Number of the place in the official table, `0010`. */
  readonly position?: string
  /** Codes that tell this place from another with the same tag (X12's HL levels, N1 qualifiers), where the schema knows. */
  readonly when?: { readonly element: number; readonly codes: readonly string[] }
}

/** A segment group (X12: a loop); its first item is its trigger. */
export interface GroupUse {
  /** `SG25`, `N1`. */
  readonly group: string
  readonly mandatory: boolean
  readonly repeat: number
  readonly position?: string
  readonly items: readonly StructureItem[]
}

/** No limit to the repetitions. */
export const UNBOUNDED = 0x7fff_ffff

export interface SegmentDefinition {
  readonly tag: string
  readonly name?: string
  readonly elements: readonly ElementUse[]
  /** Relational conditions of X12 (`P0304`); UN/EDIFACT's dependency notes stand likewise. */
  readonly conditions?: readonly Condition[]
}

/** A data element or composite at its place in a segment. */
export interface ElementUse {
  /** `1004`, `C002`; looked up in composites, else in elements. */
  readonly code: string
  readonly mandatory: boolean
  readonly repeat: number
}

/**
 * - `P` paired: if one is there, all must be
 * - `R` required: at least one must be there
 * - `E` exclusion: at most one may be there
 * - `C` conditional: if the first is there, all must be
 * - `L` list conditional: if the first is there, at least one other must be
 */
export interface Condition {
  readonly kind: 'P' | 'R' | 'E' | 'C' | 'L'
  /** Element positions, from 1. */
  readonly positions: readonly number[]
}

export interface CompositeDefinition {
  readonly code: string
  readonly name?: string
  readonly components: readonly ComponentUse[]
}

export interface ComponentUse {
  readonly code: string
  readonly mandatory: boolean
}

/**
 * UN/EDIFACT: `a` letters, `n` figures, `an` both. X12: `N0` to `N9` and `R` figures, `ID` coded, `AN` text, `DT` date, `TM` time,
 * `B` binary.
 */
export type Representation =
  | 'a'
  | 'n'
  | 'an'
  | `N${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'R'
  | 'ID'
  | 'AN'
  | 'DT'
  | 'TM'
  | 'B'

export interface ElementDefinition {
  readonly code: string
  readonly name?: string
  readonly representation: Representation
  /** Characters; `a3` is 3 to 3, `an..35` is 1 to 35. Sign and decimal mark of a numeric value do not count. */
  readonly min: number
  readonly max: number
  readonly codes?: CodeList
}

export interface CodeList {
  /** Only a complete list can refuse a code; of our built-in lists most hold what our mappings use. */
  readonly complete: boolean
  /** Meaning by code, `undefined` where it is not known. */
  readonly values: ReadonlyMap<string, string | undefined>
}
