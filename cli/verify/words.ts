import type { SignedPdf } from './pdf-signatures.ts'
import type { ActVerdict, DocumentVerdict, Finding, Staleness } from '@entrepot/trade/evidence'

/** What each code means, in plain words. Codes are public API; these words are for people. */
const MEANINGS: Readonly<Record<string, string>> = {
  'rendering/signature': 'a signature inside a PDF does not hold',
  'rendering/other-signer': 'a PDF is signed inside by another than its document’s issuer',
  'verify/no-such-party': 'no such party stands in the evidence',
  'verify/made-for-another': 'the bundle was made for another reader',
  'act/no-authority': 'the agent that sealed it had no authority for it',
  'document/field-left-out': 'a field that the document must show is left out',
  'zip/too-large': 'the zip is too large',
  'zip/not-a-zip': 'this is no whole zip: it was cut off, something stands behind its end, or it never was one',
  'zip/truncated': 'the zip is cut off or its directory does not fit',
  'zip/unsupported': 'the zip uses what evidence never uses (encryption, ZIP64, another packing)',
  'zip/too-many-entries': 'the zip has too many entries',
  'zip/entry-too-large': 'an entry is too large',
  'zip/ratio': 'an entry unpacks to far more than it packs',
  'zip/path': 'an entry’s path leads elsewhere',
  'zip/entry-twice': 'two entries have one path',
  'zip/headers-differ': 'an entry’s two headers differ',
  'zip/overlap': 'two entries overlap',
  'zip/checksum': 'an entry’s checksum does not hold',
  'zip/deflate': 'an entry cannot be unpacked',
  'bundle/entry-missing': 'an entry of the bundle is missing',
  'bundle/entry-changed': 'an entry of the bundle is not the one that was sealed',
  'bundle/entry-added': 'an entry is in the bundle that was not sealed into it',
  'bundle/manifest-differs': 'the manifest says something else than the file',
  'bundle/not-utf-8': 'an entry is no text',
  'evidence/json': 'an entry is no JSON',
  'evidence/shape': 'an entry is not made as evidence is',
  'seal/malformed': 'the seal cannot be read',
  'seal/signer': 'the seal was not made under an operator’s certificate that holds',
  'seal/signature': 'the seal’s signature does not hold',
  'seal/other-manifest': 'the manifest is not the one that was sealed',
  'trust/no-root': 'the bundle brings no root certificate, and none was given',
  'trust/root': 'the root certificate cannot be read',
  'trust/certificate-malformed': 'a certificate cannot be read',
  'trust/certificate-changed': 'a certificate is not the one that it is named as',
  'trust/list-malformed': 'a revocation list cannot be read',
  'trust/list-forged': 'a revocation list was not signed by an authority',
  'file/twice': 'a file is in the bundle twice',
  'file/unknown-kind': 'a file is of a kind that this release does not know',
  'sequence/missing': 'an act was removed',
  'sequence/twice': 'two acts stand at one place',
  'sequence/reordered': 'acts stand in another order',
  'sequence/added': 'an act was added after the signed end',
  'sequence/broken-chain': 'the running hash does not go on from the act before',
  'head/malformed': 'the signed end of the file cannot be read',
  'head/signer': 'the signed end was not made under an operator’s certificate that holds',
  'head/signature': 'the signature over the file’s end does not hold',
  'head/other-file': 'the signed end belongs to another file',
  'head/other-hash': 'the file’s hash is not the one that the operator signed',
  'receipt/malformed': 'a receipt cannot be read',
  'receipt/signer': 'a receipt was not made under an operator’s certificate that holds',
  'receipt/signature': 'a receipt’s signature does not hold',
  'receipt/other-act': 'the receipt is for another act: the act was changed or exchanged',
  'receipt/other-file': 'the receipt belongs to another file',
  'receipt/other-place': 'the receipt belongs to another place of the sequence',
  'receipt/time-goes-back': 'an act was received before the one that stands before it',
  'act/signer': 'the signer’s certificate does not hold',
  'act/signature': 'the signature does not hold',
  'act/other-file': 'the act was signed for another file',
  'act/unknown-type': 'the act is of a type that this release does not know',
  'act/capacity-of-another': 'the signer acts in a capacity that another organisation holds',
  'act/signer-revoked-from-before': 'the signer’s key was declared lost later, from before this act',
  'citation/signer': 'the certificate behind a cited act does not hold',
  'citation/signature': 'the signature of a cited act does not hold',
  'citation/not-in-its-file': 'a cited act does not stand in the file that it is said to come from',
  'citation/of-later': 'a cited act was received after the act that cites it',
  'citation/origin-withdrawn': 'what is cited here was withdrawn since',
  'citation/signer-revoked-from-before': 'the key behind what is cited here was declared lost, from before',
  'approval/invalid': 'a second person’s approval does not hold',
  'derivation/differs': 'a computed figure is not what its inputs give',
  'document/field-differs': 'a field of the document is not what its inputs give',
  'rendering/changed': 'the PDF is not the one that its issuer signed',
  'rendering/hash-not-visible': 'the hash of the PDF that its issuer signed is not visible',
  'rendering/of-no-document': 'a PDF belongs to no document of the bundle',
  'rendering/unreadable': 'the text of the PDF could not be read',
  'log/statement': 'the operator’s statement of its transparency log does not hold',
  'log/checkpoint': 'the signed head of the transparency log does not hold',
  'log/no-such-act': 'the transparency log’s proofs name an act that is not here',
  'log/not-included': 'an act does not stand in the transparency log where it is said to',
  'log/promise-broken': 'the port promised to log this act by a time that has passed, and no proof is here',
  'log/not-yet': 'this act is not in the transparency log yet',
  'erasure/not-committed': 'an erasure is recorded of something that the act never held',
  'erasure/of-no-act': 'an erasure is recorded of an act that is not there',
  'erasure/still-shown': 'an element that is recorded as erased is still shown',
}

