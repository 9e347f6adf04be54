export { documentJson } from './document-json.ts'
export { MAX_DATA_BYTES, renderDocument, type Rendering, RenderingFault } from './render.ts'
