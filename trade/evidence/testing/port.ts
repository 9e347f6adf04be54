import { importPrivateKey, keyPairFromSeed, type PrivateKey, sha256, sign, utf8 } from '@entrepot/crypto'
import { disclosureDigest } from '@entrepot/sd-jwt'
import {
  FIRST_HEAD,
  nextHead,
  readAct,
  type ReceiptClaims,
  type SealedAct,
  type SealingKey,
  signReceipt,
} from '@entrepot/trade/act'
import {
  type ExtensionsToIssue,
  issueCertificate,
  issueRevocationList,
  type RevocationToIssue,
  type Subject,
  thumbprint,
} from '@entrepot/x509'
import type { Signer } from '@entrepot/trade/file'
import type { TestParty } from '../../act/testing.ts'
import type { Entry, Erasure, FileEvidence, Trust } from '../format.ts'
import { signHead } from '../statement.ts'
import { toBase64 } from '../trust.ts'

/** Test support: a root, an authority and operators with real certificates, and a port that gives evidence. */

export const DAY_MS = 86_400_000
/** Real time of the first receipt; each further act comes a minute later. */
export const START_MS = Date.UTC(2026, 10, 1)
const BEGIN = START_MS - 10 * DAY_MS
const END = START_MS + 80 * DAY_MS

/** Real time of the nth receipt of a world, from 1. */
export const receivedAt = (order: number): number => START_MS + order * 60_000

function keyOf(name: string): PrivateKey {
  const seed = new Uint8Array([...sha256(utf8.encode(`${name}:1`)), ...sha256(utf8.encode(`${name}:2`)).slice(0, 16)])
  const key = importPrivateKey(keyPairFromSeed('ES256', seed).privateKeyPkcs8)
  if (!key) throw new Error('the test key does not import')
  return key
}

const authority = (pathLength: number): ExtensionsToIssue => ({
  basicConstraints: { ca: true, pathLength },
  keyUsage: ['keyCertSign', 'cRLSign'],
})

/** A root with its authority; the same name gives the same keys. */
export function testTrust(name = 'Test') {
  const rootSubject: Subject = { country: 'NL', organization: name, commonName: `${name} root` }
  const issuingSubject: Subject = { country: 'NL', organization: name, commonName: `${name} authority` }
  const rootKey = keyOf(`${name} root`)
  const issuingKey = keyOf(`${name} authority`)
  const certificates = new Map<string, Uint8Array>()
  let serial = 0n
  const issue = (
    subject: Subject,
    key: PrivateKey,
    by: { issuer: Subject; key: PrivateKey; extensions: ExtensionsToIssue },
  ) => {
    serial += 1n
    const der = issueCertificate(
      {
        ...{ subject, issuer: by.issuer, publicKeySpki: key.publicKey.spki, serial },
        ...{ notBefore: BEGIN, notAfter: END, extensions: by.extensions },
      },
      by.key,
    )
    certificates.set(thumbprint(der), der)
    return { der, thumbprint: thumbprint(der), serial }
  }
  const byRoot = (extensions: ExtensionsToIssue) => ({ issuer: rootSubject, key: rootKey, extensions })
  const root = issue(rootSubject, rootKey, byRoot(authority(1)))
  issue(issuingSubject, issuingKey, byRoot(authority(0)))
  const leaf: ExtensionsToIssue = { keyUsage: ['digitalSignature'] }

  /** An operator's key, certified by the root. */
  const operator = (label: string): SealingKey => {
    const key = keyOf(label)
    const { thumbprint: print } = issue({ country: 'NL', organization: name, commonName: label }, key, byRoot(leaf))
    return { algorithm: 'ES256', thumbprint: print, sign: (input) => sign(key, input) }
  }

  /** An organisation with a certificate of the authority, its key made from `keyName`. */
  const certify = (facts: Omit<Signer, 'thumbprint'>, keyName: string): TestParty & { readonly serial: bigint } => {
    const key = keyOf(keyName)
    const { organisation, name: organization, country, place, registration } = facts
    const subject: Subject = {
      ...{ country, organization, organizationIdentifier: organisation, commonName: keyName },
      ...(place === undefined ? {} : { locality: place }),
      ...(registration === undefined ? {} : { serialNumber: registration }),
    }
    const issued = issue(subject, key, { issuer: issuingSubject, key: issuingKey, extensions: leaf })
    return {
      signer: { ...facts, thumbprint: issued.thumbprint },
      key: { algorithm: 'ES256', thumbprint: issued.thumbprint, sign: (input) => sign(key, input) },
      publicKeySpki: key.publicKey.spki,
      serial: issued.serial,
    }
  }

  /** A party named for a test; `person` makes another certificate of the same organisation. */
  const party = (label: string, country = 'NL', person = '') =>
    certify({ organisation: `TEST-${label}`, name: `Test ${label}`, country, place: 'Testville' }, `${label}${person}`)

  /** Everything that a bundle needs to be checked, with these certificates revoked by the authority. */
  const trust = (revoked: readonly RevocationToIssue[] = []): Trust => {
    // A list is made when it has something to tell: an entry counts from then on at the latest.
    const times = { number: 1n, thisUpdate: Math.max(BEGIN, ...revoked.map(({ date }) => date)), nextUpdate: END }
    const lists = [
      issueRevocationList({ issuer: rootSubject, entries: [], ...times }, rootKey),
      issueRevocationList({ issuer: issuingSubject, entries: revoked, ...times }, issuingKey),
    ]
    return {
      certificates: Object.fromEntries([...certificates].map(([print, der]) => [print, toBase64(der)])),
      revocationLists: lists.map(toBase64),
    }
  }
  return { anchor: root.der, operator, certify, party, trust }
}

