import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { describeWith } from '../../checks/testing-programs.ts'
import { counterSignXml, signXml, stampXml } from './index.ts'
import { commonSignings, everyForm, invoice, made, pssSignings } from './testing/forms.ts'
import { bank, seller, signerOf, tokenOver } from './testing/practice.ts'
import { Workshop } from './testing/workshop.ts'

const workshop = new Workshop()
afterAll(() => workshop.close())

function jdk(documents: readonly (Uint8Array | string)[]): string[] {
  const files = documents.map((document, number) => workshop.write(`judged-${number}.xml`, document))
  const program = join(import.meta.dirname, 'testing', 'judges', 'JudgeSignatures.java')
  const { status, stdout, stderr } = workshop.run('java', [program, ...files])
  if (status !== 0) throw new Error(`java: ${stderr}`)
  return stdout.trimEnd().split('\n')
}

describeWith('JDK')('the JDK accepts what we sign', () => {
  test('in every form and canonical form, by RSA, RSA-PSS and ECDSA keys', { timeout: 120_000 }, () => {
    const every = everyForm([...commonSignings, ...pssSignings])
    expect(every).toHaveLength(189)
    const verdicts = jdk(every.map(({ make }) => make().document))
    expect(every.map(({ name }, index) => `${name}: ${verdicts[index]}`)).toEqual(
      every.map(({ name }) => `${name}: ok 1`),
    )
  })

  test('with counter-signatures and time-stamps, and not what is changed', { timeout: 120_000 }, () => {
    const signed = made(signXml(invoice, { ...signerOf(seller), issuerSerial: true }))
    const stamped = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput)))
    const countered = made(counterSignXml(stamped.document, signed.id, signerOf(bank)))
    const changed = new TextDecoder().decode(signed.document).replace('poplin', 'canvas')
    expect(jdk([countered.document, changed])).toEqual(['ok 2', 'a signature does not hold'])
  })
})
