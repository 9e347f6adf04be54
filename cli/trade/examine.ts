import type { ActIdentity, FileState } from '@entrepot/trade/file'
import { catalogue } from '@entrepot/trade/catalogue'
import { describePlace, type Finding, knownDocuments, type Summary } from '@entrepot/trade/evidence'
import { unzipEvidence, verifyZip } from '../verify/index.ts'

/** A bundle examined offline, as whoever holds nothing but its bytes examines it. */
export interface Examined {
  readonly states: ReadonlyMap<string, FileState>
  readonly summary: Summary
  /** What does not hold, in words with its place. */
  readonly faults: readonly string[]
  rendering(act: ActIdentity): Uint8Array | undefined
  /** `current`, `stale` or `withdrawn`. */
  state(act: ActIdentity): string
}

/** Examines a bundle as `entrepot verify` does. @throws where nothing of it can be judged. */
export async function examineBundle(zip: Uint8Array): Promise<Examined> {
  const report = await verifyZip(zip, { catalogue, knowledge: knownDocuments })
  const faults = report.findings.filter(({ severity }) => severity === 'fault').map(inWords)
  const unzipped = unzipEvidence(zip)
  if (!report.ok || !unzipped.ok) throw new Error(`the evidence cannot be opened: ${faults.join('; ')}`)
  const { bundle, summary } = report
  const paths = new Map(bundle.manifest.documents.map(({ act, path }) => [act, path]))
  const verdicts = new Map(bundle.documents.map((document) => [document.act, document.state]))
  return {
    ...{ states: bundle.states, summary, faults },
    rendering: (act) => unzipped.entries.get(paths.get(act) ?? ''),
    state: (act) => verdicts.get(act) ?? 'unknown',
  }
}

const inWords = ({ code, place, detail }: Finding): string =>
  `${code} at ${describePlace(place)}${detail === undefined ? '' : `: ${detail}`}`