/** Acts as a test world keeps them, in the order in which they were taken. */
export type TakenActs = ReadonlyMap<string, { readonly file: string; readonly sealed: SealedAct }>

/** Gives the whole evidence of every file: receipts, running hashes, signed heads. */
export function evidenceOf(
  acts: TakenActs,
  kindOf: (file: string) => string,
  operator: SealingKey | ((order: number) => SealingKey),
): FileEvidence[] {
  const keyAt = typeof operator === 'function' ? operator : () => operator
  const files = new Map<string, { entries: Entry[]; head: string }>()
  let order = 0
  for (const [identity, { file, sealed }] of acts) {
    order += 1
    const known = files.get(file) ?? { entries: [], head: FIRST_HEAD }
    const seq = known.entries.length + 1
    const head = nextHead(known.head, seq, identity)
    const read = readAct(sealed)
    if (!read.ok) throw new Error(read.code)
    const claims = receiptClaims({ act: identity, file, seq, head, reached: read.claims.at, order })
    files.set(file, {
      entries: [...known.entries, { seq, receipt: signReceipt(claims, keyAt(order)), act: sealed }],
      head,
    })
  }
  return [...files].map(([file, { entries, head }]) => ({
    ...{ file, kind: kindOf(file), entries, erasures: [] },
    head: headOf(file, { count: entries.length, head }, keyAt(order)),
  }))
}

/** A receipt's claims as the test port makes them. */
export function receiptClaims(
  given: Pick<ReceiptClaims, 'act' | 'file' | 'seq' | 'head' | 'reached'> & { readonly order: number },
): ReceiptClaims {
  const { order, ...said } = given
  const received = new Date(receivedAt(order)).toISOString()
  return {
    ...{ ...said, received, clock: 'practice', ruleset: 'test', custody: 'party', facts: [] },
    revocation: { status: 'good', asOf: received, list: 'test' },
  }
}

/** A signed head. */
export const headOf = (file: string, end: { count: number; head: string }, operator: SealingKey): string =>
  signHead({ file, ...end, at: new Date(END - DAY_MS).toISOString() }, operator)

/** Destroys the disclosure of an element wherever it is carried, and records that. */
export function erase(
  files: readonly FileEvidence[],
  { file, seq, path, commitment }: Omit<Erasure, 'erased' | 'reason'> & { readonly file: string },
): FileEvidence[] {
  const without = <T extends { readonly disclosures: readonly string[] }>(act: T): T => ({
    ...act,
    disclosures: act.disclosures.filter((each) => disclosureDigest(each) !== commitment),
  })
  const erasure: Erasure = { seq, path, commitment, erased: new Date(END - DAY_MS).toISOString(), reason: 'asked for' }
  return files.map((evidence) => ({
    ...evidence,
    entries: evidence.entries.map((entry) => {
      if (!('act' in entry)) return entry
      const { citations } = entry.act
      return { ...entry, act: { ...without(entry.act), ...(citations ? { citations: citations.map(without) } : {}) } }
    }),
    erasures: evidence.file === file ? [...evidence.erasures, erasure] : evidence.erasures,
  }))
}
