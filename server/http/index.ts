export { createApp } from './app.ts'
export type { HttpParts, PortApp, PortEnv, PracticeParty } from './app-types.ts'
export { HEADERS_TIMEOUT_MS, REQUEST_TIMEOUT_MS } from './limits.ts'
export { type Trouble, troubleOf } from './trouble.ts'
