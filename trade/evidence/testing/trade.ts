import { base64url, sha256, utf8 } from '@entrepot/crypto'
import { catalogueOf, defineAct, generalActs, type SealingKey } from '@entrepot/trade/act'
import { computeDocument, type DocumentDefinition, defineDocument, field } from '@entrepot/trade/documents'
import {
  choice,
  decimal,
  defineKind,
  label,
  said,
  text,
  type FileView,
  type Value,
  type Path,
  type PathTemplate,
} from '@entrepot/trade/file'
import { type Deed, type Done, type TestParty, testWorld } from '../../act/testing.ts'
import { knowledgeOf } from '../known-documents.ts'
import { evidenceOf, testTrust } from './port.ts'

/** Test support: a small trade with everything that evidence has verdicts for. All of it is demonstration. */

const BOTH = ['seller', 'buyer'] as const
const usd = decimal('USD', 2)

export const dealKind = defineKind({
  name: 'deal',
  label: label('Deal', '交易'),
  flow: 'business',
  capacities: { seller: label('Seller', '卖方'), buyer: label('Buyer', '买方') },
  citesFrom: ['deal', 'cover'],
  elements: {
    '/goods': said(BOTH, text(100), ['Goods', '货物']),
    '/packing': said(BOTH, text(100), ['Packing', '包装']),
    '/mode': said(BOTH, choice({ sea: label('sea', '海运'), air: label('air', '空运') }), ['Mode', '方式']),
    '/price': said(BOTH, usd, ['Price', '价格']),
    '/deposit': said(BOTH, usd, ['Deposit', '定金']),
    '/reserve': said('seller', usd, ['Reserve', '底价'], { audience: ['seller'] }),
    '/twice': said(BOTH, usd, ['Twice', '两倍']),
    '/room': said('seller', usd, ['Room above the reserve', '余地']),
    '/agreed': said(BOTH, { is: 'date' }, ['Agreed on', '成交日']),
    '/foreign/{document}/{field}': said(BOTH, text(100), ['Field of a foreign document', '外来单据栏目'], {
      foreign: true,
    }),
    '/weight/declared': said('seller', decimal('KGM', 3), ['Declared', '申报'], { fact: 'weight' }),
    '/weight/received': said('buyer', decimal('KGM', 3), ['Received', '收货'], { fact: 'weight' }),
  },
})

const cover = defineKind({
  name: 'cover',
  label: label('Cover', '保险'),
  flow: 'capital',
  capacities: { insured: label('Insured', '被保险人'), insurer: label('Insurer', '保险人') },
  citesFrom: ['deal'],
  elements: {
    '/goods': said('insured', text(100), ['Goods', '货物']),
    '/value': said('insured', usd, ['Value', '价值']),
    '/room': said('insured', usd, ['Room', '余地']),
    '/insured': said('insured', usd, ['Insured amount', '保险金额']),
    '/rate': said('insurer', decimal('P1', 4), ['Rate', '费率'], { audience: ['insurer'] }),
    '/premium': said('insurer', usd, ['Premium', '保费']),
    '/invoice': said('insured', { is: 'document' }, ['Invoice', '发票']),
  },
})

const cents = (file: FileView, path: Path): bigint | undefined => {
  const found = file.text(path)
  return found === undefined ? undefined : BigInt(found.replace('.', ''))
}
const money = (amount: bigint | undefined): string | undefined =>
  amount === undefined ? undefined : `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`

const times = (path: Path, percent: bigint) => (file: FileView) => {
  const amount = cents(file, path)
  return amount === undefined ? undefined : money((amount * percent) / 100n)
}

const act = (type: string, kind: string, more: Partial<Parameters<typeof defineAct>[0]>) =>
  defineAct({ type, kind, label: label(type, type), effect: 'states', by: ['*'], ...more })

const dealTerms: PathTemplate[] = [
  '/goods',
  '/packing',
  '/mode',
  '/price',
  '/deposit',
  '/reserve',
  '/weight/declared',
  '/weight/received',
  '/foreign/{document}/{field}',
]

