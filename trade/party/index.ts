export { type Desk, type DeskOwner, openDesk } from './desk.ts'
export { uuidV7 } from './identifier.ts'
export {
  type Composing,
  composeIntent,
  computeIntended,
  freshCodeKey,
  type ElementPlace,
  type IntendedDocument,
  type Intent,
  type RenderedDocument,
} from './intent.ts'
