import { base64url, isSealingKey, type PublicKey, verify } from '@entrepot/crypto'
import type { Malformed } from '@entrepot/trade/act'
import type { Signer } from '@entrepot/trade/file'
import {
  type Certificate,
  isListOf,
  parseCertificate,
  parseRevocationList,
  type Revocation,
  type RevocationList,
  sameName,
  subjectOf,
  thumbprint as thumbprintOf,
  type ValidChain,
  validateChain,
} from '@entrepot/x509'
import { type Finding, fault } from './finding.ts'
import { TRUST_ENTRY, type Trust } from './format.ts'

/** Whether a certificate's key may be relied on at a time. */
export type KeyVerdict =
  | {
      readonly ok: true
      readonly publicKey: PublicKey
      /** The key was good when it was used, and is held to be lost from before: its issuer said so later. */
      readonly lost?: Revocation
    }
  | { readonly ok: false; readonly code: string; readonly detail: string }

/** Certificates that came with evidence, judged against one root. */
export interface TrustStore {
  readonly anchor: Certificate
  /** What is wrong with the certificates and lists themselves. */
  readonly findings: readonly Finding[]
  /** What a certificate says of its organisation; `undefined` where it is unknown or names none. */
  signer(thumbprint: string): Signer | undefined
  /** A party's key at a real time, epoch milliseconds: chain to the root through an authority, revocation. */
  party(thumbprint: string, at: number): KeyVerdict
  /**
   * The key of a cited act whose receipt is not here: used before `at`, at an unknown time while its certificate ran.
   * A revocation cannot be placed before or after it, hence it is told as `lost`, not refused.
   */
  cited(thumbprint: string, at: number): KeyVerdict
  /** The operator's key at a real time: its certificate is issued by the root itself, and is no authority. */
  operator(thumbprint: string, at: number): KeyVerdict
}

/** A compact JWT as far as its signature goes. */
export interface Signable {
  readonly thumbprint: string
  readonly algorithm: string
  readonly signingInput: Uint8Array
  readonly signature: Uint8Array
}

/**
 * Opens what evidence brings to be trusted, under one root that its reader already trusts.
 *
 * @param anchor the root certificate, DER.
 * @returns the store; or malformed where the root itself does not parse.
 */
export function openTrust(trust: Trust, anchor: Uint8Array): TrustStore | Malformed {
  const root = parseCertificate(anchor)
  if (!root.ok) return { ok: false, code: 'trust/root', at: root.offset }
  const findings: Finding[] = []
  const certificates = readCertificates(trust, findings)
  const lists = readLists(trust, [root.value, ...certificates.values()], findings)
  const given: Given = { anchor: root.value, certificates, lists }
  const verdicts = new Map<string, KeyVerdict>()
  const remember = (role: Role, thumbprint: string, at: number): KeyVerdict => {
    const key = `${role} ${thumbprint} ${at}`
    const known = verdicts.get(key)
    if (known) return known
    const verdict = judgeRole(given, { role, thumbprint, at })
    verdicts.set(key, verdict)
    return verdict
  }
  return {
    ...{ anchor: root.value, findings },
    signer(thumbprint) {
      const certificate = certificates.get(thumbprint)
      return certificate && signerOf(certificate, thumbprint)
    },
    party: (thumbprint, at) => remember('party', thumbprint, at),
    cited: (thumbprint, at) => remember('cited', thumbprint, at),
    operator: (thumbprint, at) => remember('operator', thumbprint, at),
  }
}

/** Tells whether a key that holds made this signature, under the algorithm that its header names. */
export function isSigned(signable: Signable, key: KeyVerdict): boolean {
  if (!key.ok || signable.algorithm !== key.publicKey.algorithm) return false
  return verify(key.publicKey, signable.signingInput, signable.signature)
}

/**
 * The root that evidence brings along: a certificate that is its own issuer. To be trusted only because the evidence
 * says so, until its fingerprint was compared.
 *
 * @returns its DER, or `undefined` where there is none or more than one.
 */
export function ownRoot(trust: Trust): Uint8Array | undefined {
  const roots = Object.values(trust.certificates).flatMap((text) => {
    const der = fromBase64(text)
    const parsed = der && parseCertificate(der)
    return der && parsed?.ok && sameName(parsed.value.subject, parsed.value.issuer) ? [der] : []
  })
  return roots.length === 1 ? roots[0] : undefined
}

/**
 * The certificates that some signatures need: those that they name, and everything up to the root. A reader is not
 * told of organisations that its evidence does not name.
 */
export function trustNeededBy(thumbprints: ReadonlySet<string>, trust: Trust): Trust {
  const parsed = [...readCertificates(trust, [])]
  const needed = new Set(thumbprints)
  for (const thumbprint of needed) {
    const certificate = parsed.find(([name]) => name === thumbprint)?.[1]
    if (!certificate) continue
    // A set walks what is added to it meanwhile, each once.
    for (const [name, issuer] of parsed) if (sameName(issuer.subject, certificate.issuer)) needed.add(name)
  }
  const { certificates, revocationLists } = trust
  const kept = Object.entries(certificates).filter(([name]) => needed.has(name))
  return { certificates: Object.fromEntries(kept), revocationLists }
}

