/** `node stream-process.ts BYTES`: so many bytes of interchanges on standard output, for `entrepot edi check` to read. */
import { once } from 'node:events'
import { MEGABYTE } from './limits.ts'
import { edifactInterchange } from './samples.ts'

const total = Number(process.argv[2])
const sample = edifactInterchange(MEGABYTE)
for (let written = 0; written < total; written += sample.length) {
  if (!process.stdout.write(sample)) await once(process.stdout, 'drain')
}
