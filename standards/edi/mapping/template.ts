import type { Slot } from './slot.ts'

/**
 * What stands at a component.
 *
 * - a text: a constant that tells this segment from others with the same tag (a qualifier); `''` for nothing
 * - `usual(...)`: a constant that is written, and read past: another one there is remarked
 * - a slot: what a field says
 */
export type Part = string | Usual | Slot

export interface Usual {
  readonly usual: string
}

/** An element: one part, or the parts of a composite. */
export type ElementTemplate = Part | readonly Part[]

/** How one segment is written and read. */
export interface SegmentTemplate {
  readonly tag: string
  readonly elements: readonly ElementTemplate[]
}

/** A segment group (X12: a loop), its trigger first. */
export interface GroupTemplate {
  readonly group: string
  readonly items: readonly Template[]
}

/** One segment or group for each row of a table, or for each item of a list. */
export interface EachTemplate {
  readonly each: string
  readonly of: SegmentTemplate | GroupTemplate
}

/** Another way in which partners say the same: it is read, and never written. */
export interface OtherTemplate {
  readonly alsoRead: SegmentTemplate | GroupTemplate
}

export type Template = SegmentTemplate | GroupTemplate | EachTemplate | OtherTemplate

/** A message or transaction set: its templates in the order of its structure. */
export interface MappingTemplate {
  readonly type: string
  readonly items: readonly Template[]
}

/**
 * A segment: `segment('MOA', ['86', money('total')])`.
 *
 * It is written when one of its fields is there, or when it has none.
 */
export const segment = (tag: string, ...elements: readonly ElementTemplate[]): SegmentTemplate => ({ tag, elements })

/** A segment group: `group('SG2', segment('NAD', 'BY', ...), ...)`. It is written when a field of it is there, or when it has none. */
export const group = (name: string, ...items: readonly Template[]): GroupTemplate => ({ group: name, items })

/** For each row of a table: `each('lines', group('SG28', ...))`; field names inside are those of its columns. */
export const each = (table: string, of: SegmentTemplate | GroupTemplate): EachTemplate => ({ each: table, of })

/** Another way in which partners say the same, read and never written: `alsoRead(segment('MOA', ['79', decimal('total')]))`. */
export const alsoRead = (template: SegmentTemplate | GroupTemplate): OtherTemplate => ({ alsoRead: template })

/** A constant that does not tell segments apart: the agency of a code list, a message function. */
export const usual = (constant: string): Usual => ({ usual: constant })

export const isUsual = (part: Part): part is Usual => typeof part === 'object' && 'usual' in part
