import { readAct, readApproval, type SealedAct } from '@entrepot/trade/act'
import type { Entry, FileEvidence, Trust } from '@entrepot/trade/evidence'
import { disclosureDigest } from '@entrepot/sd-jwt'

/**
 * Puts what a port sent after a place of a file's sequence to what was kept before; the newer statement of a place, of the
 * erasures and of the head counts. Disclosures that were erased are dropped from what is kept.
 */
export function mergeEvidence(known: FileEvidence | undefined, more: FileEvidence): FileEvidence {
  const entries = new Map(known?.entries.map((entry) => [entry.seq, entry]))
  for (const entry of more.entries) entries.set(entry.seq, entry)
  const erased = new Set(more.erasures.map(({ commitment }) => commitment))
  const inOrder = [...entries.values()].toSorted((a, b) => a.seq - b.seq)
  return { ...more, entries: erased.size === 0 ? inOrder : inOrder.map((entry) => withoutErased(entry, erased)) }
}

function withoutErased(entry: Entry, erased: ReadonlySet<string>): Entry {
  if (!('act' in entry)) return entry
  const keep = (disclosures: readonly string[]) => disclosures.filter((each) => !erased.has(disclosureDigest(each)))
  const { disclosures, citations, ...act } = entry.act
  const kept = citations?.map((cited) => ({ ...cited, disclosures: keep(cited.disclosures) }))
  return { ...entry, act: { ...act, disclosures: keep(disclosures), ...(kept ? { citations: kept } : {}) } }
}

/** Puts certificates and lists together. */
export function mergeTrust(known: Trust, more: Trust): Trust {
  return {
    certificates: { ...known.certificates, ...more.certificates },
    revocationLists: [...new Set([...known.revocationLists, ...more.revocationLists])],
  }
}

/** The certificates that the acts of this evidence were sealed, cited and approved under, by thumbprint. */
export function thumbprintsIn({ entries }: Pick<FileEvidence, 'entries'>): ReadonlySet<string> {
  const thumbprints = new Set<string>()
  for (const entry of entries) if ('act' in entry) for (const each of thumbprintsOf(entry.act)) thumbprints.add(each)
  return thumbprints
}

function thumbprintsOf(sealed: SealedAct): string[] {
  const read = readAct(sealed)
  if (!read.ok) return []
  const approvers = (sealed.approvals ?? []).flatMap((jws) => {
    const approval = readApproval(jws)
    return approval.ok ? [approval.thumbprint] : []
  })
  return [read.thumbprint, ...read.citations.map(({ thumbprint }) => thumbprint), ...approvers]
}
