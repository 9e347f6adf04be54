export {
  decodeDisclosure,
  defaultFlatLimits,
  disclosureDigest,
  encodeDisclosure,
  openFlat,
  sealFlat,
  type Disclosure,
  type FlatInput,
  type FlatLimits,
  type Opened,
} from './flat.ts'
export type { Json, JsonObject } from './json.ts'
export type { Malformed, MalformedCode } from './malformed.ts'
