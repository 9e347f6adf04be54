import type { CitedAct, Malformed, SealedAct } from '@entrepot/trade/act'
import { MAX_PROOF_HASHES } from '@entrepot/merkle-log'
import { isPath } from '@entrepot/trade/file'
import {
  type Entry,
  type Erasure,
  type FileEvidence,
  type LogEvidence,
  type LoggedAct,
  type Manifest,
  type ManifestDocument,
  type ManifestFile,
  MAX_CERTIFICATES,
  MAX_ENTRIES,
  MAX_FILES,
  MAX_LOGGED,
  type Trust,
} from './format.ts'
import { isTime } from './statement.ts'

/** Reads a file's evidence from its JSON text. Members that are missing, foreign or of another shape are refused by place. */
export const readFileEvidence = (text: string): FileEvidence | Malformed => readAs(text, fileEvidence)

/** Checks that a value which came as JSON is a file's evidence. */
export const checkFileEvidence = (value: unknown): FileEvidence | Malformed => check(value, fileEvidence)

/** Reads `trust.json`. */
export const readTrust = (text: string): Trust | Malformed => readAs(text, trust)

/** Reads `manifest.json`. */
export const readManifest = (text: string): Manifest | Malformed => readAs(text, manifest)

/** Reads `log.json`. */
export const readLogEvidence = (text: string): LogEvidence | Malformed => readAs(text, logEvidence)

/** Tells what was read from what could not be. */
export const isMalformed = <T extends object>(answer: T | Malformed): answer is Malformed => 'ok' in answer

class Misfit extends Error {
  readonly place: string
  readonly limit: number | undefined
  constructor(place: string, limit?: number) {
    super(place)
    this.place = place
    this.limit = limit
  }
}

type Shape<T> = (value: unknown, at: string) => T

function readAs<T>(text: string, shape: Shape<T>): T | Malformed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // JSON.parse throws for nothing but ill-formed text.
    return { ok: false, code: 'evidence/json' }
  }
  return check(value, shape)
}

function check<T>(value: unknown, shape: Shape<T>): T | Malformed {
  try {
    return shape(value, '')
  } catch (error) {
    if (!(error instanceof Misfit)) throw error
    const { place, limit } = error
    return { ok: false, code: 'evidence/shape', at: place, ...(limit === undefined ? {} : { limit }) }
  }
}

const text: Shape<string> = (value, at) => {
  if (typeof value !== 'string') throw new Misfit(at)
  return value
}

const time: Shape<string> = (value, at) => {
  if (!isTime(value)) throw new Misfit(at)
  return value
}

const count: Shape<number> = (value, at) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Misfit(at)
  return value
}

const listOf =
  <T>(item: Shape<T>, max: number): Shape<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw new Misfit(at)
    if (value.length > max) throw new Misfit(at, max)
    return value.map((each, index) => item(each, `${at}/${index}`))
  }

/** An object with these members and no others. */
function members(value: unknown, at: string, names: { required: readonly string[]; optional?: readonly string[] }) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misfit(at)
  const record: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(value))
  for (const name of names.required) if (!Object.hasOwn(record, name)) throw new Misfit(`${at}/${name}`)
  for (const name of Object.keys(record))
    if (!names.required.includes(name) && !names.optional?.includes(name)) throw new Misfit(`${at}/${name}`)
  return record
}

/** More than an act may ever hold: what exactly, the act's own reader says. */
const MAX_PARTS = 4096

const texts = listOf(text, MAX_PARTS)

const citedAct: Shape<CitedAct> = (value, at) => {
  const record = members(value, at, { required: ['file', 'jwt', 'disclosures'] })
  return {
    file: text(record['file'], `${at}/file`),
    jwt: text(record['jwt'], `${at}/jwt`),
    disclosures: texts(record['disclosures'], `${at}/disclosures`),
  }
}

const sealedAct: Shape<SealedAct> = (value, at) => {
  const record = members(value, at, { required: ['jwt', 'disclosures'], optional: ['approvals', 'citations'] })
  const { approvals, citations } = record
  return {
    jwt: text(record['jwt'], `${at}/jwt`),
    disclosures: texts(record['disclosures'], `${at}/disclosures`),
    ...(approvals === undefined ? {} : { approvals: texts(approvals, `${at}/approvals`) }),
    ...(citations === undefined ? {} : { citations: listOf(citedAct, MAX_PARTS)(citations, `${at}/citations`) }),
  }
}

const entry: Shape<Entry> = (value, at) => {
  const isStub = typeof value === 'object' && value !== null && 'identity' in value
  const record = members(value, at, { required: ['seq', 'receipt', isStub ? 'identity' : 'act'] })
  const placed = { seq: count(record['seq'], `${at}/seq`), receipt: text(record['receipt'], `${at}/receipt`) }
  return isStub
    ? { ...placed, identity: text(record['identity'], `${at}/identity`) }
    : { ...placed, act: sealedAct(record['act'], `${at}/act`) }
}

