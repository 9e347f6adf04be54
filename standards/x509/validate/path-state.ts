/** The state variables of RFC 5280 6.1.2, and how a certificate changes them. */
import type { VerificationKey } from '@entrepot/crypto'
import type { Certificate, PolicyConstraints } from '../certificate/certificate.ts'
import { MAXIMUM_CHAIN_LENGTH, MAXIMUM_POLICY_NODES } from '../limits.ts'
import { sameName } from '../name/compare-name.ts'
import type { GeneralName } from '../name/general-name.ts'
import type { Name } from '../name/name.ts'
import { ANY_POLICY } from '../object-identifiers.ts'
import { inheritingKey } from '../signed/public-key.ts'
import { NameSpace } from './names/constraints.ts'
import { type PathPolicies, PolicyGraph } from './policy-graph.ts'
import type { InitialNames, Judgement } from './question.ts'
import type { Fault } from './refusal.ts'

/** Whether subject and issuer of a certificate are the same (RFC 5280 6.1). */
export function isSelfIssued(certificate: Certificate): boolean {
  return sameName(certificate.subject, certificate.issuer)
}

/** How far a path was judged. */
export class PathState {
  /** working_issuer_name. */
  issuer: Name
  /** working_public_key with its parameters. */
  key: VerificationKey | undefined
  /** max_path_length. */
  remaining = MAXIMUM_CHAIN_LENGTH
  readonly names = new NameSpace()
  readonly #policies = new PolicyGraph()
  readonly #accepted: ReadonlySet<string> | 'any'
  /** explicit_policy, policy_mapping and inhibit_anyPolicy: certificates until the rule begins. */
  #explicit: number
  #mapping: number
  #anyPolicy: number
  #spki: Uint8Array

  constructor(
    judgement: Judgement,
    anchor: { name: Name; spki: Uint8Array; key: VerificationKey | undefined },
    length: number,
  ) {
    const { policies = {}, names } = judgement
    this.issuer = anchor.name
    this.key = anchor.key
    this.#spki = anchor.spki
    this.#accepted =
      policies.accepted === undefined || policies.accepted.includes(ANY_POLICY) ? 'any' : new Set(policies.accepted)
    this.#explicit = policies.isExplicitRequired === true ? 0 : length + 1
    this.#mapping = policies.isMappingInhibited === true ? 0 : length + 1
    this.#anyPolicy = policies.isAnyInhibited === true ? 0 : length + 1
    if (names !== undefined) this.names.narrow(subtreesOf(names))
  }

  /** Processes the policies of a certificate (RFC 5280 6.1.3 (d), (e), (f)). */
  addPolicies(certificate: Certificate, isLast: boolean): Fault | undefined {
    this.#policies.add(certificate, this.#anyPolicy > 0 || (!isLast && isSelfIssued(certificate)))
    if (this.#policies.size > MAXIMUM_POLICY_NODES) return { code: 'x509/too-many-policies' }
    return this.#explicit > 0 || !this.#policies.isEmpty ? undefined : { code: 'x509/policy' }
  }

  /** Maps policies (RFC 5280 6.1.4 (a), (b)). */
  mapPolicies(certificate: Certificate): Fault | undefined {
    const { policyMappings = [] } = certificate.extensions
    if (policyMappings.some((each) => each.issuerDomain === ANY_POLICY || each.subjectDomain === ANY_POLICY)) {
      return { code: 'x509/policy-mapping' }
    }
    this.#policies.map(certificate, this.#mapping > 0)
    return undefined
  }

  /** Makes a certificate's subject the issuer of the next (RFC 5280 6.1.4 (c) to (f)). */
  pass(certificate: Certificate): void {
    this.issuer = certificate.subject
    const inherited = inheritingKey(certificate.publicKeySpki, this.#spki)
    this.key = inherited.key
    this.#spki = inherited.spki
  }

  /** Applies what a certificate says about those that follow (RFC 5280 6.1.4 (g) to (j), (l), (m)). */
  narrow(certificate: Certificate): void {
    if (!isSelfIssued(certificate)) {
      this.#explicit = Math.max(0, this.#explicit - 1)
      this.#mapping = Math.max(0, this.#mapping - 1)
      this.#anyPolicy = Math.max(0, this.#anyPolicy - 1)
      this.remaining--
    }
    this.narrowByExtensions(certificate)
  }

  /** The same for an anchor, which uses up nothing (RFC 5937). */
  narrowByExtensions({ extensions }: Certificate): void {
    const { nameConstraints, policyConstraints, inhibitAnyPolicy, basicConstraints } = extensions
    if (nameConstraints !== undefined) this.names.narrow(nameConstraints)
    if (policyConstraints !== undefined) this.#narrowPolicies(policyConstraints)
    this.#anyPolicy = Math.min(this.#anyPolicy, inhibitAnyPolicy ?? this.#anyPolicy)
    this.remaining = Math.min(this.remaining, basicConstraints?.pathLength ?? this.remaining)
  }

  #narrowPolicies({ requireExplicitPolicy, inhibitPolicyMapping }: PolicyConstraints): void {
    this.#explicit = Math.min(this.#explicit, requireExplicitPolicy ?? this.#explicit)
    this.#mapping = Math.min(this.#mapping, inhibitPolicyMapping ?? this.#mapping)
  }

  /** Closes the policies with the last certificate (RFC 5280 6.1.5 (a), (b), (g)). */
  finishPolicies({ extensions }: Certificate): PathPolicies | Fault {
    this.#explicit = Math.max(0, this.#explicit - 1)
    if (extensions.policyConstraints?.requireExplicitPolicy === 0) this.#explicit = 0
    const policies = this.#policies.result(this.#accepted)
    const isAnyLeft = policies.user === 'any' || policies.user.size > 0
    return this.#explicit > 0 || isAnyLeft ? policies : { code: 'x509/policy' }
  }
}

function subtreesOf({ permitted = [], excluded = [] }: InitialNames) {
  const subtree = (base: GeneralName) => ({ base, hasDistance: false })
  return { permitted: permitted.map(subtree), excluded: excluded.map(subtree) }
}
