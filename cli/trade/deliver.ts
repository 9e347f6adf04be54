import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { actName, type FileState, type IssuedDocument } from '@entrepot/trade/file'
import { verificationCode } from '@entrepot/trade/documents'
import type { Summary } from '@entrepot/trade/evidence'
import { type Api, isProblem, keepFile, type Problem } from '../client/index.ts'
import { type DeliveredMessage, writeMessages } from './correspondence.ts'
import { type Examined, examineBundle } from './examine.ts'
import type { PartyProcess } from './party-process.ts'

/** A document that was written out. */
export interface DeliveredDocument {
  readonly name: string
  readonly definition: string
  readonly number: string
  readonly issuer: string
  readonly code: string
  readonly pages: boolean
}

/** What lies in the folder afterwards. */
export interface Delivery {
  readonly documents: readonly DeliveredDocument[]
  readonly messages: readonly DeliveredMessage[]
  readonly summary: TradeSummary
  /** Faults that the examination of the whole evidence, and of the messages, found, in words; none where it holds. */
  readonly faults: readonly string[]
  /** What was keyed again, in words; text of a rendering that is traced to nothing among it. */
  readonly rekeyed: readonly string[]
  /** Parties whose own evidence was refused, with the code. */
  readonly refused: readonly { readonly party: string; readonly problem: Problem }[]
}

/** `summary.json`. */
export interface TradeSummary {
  readonly acts: number
  readonly documents: number
  readonly messages: number
  readonly elements: number
  readonly slots: number
  readonly rekeyed: number
  readonly ledgerBalanced: boolean
  readonly durationMs: number
}

/** Where to put what, and for which trade. */
export interface DeliveryOrder {
  readonly out: string
  /** Id of the dossier's root file. */
  readonly root: string
  readonly operator: Api
  readonly parties: ReadonlyMap<string, PartyProcess>
  readonly startedMs: number
}

/**
 * Fetches the evidence: the whole through the operator, and each party's own through its own process; examines the whole offline
 * as `entrepot verify` does; writes documents, messages and summary from nothing but that.
 *
 * @returns what was written, or the operator's refusal.
 */
export async function deliver(order: DeliveryOrder): Promise<Delivery | Problem> {
  const { out, root, operator, parties, startedMs } = order
  mkdirSync(join(out, 'documents'), { recursive: true })
  const [zip, refused] = await Promise.all([operator.evidence(root), fetchAll(out, root, parties)])
  if (isProblem(zip)) return zip
  const path = join(out, 'evidence.zip')
  keepFile(path, zip, 0o644)
  const examined = await examineBundle(new Uint8Array(readFileSync(path)))
  const documents = writeDocuments(join(out, 'documents'), examined)
  const messages = writeMessages(join(out, 'messages'), root, examined.states)
  const { acts, elements, slots, rekeyed, ledgerBalanced } = examined.summary
  const derived = { documents: documents.length, messages: messages.written.length }
  const counts = { acts, ...derived, elements, slots, rekeyed, ledgerBalanced }
  const summary: TradeSummary = { ...counts, durationMs: Date.now() - startedMs }
  keepFile(join(out, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`, 0o644)
  const faults = [...examined.faults, ...messages.faults]
  return { documents, messages: messages.written, summary, faults, rekeyed: rekeyedIn(examined.summary), refused }
}

const rekeyedIn = ({ rekeyings, foreign }: Summary): string[] => [
  ...rekeyings.map((each) => JSON.stringify(each)),
  ...foreign.map((each) => JSON.stringify(each)),
]

/** Evidence of each party, `evidence-NAME.zip`, as it may see it. */
export async function fetchAll(
  out: string,
  root: string,
  parties: ReadonlyMap<string, PartyProcess>,
): Promise<{ readonly party: string; readonly problem: Problem }[]> {
  mkdirSync(out, { recursive: true })
  const refused: { party: string; problem: Problem }[] = []
  for (const [party, process] of parties) {
    const reply = await process.ask({ is: 'fetch', root, path: join(out, `evidence-${party}.zip`) })
    if (!reply.ok) refused.push({ party, problem: reply })
  }
  return refused
}

function writeDocuments(folder: string, { states, rendering, state }: Examined): DeliveredDocument[] {
  const issued = [...states.values()].flatMap((file) =>
    [...file.documents.values()].map((document) => ({ file, document })),
  )
  const inOrder = issued.toSorted((a, b) => receivedMs(a.file, a.document) - receivedMs(b.file, b.document))
  return inOrder.map(({ file, document }, i) => {
    const number = textOf(document, 'number')
    const name = [String(i + 1).padStart(2, '0'), actName(document.definition), number].filter((part) => part !== '')
    const path = join(folder, name.join('-').replaceAll(/[^A-Za-z0-9.-]/g, '_'))
    const pdf = rendering(document.act)
    if (pdf) keepFile(`${path}.pdf`, pdf, 0o644)
    keepFile(`${path}.json`, `${JSON.stringify(describe(file, document, state(document.act)), undefined, 2)}\n`, 0o644)
    const { definition, actId, codeKey } = document
    const issuer = issuerOf(file, document)
    return {
      name: name.join('-'),
      definition,
      number,
      issuer,
      code: verificationCode(file.id, actId, codeKey),
      pages: pdf !== undefined,
    }
  })
}

const receivedMs = (file: FileState, { act }: IssuedDocument): number =>
  file.byIdentity.get(act)?.receipt.receivedMs ?? 0

const textOf = ({ fields }: IssuedDocument, name: string): string => {
  const value = fields.get(name)?.value
  return typeof value === 'string' ? value : ''
}

const issuerOf = (file: FileState, { issuer }: IssuedDocument): string => {
  const name = file.elements.get(`/parties/${issuer}/name`)?.at(-1)?.value
  return typeof name === 'string' ? name : issuer
}

/** A document for programs: its fields by name, each as signed. */
const describe = (file: FileState, document: IssuedDocument, state: string) => ({
  ...{ definition: document.definition, number: textOf(document, 'number'), issuer: issuerOf(file, document) },
  ...{ organisation: document.organisation, issued: document.at, state, language: document.language },
  ...{
    verificationCode: verificationCode(file.id, document.actId, document.codeKey),
    act: document.act,
    file: file.id,
    rendering: document.rendering,
  },
  fields: Object.fromEntries([...document.fields].map(([name, { value }]) => [name, value])),
})
