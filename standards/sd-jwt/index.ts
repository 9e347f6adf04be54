export { fromCompact, toCompact, type SdJwt } from './compact.ts'
export { confirmationKey } from './confirmation.ts'
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
export { issue, type ClaimPath, type Decoys, type Issuance } from './issue.ts'
export type { Json, JsonObject } from './json.ts'
export type { Jws, Signing } from './jws.ts'
export { bindKey, type KeyBinding, type KeyBindingPolicy } from './key-binding.ts'
export { defaultLimits, type Limits } from './limits.ts'
export type { Malformed, MalformedCode } from './malformed.ts'
export type { PlacedDisclosure } from './process.ts'
export { present, verifySdJwt, type Verification, type Verified } from './verify.ts'
