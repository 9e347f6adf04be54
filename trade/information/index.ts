export { publish } from './acts/publish.ts'
export { publication } from './publication.ts'
