/** Measures everything that needs no disk and prints it as JSON; `trust.ts` starts it. */
import { parseArgs } from 'node:util'
import { chains } from './chains.ts'
import { issuing } from './issuing.ts'
import { QUICK, USUAL } from './limits.ts'
import { type Measured, measure, type Subject } from './rates.ts'
import { cmsSigning, cmsVerifying } from './signing.ts'
import { stampAnswering, stampVerifying } from './stamps.ts'
import { xmlSigning, xmlVerifying } from './xml.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, xml: { type: 'boolean' } } })
const amounts = values.quick === true ? QUICK : USUAL
const signatures: readonly (() => Subject | Promise<Subject>)[] = [
  () => issuing(amounts),
  () => cmsSigning('P-256'),
  () => cmsSigning('RSA'),
  () => cmsVerifying(amounts),
  () => chains(amounts),
  stampAnswering,
  stampVerifying,
]
const subjects: Measured[] = []
for (const make of values.xml === true ? [xmlSigning, xmlVerifying] : signatures) {
  const subject = await make()
  process.stderr.write(`${subject.title}\n`)
  subjects.push(await measure(subject, amounts))
}
process.stdout.write(JSON.stringify({ subjects, peakMb: process.resourceUsage().maxRSS / 1_000 }))
