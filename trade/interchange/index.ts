export { acknowledge, type AcknowledgementFile, type Making } from './acknowledge.ts'
export { findingsIn, inspect, type Tables } from './inspect.ts'
export * from './limits.ts'
export type {
  JudgedBy,
  ShownElement,
  ShownFile,
  ShownGroup,
  ShownInterchange,
  ShownMessage,
  ShownNode,
  ShownSegment,
  ShownValue,
} from './shown.ts'
export { syntaxOf } from './syntax.ts'