export const testCatalogue = catalogueOf(
  [dealKind, cover],
  [
    act('ask/1', 'deal', { by: ['buyer'], opens: true, requires: ['/goods'], may: ['/packing'] }),
    act('bid/1', 'deal', {
      ...{ effect: 'proposes', requires: ['/price'], may: ['/reserve', '/packing', '/deposit'], after: ['ask'] },
      derives: {
        '/twice': times('/price', 200n),
        '/room': (file) => {
          const [price, reserve] = [cents(file, '/price'), cents(file, '/reserve')]
          return price === undefined || reserve === undefined ? undefined : money(price - reserve)
        },
      },
    }),
    act('counter/1', 'deal', { effect: 'proposes', requires: ['/price'], after: ['ask'] }),
    act('agree/1', 'deal', { effect: 'consents', answers: ['bid'], dates: { '/agreed': 'date' }, once: true }),
    act('say/1', 'deal', { may: dealTerms, after: ['ask'] }),
    act('unsay/1', 'deal', { effect: 'retracts', answers: ['say', 'issue'] }),
    act('whisper/1', 'deal', { may: dealTerms, audience: ['seller'], after: ['ask'] }),
    act('issue/1', '*', { issues: true, upcast: (statements) => statements }),
    act('issue/2', '*', { issues: true }),
    act('request/1', 'cover', {
      ...{ by: ['insured'], opens: true, may: ['/value', '/room', '/goods', '/invoice'] },
      derives: { '/insured': times('/value', 110n) },
    }),
    act('quote/1', 'cover', {
      ...{ by: ['insurer'], requires: ['/rate'] },
      derives: {
        '/premium': (file) => {
          const [rate, insured] = [file.text('/rate'), cents(file, '/insured')]
          return rate === undefined || insured === undefined ? undefined : money((insured * BigInt(rate)) / 100n)
        },
      },
    }),
    ...generalActs,
  ],
)

const page = (...pairs: string[]) => ({ form: 'letter', blocks: [{ pairs }] }) as const

const invoice = defineDocument({
  ...{
    definition: 'invoice/1',
    code: '380',
    title: label('Invoice', '发票'),
    kind: 'deal',
    issuer: ['seller'],
    layout: page('goods', 'total', 'room'),
  },
  fields: {
    goods: field('Goods', '货物', ({ home }) => home.text('/goods')),
    total: field('Total', '总计', ({ home }) => home.text('/price')),
    room: field('Room', '余地', ({ home }) => home.text('/reserve'), { optional: true }),
  },
})

const policy = defineDocument({
  ...{
    definition: 'policy/1',
    code: '520',
    title: label('Policy', '保单'),
    kind: 'cover',
    issuer: ['insurer'],
    layout: page('insured', 'premium'),
  },
  fields: {
    insured: field('Insured amount', '保险金额', ({ home }) => home.text('/insured')),
    premium: field('Premium', '保费', ({ home }) => home.text('/premium')),
  },
})

const schedule = defineDocument({
  ...{
    definition: 'schedule/1',
    code: '522',
    title: label('Schedule', '清单'),
    kind: 'cover',
    issuer: ['insured'],
    layout: page('insured', 'agreed'),
  },
  fields: {
    insured: field('Insured amount', '保险金额', ({ home }) => home.text('/insured')),
    agreed: field('Agreed on', '成交日', ({ dossier }) => dossier.of('deal')?.text('/agreed')),
  },
})

export const testDocuments: ReadonlyMap<string, DocumentDefinition> = new Map(
  [invoice, policy, schedule].map((each) => [each.definition, each]),
)
export const testKnowledge = knowledgeOf(testDocuments)

/** The bytes that stand for a document's PDF. */
export const renderingOf = (document: string): Uint8Array => utf8.encode(`rendering of ${document}`)
export const hashOf = (bytes: Uint8Array): string => base64url.encode(sha256(bytes))

/** Renders a document's fields. */
export type Render = (
  document: string,
  fields: readonly { readonly name: string; readonly value: Value }[],
  definition: DocumentDefinition,
) => Uint8Array

