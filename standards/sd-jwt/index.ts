export {
  decodeDisclosure,
  disclosureDigest,
  encodeDisclosure,
  openFlat,
  sealFlat,
  type Disclosure,
  type FlatInput,
  type Opened,
} from './flat.ts'
export type { Json, JsonObject } from './json.ts'
export { defaultLimits, type Limits } from './limits.ts'
export type { Malformed, MalformedCode } from './malformed.ts'
