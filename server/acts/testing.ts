/** Test support: a port over a database, parties with certificates of its authority, and a small kind of file. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPrivateKey, keyPairFromSeed, seedBytes } from '@entrepot/crypto'
import { createRequest, encodePem, type Subject } from '@entrepot/x509'
import {
  type ActClaims,
  type Catalogue,
  catalogueOf,
  type Composed,
  compose,
  type Draft,
  defineAct,
  generalActs,
  type JudgeContext,
  seal,
  type SealedAct,
  type SealingKey,
} from '@entrepot/trade/act'
import { defineKind, emptyFile, type FileState, type Path, type Signer, type Value } from '@entrepot/trade/file'
import { openPracticeClock } from '../clock/index.ts'
import type { Shards } from '../database/index.ts'
import { createLedger } from '../registers/ledger/index.ts'
import { enrol, openCertificates, sealingKeyOf } from '../registers/certificates/index.ts'
import { openOrganisations } from '../registers/organisations/index.ts'
import { admit } from './admit.ts'
import type { Admission } from './answer.ts'
import { sightOf } from './evidence.ts'
import { openPort, type Port, type PortParts } from './port.ts'
import { uuidV7 } from './seal-receipt.ts'

const text = (label: string, capacity: string[], audience?: string[]) => ({
  label: { en: label, zh: label },
  type: { is: 'text', max: 100 } as const,
  capacity,
  ...(audience ? { audience } : {}),
})
const usd = { is: 'decimal', unit: 'USD', scale: 2 } as const

const deal = defineKind({
  name: 'deal',
  label: { en: 'Deal', zh: '交易' },
  flow: 'business',
  capacities: {
    seller: { en: 'Seller', zh: '卖方' },
    buyer: { en: 'Buyer', zh: '买方' },
    surveyor: { en: 'Surveyor', zh: '检验人' },
  },
  citesFrom: ['deal'],
  elements: {
    '/goods': text('Goods', ['buyer']),
    '/price': { ...text('Price', ['seller', 'buyer']), type: usd },
    '/reserve': { ...text('Reserve', ['seller'], ['seller']), type: usd },
    '/copy': { ...text('Copy', ['seller', 'buyer']), type: usd },
    '/margin': { ...text('Margin', ['seller', 'buyer'], ['seller']), type: usd },
    '/note/{note}': text('Note', ['seller', 'buyer', 'surveyor']),
    '/finding': text('Finding', ['surveyor'], ['surveyor']),
    '/contact': { ...text('Contact', ['seller', 'buyer']), retention: 'personal' as const },
    '/mobile': { ...text('Mobile', ['seller'], ['seller']), retention: 'personal' as const },
    '/paper': { label: { en: 'Paper', zh: '单据' }, type: { is: 'document' }, capacity: ['seller', 'buyer'] },
    '/due': { label: { en: 'Due', zh: '到期' }, type: { is: 'date' }, capacity: ['buyer'] },
    '/agreed': { label: { en: 'Agreed', zh: '成交' }, type: { is: 'date' }, capacity: ['seller', 'buyer'] },
  },
})
const letter = defineKind({
  name: 'letter',
  label: { en: 'Letter', zh: '信函' },
  flow: 'information',
  capacities: { writer: { en: 'Writer', zh: '发信人' } },
  citesFrom: [],
  elements: { '/body': text('Body', ['writer']) },
})

const label = (en: string) => ({ en, zh: en })

/** An act of the buyer that posts its price in the books of BANK. */
const paying = (type: string, debit: string, credit: string) =>
  defineAct({
    ...{ type, kind: 'deal', label: label(type), effect: 'states', by: ['buyer'], requires: ['/price'] },
    effects: (file) => [
      {
        ...{ register: 'ledger', keeper: 'BANK', kind: 'post', name: 'price', currency: 'USD' },
        ...{ debit, credit, amount: file.text('/price') ?? '' },
      },
    ],
  })

