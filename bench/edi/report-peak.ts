/** Loaded before a program: says in the end, on standard error, how much memory and time it took. */
import { writeSync } from 'node:fs'

const STANDARD_ERROR = 2

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const took = { peakMb: maxRSS / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 }
  writeSync(STANDARD_ERROR, `${JSON.stringify(took)}\n`)
})
