export { diskStorage } from './disk-storage.ts'
export { LOG_WITHIN_MS } from './limits.ts'
export { openTransparency, type Transparency } from './transparency.ts'
