import { judge, type Judgement } from '@entrepot/trade/act'
import { emptyFile, type FileState, foldAct, type Path, type Value } from '@entrepot/trade/file'
import { catalogue } from '@entrepot/trade/catalogue'
import { formationOf } from './formation.ts'
import { type Deed, type Done, plainContext, testParty, testWorld } from '../../act/testing.ts'

/** Test support: a sale between a seller in Qingdao and a buyer in Utrecht. */
const seller = testParty('Seller', 'CN')
const buyer = testParty('Buyer', 'NL')

/** The two lines of a sale, as the buyer asks for them. */
const ASKED: Readonly<Record<Path, Value>> = {
  '/lines/l1/goods': 'Electric impact drill',
  '/lines/l1/quantity': '2400',
  '/lines/l1/unit': 'PCE',
  '/currency': 'USD',
  '/incoterm/rule': 'CIF',
  '/incoterm/edition': '2020',
  '/incoterm/place': 'NLRTM',
}

/** A sale in which the buyer has enquired and the seller has entered. */
export function enquired(asked: Readonly<Record<Path, Value>> = ASKED) {
  const world = testWorld(catalogue, [seller, buyer])
  const file = world.nextId()
  const parties = { seller: seller.signer.organisation, buyer: buyer.signer.organisation }
  const opens = { kind: 'sale', parties }
  const at = '2026-11-30T10:00+01:00'
  const enquiry = world.act({ type: 'enquire/1', by: buyer, as: 'buyer', file, at, opens, keyed: asked })
  world.act({ type: 'enter/1', by: seller, as: 'seller', file, at: '2026-11-30T18:00+08:00' })

  const side = (as: 'seller' | 'buyer') => ({ by: as === 'seller' ? seller : buyer, as, file })
  type Extra = Partial<Deed> & Pick<Deed, 'at'>
  const offer = (as: 'seller' | 'buyer', to: Done, price: string, more: Extra): Deed => ({
    ...{ type: 'offer/1', ...side(as), answers: to.act.identity, ...more },
    keyed: { '/lines/l1/price': price, ...more.keyed },
  })
  const answer = (type: string, as: 'seller' | 'buyer', to: Done, more: Extra): Deed => ({
    ...{ type, ...side(as), answers: to.act.identity, ...more },
  })
  const state = () => world.fileOf(file)
  return { world, file, enquiry, side, offer, answer, state }
}

/** The seller has offered at 15.40 on 1 December, noon in Qingdao; the buyer answers. */
export function offered(terms: Readonly<Record<Path, Value>> = {}) {
  const sale = enquired()
  const { world, enquiry, offer, answer, state } = sale
  const made = world.act(offer('seller', enquiry, '15.40', { at: '2026-12-01T12:00+08:00', keyed: terms }))
  const accepts = (at: string, more: Partial<Deed> = {}) => answer('accept/2', 'buyer', made, { ...more, at })
  const conclusion = (now: string) => formationOf(state(), { now })?.conclusion
  return { ...sale, made, accepts, conclusion }
}

/** A copy of a file as it stands: what a party that is behind still works on. */
export function asSeenNow(file: FileState): FileState {
  const copy = emptyFile(file.id, file.kind)
  for (const act of file.acts) foldAct(copy, act)
  return copy
}

/** Composes a deed on what its party had seen, has the port judge it on the file as it stands, and folds it if it may. */
export function send(world: ReturnType<typeof testWorld>, deed: Deed): { judgement: Judgement; done?: Done } {
  const composed = world.attempt(deed)
  const file = world.fileOf(deed.file)
  const definition = catalogue.acts.get(deed.type)
  if (!definition) throw new Error(deed.type)
  const reached = deed.reached ?? composed.claims.at
  const judgement = judge({ file, act: composed.act, definition, context: plainContext(reached) })
  if (judgement.is === 'refused' || judgement.is === 'undecidable') return { judgement }
  return { judgement, done: world.take(composed, deed.by, { reached }) }
}

/** The codes of a judgement: of its refusal, or of every advice. */
export function codesOf(judgement: Judgement): readonly string[] {
  if (judgement.is === 'refused') return [judgement.refusal.code]
  return judgement.is === 'advised' ? judgement.advice.map((each) => each.code) : []
}
