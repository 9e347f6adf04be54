import { digestText, importPublicKey } from '@entrepot/crypto'
import { isSignedBy, openAct, readAct, type SealedAct } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { canonical, emptyFile, type FileState, foldAct, type Signer } from '@entrepot/trade/file'
import type { Played } from './play.ts'

/** Sealed acts of a release, kept for ever: whatever comes later must verify them and fold them the same. */
export interface Corpus {
  readonly release: string
  readonly signers: readonly { readonly signer: Signer; readonly publicKeySpki: string }[]
  readonly acts: readonly {
    readonly kind: string
    readonly seq: number
    readonly reached: string
    readonly sealed: SealedAct
  }[]
  /** By file: a digest of every element in force. */
  readonly folded: Readonly<Record<string, string>>
}

/** Writes down a played scenario as the corpus of a release. */
export function corpusOf(release: string, played: Played): Corpus {
  const acts = [...played.world.acts].map(([identity, { file, sealed }]) => {
    const state = played.files.get(file)
    const act = state?.byIdentity.get(identity)
    if (!state || !act) throw new Error(`corpus/unfolded: ${identity}`)
    return { kind: state.kind.name, seq: act.receipt.seq, reached: act.receipt.reached, sealed }
  })
  const signers = [...played.parties.values()].map(({ signer, publicKeySpki }) => ({
    signer,
    publicKeySpki: Buffer.from(publicKeySpki).toString('base64'),
  }))
  return { release, signers, acts, folded: foldedOf(played.files) }
}

/** Verifies every act of a corpus and folds it under the catalogue of this release. @throws naming the first act that no longer holds. */
export function refold(corpus: Corpus): ReadonlyMap<string, FileState> {
  const signers = new Map(
    corpus.signers.map(({ signer, publicKeySpki }) => [signer.thumbprint, { signer, publicKeySpki }]),
  )
  const files = new Map<string, FileState>()
  for (const { kind, seq, reached, sealed } of corpus.acts) {
    const read = readAct(sealed)
    if (!read.ok) throw new Error(`corpus/${read.code}`)
    const { type, file: id } = read.claims
    const known = signers.get(read.thumbprint)
    const key = known && importPublicKey(Buffer.from(known.publicKeySpki, 'base64'))
    const [definition, kindOf] = [catalogue.acts.get(type), catalogue.kinds.get(kind)]
    if (!known || !key || !isSignedBy(read, key)) throw new Error(`corpus/not-signed: ${type}`)
    if (!definition || !kindOf) throw new Error(`corpus/unknown-type: ${type}`)
    const file = files.get(id) ?? emptyFile(id, kindOf)
    const receipt = { seq, receivedMs: 0, reached }
    const act = openAct(read, {
      definition,
      file,
      signer: known.signer,
      receipt,
      signerOf: (thumbprint) => signers.get(thumbprint)?.signer,
    })
    if ('ok' in act) throw new Error(`corpus/${act.code}: ${type} at ${act.at}`)
    foldAct(file, act)
    files.set(id, file)
  }
  return files
}

/** A digest of what is in force in each file. */
export function foldedOf(files: ReadonlyMap<string, FileState>): Record<string, string> {
  const folded: Record<string, string> = {}
  for (const [id, file] of files) {
    const lines = [...file.elements].flatMap(([path, versions]) => {
      const current = versions.at(-1)
      return current ? [`${path} ${current.how} ${canonical(current.value)}`] : []
    })
    folded[id] = digestText(lines.toSorted().join('\n'))
  }
  return folded
}
