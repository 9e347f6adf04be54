import { catalogue } from '@entrepot/trade/catalogue'
import {
  type Entry,
  type FileEvidence,
  type Finding,
  fromBase64,
  openTrust,
  readHead,
  type Trust,
} from '@entrepot/trade/evidence'
import type { FileState, Signer } from '@entrepot/trade/file'
import { type Desk, openDesk } from '@entrepot/trade/party'
import { readAct } from '@entrepot/trade/act'
import { type PortTrust, readCertificate, readFile, readPortTrust } from '../port/api.ts'
import { isProblem, PortProblem, type Problem, problemOf } from '../port/problem.ts'

/** One party's desk in this browser: evidence that holds, and what it takes to check it again. */
export interface Workplace {
  readonly organisation: string
  readonly desk: Desk
  readonly anchor: Uint8Array
  /**
   * Reads what is new in a file, checks and folds it.
   *
   * @throws {PortProblem} for a refusal of the port, and for evidence that does not hold.
   */
  refresh(file: string): Promise<FileState>
  /** Reads a file anew: who enters it sees more of what stood before. */
  reread(file: string): Promise<FileState>
  /** Evidence as it was taken. */
  evidence(file: string): FileEvidence | undefined
  trust(): Trust
  /** Whom a certificate names. */
  signer(thumbprint: string): Promise<Signer>
}

/** Most pages of one file. */
const MAX_PAGES = 1_000
/** The root that this browser met first; another one later is not trusted silently. */
const ROOT_KEY = 'entrepot.root'

/** Opens a desk, trusting the port's root certificate when first met, and no other afterwards. */
export async function openWorkplace(organisation: string): Promise<Workplace> {
  const answer = await readPortTrust()
  if (isProblem(answer)) throw new PortProblem(answer)
  const anchor = anchorOf(answer)
  const place = new Place(organisation, anchor, answer.trust)
  return {
    ...{ organisation, anchor, desk: place.desk },
    refresh: (file) => place.inTurn(file, false),
    reread: (file) => place.inTurn(file, true),
    evidence: (file) => place.taken.get(file),
    trust: () => place.trust,
    signer: (thumbprint) => place.signer(thumbprint),
  }
}

function anchorOf({ trust, root }: PortTrust): Uint8Array {
  const anchor = fromBase64(trust.certificates[root] ?? '')
  if (!anchor) throw new PortProblem(problemOf('port/answer-unreadable', { at: 'root' }))
  const known = localStorage.getItem(ROOT_KEY)
  if (known !== null && known !== root)
    throw new PortProblem(problemOf('trust/other-root', { found: root, expected: known }))
  localStorage.setItem(ROOT_KEY, root)
  return anchor
}

/** Trusts a root that took the place of the one met before: its person compared the fingerprints. */
export const acceptRoot = (thumbprint: string): void => localStorage.setItem(ROOT_KEY, thumbprint)

class Place {
  readonly desk: Desk
  readonly taken = new Map<string, FileEvidence>()
  readonly #anchor: Uint8Array
  readonly #turns = new Map<string, Promise<unknown>>()
  trust: Trust

  constructor(organisation: string, anchor: Uint8Array, trust: Trust) {
    this.#anchor = anchor
    this.trust = trust
    this.desk = openDesk({ catalogue, organisation, anchor })
    this.desk.trust(trust)
  }

  /** One reading of a file at a time: they build on each other. */
  inTurn(file: string, anew: boolean): Promise<FileState> {
    const before = this.#turns.get(file) ?? Promise.resolve()
    const turn = before.then(
      () => this.#read(file, anew),
      () => this.#read(file, anew),
    )
    this.#turns.set(file, turn)
    return turn
  }

  async signer(thumbprint: string): Promise<Signer> {
    await this.#know(thumbprint)
    const trust = openTrust(this.trust, this.#anchor)
    const signer = 'ok' in trust ? undefined : trust.signer(thumbprint)
    if (!signer) throw new PortProblem(problemOf('certificate/no-organisation'))
    return signer
  }

  async #know(thumbprint: string): Promise<void> {
    if (Object.hasOwn(this.trust.certificates, thumbprint)) return
    const der = await readCertificate(thumbprint)
    if (typeof der !== 'string') throw new PortProblem(der)
    this.trust = { ...this.trust, certificates: { ...this.trust.certificates, [thumbprint]: der } }
    this.desk.trust({ certificates: { [thumbprint]: der }, revocationLists: [] })
  }

  async #read(file: string, anew: boolean): Promise<FileState> {
    if (anew) {
      this.desk.forget(file)
      this.taken.delete(file)
    }
    const seen = this.desk.seen(file)
    const evidence = await readPages(file, seen)
    if (isProblem(evidence)) throw new PortProblem(evidence)
    const changes = evidence.entries.some((entry) => 'act' in entry && changesSight(entry.act.jwt, this.desk))
    if (seen > 0 && changes) return this.#read(file, true)
    for (const thumbprint of this.desk.strangersIn(evidence)) await this.#know(thumbprint)
    const faults = this.desk.take(evidence)
    if (faults.length > 0) throw new PortProblem(doesNotHold(faults))
    this.taken.set(file, joined(this.taken.get(file), evidence))
    const state = this.desk.file(file)
    if (!state) throw new PortProblem(problemOf('file/unknown', { status: 404 }))
    return state
  }
}

function doesNotHold([fault]: readonly Finding[]): Problem {
  const at = [fault?.place.path, fault?.detail].filter((part) => part !== undefined).join(' ')
  return problemOf('evidence/does-not-hold', { found: fault?.code ?? '', at })
}

/** Who enters a file, or is given authority there, sees more of what stood before. */
function changesSight(jwt: string, { catalogue, organisation }: Desk): boolean {
  const read = readAct({ jwt, disclosures: [] })
  if (!read.ok) return false
  const { type } = read.claims
  return organisation !== '' && (catalogue.acts.get(type)?.enters === true || /^(grant|end)-authority\//.test(type))
}

function joined(known: FileEvidence | undefined, more: FileEvidence): FileEvidence {
  const entries = new Map((known?.entries ?? []).map((entry) => [entry.seq, entry]))
  for (const entry of more.entries) entries.set(entry.seq, entry)
  return { ...more, entries: [...entries.values()].toSorted((a, b) => a.seq - b.seq) }
}

/** Reads a file from behind a place on, page by page, up to what its signed head counts. */
async function readPages(file: string, after: number): Promise<FileEvidence | Problem> {
  const entries: Entry[] = []
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const evidence = await readFile(file, entries.at(-1)?.seq ?? after)
    if (isProblem(evidence)) return evidence
    entries.push(...evidence.entries)
    const head = readHead(evidence.head)
    const reached = entries.at(-1)?.seq ?? after
    if (!head.ok || reached >= head.claims.count || evidence.entries.length === 0) return { ...evidence, entries }
  }
  return problemOf('port/answer-unreadable', { at: file })
}