/** A world with a trade up to the policy; steps may be left out or added by `then`. */
export function testTrade(render: Render = renderingOf) {
  const trust = testTrust()
  const operator = trust.operator('Operator')
  const parties = { seller: trust.party('Seller', 'CN'), buyer: trust.party('Buyer'), insurer: trust.party('Insurer') }
  const { seller, buyer, insurer } = parties
  const world = testWorld(testCatalogue, Object.values(parties))
  const [dealFile, coverFile] = [world.nextId(), world.nextId()]
  const idOf = ({ signer }: TestParty) => signer.organisation
  const doIn =
    (file: string) =>
    (type: string, by: TestParty, as: string, more: Partial<Deed> = {}): Done =>
      world.act({ type, by, as, file, ...more })
  const inDeal = doIn(dealFile)
  const inCover = doIn(coverFile)
  const renderings = new Map<string, Uint8Array>()
  const commitmentOf = (file: string, path: Path): string =>
    world.fileOf(file).elements.get(path)?.at(-1)?.commitment ?? `nothing at ${path}`

  /** Computes a document on the world's files as they stand and issues it. */
  const issue = (file: string, by: TestParty, given: { as: string; definition: string; document: string }): Done => {
    const definition = testDocuments.get(given.definition)
    if (!definition) throw new Error(given.definition)
    const home = world.fileOf(file)
    const computed = computeDocument(definition, {
      dossier: { root: home, files: world.files },
      home,
      organisation: idOf(by),
    })
    const rendering = render(given.document, computed.fields, definition)
    const issued = world.act({
      ...{ type: 'issue/2', by, as: given.as, file },
      issues: {
        ...{ document: given.document, definition: given.definition, language: 'en' },
      },
      rendering: { sha256: hashOf(rendering), codeKey: 'A'.repeat(22) },
      fields: computed.fields.map(({ name, value, from }) => ({
        path: `/documents/${given.document}/${name}`,
        value,
        from,
      })),
    })
    renderings.set(issued.act.identity, rendering)
    return issued
  }

  const opens = {
    deal: { kind: 'deal', parties: { seller: idOf(seller), buyer: idOf(buyer) } },
    cover: { kind: 'cover', parties: { insured: idOf(seller), insurer: idOf(insurer) } },
  }
  const asked = inDeal('ask/1', buyer, 'buyer', { opens: opens.deal, keyed: { '/goods': 'drills' } })
  inDeal('enter/1', seller, 'seller')
  const bid = inDeal('bid/1', seller, 'seller', { keyed: { '/price': '1000.00', '/reserve': '900.00' } })
  const agreed = inDeal('agree/1', buyer, 'buyer', { answers: bid.act.identity, at: '2026-12-04T09:30+01:00' })
  const invoiced = issue(dealFile, seller, { as: 'seller', definition: 'invoice/1', document: 'inv1' })
  const requested = inCover('request/1', seller, 'insured', {
    opens: opens.cover,
    cited: { '/value': commitmentOf(dealFile, '/price'), '/room': commitmentOf(dealFile, '/room') },
    documents: { '/invoice': invoiced.act.identity },
  })
  inCover('enter/1', insurer, 'insurer')
  const quoted = inCover('quote/1', insurer, 'insurer', { keyed: { '/rate': '2' } })
  const insuredBy = issue(coverFile, insurer, { as: 'insurer', definition: 'policy/1', document: 'pol1' })
  const scheduled = issue(coverFile, seller, { as: 'insured', definition: 'schedule/1', document: 'sch1' })

  const kindIn = (id: string) => world.fileOf(id).kind.name
  const files = () => evidenceOf(world.acts, kindIn, operator)
  const filesSignedBy = (key: (order: number) => SealingKey) => evidenceOf(world.acts, kindIn, key)
  const stranger = testTrust('Stranger').anchor
  const done = { asked, bid, agreed, invoiced, requested, quoted, insuredBy, scheduled }
  return {
    trust,
    operator,
    parties,
    world,
    dealFile,
    coverFile,
    inDeal,
    inCover,
    issue,
    commitmentOf,
    files,
    filesSignedBy,
    renderings,
    stranger,
    done,
  }
}
