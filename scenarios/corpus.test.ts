import { readdirSync, readFileSync } from 'node:fs'
import { importPublicKey } from '@entrepot/crypto'
import { type ActDefinition, isSignedBy, openAct, readAct } from '@entrepot/trade/act'
import { sale } from '@entrepot/trade/business'
import { catalogue } from '@entrepot/trade/catalogue'
import { verificationCode } from '@entrepot/trade/documents'
import { emptyFile, foldAct, type Kind, type Path, pathEntries, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { type Corpus, foldedOf, refold } from './corpus.ts'

const folder = new URL('./corpus/', import.meta.url)
const corpora = readdirSync(folder).filter((name) => name.endsWith('.json'))

const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Corpus

test('there is a corpus of every release', () => {
  expect(corpora.length).toBeGreaterThan(0)
})

test.each(corpora)('every act of %s verifies, and its files fold to what they were', (name) => {
  const corpus = read(name)
  const files = refold(corpus)
  expect(corpus.acts.length).toBeGreaterThan(60)
  expect(foldedOf(files)).toEqual(corpus.folded)
})

test.each(corpora.map(read).map((corpus) => [corpus.release, corpus] as const))(
  'the enquiry of version 1 in the corpus of %s folds under an enquiry of version 2',
  (_, { acts, signers }) => {
    const released = catalogue.acts.get('enquire/1')
    const stored = acts.find(({ sealed }) => {
      const each = readAct(sealed)
      return each.ok && each.claims.type === 'enquire/1'
    })
    const enquiry = stored && readAct(stored.sealed)
    if (!released || !stored || !enquiry?.ok) throw new Error('no enquiry')
    const known = signers.find(({ signer }) => signer.thumbprint === enquiry.thumbprint)
    const key = known && importPublicKey(Buffer.from(known.publicKeySpki, 'base64'))
    if (!known || !key) throw new Error('no signer')
    expect(isSignedBy(enquiry, key)).toBe(true)
    // Version 2 calls by another name what version 1 called the goods of a line.
    const renamed = (path: string) => path.replace(/^(\/lines\/[^/]+)\/goods$/, '$1/article') as Path
    const elements = Object.fromEntries(
      pathEntries(sale.elements).map(([path, element]) => [renamed(path), element] as const),
    )
    const kind: Kind = { ...sale, elements }
    const upcast: ActDefinition['upcast'] = (statements) =>
      statements.map((statement) => ({ ...statement, path: renamed(statement.path) }))
    const receipt = { seq: stored.seq, receivedMs: 0, reached: stored.reached }
    const foldUnder = (definition: ActDefinition, under: Kind) => {
      const file = emptyFile(enquiry.claims.file, under)
      const act = openAct(enquiry, { definition, file, signer: known.signer, receipt, signerOf: () => undefined })
      if ('ok' in act) throw new Error(act.code)
      foldAct(file, act)
      return { act, file, view: viewFile(file, { proposal: act.identity }) }
    }
    const [one, two] = [foldUnder(released, sale), foldUnder({ ...released, upcast }, kind)]
    expect(two.act.identity).toBe(one.act.identity)
    const lines = one.view.enumerate('/lines')
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      const before = one.view.read(`/lines/${line}/goods`)
      expect(before.is).toBe('present')
      const [value, commitment] = before.is === 'present' ? [before.value, before.version.commitment] : []
      expect(two.view.read(`/lines/${line}/article`)).toMatchObject({ value, version: { commitment } })
      expect(two.view.read(`/lines/${line}/goods`).is).toBe('absent')
    }
  },
)

test.each(corpora.map(read).map((corpus) => [corpus.release, corpus] as const))(
  'every document of the corpus of %s has the hash of its rendering, and the verification code that was printed on it',
  (release, corpus) => {
    const files = [...refold(corpus).values()]
    const documents = files.flatMap(({ id, documents: issued }) =>
      [...issued.values()].map((each) => ({ ...each, file: id })),
    )
    expect(documents.length).toBeGreaterThan(10)
    for (const { rendering } of documents) expect(rendering).toMatch(/^[A-Za-z0-9_-]{43}$/)
    // The first release made the code of the ids alone.
    const codes = documents.map(({ file, actId, codeKey }) => verificationCode(file, actId, codeKey))
    if (release === '0.1.0') expect(codes).toEqual(documents.map(({ file, actId }) => verificationCode(file, actId)))
    expect(new Set(codes).size).toBe(documents.length)
  },
)

test('folding knows neither time nor chance, and changes no act: the corpus folds twice to the same files', () => {
  for (const corpus of corpora.map(read)) {
    const [first, second] = [refold(corpus), refold(corpus)]
    expect(second).toEqual(first)
    for (const [id, { acts, kind }] of first) {
      const again = emptyFile(id, kind)
      for (const act of acts) foldAct(again, act)
      expect(again).toEqual(first.get(id))
    }
  }
})
