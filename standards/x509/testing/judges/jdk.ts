/** The JDK's PKIX validator as a judge of paths; one virtual machine judges all of them. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { at } from '../scene.ts'
import type { PathCase } from '../suite/case.ts'

/** A path, and OCSP responses about its certificates, leaf first. */
export interface JudgedCase extends PathCase {
  readonly responses?: readonly Uint8Array[]
}

/** What the JDK says of each path: nothing when it holds, else its words. */
export function jdkVerdicts(cases: readonly JudgedCase[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'x509-judge-'))
  try {
    const file = join(folder, 'paths.txt')
    writeFileSync(file, cases.map(lineOf).join('\n'))
    const program = join(import.meta.dirname, 'JudgePaths.java')
    const { status, stdout, stderr } = spawnSync('java', [program, file], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    if (status !== 0) throw new Error(`java: ${stderr}`)
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => (line === 'ok' ? '' : line))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function lineOf({ path, anchor, policies, revocation, more, responses }: JudgedCase): string {
  const base64 = ({ raw }: { readonly raw: Uint8Array }) => Buffer.from(raw).toString('base64')
  const fields: [name: string, value: string][] = [
    ['path', path.map(({ certificate }) => base64(certificate)).join()],
    ['anchor', base64(anchor.certificate)],
    ['at', String(more?.at ?? at)],
  ]
  if (policies?.accepted !== undefined) fields.push(['policies', policies.accepted.join()])
  if (policies?.isExplicitRequired === true) fields.push(['explicit', ''])
  if (policies?.isMappingInhibited === true) fields.push(['noMapping', ''])
  if (policies?.isAnyInhibited === true) fields.push(['noAny', ''])
  if (revocation !== undefined) {
    fields.push(['lists', (revocation.lists ?? []).map(base64).join()])
    fields.push(['others', (revocation.certificates ?? []).map(base64).join()])
  }
  if (responses !== undefined) fields.push(['responses', responses.map((raw) => base64({ raw })).join()])
  return fields.map(([name, value]) => `${name}=${value}`).join('\t')
}