/** A small catalogue that has every trait which the port must deal with. */
export const testCatalogue: Catalogue = catalogueOf(
  [deal, letter],
  [
    ...generalActs,
    defineAct({
      ...{ type: 'ask/1', kind: 'deal', label: label('Ask'), effect: 'states', by: ['buyer'], opens: true },
      requires: ['/goods'],
    }),
    defineAct({
      ...{ type: 'bid/1', kind: 'deal', label: label('Bid'), effect: 'proposes', by: ['seller', 'buyer'] },
      ...{ requires: ['/price'], may: ['/reserve', '/copy', '/contact'], after: ['ask'], until: ['agree'] },
      rules: [
        {
          name: 'bid/below-reserve',
          cites: 'the seller’s reserve',
          judge({ file }) {
            const reserve = file.text('/reserve')
            const price = file.text('/price')
            if (reserve === undefined || price === undefined || Number(price) >= Number(reserve)) return undefined
            const refusal = { code: 'bid/below-reserve', rule: 'the seller’s reserve', found: price, expected: reserve }
            return { is: 'refused', refusal }
          },
        },
      ],
    }),
    defineAct({
      ...{ type: 'agree/1', kind: 'deal', label: label('Agree'), effect: 'consents', by: ['seller', 'buyer'] },
      ...{ answers: ['bid'], dates: { '/agreed': 'date' }, once: true },
    }),
    defineAct({
      ...{ type: 'note/1', kind: 'deal', label: label('Note'), effect: 'states', by: ['seller', 'buyer', 'surveyor'] },
      requires: ['/note/{note}'],
    }),
    defineAct({
      ...{ type: 'attach/1', kind: 'deal', label: label('Attach'), effect: 'states', by: ['seller', 'buyer'] },
      requires: ['/paper'],
    }),
    defineAct({
      ...{ type: 'unsay/1', kind: 'deal', label: label('Unsay'), effect: 'retracts', by: ['seller', 'buyer'] },
      answers: ['note'],
    }),
    defineAct({
      ...{ type: 'find/1', kind: 'deal', label: label('Find'), effect: 'states', by: ['surveyor'] },
      ...{ requires: ['/finding'], audience: ['surveyor'] },
    }),
    defineAct({
      ...{ type: 'puzzle/1', kind: 'deal', label: label('Puzzle'), effect: 'states', by: ['buyer'], may: ['/contact'] },
      rules: [{ name: 'puzzle/weather', cites: 'none', judge: () => ({ is: 'undecidable', needs: 'weather' }) }],
    }),
    defineAct({
      ...{ type: 'close/1', kind: 'deal', label: label('Close'), effect: 'states', by: ['buyer'], after: ['agree'] },
      requires: ['/note/{note}'],
    }),
    defineAct({
      ...{ type: 'reserve/1', kind: 'deal', label: label('Reserve'), effect: 'states', by: ['seller'] },
      ...{ requires: ['/reserve'], may: ['/mobile'] },
    }),
    defineAct({
      ...{ type: 'quote/1', kind: 'deal', label: label('Quote'), effect: 'states', by: ['seller', 'buyer'] },
      ...{ requires: ['/copy'], may: ['/contact'] },
    }),
    defineAct({
      ...{ type: 'schedule/1', kind: 'deal', label: label('Schedule'), effect: 'states', by: ['buyer'] },
      requires: ['/due'],
    }),
    defineAct({
      ...{ type: 'paper/1', kind: 'deal', label: label('Paper'), effect: 'states', by: ['seller'], issues: true },
      audienceOf: (_, path) => (path.startsWith('/documents/') ? ['seller', 'buyer'] : undefined),
    }),
    paying('fund/1', 'cash', 'customer:BUYER'),
    paying('pay/1', 'customer:BUYER', 'customer:SELLER'),
    defineAct({
      ...{ type: 'write/1', kind: 'letter', label: label('Write'), effect: 'states', by: ['writer'], opens: true },
      requires: ['/body'],
    }),
  ],
)

/** A party with a certificate of the port and a key of its own. */
export interface PortParty {
  readonly organisation: string
  readonly signer: Signer
  readonly key: SealingKey
}

/** What a test port may have otherwise. */
export interface TestPortOptions {
  readonly catalogue?: Catalogue
  readonly now?: () => number
  readonly dataDir?: string
  readonly publicUrl?: string
  readonly clock?: string
  readonly calendars?: PortParts['calendars']
}

/** A port with a practice clock that stands at 1 December 2026, ten in the morning in Shanghai. */
export async function testPort(shards: Shards, options: TestPortOptions = {}): Promise<Port> {
  const { catalogue = testCatalogue, now = Date.now, clock: start = '2026-12-01T10:00+08:00', calendars = {} } = options
  const dataDir = options.dataDir ?? freshFolder()
  const { publicUrl } = options
  return openPort({
    ...{ catalogue, ruleset: 'test', calendars, shards, now },
    ledger: createLedger({ shards, now }),
    certificates: await openCertificates({
      ...{ database: shards.home, dataDir, now },
      ...(publicUrl === undefined ? {} : { publicUrl }),
    }),
    organisations: openOrganisations(shards.home, now),
    clock: await openPracticeClock(shards.home, { now, start }),
    log(error) {
      throw error
    },
  })
}

/** A folder that goes when the tests end. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-test-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Enrols a party by PKCS #10, with a fresh key; its certificate says of it what is given. */
export async function enrolled(port: Port, name: string, facts: Partial<Subject> = {}): Promise<PortParty> {
  const { privateKeyPkcs8 } = keyPairFromSeed('ES256', randomBytes(seedBytes.ES256))
  const key = importPrivateKey(privateKeyPkcs8)
  if (!key) throw new Error('a fresh key imports')
  const subject: Subject = {
    ...{ country: 'NL', organization: `Test ${name}`, organizationIdentifier: name, locality: 'Testville' },
    ...facts,
  }
  const pem = encodePem('CERTIFICATE REQUEST', createRequest({ subject, key }))
  const known = await enrol(port, name, pem)
  if ('ok' in known) throw new Error(known.code)
  if (!known.signer) throw new Error('an organisation signs')
  return { organisation: name, signer: known.signer, key: sealingKeyOf(key, known.thumbprint) }
}

