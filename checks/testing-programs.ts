/**
 * Test support: other people's programs as judges. A test that asks one says so in its title; where the program is missing, the test is left
 * out under a title that says which one.
 */
import { spawnSync } from 'node:child_process'
import { describe, type TestOptions, test } from 'vitest'

/** A program that tests may ask. */
interface Known {
  /** What runs, and what it answers with when it is there. */
  readonly asked: readonly (readonly [command: string, argument: string, status?: number])[]
  /** How titles call it. */
  readonly called: RegExp
}

const known = (command: string, argument: string, called: RegExp, status = 0): Known => ({
  asked: [[command, argument, status]],
  called,
})

/** Every program that a test may ask. */
const PROGRAMS = {
  certtool: known('certtool', '--version', /certtool|GnuTLS/),
  certutil: known('certutil', '-H', /certutil/, 1),
  // Running a single source file needs the compiler, which a runtime alone has not.
  JDK: {
    asked: [
      ['javac', '-version'],
      ['java', '-version'],
    ],
    called: /JDK/,
  },
  mutool: known('mutool', '-v', /mutool/),
  ocsptool: known('ocsptool', '--version', /ocsptool|GnuTLS/),
  openssl: known('openssl', 'version', /openssl/i),
  pdfsig: known('pdfsig', '-v', /pdfsig/),
  pdftocairo: known('pdftocairo', '-v', /pdftocairo/),
  pdftotext: known('pdftotext', '-v', /pdftotext/),
  pdfunite: known('pdfunite', '-v', /pdfunite/),
  perl: known('perl', '--version', /Perl/),
  pk12util: known('pk12util', '-H', /pk12util/, 2),
  xmllint: known('xmllint', '--version', /xmllint/),
  xmlsec1: known('xmlsec1', '--version', /xmlsec1/),
} as const satisfies Readonly<Record<string, Known>>

/** The name of a program that tests may ask. */
export type Program = keyof typeof PROGRAMS

/** The names of all programs that tests may ask. */
export const programs: readonly string[] = Object.values<Known>(PROGRAMS).flatMap(({ asked }) =>
  asked.map(([command]) => command),
)

const ANSWER_TIMEOUT_MS = 20_000
const found = new Map<Program, boolean>()

/** Whether a program is there, and answers. */
function isHere(program: Program): boolean {
  const known = found.get(program)
  if (known !== undefined) return known
  const { asked }: Known = PROGRAMS[program]
  const answers = asked.every(([command, argument, status = 0]) => {
    const run = spawnSync(command, [argument], { stdio: 'ignore', timeout: ANSWER_TIMEOUT_MS })
    return run.status === status
  })
  found.set(program, answers)
  return answers
}

/** Those that are missing, in words; `undefined` when all are there. */
export function missing(...wanted: readonly Program[]): string | undefined {
  const absent = wanted.filter((program) => !isHere(program))
  return absent.length === 0 ? undefined : absent.map((program) => `no ${program}`).join(', ')
}

/** The title of a test that asks programs. @throws where it does not name each of them. */
export function titleNaming(wanted: readonly Program[], title: string): string {
  const unnamed = wanted.filter((program) => !PROGRAMS[program].called.test(title))
  if (unnamed.length > 0) throw new Error(`the title of a test names whom it asks: ${unnamed.join(', ')} in “${title}”`)
  return title
}

/** A title that says why its test is left out, where it is. */
export const titleUnless = (reason: string | undefined, title: string): string =>
  reason === undefined ? title : `${title} (left out: ${reason})`

type Body<Parameters extends readonly unknown[]> = (...parameters: Parameters) => unknown
type Cells<Row> = Row extends readonly [...infer Columns] ? Columns : [Row]
/** What follows a title. */
type Rest<Parameters extends readonly unknown[]> =
  | [body: Body<Parameters>]
  | [options: TestOptions, body: Body<Parameters>]

/** `test`, as far as tests that may be left out use it. */
export interface ConditionalTest {
  (title: string, ...rest: Rest<[]>): void
  /** A test for each row; a row that is a list is handed on cell by cell. */
  each<const Row>(rows: readonly Row[]): (title: string, ...rest: Rest<Cells<Row>>) => void
}

/** `test`, left out where there is a reason or more, which then stand in its title. */
export function testUnless(...reasons: readonly (string | undefined)[]): ConditionalTest {
  const given = reasons.filter((reason) => reason !== undefined)
  return conditional(given.length === 0 ? undefined : given.join(', '), (title) => title)
}

/**
 * `test` for what other programs judge; its titles name them.
 *
 * @example
 * testWith('openssl')('openssl verifies our chain', () => { ... })
 */
export function testWith(...wanted: readonly Program[]): ConditionalTest {
  return conditional(missing(...wanted), (title) => titleNaming(wanted, title))
}

function conditional(reason: string | undefined, named: (title: string) => string): ConditionalTest {
  const run = test.skipIf(reason !== undefined)
  const titled = (title: string): string => titleUnless(reason, named(title))
  return Object.assign(
    (title: string, ...rest: Rest<[]>): void => {
      const { options, body } = taken(rest)
      run(titled(title), options, async () => void (await body()))
    },
    {
      each: <const Row>(rows: readonly Row[]) => {
        const runEach = run.for(rows)
        return (title: string, ...rest: Rest<Cells<Row>>): void => {
          const { options, body } = taken(rest)
          runEach(titled(title), options, async (row) => void (await body(...cellsOf(row))))
        }
      },
    },
  )
}

const taken = <Parameters extends readonly unknown[]>(
  rest: Rest<Parameters>,
): { readonly options: TestOptions; readonly body: Body<Parameters> } =>
  rest.length === 1 ? { options: {}, body: rest[0] } : { options: rest[0], body: rest[1] }

function cellsOf<Row>(row: Row): Cells<Row>
function cellsOf(row: unknown): unknown {
  const cells: readonly unknown[] = Array.isArray(row) ? row : [row]
  return cells
}

type Group = (title: string, body: () => void) => void

/** `describe`, left out where there is a reason, which then stands in its title. */
export const describeUnless =
  (reason: string | undefined): Group =>
  (title, body) =>
    void describe.skipIf(reason !== undefined)(titleUnless(reason, title), body)

/** `describe` for what other programs judge; its title names them. */
export const describeWith =
  (...wanted: readonly Program[]): Group =>
  (title, body) =>
    describeUnless(missing(...wanted))(titleNaming(wanted, title), body)
