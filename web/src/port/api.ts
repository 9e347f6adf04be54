import { base64url } from '@entrepot/crypto'
import { decodePem } from '@entrepot/x509'
import { type FileEvidence, isMalformed, readFileEvidence, toBase64, type Trust } from '@entrepot/trade/evidence'
import { askBytes, askJson, askText, get, post } from './ask.ts'
import { isProblem, listOf, type Problem, problemOf, recordOf, textOf } from './problem.ts'

/** Who is signed in. */
export interface Session {
  readonly name: string
  readonly email: string
  readonly organisation: string
  readonly isAdministrator: boolean
}

/** An organisation that can be named as a party. */
export interface Organisation {
  readonly organisation: string
  readonly name: string
  readonly country: string
  readonly place?: string
}

/** A practice party that anybody at this port may sign in as. */
export interface PracticeParty extends Organisation {
  readonly email: string
}

/** A dossier as the port lists it. */
export interface ListedDossier {
  readonly root: string
  readonly kind: string
  readonly files: readonly { readonly file: string; readonly kind: string }[]
}

/** A file as the port lists it. */
export interface ListedFile {
  readonly file: string
  readonly kind: string
  readonly parties: Readonly<Record<string, string>>
  readonly entered: boolean
  readonly count: number
  readonly lastReached: string
}

/** Certificates and lists, and which of them is the root. */
export interface PortTrust {
  readonly trust: Trust
  /** Thumbprint. */
  readonly root: string
}

/** The key that the port openly holds for the caller's organisation. */
export interface PortHeldSigner {
  readonly thumbprint: string
  readonly algorithm: string
}

/** A port's business clock. */
export interface Clock {
  readonly now: string
  readonly kind: 'real' | 'practice'
}

/** What the public page tells of a document. */
export interface PublicDocument {
  readonly issuer: string
  readonly number: string
  readonly rendering: string
  readonly state: string
}

/** An act that stands. */
export interface Receipted {
  readonly receipt: string
  readonly seq: number
}

type Answered<T> = Promise<T | Problem>

/** Who is signed in; `undefined` for nobody. */
export async function readSession(): Answered<Session | undefined> {
  const answer = await get('/v1/session', ({ name, email, organisation, memberships }) => {
    const own = listOf(memberships).map(recordOf)
    const role = own.find((each) => each['organisation'] === organisation)?.['role']
    return {
      ...{ name: textOf(name), email: textOf(email), organisation: textOf(organisation) },
      isAdministrator: role === 'administrator',
    }
  })
  if (isProblem(answer)) return answer.status === 401 ? undefined : answer
  return answer.organisation === '' ? undefined : answer
}

/** Opens a session. */
export async function signIn(email: string, password: string): Promise<Problem | undefined> {
  const answer = await post('/api/auth/sign-in/email', { email, password })
  return isProblem(answer) ? answer : undefined
}

export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {})
}

/** The practice parties of this port; none where it is no practice port. */
export async function readPracticeParties(): Answered<readonly PracticeParty[]> {
  const answer = await get('/v1/practice/parties', ({ parties }) =>
    listOf(parties).map((each) => ({ ...organisationOf(recordOf(each)), email: textOf(recordOf(each)['email']) })),
  )
  return isProblem(answer) && answer.status === 404 ? [] : answer
}

export const readOrganisations = (): Answered<readonly Organisation[]> =>
  get('/v1/organisations', ({ organisations }) => listOf(organisations).map((each) => organisationOf(recordOf(each))))

function organisationOf({ organisation, name, country, place }: Readonly<Record<string, unknown>>): Organisation {
  return {
    ...{ organisation: textOf(organisation), name: textOf(name), country: textOf(country) },
    ...(typeof place === 'string' ? { place } : {}),
  }
}

export const readDossiers = (): Answered<readonly ListedDossier[]> =>
  get('/v1/dossiers', ({ dossiers }) =>
    listOf(dossiers).map((each) => {
      const { root, kind, files } = recordOf(each)
      const listed = listOf(files).map((file) => ({
        file: textOf(recordOf(file)['file']),
        kind: textOf(recordOf(file)['kind']),
      }))
      return { root: textOf(root), kind: textOf(kind), files: listed }
    }),
  )

/** Every file of mine, page by page. */
export async function readFiles(): Answered<readonly ListedFile[]> {
  const found: ListedFile[] = []
  let after: string | undefined
  do {
    const page: { files: ListedFile[]; next: string | undefined } | Problem = await get(
      `/v1/files${after === undefined ? '' : `?after=${after}`}`,
      ({ files, next }) => ({
        files: listOf(files).map((each) => listedFileOf(recordOf(each))),
        next: typeof next === 'string' ? next : undefined,
      }),
    )
    if (isProblem(page)) return page
    found.push(...page.files)
    after = page.next
  } while (after !== undefined)
  return found
}

