export { coded, count, following, ordinal } from './codes.ts'
export { type Content, type Fields, isContentList, isFields, sameContent } from './content.ts'
export { type DateFormats, type DatePattern, dated, day, instant } from './dates.ts'
export type { Decoded } from './decode.ts'
export type { Encoded, PlacedElement } from './encode.ts'
export { decimal, money } from './figures.ts'
export { type MessageMapping, messageMapping } from './message-mapping.ts'
export { lines } from './lines.ts'
export { along, type Slot } from './slot.ts'
export {
  alsoRead,
  each,
  type EachTemplate,
  type ElementTemplate,
  group,
  type GroupTemplate,
  type MappingTemplate,
  type Part,
  segment,
  type SegmentTemplate,
  type Template,
  usual,
} from './template.ts'
export { text } from './text.ts'
export type { NotUnderstood, NotUnderstoodCode, Unsayable, UnsayableCode } from './trouble.ts'