/** One thing to do at a port. */
export interface Deed {
  readonly type: string
  readonly as: string
  readonly file: string
  readonly act?: string
  readonly for?: string
  readonly at?: string
  readonly answers?: string
  readonly opens?: ActClaims['opens']
  readonly keyed?: Readonly<Record<Path, Value>>
  readonly cited?: Readonly<Record<Path, string>>
  readonly documents?: Readonly<Record<Path, string>>
  readonly source?: Draft['source']
  readonly fields?: Draft['fields']
  readonly issues?: ActClaims['issues']
  readonly rendering?: Draft['rendering']
  /** Composed on this state instead of what the party sees now. */
  readonly on?: FileState
}

/** A fresh UUIDv7. */
export const freshId = (): string => uuidV7(Date.now())

/** What a party sees of a file now; an empty file where there is nothing for it. */
export async function seenBy(port: Port, party: PortParty, file: string, kind = 'deal'): Promise<FileState> {
  const seen = (await sightOf(port, party, file))?.state
  const found = seen?.kind ?? port.catalogue.kinds.get(kind)
  if (!found) throw new Error(`no kind ${kind}`)
  return seen ?? emptyFile(file, found)
}

function byPath<Content>(named: Readonly<Record<Path, Content>>): ReadonlyMap<Path, Content> {
  const found = new Map<Path, Content>()
  for (const [path, content] of Object.entries(named)) if (path.startsWith('/')) found.set(`/${path.slice(1)}`, content)
  return found
}

/** Composes a deed as its party's own program would. */
export async function composed(port: Port, party: PortParty, deed: Deed): Promise<Composed> {
  const definition = port.catalogue.acts.get(deed.type)
  if (!definition) throw new Error(`no act ${deed.type}`)
  const { as, file, answers, opens, at = '2026-12-01T10:00+08:00' } = deed
  const context: JudgeContext = {
    ...{ now: at, calendars: {}, ruleset: 'test', facts: new Map(), twoPeopleFor: [], approvers: [] },
  }
  const result = compose(
    {
      ...{ definition, file: deed.on ?? (await seenBy(port, party, file, opens?.kind)), signer: party.signer },
      claims: {
        ...{ act: deed.act ?? freshId(), file, as, at },
        ...(deed.for === undefined ? {} : { for: deed.for }),
        ...(answers === undefined ? {} : { answers }),
        ...(opens ? { opens } : {}),
        ...(deed.issues ? { issues: deed.issues } : {}),
      },
      keyed: byPath(deed.keyed ?? {}),
      cited: byPath(deed.cited ?? {}),
      documents: byPath(deed.documents ?? {}),
      ...(deed.source ? { source: deed.source } : {}),
      ...(deed.fields ? { fields: deed.fields } : {}),
      ...(deed.rendering ? { rendering: deed.rendering } : {}),
      signerOf: () => party.signer,
    },
    context,
    (bytes) => new Uint8Array(randomBytes(bytes)),
  )
  if (!result.ok) throw new Error(`${result.code} at ${result.at}`)
  return result
}

/** Composes and seals a deed, whatever the party's own judge says. */
export async function sealed(port: Port, party: PortParty, deed: Deed): Promise<SealedAct> {
  return seal(await composed(port, party, deed), party.key)
}

/** Seals a deed and posts it. */
export async function doIt(port: Port, party: PortParty, deed: Deed): Promise<Admission> {
  const act = await sealed(port, party, deed)
  return post(port, party, act, deed.opens ? undefined : deed.file)
}

/** Posts a sealed act. */
export function post(port: Port, party: PortParty, act: SealedAct, file?: string): Promise<Admission> {
  const caller = { organisation: party.organisation, kind: 'program' as const }
  return admit(port, { caller, sealed: act, ...(file === undefined ? {} : { file }) })
}

/** A deal between seller and buyer, a surveyor invited; both traders have entered. */
export async function begunDeal(port: Port, parties: { seller: PortParty; buyer: PortParty; surveyor?: PortParty }) {
  const file = freshId()
  const { seller, buyer, surveyor } = parties
  const named = {
    ...{ seller: seller.organisation, buyer: buyer.organisation },
    ...(surveyor ? { surveyor: surveyor.organisation } : {}),
  }
  const opened = await doIt(port, buyer, {
    ...{ type: 'ask/1', as: 'buyer', file, opens: { kind: 'deal', parties: named } },
    keyed: { '/goods': 'drills' },
  })
  if (opened.is !== 'appended') throw new Error(JSON.stringify(opened))
  // Who opens a file enters it in every capacity.
  if (seller.organisation === buyer.organisation) return file
  const entered = await doIt(port, seller, { type: 'enter/1', as: 'seller', file })
  if (entered.is !== 'appended') throw new Error(JSON.stringify(entered))
  return file
}
