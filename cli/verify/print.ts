import { sha256, toHex } from '@entrepot/crypto'
import { type ActVerdict, describePlace, type DocumentVerdict, type Finding } from '@entrepot/trade/evidence'
import type { NoReport, Report } from './report.ts'
import { sayAct, sayDocument, sayFinding } from './words.ts'

/** A report as lines for people. */
export function printReport(report: Report): string[] {
  const { bundle, shown, reader, findings } = report
  const nameOf = namesIn(report)
  const lines = [
    `Evidence made ${bundle.manifest.made}, ${reader === undefined ? 'the whole' : `as ${nameOf(reader)} sees it`}.`,
    ...printRoot(report),
    '',
  ]
  for (const [id, acts] of shown.acts) {
    const file = shown.files.get(id)
    const signed = file?.head ? `, ${file.head.count} acts signed as complete at ${file.head.at}` : ''
    lines.push(`${file?.evidence.kind ?? 'file'} ${id}${signed}`, ...table(acts.map((act) => actRow(act, nameOf))), '')
  }
  if (shown.documents.length > 0)
    lines.push('Documents', ...table(shown.documents.map((document) => documentRow(document, report, nameOf))), '')
  lines.push(...printSummary(report), '')
  return [...lines, ...printFindings(findings), conclusion(findings)]
}

/** Why nothing could be judged. */
export const printNoReport = ({ findings }: NoReport): string[] => [...printFindings(findings), conclusion(findings)]

/** A report for programs. */
export function jsonReport(report: Report): object {
  const { bundle, shown, reader, findings, summary } = report
  const { acts, documents, elements, slots, rekeyed, ledgerBalanced, ledger } = summary
  return {
    ok: !findings.some(({ severity }) => severity === 'fault'),
    made: bundle.manifest.made,
    ...(reader === undefined ? {} : { reader }),
    root: { sha256: fingerprint(bundle.anchor), trustedBecause: bundle.anchorGiven ? 'given' : 'the bundle says so' },
    files: [...shown.acts].map(([file, verdicts]) => ({
      ...{ file, kind: shown.files.get(file)?.evidence.kind, count: verdicts.length, acts: verdicts },
    })),
    documents: shown.documents.map((document) => ({ ...document, signedPdf: report.signedPdfs.get(document.act) })),
    ...(shown.log ? { log: shown.log } : {}),
    findings: jsonFindings(findings),
    summary: {
      ...{ acts, documents, elements, slots, rekeyed },
      ledgerBalanced: ledger.complete ? ledgerBalanced : null,
      ...{ rekeyings: summary.rekeyings, foreignText: summary.foreign, notCompared: summary.notCompared },
    },
  }
}

/** Findings for programs, each with its place in words. */
export const jsonFindings = (findings: readonly Finding[]): object[] =>
  findings.map((finding) => ({ ...finding, where: describePlace(finding.place), meaning: sayFinding(finding) }))

function printRoot({ bundle }: Report): string[] {
  const root = `Root certificate, SHA-256 ${fingerprint(bundle.anchor)}`
  return bundle.anchorGiven
    ? [root, 'Trusted because you gave it.']
    : [root, 'Trusted because the bundle says so: compare the fingerprint with one that you have from elsewhere.']
}

const fingerprint = (der: Uint8Array): string => (toHex(sha256(der)).match(/../g) ?? []).join(':').toUpperCase()

function actRow(act: ActVerdict, nameOf: (organisation: string) => string): string[] {
  const by =
    act.organisation === undefined ? '' : `${nameOf(act.organisation)}${act.as === undefined ? '' : ` (${act.as})`}`
  return [String(act.seq), act.type ?? 'stub', by, sayAct(act, nameOf)]
}

function documentRow(
  document: DocumentVerdict,
  { signedPdfs }: Report,
  nameOf: (organisation: string) => string,
): string[] {
  const said = sayDocument(document, nameOf, signedPdfs.get(document.act))
  return ['', document.definition, nameOf(document.issuer), said]
}

/** Columns as wide as their widest cell; the last one runs free. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
}

function printSummary(report: Report): string[] {
  const { summary } = report
  const { acts, documents, elements, slots, rekeyings, foreign, notCompared, ledger } = summary
  const lines = [`${acts} acts, ${documents} documents, ${elements} elements, ${slots} filled fields.`]
  lines.push(sayLog(report), `Keyed twice: ${summary.rekeyed}.`)
  for (const { keyed, earlier } of rekeyings)
    lines.push(
      `  ${keyed.organisation} keyed ${keyed.path} (file ${keyed.file}, act ${keyed.seq}); ` +
        `it stood at ${earlier.path} (file ${earlier.file}, act ${earlier.seq})`,
    )
  for (const { act, page, text } of foreign)
    lines.push(`  the PDF of ${act} shows on page ${page} what is neither wording nor a field: ${text}`)
  if (notCompared.length > 0)
    lines.push(
      `Text of ${notCompared.length} PDFs was not compared: you have these documents only as they were passed on to you.`,
    )
  if (!ledger.complete) return [...lines, 'Books: not all postings are visible to you.']
  lines.push(
    ledger.balanced ? 'Books: computed again, and they balance.' : 'Books: computed again, and they do NOT balance.',
  )
  for (const { code, detail, place } of ledger.findings)
    lines.push(`  ${[code, detail, describePlace(place)].join(' ')}`)
  return lines
}

function sayLog({ shown: { log } }: Report): string {
  if (!log) return 'Transparency log: no proof came along.'
  const { logged, waiting, size, origin } = log
  const rest = waiting === 0 ? '' : `, ${waiting} not yet`
  return `Transparency log ${origin}: ${logged} acts proved under its signed head of ${size}${rest}.`
}

function printFindings(findings: readonly Finding[]): string[] {
  return findings.map((finding) => {
    const where = describePlace(finding.place)
    return `${finding.severity === 'fault' ? 'FAULT' : 'note '}  ${where}${where === '' ? '' : ': '}${sayFinding(finding)}`
  })
}

function conclusion(findings: readonly Finding[]): string {
  const faults = findings.filter(({ severity }) => severity === 'fault').length
  return faults === 0 ? 'The evidence holds.' : `The evidence does NOT hold: ${faults} fault${faults === 1 ? '' : 's'}.`
}

function namesIn({ bundle }: Report): (organisation: string) => string {
  const names = new Map<string, string>()
  for (const state of bundle.states.values())
    for (const { capacity, organisation } of state.parties.values()) {
      const name = state.elements.get(`/parties/${capacity}/name`)?.at(-1)?.value
      if (typeof name === 'string') names.set(organisation, name)
    }
  return (organisation) => names.get(organisation) ?? organisation
}