/** A finding in a sentence; codes without words of their own are said as they are. */
export function sayFinding({ code, detail }: Finding): string {
  const meaning = MEANINGS[code] ?? (code.startsWith('judge/') ? 'judged again, the act is refused' : 'cannot be read')
  return `${meaning} [${code}${detail === undefined ? '' : `: ${detail}`}]`
}

/** An act's verdict in plain words. */
export function sayAct(act: ActVerdict, nameOf: (organisation: string) => string): string {
  const parts = [sayVerdict(act.verdict, act.attestedBy, nameOf)]
  if (act.hidden > 0 && act.type !== undefined) parts.push(`${count(act.hidden, 'element')} not visible to you`)
  if (act.erased > 0) parts.push(`${count(act.erased, 'element')} erased`)
  if (act.receipt?.custody === 'port' && act.type !== undefined) parts.push('the port holds this signer’s key')
  return parts.join('; ')
}

/** A document's verdict in plain words. */
export function sayDocument(
  document: DocumentVerdict,
  nameOf: (organisation: string) => string,
  signed?: SignedPdf,
): string {
  const { fields, rendering, state, stale, verdict, issuer } = document
  const parts = [sayVerdict(verdict, [issuer], nameOf)]
  if (fields.checked > 0) parts.push(`${count(fields.checked, 'field')} computed again`)
  if (fields.attested > 0) parts.push(`${count(fields.attested, 'field')} on the issuer’s word`)
  if (fields.hidden > 0) parts.push(`${fields.hidden} not visible to you`)
  parts.push(`${RENDERINGS[rendering]}${signed ? sayPdf(signed) : ''}`)
  if (state === 'withdrawn') parts.push('withdrawn by its issuer')
  if (state === 'stale') parts.push(`stale: ${sayStale(stale)}`)
  return parts.join('; ')
}

const sayPdf = ({ level, at }: SignedPdf): string => {
  const when = at === undefined ? '' : `, ${at.slice(0, 16).replace('T', ' ')} UTC`
  return `, signed inside by its issuer (PAdES-${level}${when}${level === 'B-B' ? ' as it says' : ''})`
}

const RENDERINGS = {
  matches: 'the PDF is the signed one',
  differs: 'the PDF is NOT the signed one',
  'not-here': 'no PDF here',
} as const

const REASONS = {
  changed: 'changed',
  withdrawn: 'was withdrawn',
  'signer-revoked': 'rests on a key declared lost',
} as const

function sayStale(stale: readonly Staleness[]): string {
  const reasons = new Set(stale.map(({ path, because }) => `${path} ${REASONS[because]}`))
  return reasons.size === 0 ? 'its issuer’s key was declared lost, from before' : [...reasons].join(', ')
}

function sayVerdict(
  verdict: ActVerdict['verdict'],
  attestedBy: readonly string[],
  nameOf: (organisation: string) => string,
): string {
  switch (verdict) {
    case 'checked':
      return 'checked by you'
    case 'attested':
      return `attested by ${attestedBy.map(nameOf).join(' and ')}`
    case 'not-visible':
      return 'not visible to you'
    case 'failed':
      return 'DOES NOT HOLD'
  }
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
