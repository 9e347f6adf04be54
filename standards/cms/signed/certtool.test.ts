import { afterAll, expect } from 'vitest'
import { testWith } from '../../../checks/testing-programs.ts'
import { signData, verifyData } from '../index.ts'
import { at, party } from '../testing/parties.ts'
import { workshop } from '../testing/workshop.ts'

const { write, writeParty, run, read, close } = workshop()
afterAll(close)
const withCerttool = testWith('certtool')

const root = party(1)
const seller = party(2, root)
const content = new TextEncoder().encode('One invoice, EUR 1,200.00\n')
writeParty('root', root)
write('content', content)

const kinds = ['P-256', 'P-384', 'P-521', 'Ed25519', 'RSA'] as const
withCerttool.each(kinds)('GnuTLS certtool verifies what we sign by %s', (kind) => {
  const signer = party(4, root, { kind })
  write('ours.p7', signData(content, { signers: [{ ...signer, attributes: { signingTime: at } }] }))
  const answer = run('certtool', '--p7-verify', '--inder', '--infile', 'ours.p7', '--load-ca-certificate', 'root.pem')
  expect(answer.stdout + answer.stderr).toContain('Signature status: ok')
  expect(answer.status).toBe(0)
})

withCerttool('GnuTLS certtool verifies our detached message of two signers', () => {
  const signers = [seller, party(5, root)].map((one) => ({ ...one, attributes: { signingTime: at } }))
  write('ours.p7', signData(content, { signers, detached: true }))
  const words = ['--p7-verify', '--inder', '--infile', 'ours.p7', '--load-data', 'content']
  const answer = run('certtool', ...words, '--load-ca-certificate', 'root.pem')
  expect((answer.stdout + answer.stderr).match(/Signature status: ok/g)).toHaveLength(2)
  write('content', new TextEncoder().encode('Another invoice\n'))
  expect(run('certtool', ...words, '--load-ca-certificate', 'root.pem').status).not.toBe(0)
  write('content', content)
})

withCerttool.each(kinds)('we verify what GnuTLS certtool signs by %s', (kind) => {
  writeParty('signer', party(6, root, { kind }))
  const who = ['--load-privkey', 'signer.key', '--load-certificate', 'signer.pem', '--infile', 'content', '--outder']
  // Ed25519 goes with SHA-512 (RFC 8419 3.1).
  const hash = kind === 'Ed25519' || kind === 'P-521' ? 'SHA512' : kind === 'P-384' ? 'SHA384' : 'SHA256'
  for (const [command, options] of [
    ['--p7-sign', {}],
    ['--p7-detached-sign', { content }],
  ] as const) {
    const made = run('certtool', command, ...who, '--p7-time', '--hash', hash, '--outfile', 'theirs.p7')
    expect(made).toMatchObject({ status: 0 })
    expect(verifyData(read('theirs.p7'), options)).toMatchObject({ ok: true, value: { holds: true } })
  }
})