/** Strict base64 (RFC 4648 section 4) with padding: exactly one text for each octet string. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  return base64url.decode(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'))
}

/** Writes strict base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  const text = base64url.encode(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

interface Given {
  readonly anchor: Certificate
  readonly certificates: ReadonlyMap<string, Certificate>
  readonly lists: readonly RevocationList[]
}

function readCertificates(trust: Trust, findings: Finding[]): Map<string, Certificate> {
  const certificates = new Map<string, Certificate>()
  for (const [thumbprint, text] of Object.entries(trust.certificates)) {
    const place = { entry: TRUST_ENTRY, path: `/certificates/${thumbprint}` }
    const der = fromBase64(text)
    const parsed = der && parseCertificate(der)
    if (!parsed?.ok) findings.push(fault('trust/certificate-malformed', place, parsed?.code))
    else if (thumbprintOf(parsed.value.raw) !== thumbprint) findings.push(fault('trust/certificate-changed', place))
    else certificates.set(thumbprint, parsed.value)
  }
  return certificates
}

function readLists(trust: Trust, issuers: readonly Certificate[], findings: Finding[]): RevocationList[] {
  const lists: RevocationList[] = []
  for (const [index, text] of trust.revocationLists.entries()) {
    const place = { entry: TRUST_ENTRY, path: `/revocationLists/${index}` }
    const der = fromBase64(text)
    const parsed = der && parseRevocationList(der)
    if (!parsed?.ok) findings.push(fault('trust/list-malformed', place, parsed?.code))
    else if (!issuers.some((issuer) => isListOf(parsed.value, issuer))) findings.push(fault('trust/list-forged', place))
    else lists.push(parsed.value)
  }
  return lists
}

function signerOf(certificate: Certificate, thumbprint: string): Signer | undefined {
  const { organizationIdentifier, organization, country, locality, serialNumber } = subjectOf(certificate.subject)
  if (organizationIdentifier === undefined || organization === undefined || country === undefined) return undefined
  return {
    ...{ organisation: organizationIdentifier, name: organization, country, thumbprint },
    ...(locality === undefined ? {} : { place: locality }),
    ...(serialNumber === undefined ? {} : { registration: serialNumber }),
  }
}

type Role = 'party' | 'cited' | 'operator'

function judgeRole(given: Given, { role, thumbprint, at }: { role: Role; thumbprint: string; at: number }): KeyVerdict {
  const leaf = given.certificates.get(thumbprint)
  if (!leaf) return { ok: false, code: 'certificate/unknown', detail: thumbprint }
  if (role === 'operator') return judgeOperator(given, leaf, at)
  if (!signerOf(leaf, thumbprint)) return { ok: false, code: 'certificate/no-organisation', detail: thumbprint }
  const chains = chainsOf(given, leaf)
  return role === 'party'
    ? judgeChains(given, chains, { at, lossAt: at })
    : judgeChains(given, chains, { at: Math.min(at, leaf.notAfter), lossAt: -Infinity })
}

/** A party's certificate chains to the same root: what makes an operator is that the root itself certified it. */
function judgeOperator(given: Given, leaf: Certificate, at: number): KeyVerdict {
  const isOwn = sameName(leaf.issuer, given.anchor.subject) && leaf.extensions.basicConstraints?.ca !== true
  if (!isOwn) return { ok: false, code: 'certificate/not-an-operator', detail: '' }
  return judgeChains(given, [[leaf]], { at, lossAt: at })
}

/** The leaf under the root, and the leaf under each authority that could have issued it: a chain of three at most. */
function chainsOf({ anchor, certificates }: Given, leaf: Certificate): Certificate[][] {
  const direct = sameName(leaf.issuer, anchor.subject) ? [[leaf]] : []
  const authorities = [...certificates.values()].filter(
    (each) => each.extensions.basicConstraints?.ca === true && sameName(each.subject, leaf.issuer),
  )
  return [...direct, ...authorities.map((authority) => [leaf, authority])]
}

interface When {
  readonly at: number
  /** A revocation made after this is a loss that was not known, and does not refuse. */
  readonly lossAt: number
}

function judgeChains(given: Given, chains: readonly (readonly Certificate[])[], when: When): KeyVerdict {
  let refusal: KeyVerdict | undefined
  for (const chain of chains) {
    const verdict = judgeChain(given, chain, when)
    if (verdict.ok) return verdict
    refusal ??= verdict
  }
  return refusal ?? { ok: false, code: 'x509/unknown-issuer', detail: '' }
}

function judgeChain({ anchor, lists }: Given, chain: readonly Certificate[], { at, lossAt }: When): KeyVerdict {
  const question = { chain, anchors: [anchor], at, purpose: { keyUsage: 'digitalSignature' } } as const
  const answer = validateChain({ ...question, crls: lists })
  if (answer.ok) return sealingKey(answer)
  const { code, subject, revocation } = answer
  // Revoked after it was used, for a loss dated before: it was good as far as anyone could know, hence marked, not refused.
  if (revocation && revocation.date > lossAt) {
    const otherwise = validateChain({ ...question, crls: 'unchecked' })
    if (otherwise.ok) return sealingKey(otherwise, revocation)
  }
  return { ok: false, code, detail: subject }
}

/** The key of a chain that holds, if it is one with which acts are sealed. */
function sealingKey({ publicKey }: ValidChain, lost?: Revocation): KeyVerdict {
  if (!isSealingKey(publicKey)) return { ok: false, code: 'x509/unsupported-algorithm', detail: publicKey.type }
  return lost === undefined ? { ok: true, publicKey } : { ok: true, publicKey, lost }
}
