import { base64url, sha256, utf8 } from '@entrepot/crypto'
import { type Malformed, readAct, readApproval, readReceipt, type SealingKey } from '@entrepot/trade/act'
import type { ActIdentity } from '@entrepot/trade/file'
import { type EvidenceInput, type OpenedEvidence, openEvidence } from './evidence.ts'
import { type Finding, fault } from './finding.ts'
import {
  fileEntry,
  type FileEvidence,
  LOG_ENTRY,
  type LogEvidence,
  type Manifest,
  MANIFEST_ENTRY,
  SEAL_ENTRY,
  TRUST_ENTRY,
  type Trust,
} from './format.ts'
import { isMalformed, readFileEvidence, readLogEvidence, readManifest, readTrust } from './read-format.ts'
import { readHead, readLog, readSeal, signSeal } from './statement.ts'
import { isSigned, ownRoot, trustNeededBy, type TrustStore } from './trust.ts'

/** Entries of a bundle by path. Whoever zips them adds nothing and changes nothing. */
export type BundleEntries = ReadonlyMap<string, Uint8Array>

/** What a bundle is made of. */
export interface BundleContent {
  readonly files: readonly FileEvidence[]
  readonly trust: Trust
  /** PDF renderings by issuing act. */
  readonly renderings: ReadonlyMap<ActIdentity, Uint8Array>
  /** Proofs that the acts stand in the operator's transparency log. */
  readonly log?: LogEvidence
  /** The dossier's root file. */
  readonly root: string
  readonly reader?: string
  /** Real time, ISO 8601, UTC. */
  readonly made: string
  /** Seals the manifest, so that nothing can be left out of a bundle or put into it. */
  readonly operator: SealingKey
}

/**
 * Writes the entries of a bundle; the same content gives the same entries, but for the seal's signature. Of the
 * certificates it keeps those alone that the files' signatures need.
 */
export function writeBundle(content: BundleContent): Map<string, Uint8Array> {
  const { root, reader, made, operator, log } = content
  const named = log && readLog(log.statement)
  const signers = [operator.thumbprint, ...(named?.ok ? [named.thumbprint] : []), ...content.files.flatMap(signersOf)]
  const trust = trustNeededBy(new Set(signers), content.trust)
  const entries = new Map<string, Uint8Array>()
  const files = content.files.map((evidence) => {
    const bytes = json(evidence)
    entries.set(fileEntry(evidence.file), bytes)
    const { file, kind } = evidence
    const head = readHead(evidence.head)
    if (!head.ok) throw new Error(`the head of file ${file} is none: ${head.code}`)
    return { file, kind, count: head.claims.count, head: head.claims.head, sha256: digest(bytes) }
  })
  const documents = [...content.renderings].map(([act, bytes]) => {
    const path = `documents/${act}.pdf`
    entries.set(path, bytes)
    return { act, path, sha256: digest(bytes) }
  })
  entries.set(TRUST_ENTRY, json(trust))
  if (log) entries.set(LOG_ENTRY, json(log))
  const manifest: Manifest = {
    format: 'entrepot-evidence/1',
    ...(reader === undefined ? {} : { reader }),
    ...{ made, root, files, documents, trust: digest(json(trust)) },
    ...(log ? { log: digest(json(log)) } : {}),
  }
  const bytes = json(manifest)
  entries.set(MANIFEST_ENTRY, bytes)
  entries.set(SEAL_ENTRY, utf8.encode(signSeal({ manifest: digest(bytes), at: made }, operator)))
  return entries
}

/** Certificates that a file's signatures name. What cannot be read names none, and is found by whoever opens the bundle. */
function signersOf({ entries, head }: FileEvidence): string[] {
  const signed = readHead(head)
  const thumbprints = signed.ok ? [signed.thumbprint] : []
  for (const entry of entries) {
    const receipt = readReceipt(entry.receipt)
    if (receipt.ok) thumbprints.push(receipt.thumbprint)
    const act = 'act' in entry ? readAct(entry.act) : undefined
    if (!act?.ok) continue
    thumbprints.push(act.thumbprint, ...act.citations.map(({ thumbprint }) => thumbprint))
    const approvals = 'act' in entry ? (entry.act.approvals ?? []) : []
    for (const approval of approvals.map(readApproval)) if (approval.ok) thumbprints.push(approval.thumbprint)
  }
  return thumbprints
}

const json = (value: object): Uint8Array => utf8.encode(`${JSON.stringify(value, undefined, 1)}\n`)
const digest = (bytes: Uint8Array): string => base64url.encode(sha256(bytes))

/** A bundle that was opened. */
export interface OpenedBundle extends OpenedEvidence {
  readonly manifest: Manifest
  /** The root certificate that was judged by. */
  readonly anchor: Uint8Array
  /** The root was given by the reader, not taken from the bundle. */
  readonly anchorGiven: boolean
  readonly evidence: readonly FileEvidence[]
  /** The certificates and lists that came along. */
  readonly brought: Trust
  /** The proofs of logging that came along. */
  readonly logged?: LogEvidence
}

/** A bundle so broken that nothing in it can be judged. */
export interface BrokenBundle {
  readonly broken: true
  readonly findings: readonly Finding[]
}

/**
 * Opens a bundle: the manifest is the one that the operator sealed, every entry is the one of the manifest, none is
 * missing and none too many; then everything that `openEvidence` checks.
 *
 * @param anchor the root certificate to judge by; without it the bundle's own, which `anchorGiven` tells.
 */
