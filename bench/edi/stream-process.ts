/** A process of its own that validates so many bytes as a stream, and says how much memory it took: `node stream-process.ts BYTES`. */
import { InterchangeValidator } from '@entrepot/edifact'
import { CHUNK_BYTES, MEGABYTE } from './limits.ts'
import { edifactInterchange } from './samples.ts'

const total = Number(process.argv[2])
const sample = edifactInterchange(MEGABYTE)
const validator = new InterchangeValidator()
let pushed = 0
const before = process.cpuUsage()
while (pushed < total) {
  for (let at = 0; at < sample.length && pushed < total; at += CHUNK_BYTES) {
    // A copy, as a file's chunk would be.
    const chunk = sample.slice(at, at + CHUNK_BYTES)
    validator.push(chunk)
    pushed += chunk.length
  }
}
validator.end()
const { user, system } = process.cpuUsage(before)
const peakMb = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ bytes: pushed, peakMb, cpuMs: (user + system) / 1000 })}\n`)
