import { afterAll, expect } from 'vitest'
import { testWith } from '../../../checks/testing-programs.ts'
import { signData, startSigning, verifyData } from '../index.ts'
import { at, party } from '../testing/parties.ts'
import { joined } from '../testing/pieces.ts'
import { workshop } from '../testing/workshop.ts'

const { write, writeParty, run, read, close } = workshop()
afterAll(close)
const withOpenssl = testWith('openssl')

const root = party(1)
const seller = party(2, root)
const buyer = party(3, root)
const content = new TextEncoder().encode('One invoice, EUR 1,200.00\n')
writeParty('root', root)
writeParty('seller', seller)
writeParty('buyer', buyer)
write('content', content)

const trust = ['-CAfile', 'root.pem', '-purpose', 'any', '-attime', String(at / 1000)]
const opensslVerify = (name: string, ...more: string[]) =>
  run('openssl', 'cms', '-verify', '-binary', '-inform', 'DER', '-in', name, ...trust, ...more)

withOpenssl.each([
  ['attached', false],
  ['detached', true],
] as const)('openssl verifies our %s message of two signers as CAdES', (_, detached) => {
  const attributes = { signingTime: at }
  const signers = [seller, buyer].map(({ key, certificate }) => ({ key, certificate, attributes }))
  write('ours.cms', signData(content, { signers, detached }))
  const answer = opensslVerify('ours.cms', '-cades', '-out', 'out', ...(detached ? ['-content', 'content'] : []))
  expect(answer).toMatchObject({ status: 0, stderr: expect.stringContaining('successful') })
  expect(read('out')).toEqual(content)
})

withOpenssl.each(['', '-nodetach', '-cades', '-keyid', '-noattr -nodetach', '-nodetach -stream'])(
  'we verify what openssl signs with the options "%s"',
  (words) => {
    const options = words.split(' ').filter((word) => word !== '')
    const signer = ['-signer', 'seller.pem', '-inkey', 'seller.key', '-md', 'sha256']
    const made = run(
      'openssl',
      'cms',
      '-sign',
      '-binary',
      '-in',
      'content',
      '-outform',
      'DER',
      '-out',
      'theirs.cms',
      ...signer,
      ...options,
    )
    expect(made.stderr).toBe('')
    const verified = verifyData(read('theirs.cms'), options.includes('-nodetach') ? {} : { content })
    expect(verified).toMatchObject({ ok: true, value: { holds: true } })
  },
)

withOpenssl('openssl verifies what we sign as a stream', () => {
  const large = new Uint8Array(300_000).fill(0x2e)
  const signing = startSigning({ signers: [{ ...seller, attributes: { signingTime: at } }] })
  write(
    'stream.cms',
    joined([signing.push(large.subarray(0, 99_999)), signing.push(large.subarray(99_999)), signing.finish()]),
  )
  expect(opensslVerify('stream.cms', '-cades', '-out', 'out')).toMatchObject({ status: 0 })
  expect(read('out')).toEqual(large)
})
