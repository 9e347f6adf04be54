export { type Draw, drawFrom, pick } from './draw.ts'
export { changedOctets, changedText, type Material, MAX_STRETCH } from './change.ts'
