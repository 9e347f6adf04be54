export type { ApiKey, ApiKeys, KeyKind, KeyRefusal, NewApiKey } from './api-keys.ts'
export { type IdentityRoutes, mountIdentity } from './http.ts'
export {
  type Caller,
  createIdentity,
  type Identity,
  type IdentityOptions,
  operatorKey,
  practicePassword,
  type SignedIn,
} from './identity.ts'
export type { Membership, Person, Role } from './people.ts'
