/**
 * Keeps the embedded databases of one test run: vitest calls `setup` before the first test file and what it answers after
 * the last one, also after failures. A cluster starts when the first test asks for it, so that a run without one pays nothing.
 */
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { chmodSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type PostgresVersion } from './binaries.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { systemCode } from './faults.ts'
import { endOrphan } from './postmaster.ts'
import { isAlive } from './processes.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file asks for a cluster: `GET {this}/{version}/{name}` answers its connection string. */
    databaseBroker: string
  }
}

const PREFIX = 'entrepot-test-'
/** Tests want many small databases rather than a large cache. */
const SETTINGS = { shared_buffers: '64MB', max_connections: '200', autovacuum: 'off' }

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  chmodSync(folder, 0o711)
  const clusters = new Map<string, Promise<Cluster>>()
  const broker = createServer((request, response) => {
    const [, version, name = ''] = (request.url ?? '').split('/')
    const key = `${version}-${name}`
    const cluster = clusters.get(key) ?? start(join(folder, key), version === '15' ? 15 : 18)
    clusters.set(key, cluster)
    cluster.then(
      ({ connectionString }) => response.end(connectionString),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve))
  const address = broker.address()
  project.provide('databaseBroker', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)

  return async () => {
    broker.close()
    broker.closeAllConnections()
    for (const started of await Promise.allSettled(clusters.values())) {
      if (started.status === 'fulfilled') await discard(started.value)
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

function start(dataDir: string, version: PostgresVersion): Promise<Cluster> {
  return startCluster({ dataDir, version, log: () => undefined, disposable: true, settings: SETTINGS })
}

async function discard({ stop, folder }: Cluster): Promise<void> {
  await stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Ends and removes what an earlier test run left behind that was killed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    const folder = join(tmpdir(), name)
    if (!name.startsWith(PREFIX) || isAlive(pid) || !isOurs(folder)) continue
    for (const place of placesIn(folder)) {
      for (const version of readdirSync(place)) await endOrphan(join(place, version), () => undefined)
      rmSync(place, { recursive: true, force: true })
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

function isOurs(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.()
}

function placesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((dataDir) => {
    try {
      return [realpathSync(join(folder, dataDir, 'postgresql'))]
    } catch (error) {
      if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return []
      throw error
    }
  })
}
