import { type CitedAct, readAct } from '@entrepot/trade/act'
import type { FileEvidence } from '@entrepot/trade/evidence'
import type { ActIdentity, Commitment } from '@entrepot/trade/file'

/** Sealed acts that a party holds, by what they commit to. */
export interface Sources {
  /** Takes what an evidence holds: its acts, and those that they cite from other files. */
  take(evidence: FileEvidence): void
  /**
   * The sealed act behind a commitment, with that disclosure alone; behind the identity of an act that issued a document, with
   * the document's fields; behind a date of its envelope, without any.
   */
  find(commitment: Commitment): CitedAct | undefined
}

/** An empty store of sources. */
export function openSources(): Sources {
  const byCommitment = new Map<Commitment, CitedAct>()
  const documents = new Map<ActIdentity, CitedAct>()

  function take(file: string, act: Omit<CitedAct, 'file'>): void {
    const read = readAct(act)
    if (!read.ok) return
    const { jwt, disclosures } = act
    byCommitment.set(read.identity, { file, jwt, disclosures: [] })
    const prefix = read.claims.issues && `/documents/${read.claims.issues.document}/`
    const fields: string[] = []
    for (const [i, { commitment, path }] of read.disclosed.entries()) {
      const disclosure = disclosures.slice(i, i + 1)
      byCommitment.set(commitment, { file, jwt, disclosures: disclosure })
      if (prefix && path.startsWith(prefix)) fields.push(...disclosure)
    }
    const known = documents.get(read.identity)
    if (prefix && fields.length >= (known?.disclosures.length ?? 0))
      documents.set(read.identity, { file, jwt, disclosures: fields })
  }

  return {
    take({ file, entries }) {
      for (const entry of entries) {
        if (!('act' in entry)) continue
        for (const cited of entry.act.citations ?? []) take(cited.file, cited)
        take(file, { jwt: entry.act.jwt, disclosures: entry.act.disclosures })
      }
    },
    find(commitment) {
      const envelope = /^(.+)#(date|at)$/.exec(commitment)?.[1]
      return documents.get(commitment) ?? byCommitment.get(envelope ?? commitment)
    },
  }
}
