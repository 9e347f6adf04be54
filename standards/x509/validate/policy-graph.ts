/**
 * Certificate policies along a path (RFC 5280 6.1, as RFC 9618 updates it): a graph with at most one node for each policy at
 * each depth, where the tree of RFC 5280 could double at each certificate.
 */
import type { Certificate, PolicyQualifier } from '../certificate/certificate.ts'
import { ANY_POLICY } from '../object-identifiers.ts'

/** A policy at one depth. */
interface PolicyNode {
  readonly policy: string
  readonly qualifiers: readonly PolicyQualifier[]
  /** Policies of the next certificate that satisfy this one. */
  expected: ReadonlySet<string>
  readonly parents: Set<PolicyNode>
  /** Children; a node without any is pruned once the next depth is there. */
  children: number
}

type Level = Map<string, PolicyNode>

/** The policies that a path is valid for. */
export interface PathPolicies {
  /** Policies of the anchor's domain that the authorities agree on; `'any'` when they leave it open. */
  readonly authorities: ReadonlySet<string> | 'any'
  /** Of these, the ones that the user accepts. */
  readonly user: ReadonlySet<string> | 'any'
  /** What the last certificate says of its policies, by policy. */
  readonly qualifiers: ReadonlyMap<string, readonly PolicyQualifier[]>
}

/** The graph; once it is empty, no policy holds any more (RFC 9618 5.2: "NULL"). */
export class PolicyGraph {
  #levels: Level[]

  constructor() {
    this.#levels = [new Map([[ANY_POLICY, node(ANY_POLICY, [], [])]])]
  }

  /** Whether no policy holds. */
  get isEmpty(): boolean {
    return this.#levels.length === 0
  }

  /** Nodes at all depths. */
  get size(): number {
    return this.#levels.reduce((sum, level) => sum + level.size, 0)
  }

  /**
   * Adds the policies of the next certificate (RFC 5280 6.1.3 (d), (e)).
   *
   * @param isAnyAccepted whether anyPolicy counts in this certificate (6.1.3 (d)(2)).
   */
  add({ extensions }: Certificate, isAnyAccepted: boolean): void {
    const { certificatePolicies } = extensions
    const above = this.#levels.at(-1)
    if (above === undefined) return
    if (certificatePolicies === undefined) {
      this.#levels = []
      return
    }
    const level: Level = new Map()
    const expecting = expectingNodes(above)
    for (const { policy, qualifiers } of certificatePolicies) {
      if (policy === ANY_POLICY) continue
      const any = above.get(ANY_POLICY)
      const parents = expecting.get(policy) ?? (any === undefined ? [] : [any])
      if (parents.length > 0) level.set(policy, node(policy, qualifiers, parents))
    }
    const any = certificatePolicies.find(({ policy }) => policy === ANY_POLICY)
    if (any !== undefined && isAnyAccepted) {
      for (const [policy, parents] of expecting) {
        if (!level.has(policy)) level.set(policy, node(policy, any.qualifiers, parents))
      }
    }
    this.#levels.push(level)
    this.#prune()
  }

  /**
   * Applies the mappings of a certificate that is not the last (RFC 5280 6.1.4 (b)).
   *
   * @param isMappingAllowed policy_mapping > 0.
   */
  map({ extensions }: Certificate, isMappingAllowed: boolean): void {
    const level = this.#levels.at(-1)
    if (level === undefined || extensions.policyMappings === undefined) return
    const targets = new Map<string, Set<string>>()
    for (const { issuerDomain, subjectDomain } of extensions.policyMappings) {
      const known = targets.get(issuerDomain) ?? new Set()
      targets.set(issuerDomain, known.add(subjectDomain))
    }
    for (const [policy, expected] of targets) {
      if (isMappingAllowed) mapPolicy(level, policy, expected)
      else remove(level, policy)
    }
    this.#prune()
  }

  /** The sets of RFC 5280 6.1.5 (g), as RFC 9618 5.4 computes them; `accepted` is the user-initial-policy-set. */
  result(accepted: ReadonlySet<string> | 'any'): PathPolicies {
    const last = this.#levels.at(-1) ?? new Map<string, PolicyNode>()
    const qualifiers = new Map([...last.values()].map((each) => [each.policy, each.qualifiers]))
    if (last.has(ANY_POLICY)) return { authorities: 'any', user: accepted, qualifiers }
    const authorities = new Set(this.#levels.flatMap((level) => [...level.values()].flatMap(ownOfAnchor)))
    const user = accepted === 'any' ? authorities : authorities.intersection(accepted)
    return { authorities, user, qualifiers }
  }

  /** RFC 5280 6.1.3 (d)(3): a node above the last depth that has no child is taken away, and so on upwards. */
  #prune(): void {
    for (let depth = this.#levels.length - 2; depth >= 0; depth--) {
      const level = this.#levels[depth] ?? new Map<string, PolicyNode>()
      for (const [policy, { children }] of level) if (children === 0) remove(level, policy)
    }
    if (this.#levels.some((level) => level.size === 0)) this.#levels = []
  }
}

function node(policy: string, qualifiers: readonly PolicyQualifier[], parents: readonly PolicyNode[]): PolicyNode {
  for (const parent of parents) parent.children++
  return { policy, qualifiers, expected: new Set([policy]), parents: new Set(parents), children: 0 }
}

function remove(level: Level, policy: string): void {
  for (const parent of level.get(policy)?.parents ?? []) parent.children--
  level.delete(policy)
}

/** The nodes of a level by the policies that they expect next. */
function expectingNodes(level: Level): Map<string, PolicyNode[]> {
  const expecting = new Map<string, PolicyNode[]>()
  for (const each of level.values()) {
    for (const policy of each.expected) {
      const nodes = expecting.get(policy)
      if (nodes === undefined) expecting.set(policy, [each])
      else nodes.push(each)
    }
  }
  return expecting
}

/** RFC 5280 6.1.4 (b)(1): a policy that only anyPolicy stands for gets a node of its own beside it. */
function mapPolicy(level: Level, policy: string, expected: ReadonlySet<string>): void {
  const any = level.get(ANY_POLICY)
  const known = level.get(policy)
  if (known !== undefined) known.expected = expected
  else if (any !== undefined) {
    const made = node(policy, any.qualifiers, [...any.parents])
    made.expected = expected
    level.set(policy, made)
  }
}

/** A policy in the anchor's own words: one that anyPolicy was narrowed to (RFC 9618 5.4). */
function ownOfAnchor({ policy, parents }: PolicyNode): string[] {
  const isNarrowing = policy !== ANY_POLICY && [...parents].some((parent) => parent.policy === ANY_POLICY)
  return isNarrowing ? [policy] : []
}
