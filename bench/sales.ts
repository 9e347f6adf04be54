import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { digestText } from '@entrepot/crypto'
import { type ActDefinition, type Composed, compose, seal, type SealedAct } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { emptyFile, foldAct, type FileState, type FoldableAct, type Path, pathEntries } from '@entrepot/trade/file'
import type { Trader } from './parties.ts'
import { requestBytes } from './wire.ts'

/** Where the port's practice clock stands, and when every act is dispatched. */
export const NOW = '2026-12-01T10:00+08:00'

/** An act as its party keeps it before sending. */
export interface Written {
  readonly file: string
  readonly sealed: SealedAct
  readonly act: FoldableAct
  readonly request: Uint8Array
}

interface Deed {
  readonly type: string
  readonly by: Trader
  readonly as: 'seller' | 'buyer'
  readonly answers?: FoldableAct
  readonly opens?: boolean
  readonly keyed?: Readonly<Record<Path, string | readonly string[]>>
  /** An element of another sale, and the act there that says it. */
  readonly cited?: { readonly path: Path; readonly of: Written }
}

/**
 * A sale as the programs of its parties keep it: each act is composed on those before, judged with its party's eyes, sealed,
 * and folded, so that a whole file can be prepared before anything is sent.
 */
export class Sale {
  readonly file = randomUUIDv7()
  readonly #seller: Trader
  readonly #buyer: Trader
  readonly #state: FileState
  #packed = 0

  constructor(seller: Trader, buyer: Trader) {
    const kind = catalogue.kinds.get('sale')
    if (!kind) throw new Error('bench/no-sale: the catalogue has no kind sale')
    this.#seller = seller
    this.#buyer = buyer
    this.#state = emptyFile(this.file, kind)
  }

  /** Enquiry, entry of the seller, offer, acceptance: goods can be packed then. A call-off names the goods by citing. */
  conclude(framework?: Written): readonly Written[] {
    const [seller, buyer] = [
      { by: this.#seller, as: 'seller' },
      { by: this.#buyer, as: 'buyer' },
    ] as const
    const goods = '/lines/l1/goods'
    const enquiry = this.#write({
      ...{ ...buyer, type: 'enquire/1', opens: true },
      ...(framework ? { cited: { path: goods, of: framework } } : {}),
      keyed: { ...ENQUIRED, ...(framework ? {} : { [goods]: 'Cordless drill 18 V, model D750' }) },
    })
    const entered = this.#write({ ...seller, type: 'enter/1' })
    const offer = this.#write({ ...seller, type: 'offer/1', answers: enquiry.act, keyed: OFFERED })
    return [enquiry, entered, offer, this.#write({ ...buyer, type: 'accept/2', answers: offer.act })]
  }

  /** The act that is measured: the seller packs, anew each time; eight keyed elements, a date, one rule of its own. */
  pack(): Written {
    this.#packed += 1
    const keyed = { ...PACKED, '/packing/number': `PL-${this.#packed}` }
    return this.#write({ type: 'pack/1', by: this.#seller, as: 'seller', keyed })
  }

  #write(deed: Deed): Written {
    const composed = this.#compose(deed)
    const { judgement } = composed
    if (judgement.is === 'refused' || judgement.is === 'undecidable')
      throw new Error(`bench/refused: ${deed.type}: ${JSON.stringify(judgement)}`)
    const sealed = seal(composed, deed.by.key)
    const act = { ...composed.act, identity: digestText(sealed.jwt.slice(0, sealed.jwt.lastIndexOf('.'))) }
    foldAct(this.#state, act)
    const path = deed.opens ? '/v1/files' : `/v1/files/${this.file}/acts`
    return {
      file: this.file,
      sealed,
      act,
      request: requestBytes(path, { key: deed.by.apiKey, json: JSON.stringify(sealed) }),
    }
  }

  #compose({ type, by, as, answers, opens, keyed = {}, cited }: Deed): Composed {
    const link = cited && citationOf(cited.of, cited.path)
    const parties = { seller: this.#seller.signer.organisation, buyer: this.#buyer.signer.organisation }
    const composed = compose(
      {
        ...{ definition: definitionOf(type), file: this.#state, signer: by.signer },
        claims: {
          ...{ act: randomUUIDv7(), file: this.file, as, at: NOW },
          ...(answers ? { answers: answers.identity } : {}),
          ...(opens ? { opens: { kind: 'sale', parties } } : {}),
        },
        keyed: new Map(pathEntries(keyed)),
        ...(link ? { cited: link.cited, source: () => link.source, signerOf: () => this.#buyer.signer } : {}),
      },
      { now: NOW, calendars: {}, ruleset: '', facts: new Map(), twoPeopleFor: [], approvers: [] },
      (bytes) => randomBytes(bytes),
    )
    if (!composed.ok) throw new Error(`bench/malformed: ${type}: ${composed.code} at ${composed.at}`)
    return composed
  }
}

const ENQUIRED = {
  ...{ '/lines/l1/quantity': '1200', '/lines/l1/unit': 'C62', '/currency': 'USD', '/finalPlace': 'Utrecht' },
  ...{ '/incoterm/rule': 'FOB', '/incoterm/edition': '2020', '/incoterm/place': 'CNSHA' },
} as const

const OFFERED = { '/lines/l1/price': '21.50' } as const

const PACKED = {
  ...{ '/marks': 'DF / ROTTERDAM / 1-100', '/lines/l1/cartons': '100', '/lines/l1/perCarton': '12' },
  ...{ '/lines/l1/netPerCartonKg': '15.600', '/lines/l1/grossPerCartonKg': '17.200', '/packing/wood': 'none' },
  '/lines/l1/cartonCm': ['52.0', '38.0', '31.0'],
} as const

function definitionOf(type: string): ActDefinition {
  const definition = catalogue.acts.get(type)
  if (!definition) throw new Error(`bench/unknown-act: ${type}`)
  return definition
}

/** Cites an element under its own path: its commitment, and the sealed act behind it with that disclosure alone. */
function citationOf({ file, act, sealed }: Written, path: Path) {
  const at = act.statements.findIndex((statement) => statement.path === path)
  const commitment = act.statements[at]?.commitment
  if (commitment === undefined) throw new Error(`bench/nothing-to-cite: ${path}`)
  const source = { file, jwt: sealed.jwt, disclosures: sealed.disclosures.slice(at, at + 1) }
  return { cited: new Map([[path, commitment]]), source }
}
