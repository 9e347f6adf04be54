import { type PublicKey, type SignatureAlgorithm, verify } from '@entrepot/crypto'
import { type JsonObject, openFlat, sealFlat } from '@entrepot/sd-jwt'
import { type ActIdentity, isInstant } from '@entrepot/trade/file'
import type { ActClaims } from './claims.ts'
import type { Composed } from './compose.ts'
import type { ReadAct } from './read.ts'
import { ACT_TYPE, APPROVAL_TYPE, type SealedAct } from './sealed.ts'
import type { Malformed } from './verdict.ts'

/** A key that signs for one certificate; where it lies is its owner's business. */
export interface SealingKey {
  readonly algorithm: SignatureAlgorithm
  /** base64url SHA-256 of the certificate. */
  readonly thumbprint: string
  readonly sign: (signingInput: Uint8Array) => Uint8Array
}

/** Seals a composed act as an SD-JWT (RFC 9901) under the party's key. */
export function seal(composed: Pick<Composed, 'claims' | 'disclosures' | 'citations'>, key: SealingKey): SealedAct {
  const jwt = sealFlat({
    algorithm: key.algorithm,
    header: { typ: ACT_TYPE, 'x5t#S256': key.thumbprint },
    payload: jsonOf(composed.claims),
    disclosures: composed.disclosures,
    sign: key.sign,
  })
  const { disclosures, citations } = composed
  return { jwt, disclosures, ...(citations.length > 0 ? { citations } : {}) }
}

/** Tells whether an act was signed by this key, under the algorithm that its header names. */
export function isSignedBy(read: Pick<ReadAct, 'algorithm' | 'signingInput' | 'signature'>, key: PublicKey): boolean {
  return read.algorithm === key.algorithm && verify(key, read.signingInput, read.signature)
}

/** Makes a second person's approval of an act: a signed statement over its identity. */
export function approve(identity: ActIdentity, at: string, key: SealingKey): string {
  return sealFlat({
    algorithm: key.algorithm,
    header: { typ: APPROVAL_TYPE, 'x5t#S256': key.thumbprint },
    payload: { approves: identity, at },
    disclosures: [],
    sign: key.sign,
  })
}

/** An approval read; its signature not yet checked. */
export interface ReadApproval {
  readonly ok: true
  readonly approves: ActIdentity
  readonly thumbprint: string
  readonly algorithm: string
  readonly signingInput: Uint8Array
  readonly signature: Uint8Array
}

const DIGEST = /^[A-Za-z0-9_-]{43}$/

/** Reads an approval: which act, and when. Refuses whatever it says beside that. */
export function readApproval(jws: string): ReadApproval | Malformed {
  const opened = openFlat({ jwt: jws, disclosures: [] })
  if (!opened.ok) return opened
  const { header, payload, signingInput, signature } = opened
  const thumbprint = header['x5t#S256']
  const { alg } = header
  const { approves, at, ...unknown } = payload
  const isDated = typeof at === 'string' && isInstant(at)
  const isOfAct = typeof approves === 'string' && DIGEST.test(approves)
  if (header['typ'] !== APPROVAL_TYPE || typeof thumbprint !== 'string' || !isOfAct || !isDated)
    return { ok: false, code: 'act/not-an-approval' }
  if (Object.keys(unknown).length > 0) return { ok: false, code: 'act/not-an-approval' }
  return { ok: true, approves, thumbprint, algorithm: alg, signingInput, signature }
}

/** Claims are JSON by construction; interfaces lack the index signature that would say so. */
function jsonOf(claims: ActClaims): JsonObject {
  const { basis, opens, issues, ...texts } = claims
  return {
    ...texts,
    basis: { seen: basis.seen, on: basis.on },
    ...(opens ? { opens: { kind: opens.kind, parties: opens.parties } } : {}),
    ...(issues ? { issues: { ...issues } } : {}),
  }
}
