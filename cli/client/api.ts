import {
  type FileEvidence,
  isMalformed,
  readFileEvidence,
  readTrust,
  toBase64,
  type Trust,
} from '@entrepot/trade/evidence'
import type { Malformed } from '@entrepot/trade/act'
import { decodePem } from '@entrepot/x509'
import { EVIDENCE_TIMEOUT_MS } from './limits.ts'
import { ClientFault, type Problem } from './problem.ts'
import { type Answer, openTransport, type TransportOptions } from './transport.ts'

/** What a port answers to an act that stands. */
export interface Receipted {
  readonly receipt: string
  readonly seq: number
  readonly advice: readonly Readonly<Record<string, unknown>>[]
}

/** A port's business clock. */
export interface ClockReading {
  readonly kind: 'real' | 'practice'
  readonly now: string
}

/** A party of a practice port, as its certificate will name it. */
export interface PracticeParty {
  readonly organisation: string
  readonly name: string
  /** ISO 3166 alpha-2. */
  readonly country: string
  readonly place?: string
  readonly registration?: string
}

/** The HTTP API of a port, typed. Refusals are returned, faults thrown (`ClientFault`); lost answers are asked for again. */
export interface Api {
  readonly base: string
  /** Posts the body of a sealed act; the same bytes again give the first receipt again. */
  postAct(act: { readonly file: string; readonly opens: boolean; readonly body: string }): Promise<Receipted | Problem>
  /** A file as the caller may see it, from behind a place of its sequence on. */
  file(id: string, after?: number): Promise<FileEvidence | Problem>
  putRendering(file: string, document: string, bytes: Uint8Array): Promise<Answer | Problem>
  rendering(file: string, document: string): Promise<Uint8Array | Problem>
  /** The caller's dossiers, each with its root file and its size in files. */
  dossiers(): Promise<readonly { readonly root: string; readonly files: number }[] | Problem>
  /** The zip of evidence of the trade whose root file this is. */
  evidence(root: string): Promise<Uint8Array | Problem>
  trust(): Promise<Trust | Problem>
  /** A certificate, DER in base64. */
  certificate(thumbprint: string): Promise<string | Problem>
  /** Asks for a certificate (PKCS #10 in PEM) for the caller's organisation. @returns the certificate, DER in base64. */
  enrol(request: string): Promise<string | Problem>
  /** Has the port's authority stamp a time (RFC 3161), DER to DER. */
  timeStamp(request: Uint8Array): Promise<Uint8Array | Problem>
  /** Takes in a practice party. For the operator. @returns an API key for the party's program. */
  admitParty(party: PracticeParty): Promise<string | Problem>
  clock(): Promise<ClockReading | Problem>
  advanceClock(to: string): Promise<ClockReading | Problem>
}

/** Opens the API of a port. */
export function openApi(options: TransportOptions): Api {
  const transport = openTransport(options)
  const get = (path: string, timeoutMs?: number) =>
    transport.send({ method: 'GET', path, ...(timeoutMs === undefined ? {} : { timeoutMs }) })
  const post = (path: string, body: string): Promise<Answer | Problem> => transport.send({ method: 'POST', path, body })
  return {
    base: options.base,
    async postAct({ file, opens, body }) {
      const path = opens ? '/v1/files' : `/v1/files/${file}/acts`
      return read(path, await post(path, body), receipted)
    },
    async file(id, after = 0) {
      const path = `/v1/files/${id}?after=${after}`
      return read(path, await get(path), (text) => unlessMalformed(readFileEvidence(text)))
    },
    putRendering: (file, document, body) =>
      transport.send({ method: 'PUT', path: renderingOf(file, document), body, type: 'application/pdf' }),
    rendering: async (file, document) => bytesOf(await get(renderingOf(file, document))),
    dossiers: async () => read('/v1/dossiers', await get('/v1/dossiers'), dossiersIn),
    evidence: async (root) => bytesOf(await get(`/v1/evidence?root=${root}`, EVIDENCE_TIMEOUT_MS)),
    trust: async () => read('/v1/trust', await get('/v1/trust'), trustIn),
    async certificate(thumbprint) {
      const path = `/v1/certificates/${thumbprint}`
      return read(path, await get(path), certificateIn)
    },
    async enrol(request) {
      const path = '/v1/certificates'
      return read(path, await post(path, JSON.stringify({ request })), certificateIn)
    },
    timeStamp: async (body) =>
      bytesOf(
        await transport.send({ method: 'POST', path: '/pki/time-stamp', body, type: 'application/timestamp-query' }),
      ),
    async admitParty(party) {
      const path = '/v1/practice/organisations'
      return read(path, await post(path, JSON.stringify(party)), apiKeyIn)
    },
    clock: async () => read('/v1/clock', await get('/v1/clock'), clockReading),
    advanceClock: async (to) => read('/v1/clock', await post('/v1/clock', JSON.stringify({ to })), clockReading),
  }
}

const renderingOf = (file: string, document: string): string => `/v1/files/${file}/documents/${document}/rendering`

/** Tells a refusal from an answer. */
export const isProblem = (answer: object | string): answer is Problem =>
  typeof answer === 'object' && 'ok' in answer && answer.ok === false

const bytesOf = (answer: Answer | Problem): Uint8Array | Problem => (answer.ok ? answer.bytes : answer)

function read<T>(path: string, answer: Answer | Problem, shape: (text: string) => T | undefined): T | Problem {
  if (!answer.ok) return answer
  const value = shape(new TextDecoder().decode(answer.bytes))
  if (value === undefined)
    throw new ClientFault('client/answer-unreadable', `the answer to ${path} is not what it should be`)
  return value
}

const unlessMalformed = <T extends object>(answer: T | Malformed): T | undefined =>
  isMalformed(answer) ? undefined : answer

function trustIn(text: string): Trust | undefined {
  const { certificates, revocationLists } = recordOf(text)
  return unlessMalformed(readTrust(JSON.stringify({ certificates, revocationLists })))
}

function certificateIn(text: string): string | undefined {
  const { certificate } = recordOf(text)
  const blocks = typeof certificate === 'string' ? decodePem('CERTIFICATE', certificate) : undefined
  const [der] = blocks?.ok ? blocks.value : []
  return der && toBase64(der)
}

function dossiersIn(text: string): { root: string; files: number }[] | undefined {
  const { dossiers } = recordOf(text)
  if (!Array.isArray(dossiers)) return undefined
  return dossiers.flatMap((dossier: unknown) => {
    const { root, files } = recordIn(dossier)
    return typeof root === 'string' && Array.isArray(files) ? [{ root, files: files.length }] : []
  })
}

function apiKeyIn(text: string): string | undefined {
  const { apiKey } = recordOf(text)
  return typeof apiKey === 'string' ? apiKey : undefined
}

function receipted(text: string): Receipted | undefined {
  const { receipt, seq, advice = [] } = recordOf(text)
  if (typeof receipt !== 'string' || typeof seq !== 'number' || !Array.isArray(advice)) return undefined
  return { receipt, seq, advice }
}

function clockReading(text: string): ClockReading | undefined {
  const { kind, now } = recordOf(text)
  return (kind === 'real' || kind === 'practice') && typeof now === 'string' ? { kind, now } : undefined
}

function recordOf(text: string): Readonly<Record<string, unknown>> {
  return recordIn(JSON.parse(text))
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