const erasure: Shape<Erasure> = (value, at) => {
  const record = members(value, at, { required: ['seq', 'path', 'commitment', 'erased', 'reason'] })
  const path = text(record['path'], `${at}/path`)
  if (!isPath(path)) throw new Misfit(`${at}/path`)
  return {
    seq: count(record['seq'], `${at}/seq`),
    path,
    commitment: text(record['commitment'], `${at}/commitment`),
    erased: time(record['erased'], `${at}/erased`),
    reason: text(record['reason'], `${at}/reason`),
  }
}

const fileEvidence: Shape<FileEvidence> = (value, at) => {
  const record = members(value, at, { required: ['file', 'kind', 'entries', 'erasures', 'head'] })
  return {
    file: text(record['file'], `${at}/file`),
    kind: text(record['kind'], `${at}/kind`),
    entries: listOf(entry, MAX_ENTRIES)(record['entries'], `${at}/entries`),
    erasures: listOf(erasure, MAX_ENTRIES)(record['erasures'], `${at}/erasures`),
    head: text(record['head'], `${at}/head`),
  }
}

const trust: Shape<Trust> = (value, at) => {
  const record = members(value, at, { required: ['certificates', 'revocationLists'] })
  const certificates = record['certificates']
  if (typeof certificates !== 'object' || certificates === null || Array.isArray(certificates))
    throw new Misfit(`${at}/certificates`)
  const entries = Object.entries<unknown>({ ...certificates })
  if (entries.length > MAX_CERTIFICATES) throw new Misfit(`${at}/certificates`, MAX_CERTIFICATES)
  return {
    certificates: Object.fromEntries(entries.map(([name, der]) => [name, text(der, `${at}/certificates/${name}`)])),
    revocationLists: listOf(text, MAX_CERTIFICATES)(record['revocationLists'], `${at}/revocationLists`),
  }
}

const loggedAct: Shape<LoggedAct> = (value, at) => {
  const record = members(value, at, { required: ['file', 'seq', 'leaf', 'path'] })
  return {
    file: text(record['file'], `${at}/file`),
    seq: count(record['seq'], `${at}/seq`),
    leaf: count(record['leaf'], `${at}/leaf`),
    path: listOf(count, MAX_PROOF_HASHES)(record['path'], `${at}/path`),
  }
}

const logEvidence: Shape<LogEvidence> = (value, at) => {
  const record = members(value, at, { required: ['statement', 'checkpoint', 'hashes', 'acts'] })
  return {
    statement: text(record['statement'], `${at}/statement`),
    checkpoint: text(record['checkpoint'], `${at}/checkpoint`),
    hashes: listOf(text, MAX_LOGGED)(record['hashes'], `${at}/hashes`),
    acts: listOf(loggedAct, MAX_LOGGED)(record['acts'], `${at}/acts`),
  }
}

const manifestFile: Shape<ManifestFile> = (value, at) => {
  const record = members(value, at, { required: ['file', 'kind', 'count', 'head', 'sha256'] })
  return {
    file: text(record['file'], `${at}/file`),
    kind: text(record['kind'], `${at}/kind`),
    count: count(record['count'], `${at}/count`),
    head: text(record['head'], `${at}/head`),
    sha256: text(record['sha256'], `${at}/sha256`),
  }
}

const manifestDocument: Shape<ManifestDocument> = (value, at) => {
  const record = members(value, at, { required: ['act', 'path', 'sha256'] })
  return {
    act: text(record['act'], `${at}/act`),
    path: text(record['path'], `${at}/path`),
    sha256: text(record['sha256'], `${at}/sha256`),
  }
}

const manifest: Shape<Manifest> = (value, at) => {
  const required = ['format', 'made', 'root', 'files', 'documents', 'trust']
  const record = members(value, at, { required, optional: ['reader', 'log'] })
  if (record['format'] !== 'entrepot-evidence/1') throw new Misfit(`${at}/format`)
  const { reader, log } = record
  return {
    format: 'entrepot-evidence/1',
    ...(reader === undefined ? {} : { reader: text(reader, `${at}/reader`) }),
    made: time(record['made'], `${at}/made`),
    root: text(record['root'], `${at}/root`),
    files: listOf(manifestFile, MAX_FILES)(record['files'], `${at}/files`),
    documents: listOf(manifestDocument, MAX_ENTRIES)(record['documents'], `${at}/documents`),
    trust: text(record['trust'], `${at}/trust`),
    ...(log === undefined ? {} : { log: text(log, `${at}/log`) }),
  }
}
