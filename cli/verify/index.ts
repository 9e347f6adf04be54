import { decodePem } from '@entrepot/x509'
import { catalogue } from '@entrepot/trade/catalogue'
import { knownDocuments } from '@entrepot/trade/evidence'
import { jsonFindings, jsonReport, printNoReport, printReport } from './print.ts'
import { type Verifying, verifyZip } from './report.ts'
import { MAX_ZIP_BYTES } from './evidence-zip.ts'

export { verifyZip } from './report.ts'
export { unzipEvidence } from './evidence-zip.ts'

/** What the command needs of the world. */
export interface VerifyIo {
  /** Reads a file of at most `limit` bytes; `undefined` where it is not there or larger. */
  readonly read: (path: string, limit: number) => Promise<Uint8Array | undefined>
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

// Exit codes.
const HOLDS = 0
const DOES_NOT_HOLD = 1
const NOT_ASKED_RIGHT = 2

const USAGE = `Usage: verify FILE.zip [--as PARTY] [--root CERTIFICATE] [--json]
  FILE.zip            evidence of a trade
  --as PARTY          what this party may see: its identifier, its name, or its capacity (buyer)
  --root CERTIFICATE  the root that you trust, PEM or DER; else the bundle's own is taken, and said so
  --json              for programs`

const MAX_ROOT_BYTES = 1024 * 1024

/**
 * The command `verify`: checks a bundle offline and prints the three verdicts per act and document in plain words.
 *
 * @returns 0 where the evidence holds, 1 where it does not (each fault named with its place), 2 where the question was wrong.
 */
export async function verifyCommand(
  args: readonly string[],
  io: VerifyIo,
  known: Pick<Verifying, 'catalogue' | 'knowledge'> = { catalogue, knowledge: knownDocuments },
): Promise<number> {
  const asked = readArguments(args)
  if (!asked) {
    io.err(USAGE)
    return NOT_ASKED_RIGHT
  }
  const zip = await io.read(asked.file, MAX_ZIP_BYTES)
  const root = asked.root === undefined ? undefined : await io.read(asked.root, MAX_ROOT_BYTES)
  if (!zip || (asked.root !== undefined && !root)) {
    io.err(`Cannot read ${zip ? asked.root : asked.file}.`)
    return NOT_ASKED_RIGHT
  }
  const anchor = root && derOf(root)
  const given = { ...(anchor ? { anchor } : {}), ...(asked.as === undefined ? {} : { as: asked.as }) }
  const report = await verifyZip(zip, { ...known, ...given })
  if (!report.ok) {
    if (asked.json) io.out(JSON.stringify({ ok: false, findings: jsonFindings(report.findings) }, undefined, 2))
    else for (const line of printNoReport(report)) io.out(line)
    return report.why === 'asked' ? NOT_ASKED_RIGHT : DOES_NOT_HOLD
  }
  if (asked.json) io.out(JSON.stringify(jsonReport(report), undefined, 2))
  else for (const line of printReport(report)) io.out(line)
  return report.findings.some(({ severity }) => severity === 'fault') ? DOES_NOT_HOLD : HOLDS
}

interface Asked {
  readonly file: string
  readonly as?: string
  readonly root?: string
  readonly json: boolean
}

function readArguments(args: readonly string[]): Asked | undefined {
  const named = new Map<string, string>()
  const files: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    const [name = '', inline] = arg.split('=', 2)
    if (!arg.startsWith('--')) files.push(arg)
    else if (name === '--json' && inline === undefined) named.set(name, '')
    else if (name === '--as' || name === '--root') {
      const value = inline ?? args[++i]
      if (value === undefined || value === '') return undefined
      named.set(name, value)
    } else return undefined
  }
  const [file] = files
  if (file === undefined || files.length > 1) return undefined
  const [as, root] = [named.get('--as'), named.get('--root')]
  return {
    file,
    json: named.has('--json'),
    ...(as === undefined ? {} : { as }),
    ...(root === undefined ? {} : { root }),
  }
}

/** A certificate file is PEM or DER; what is neither is judged as DER, and refused as such. */
function derOf(bytes: Uint8Array): Uint8Array {
  const isPem = new TextDecoder().decode(bytes.subarray(0, 64)).includes('-----BEGIN')
  const decoded = isPem ? decodePem('CERTIFICATE', new TextDecoder().decode(bytes)) : undefined
  return decoded?.ok ? (decoded.value[0] ?? bytes) : bytes
}
