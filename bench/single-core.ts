import { randomBytes } from 'node:crypto'
import { base64url, importPrivateKey, keyPairFromSeed, seedBytes, sign } from '@entrepot/crypto'
import { cifCredit } from '@entrepot/scenarios'
import { play, type Played } from '@entrepot/scenarios/play'
import { encodeDisclosure } from '@entrepot/sd-jwt'
import { renderDocument } from '@entrepot/server/rendering'
import { isSignedBy, openAct, readAct, seal, type SealedAct, type SealingKey } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { computeDocument, documents, verificationCode } from '@entrepot/trade/documents'
import { emptyFile, foldAct, type FileState } from '@entrepot/trade/file'
import { rateOf } from './measure.ts'

/** Work of one core, how often in a second. */
export interface CoreRates {
  /** An act of 20 elements: disclosures encoded with fresh salts, digests, ES256. */
  readonly sealed20: number
  /** The same act: every digest and form checked, signature verified. */
  readonly verified20: number
  /** Acts of the golden trade, opened already. */
  readonly folded: number
  /** Acts of the golden trade from their sealed form: read, opened, folded; signatures not checked. */
  readonly openedAndFolded: number
  /** The commercial invoice of the golden trade: every field with its lineage. */
  readonly derivedInvoices: number
  /** The same invoice as PDF/A-3. */
  readonly renderedInvoices: number
}

/** Measures one thing after the other, each for about `ms` milliseconds and half as long before. */
export function measureCore(ms: number, say: (what: string) => void): CoreRates {
  say('sealing and verifying')
  const { sealed20, verified20 } = measureSeals(ms)
  say('folding and deriving over the golden trade')
  const played = play(cifCredit())
  const folding = measureFolds(played, ms)
  const invoice = invoiceOf(played)
  const derivedInvoices = rateOf(() => void invoice.compute(), { ms })
  say('rendering')
  const renderedInvoices = rateOf(() => void invoice.render(), { ms })
  return { sealed20, verified20, ...folding, derivedInvoices, renderedInvoices }
}

const ELEMENTS = 20

function measureSeals(ms: number): Pick<CoreRates, 'sealed20' | 'verified20'> {
  const privateKey = importPrivateKey(keyPairFromSeed('ES256', randomBytes(seedBytes.ES256)).privateKeyPkcs8)
  if (!privateKey) throw new Error('a fresh key imports')
  const key: SealingKey = {
    ...{ algorithm: 'ES256', thumbprint: 'A'.repeat(43), sign: (input) => sign(privateKey, input) },
  }
  const id = '01900000-0000-7000-8000-000000000001'
  const claims = { act: id, file: id, type: 'pack/1', as: 'seller', at: '2026-12-01T10:00+08:00' }
  const make = (): SealedAct => {
    const disclosures = Array.from({ length: ELEMENTS }, (_, n) =>
      encodeDisclosure(base64url.encode(randomBytes(16)), `/lines/l${n}/goods`, 'Cordless drill 18 V'),
    )
    return seal({ claims: { ...claims, basis: { seen: 3, on: [] } }, disclosures, citations: [] }, key)
  }
  const sealed = make()
  const verify = (): void => {
    const read = readAct(sealed)
    if (!read.ok || !isSignedBy(read, privateKey.publicKey)) throw new Error('bench/does-not-verify')
  }
  return { sealed20: rateOf(make, { ms }), verified20: rateOf(verify, { ms }) }
}

function measureFolds({ files, world }: Played, ms: number): Pick<CoreRates, 'folded' | 'openedAndFolded'> {
  const all = [...files.values()]
  const count = all.reduce((sum, { acts }) => sum + acts.length, 0)
  const fold = (): void => {
    for (const { id, kind, acts } of all) {
      const fresh = emptyFile(id, kind)
      for (const act of acts) foldAct(fresh, act)
    }
  }
  const openAndFold = (): void => {
    for (const { id, kind, acts } of all) {
      const fresh = emptyFile(id, kind)
      for (const { identity, signer, receipt } of acts) {
        const sealed = world.acts.get(identity)?.sealed
        const read = sealed && readAct(sealed)
        const definition = read?.ok ? catalogue.acts.get(read.claims.type) : undefined
        if (!read?.ok || !definition) throw new Error('bench/does-not-read')
        const act = openAct(read, { definition, file: fresh, signer, receipt, signerOf: world.signerOf })
        if ('ok' in act) throw new Error(`bench/does-not-open: ${act.code}`)
        foldAct(fresh, act)
      }
    }
  }
  return { folded: rateOf(fold, { ms, each: count }), openedAndFolded: rateOf(openAndFold, { ms, each: count }) }
}

/** The commercial invoice that the golden trade issued, to be computed and rendered again. */
function invoiceOf(played: Played) {
  const { home, issued } = issuedInvoice(played.files.values())
  const definition = documents.get(issued.definition)
  if (!definition) throw new Error(`bench/unknown-document: ${issued.definition}`)
  const { organisation, subject, using, at, act } = issued
  const standpoint = {
    ...{ dossier: played.dossierOf('seller'), home, organisation },
    ...(subject === undefined ? {} : { subject }),
    ...(using ? { using } : {}),
  }
  const compute = () => computeDocument(definition, standpoint)
  const fields = new Map(compute().fields.map(({ name, value }) => [name, value]))
  const printed = { definition, fields, language: 'en-zh', issuer: 'Golden seller', at } as const
  return { compute, render: () => renderDocument({ ...printed, verificationCode: verificationCode(home.id, act) }) }
}

function issuedInvoice(files: Iterable<FileState>) {
  for (const home of files)
    for (const issued of home.documents.values())
      if (issued.definition.startsWith('commercial-invoice/')) return { home, issued }
  throw new Error('bench/no-invoice: the golden trade issues none')
}
