import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { verifyXml } from './index.ts'
import { timeStamps, trust } from './testing/practice.ts'

/** What both builds do: sign by two kinds of keys, stamp, countersign, verify; the other verifies it again. */
const script = `
  const { counterSignXml, signXml, stampXml, verifyXml } = await import('./index.ts')
  const { party, root, seller, signerOf, timeStamps, tokenOver, trust } = await import('./testing/practice.ts')
  const other = party(5, root, { kind: 'Ed25519' })
  const signed = signXml('<Invoice><Line Id="line">宁波 100</Line></Invoice>', signerOf(seller))
  const stamped = stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput))
  const countered = counterSignXml(stamped.document, signed.id, signerOf(other))
  const { holds } = verifyXml(countered.document, { trust, timeStamps })
  console.log(JSON.stringify({ holds, document: new TextDecoder().decode(countered.document) }))`

function built(...conditions: string[]): { readonly holds: boolean; readonly document: string } {
  const words = [...conditions, '--input-type=module', '--eval', script]
  const answer = execFileSync(process.execPath, words, { cwd: import.meta.dirname, encoding: 'utf8' })
  return JSON.parse(answer) as ReturnType<typeof built>
}

test('a browser’s build signs and verifies as that of Node.js does', () => {
  for (const { holds, document } of [built('--conditions=browser'), built()]) {
    expect(holds).toBe(true)
    const verified = verifyXml(document, { trust, timeStamps })
    expect(verified).toMatchObject({ holds: true, signatures: [{ level: 'B-T' }, { level: 'B-B' }] })
  }
})
