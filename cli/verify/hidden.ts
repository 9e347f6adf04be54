import { base64url } from '@entrepot/crypto'
import { decodeDisclosure, type Json } from '@entrepot/sd-jwt'
import type { FileEvidence } from '@entrepot/trade/evidence'

/** A text shorter than this stands somewhere by chance. */
const MIN_TEXT = 6

/**
 * What is hidden in one reader's evidence and stands in the whole: the salt of every disclosure that it lacks, and every
 * text in their values that neither its own disclosures nor its envelopes say. What to search its bundle for.
 *
 * @param known texts that the reader has from elsewhere: what certificates say of organisations whose acts it sees.
 */
export function hiddenFrom(
  own: readonly FileEvidence[],
  whole: readonly FileEvidence[],
  known: readonly string[] = [],
): string[] {
  const shown = new Set(own.flatMap(disclosuresIn))
  const visible = [...[...shown].map(textOf), ...own.flatMap(envelopesIn), ...known].join('\n')
  const hidden = new Set<string>()
  for (const encoded of new Set(whole.flatMap(disclosuresIn))) {
    if (shown.has(encoded)) continue
    const read = decodeDisclosure(encoded)
    if (!read.ok) throw new Error(`a disclosure that stands does not read: ${read.code}`)
    hidden.add(read.salt)
    for (const text of textsIn(read.value)) if (text.length >= MIN_TEXT && !visible.includes(text)) hidden.add(text)
  }
  return [...hidden]
}

function disclosuresIn({ entries }: FileEvidence): string[] {
  return entries.flatMap((entry) =>
    'act' in entry
      ? [...entry.act.disclosures, ...(entry.act.citations ?? []).flatMap(({ disclosures }) => disclosures)]
      : [],
  )
}

/** What acts, receipts and heads say in clear to everyone who has them. */
function envelopesIn({ entries, head }: FileEvidence): string[] {
  const tokens = entries.flatMap((entry) => [
    entry.receipt,
    ...('act' in entry ? [entry.act.jwt, ...(entry.act.citations ?? []).map(({ jwt }) => jwt)] : []),
  ])
  return [head, ...tokens].map((jwt) => base64url.decodeText(jwt.split('.')[1] ?? '') ?? '')
}

function textOf(encoded: string): string {
  const read = decodeDisclosure(encoded)
  return read.ok ? [read.name, ...textsIn(read.value)].join('\n') : ''
}

/** Texts of a value; commitments that it names (`$from`, `$cite`) are no secret. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsIn(item))
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$from' || name === '$cite' || name === '$document' ? [] : textsIn(member),
  )
}
