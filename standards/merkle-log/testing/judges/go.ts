/** The Go project's own packages for notes, tiles and proofs as a judge (`golang.org/x/mod/sumdb`, `golang.org/x/crypto/cryptobyte`). */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Where Debian's packages of Go modules stand. */
const SYSTEM_GOPATH = '/usr/share/gocode'

const PACKAGES = ['golang.org/x/mod/sumdb/note', 'golang.org/x/mod/sumdb/tlog', 'golang.org/x/crypto/cryptobyte']

const go = (words: readonly string[], cache: string) =>
  spawnSync('go', words, {
    encoding: 'utf8',
    env: {
      ...process.env,
      GO111MODULE: 'off',
      GOPATH: [process.env['GOPATH'], SYSTEM_GOPATH].filter(Boolean).join(delimiter),
      GOCACHE: cache,
      GOFLAGS: '',
    },
  })

/** Whether there is a Go compiler and the packages to judge with. */
export const hasGo = go(['list', ...PACKAGES], tmpdir()).status === 0

/** One thing to judge; octets are written as base64. */
export type Question =
  | { readonly kind: 'note'; readonly note: string; readonly keys: readonly string[] }
  | ({ readonly kind: 'head'; readonly note: string; readonly keys: readonly string[] } & Head)
  | ({ readonly kind: 'inclusion'; readonly index: number; readonly entry: Uint8Array } & Proof & Head)
  | ({ readonly kind: 'consistency'; readonly old: number; readonly oldRoot: Uint8Array } & Proof & Head)
  | ({ readonly kind: 'tiles'; readonly tiles: Readonly<Record<string, Uint8Array>> } & Entries & Head)
  | ({ readonly kind: 'bundle'; readonly bundle: Uint8Array } & Entries)
  | { readonly kind: 'proof file'; readonly file: string; readonly keys: readonly string[]; readonly entry: Uint8Array }

interface Head {
  readonly size: number
  readonly root: Uint8Array
}

interface Proof {
  readonly proof: readonly Uint8Array[]
}

interface Entries {
  readonly entries: readonly Uint8Array[]
}

/** A judge that was compiled, to be asked as often as one likes. */
export interface GoJudge {
  /** What Go says to each question: nothing where it holds, else its words. */
  verdicts(questions: readonly Question[]): string[]
  /** Removes what was compiled. */
  remove(): void
}

/** Compiles the judge. */
export function buildGoJudge(): GoJudge {
  const folder = mkdtempSync(join(tmpdir(), 'log-judge-'))
  const program = join(folder, 'judge')
  const built = go(['build', '-o', program, join(import.meta.dirname, 'judge_log.go')], join(folder, 'cache'))
  if (built.status !== 0) throw new Error(`go: ${built.stderr}`)
  return { verdicts: (questions) => askProgram(program, questions), remove: () => rmSync(folder, { recursive: true }) }
}

function askProgram(program: string, questions: readonly Question[]): string[] {
  const { status, stdout, stderr } = spawnSync(program, [], {
    input: JSON.stringify(questions, (_key, value: unknown) =>
      value instanceof Uint8Array ? value.toBase64() : value,
    ),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`the judge: ${stderr}`)
  const verdicts: unknown = JSON.parse(stdout)
  if (!Array.isArray(verdicts) || verdicts.length !== questions.length) throw new Error(`the judge: ${stdout}`)
  return verdicts.map(String)
}
