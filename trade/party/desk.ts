import type { Catalogue, CitedAct } from '@entrepot/trade/act'
import { type FileEvidence, type Finding, openEvidence, type Trust } from '@entrepot/trade/evidence'
import type { Commitment, Dossier, ElementVersion, FileState, Path, Signer } from '@entrepot/trade/file'
import { viewFile } from '@entrepot/trade/file'
import { mergeEvidence, mergeTrust, thumbprintsIn } from './merge.ts'
import { openSources } from './sources.ts'

/** Whose desk it is. */
export interface DeskOwner {
  readonly catalogue: Catalogue
  readonly organisation: string
  /** The root certificate that this party trusts, DER. */
  readonly anchor: Uint8Array
}

/** A party's own picture of its files, made of nothing but evidence that holds. */
export interface Desk extends DeskOwner {
  /** Takes certificates and revocation lists. */
  trust(more: Trust): void
  /** Certificates that this evidence needs and that are not known here yet, by thumbprint. */
  strangersIn(evidence: Pick<FileEvidence, 'entries'>): readonly string[]
  /**
   * Takes what a port sent of a file, after what it sent before.
   *
   * @returns what does not hold. Then nothing of it is kept, and the file stands as it stood.
   */
  take(evidence: FileEvidence): readonly Finding[]
  /** The highest place of a file's sequence that is known here; 0 for an unknown file. */
  seen(file: string): number
  /** Forgets a file, so that it is read anew: who enters a file sees more of what stood before. */
  forget(file: string): void
  file(id: string): FileState | undefined
  /** The version in force of an element, else that of the newest proposal, where this party sees it. */
  version(file: string, path: Path): ElementVersion | undefined
  source(commitment: Commitment): CitedAct | undefined
  signerOf(thumbprint: string): Signer | undefined
  /** The files of a trade as far as they are known here. */
  dossier(root: FileState, files: Iterable<string>): Dossier
}

interface Kept {
  readonly evidence: FileEvidence
  readonly state: FileState
}

/** Opens an empty desk. */
export function openDesk(owner: DeskOwner): Desk {
  const { catalogue, organisation, anchor } = owner
  const kept = new Map<string, Kept>()
  const sources = openSources()
  const signers = new Map<string, Signer>()
  let trust: Trust = { certificates: {}, revocationLists: [] }

  function take(more: FileEvidence): readonly Finding[] {
    const known = kept.get(more.file)?.evidence
    if (known && more.entries.length === 0 && more.erasures.length === known.erasures.length) return []
    const evidence = mergeEvidence(known, more)
    const opened = openEvidence({ files: [evidence], trust, catalogue, anchor, reader: organisation })
    if ('ok' in opened) return [{ severity: 'fault', code: opened.code, place: {} }]
    const faults = opened.findings.filter(({ severity }) => severity === 'fault')
    const state = opened.states.get(more.file)
    if (faults.length > 0 || !state) return faults
    for (const thumbprint of thumbprintsIn(evidence)) {
      const signer = opened.trust.signer(thumbprint)
      if (signer) signers.set(thumbprint, signer)
    }
    sources.take(more)
    kept.set(more.file, { evidence, state })
    return []
  }

  return {
    ...owner,
    take,
    trust(more) {
      trust = mergeTrust(trust, more)
    },
    strangersIn: (evidence) =>
      [...thumbprintsIn(evidence)].filter((thumbprint) => !Object.hasOwn(trust.certificates, thumbprint)),
    seen: (file) => kept.get(file)?.evidence.entries.at(-1)?.seq ?? 0,
    forget: (file) => void kept.delete(file),
    file: (id) => kept.get(id)?.state,
    version(file, path) {
      const state = kept.get(file)?.state
      if (!state) return undefined
      for (const proposal of [undefined, ...[...state.proposals.keys()].toReversed()]) {
        const view = viewFile(state, { organisation, ...(proposal === undefined ? {} : { proposal }) })
        const reading = view.read(path)
        if (reading.is === 'present') return reading.version
      }
      return undefined
    },
    source: (commitment) => sources.find(commitment),
    signerOf: (thumbprint) => signers.get(thumbprint),
    dossier(root, files) {
      const states = new Map([[root.id, root]])
      for (const id of files) {
        const state = kept.get(id)?.state
        if (state) states.set(id, state)
      }
      return { root, files: states }
    },
  }
}
