/** `openssl verify` as a judge of paths. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePem } from '../../index.ts'
import { at } from '../scene.ts'
import type { PathCase } from '../suite/case.ts'

/** What openssl says of a path: nothing when it holds, else its words. */
export function opensslVerdict({ path, anchor, policies, revocation }: PathCase): string {
  const folder = mkdtempSync(join(tmpdir(), 'x509-judge-'))
  try {
    const write = (name: string, blocks: string[]) => writeFileSync(join(folder, name), blocks.join(''))
    const pem = (each: { certificate: { raw: Uint8Array } }) => encodePem('CERTIFICATE', each.certificate.raw)
    const [leaf, ...above] = path
    if (leaf === undefined) return 'no leaf'
    write('leaf.pem', [pem(leaf)])
    write('root.pem', [pem(anchor)])
    const others = (revocation?.certificates ?? []).map(({ raw }) => encodePem('CERTIFICATE', raw))
    write('above.pem', [...above.map(pem), ...others])
    const words = ['verify', '-attime', String(at / 1000), '-CAfile', 'root.pem']
    if (above.length + others.length > 0) words.push('-untrusted', 'above.pem')
    if (revocation !== undefined) {
      write(
        'lists.pem',
        (revocation.lists ?? []).map((list) => encodePem('X509 CRL', list.raw)),
      )
      words.push('-crl_check_all', '-extended_crl', '-use_deltas')
      if ((revocation.lists ?? []).length > 0) words.push('-CRLfile', 'lists.pem')
    }
    // Without a policy of the user's, openssl accepts none where one is required.
    words.push('-policy_check', ...(policies?.accepted ?? ['2.5.29.32.0']).flatMap((policy) => ['-policy', policy]))
    if (policies?.isExplicitRequired === true) words.push('-explicit_policy')
    if (policies?.isMappingInhibited === true) words.push('-inhibit_map')
    if (policies?.isAnyInhibited === true) words.push('-inhibit_any')
    const { status, stderr } = spawnSync('openssl', [...words, 'leaf.pem'], { cwd: folder, encoding: 'utf8' })
    return status === 0 ? '' : stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}
