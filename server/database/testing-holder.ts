/** A process of its own for the tests: starts a data folder's database, says where, and stays until it is killed, or exits. */
import { startDatabase } from './start.ts'

const [dataDir = '', mode] = process.argv.slice(2)
const { connectionString } = await startDatabase({ dataDir, log: () => undefined, url: '' })
process.stdout.write(`${connectionString}\n`, () => {
  if (mode === 'exit-at-once') process.exit(3)
})
