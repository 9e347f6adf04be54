import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { openEnvelope, verifyData } from './index.ts'
import { openerOf, party } from './testing/parties.ts'

/** What both builds do: sign, encrypt, compress; the other reads it. */
const script = `
  const cms = await import('./index.ts')
  const { openerOf, party, steadyRandom } = await import('./testing/parties.ts')
  const { opensRsa } = await import('@entrepot/crypto/encryption')
  const root = party(1)
  const signer = party(2, root, { kind: 'Ed25519' })
  const bank = party(3, root)
  const content = new TextEncoder().encode('One content for both builds')
  const signed = cms.signData(content, { signers: [signer] })
  const message = cms.envelope(signed, { recipients: [bank], random: steadyRandom(), contentType: cms.contentTypes.signedData })
  const opened = cms.openEnvelope(message, openerOf(bank))
  const verified = cms.verifyData(opened.content)
  const stream = cms.startOpening(cms.contentTypes.authEnvelopedData, openerOf(bank))
  const pieces = [stream.push(message.subarray(0, 99)), stream.push(message.subarray(99))]
  const streamed = Buffer.concat(pieces.map((piece) => piece.unverified))
  const hex = (octets) => Buffer.from(octets).toString('hex')
  console.log(JSON.stringify({
    opensRsa,
    holds: verified.value.holds && stream.finish().ok && hex(streamed) === hex(signed),
    signed: hex(signed), message: hex(message), compressed: hex(cms.compress(content)),
  }))`

interface Built {
  readonly opensRsa: boolean
  readonly holds: boolean
  readonly signed: string
  readonly message: string
  readonly compressed: string
}

function built(...conditions: string[]): Built {
  const words = [...conditions, '--input-type=module', '--eval', script]
  return JSON.parse(execFileSync(process.execPath, words, { cwd: import.meta.dirname, encoding: 'utf8' })) as Built
}

test('a browser’s build signs, encrypts and opens as that of Node.js does', () => {
  const browser = built('--conditions=browser')
  const node = built()
  expect(browser).toMatchObject({ holds: true, opensRsa: false })
  expect(node).toMatchObject({ holds: true, opensRsa: true })
  expect(browser.compressed).toBe(node.compressed)
  for (const { signed, message } of [browser, node]) {
    const opener = openerOf(party(3, party(1)))
    const opened = openEnvelope(new Uint8Array(Buffer.from(message, 'hex')), opener)
    expect(opened).toMatchObject({ ok: true, authenticated: true })
    expect(opened.ok && Buffer.from(opened.content).toString('hex')).toBe(signed)
    expect(opened.ok && verifyData(opened.content)).toMatchObject({ ok: true, value: { holds: true } })
  }
})
