import { type Json, openFlat } from '@entrepot/sd-jwt'
import { type ActIdentity, type Commitment, isPath, type Path } from '@entrepot/trade/file'
import { type ActClaims, readClaims } from './claims.ts'
import { ACT_TYPE, MAX_APPROVALS, MAX_CITATIONS, MAX_STATEMENTS, type SealedAct } from './sealed.ts'
import type { Malformed } from './verdict.ts'

/** One disclosed element as it stands in the act, before citations are resolved. */
export interface Disclosed {
  readonly path: Path
  readonly commitment: Commitment
  readonly raw: Json
}

/** An act read, its signature not yet checked. */
export interface ReadAct {
  readonly ok: true
  readonly identity: ActIdentity
  readonly claims: ActClaims
  /** Certificate of its signer, base64url SHA-256. */
  readonly thumbprint: string
  readonly algorithm: string
  readonly signingInput: Uint8Array
  readonly signature: Uint8Array
  readonly disclosed: readonly Disclosed[]
  readonly undisclosed: number
  readonly citations: readonly ReadAct[]
}

/** Reads a sealed act and what it cites: shapes, digests, limits; not signatures, not meaning. */
export function readAct(sealed: SealedAct): ReadAct | Malformed {
  if ((sealed.citations?.length ?? 0) > MAX_CITATIONS)
    return { ok: false, code: 'act/too-many-citations', limit: MAX_CITATIONS }
  if ((sealed.approvals?.length ?? 0) > MAX_APPROVALS)
    return { ok: false, code: 'act/too-many-approvals', limit: MAX_APPROVALS }
  const citations: ReadAct[] = []
  for (const [i, cited] of (sealed.citations ?? []).entries()) {
    const read = readOne(cited.jwt, cited.disclosures)
    if (!read.ok) return { ...read, at: `citations/${i}/${read.at ?? ''}` }
    if (read.claims.file !== cited.file) return { ok: false, code: 'act/citation-of-other-file', at: `citations/${i}` }
    citations.push(read)
  }
  const read = readOne(sealed.jwt, sealed.disclosures)
  return read.ok ? { ...read, citations } : read
}

function readOne(jwt: string, disclosures: readonly string[]): ReadAct | Malformed {
  if (disclosures.length > MAX_STATEMENTS) return { ok: false, code: 'act/too-many-statements', limit: MAX_STATEMENTS }
  const opened = openFlat({ jwt, disclosures })
  if (!opened.ok) return opened
  const { header, payload } = opened
  const thumbprint = header['x5t#S256']
  const { alg: algorithm } = header
  if (header['typ'] !== ACT_TYPE) return { ok: false, code: 'act/not-an-act', at: 'typ' }
  if (typeof thumbprint !== 'string') return { ok: false, code: 'act/header', at: 'x5t#S256' }
  const claims = readClaims(payload)
  if ('ok' in claims) return claims
  const disclosed: Disclosed[] = []
  for (const [commitment, { name, value }] of opened.disclosed) {
    if (!isPath(name)) return { ok: false, code: 'act/path', at: commitment }
    disclosed.push({ path: name, commitment, raw: value })
  }
  const { identity, signingInput, signature } = opened
  const undisclosed = opened.digests.size - disclosed.length
  return {
    ok: true,
    identity,
    claims,
    thumbprint,
    algorithm,
    signingInput,
    signature,
    disclosed,
    undisclosed,
    citations: [],
  }
}