export function openBundle(
  entries: BundleEntries,
  options: Pick<EvidenceInput, 'catalogue' | 'knowledge'> & { readonly anchor?: Uint8Array },
): OpenedBundle | BrokenBundle {
  const manifest = readEntry(entries, MANIFEST_ENTRY, readManifest)
  const trust = readEntry(entries, TRUST_ENTRY, readTrust)
  if (isFinding(manifest) || isFinding(trust)) return broken([manifest, trust].filter((each) => isFinding(each)))
  const anchor = options.anchor ?? ownRoot(trust)
  if (!anchor) return broken([fault('trust/no-root', { entry: TRUST_ENTRY })])
  const findings: Finding[] = checkEntries(entries, manifest)
  const files: FileEvidence[] = []
  for (const { file } of manifest.files) {
    if (!entries.has(fileEntry(file))) continue
    const evidence = readEntry(entries, fileEntry(file), readFileEvidence)
    if (isFinding(evidence)) findings.push(evidence)
    else files.push(evidence)
  }
  const log = manifest.log === undefined ? undefined : readEntry(entries, LOG_ENTRY, readLogEvidence)
  if (log && isFinding(log)) findings.push(log)
  const { catalogue, knowledge } = options
  const opened = openEvidence({
    ...{ files, trust, catalogue, anchor, made: manifest.made, renderings: renderingsIn(entries, manifest) },
    ...(log && !isFinding(log) ? { log } : {}),
    ...(knowledge ? { knowledge } : {}),
    ...(manifest.reader === undefined ? {} : { reader: manifest.reader }),
  })
  if ('ok' in opened) return broken([fault(opened.code, { entry: TRUST_ENTRY })])
  findings.push(...checkSeal(entries, opened.trust), ...checkAgreement(manifest, opened), ...opened.findings)
  return {
    ...opened,
    findings,
    manifest,
    anchor,
    anchorGiven: options.anchor !== undefined,
    evidence: files,
    brought: trust,
    ...(log && !isFinding(log) ? { logged: log } : {}),
  }
}

const broken = (findings: readonly Finding[]): BrokenBundle => ({ broken: true, findings })

const isFinding = (value: object): value is Finding => 'severity' in value

function readEntry<T extends object>(
  entries: BundleEntries,
  entry: string,
  read: (text: string) => T | Malformed,
): T | Finding {
  const bytes = entries.get(entry)
  if (!bytes) return fault('bundle/entry-missing', { entry })
  const text = utf8.decode(bytes)
  if (text === undefined) return fault('bundle/not-utf-8', { entry })
  const value = read(text)
  if (!isMalformed(value)) return value
  return fault(value.code, { entry, ...(value.at === undefined ? {} : { path: String(value.at) }) })
}

/** Every listed entry is there and is the listed one; no other entry is there. */
function checkEntries(entries: BundleEntries, manifest: Manifest): Finding[] {
  const findings: Finding[] = []
  const listed = new Map([[TRUST_ENTRY, manifest.trust]])
  if (manifest.log !== undefined) listed.set(LOG_ENTRY, manifest.log)
  for (const { file, sha256: hash } of manifest.files) listed.set(fileEntry(file), hash)
  for (const { path, sha256: hash } of manifest.documents) listed.set(path, hash)
  for (const [entry, hash] of listed) {
    const bytes = entries.get(entry)
    if (!bytes) findings.push(fault('bundle/entry-missing', { entry }))
    else if (digest(bytes) !== hash) findings.push(fault('bundle/entry-changed', { entry }))
  }
  for (const entry of entries.keys())
    if (!listed.has(entry) && entry !== MANIFEST_ENTRY && entry !== SEAL_ENTRY)
      findings.push(fault('bundle/entry-added', { entry }))
  return findings
}

function renderingsIn(entries: BundleEntries, manifest: Manifest): Map<ActIdentity, string> {
  const renderings = new Map<ActIdentity, string>()
  for (const { act, path } of manifest.documents) {
    const bytes = entries.get(path)
    if (bytes) renderings.set(act, digest(bytes))
  }
  return renderings
}

function checkSeal(entries: BundleEntries, trust: TrustStore): Finding[] {
  const place = { entry: SEAL_ENTRY }
  const bytes = entries.get(SEAL_ENTRY)
  const text = bytes && utf8.decode(bytes)
  const read = text === undefined ? undefined : readSeal(text)
  if (!read) return [fault('bundle/entry-missing', place)]
  if (!read.ok) return [fault('seal/malformed', place, read.code)]
  const key = trust.operator(read.thumbprint, Date.parse(read.claims.at))
  if (!key.ok) return [fault('seal/signer', place, key.code)]
  if (!isSigned(read, key)) return [fault('seal/signature', place)]
  const manifest = entries.get(MANIFEST_ENTRY) ?? new Uint8Array()
  return read.claims.manifest === digest(manifest) ? [] : [fault('seal/other-manifest', { entry: MANIFEST_ENTRY })]
}

/** The manifest says of each file what the file itself says. */
function checkAgreement(manifest: Manifest, { files }: OpenedEvidence): Finding[] {
  return manifest.files.flatMap(({ file, kind, count, head }) => {
    const opened = files.get(file)
    if (!opened) return []
    const { evidence, head: signed } = opened
    const agrees = evidence.kind === kind && (!signed || (signed.count === count && signed.head === head))
    return agrees ? [] : [fault('bundle/manifest-differs', { entry: MANIFEST_ENTRY, file })]
  })
}
