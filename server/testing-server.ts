/** Test support: a server as a process of its own, that can be killed. Prints its address and operator's key as JSON. */
import { testCatalogue } from './acts/testing.ts'
import { startServer } from './index.ts'

const [dataDir = ''] = process.argv.slice(2)
const server = await startServer({
  ...{ port: 0, dataDir, catalogue: testCatalogue, clock: '2026-12-01T10:00+08:00' },
  log: (message) => process.stderr.write(`${message}\n`),
})
process.stdout.write(`${JSON.stringify({ url: server.url, operatorKey: server.operatorKey })}\n`)
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