function listedFileOf(record: Readonly<Record<string, unknown>>): ListedFile {
  const parties = Object.entries(recordOf(record['parties'])).map(([capacity, id]) => [capacity, textOf(id)] as const)
  return {
    ...{ file: textOf(record['file']), kind: textOf(record['kind']), parties: Object.fromEntries(parties) },
    ...{
      entered: record['entered'] === true,
      count: Number(record['count']),
      lastReached: textOf(record['lastReached']),
    },
  }
}

/** A file's evidence, from behind a place of its sequence on. */
export async function readFile(file: string, after: number): Answered<FileEvidence> {
  const text = await askText({ path: `/v1/files/${file}?after=${after}` })
  if (typeof text !== 'string') return text
  const evidence = readFileEvidence(text)
  return isMalformed(evidence) ? problemOf('port/answer-unreadable', { at: evidence.code }) : evidence
}

export const readPortTrust = (): Answered<PortTrust> =>
  get('/v1/trust', ({ root, certificates, revocationLists }) => ({
    root: textOf(root),
    trust: {
      certificates: Object.fromEntries(
        Object.entries(recordOf(certificates)).map(([name, der]) => [name, textOf(der)]),
      ),
      revocationLists: listOf(revocationLists).map(textOf),
    },
  }))

/** A certificate, DER in base64. */
export async function readCertificate(thumbprint: string): Answered<string> {
  const pem = await get(`/v1/certificates/${thumbprint}`, ({ certificate }) => textOf(certificate))
  if (typeof pem !== 'string') return pem
  const decoded = decodePem('CERTIFICATE', pem)
  const [der] = decoded.ok ? decoded.value : []
  return der ? toBase64(der) : problemOf('port/answer-unreadable')
}

export const readSigner = (): Answered<PortHeldSigner> =>
  get('/v1/practice/signer', ({ thumbprint, algorithm }) => ({
    thumbprint: textOf(thumbprint),
    algorithm: textOf(algorithm),
  }))

/** Lets the port sign with the key that it openly holds for the caller's organisation. */
export async function signAtPort(signingInput: Uint8Array): Answered<Uint8Array> {
  const answer = await post('/v1/practice/signatures', { signingInput: base64url.encode(signingInput) })
  if (isProblem(answer)) return answer
  return base64url.decode(textOf(recordOf(answer.json)['signature'])) ?? problemOf('port/answer-unreadable')
}

/** Has the port sign a document's PDF inside with the key that it openly holds for us. */
export const signPdfAtPort = (pdf: Uint8Array<ArrayBuffer>): Answered<Uint8Array<ArrayBuffer>> =>
  askBytes({ method: 'POST', path: '/v1/practice/document-signatures', body: pdf, type: 'application/pdf' })

/** Posts the body of a sealed act; the same bytes again give the first receipt again. */
export async function postAct(given: {
  readonly file: string
  readonly opens: boolean
  readonly body: string
}): Answered<Receipted> {
  const path = given.opens ? '/v1/files' : `/v1/files/${given.file}/acts`
  const answer = await askJson({ method: 'POST', path, body: given.body })
  if (isProblem(answer)) return answer
  const { receipt, seq } = recordOf(answer.json)
  return { receipt: textOf(receipt), seq: Number(seq) }
}

const renderingPath = (file: string, document: string) =>
  `/v1/files/${file}/documents/${encodeURIComponent(document)}/rendering`

/** The PDF of a document, by its name in the file or by its hash. */
export const readRendering = (file: string, document: string) => askBytes({ path: renderingPath(file, document) })

export async function putRendering(given: {
  readonly file: string
  readonly document: string
  readonly bytes: Uint8Array<ArrayBuffer>
}): Promise<Problem | undefined> {
  const path = renderingPath(given.file, given.document)
  const answer = await askBytes({ method: 'PUT', path, body: given.bytes, type: 'application/pdf' })
  return isProblem(answer) ? answer : undefined
}

/** Has the port render a document as its caller would issue it now; nothing is kept. */
export const renderPreview = (file: string, issues: object): Answered<Uint8Array<ArrayBuffer>> =>
  askBytes({ method: 'POST', path: `/v1/files/${file}/documents/preview`, body: JSON.stringify(issues) })

export const readClock = (): Answered<Clock> =>
  get('/v1/clock', ({ now, kind }) => ({ now: textOf(now), kind: kind === 'practice' ? 'practice' : 'real' }))

/** What anybody may know of a document by its verification code; `undefined` where there is none. */
export async function lookUpDocument(code: string): Answered<PublicDocument | undefined> {
  const answer = await get(`/v1/documents/${encodeURIComponent(code)}`, ({ issuer, number, rendering, state }) => ({
    ...{ issuer: textOf(issuer), number: textOf(number) },
    ...{ rendering: textOf(rendering), state: textOf(state) },
  }))
  return isProblem(answer) && answer.status === 404 ? undefined : answer
}

/** Where a dossier's bundle is loaded from. */
export const evidencePath = (root: string): string => `/v1/evidence?root=${root}`
