import { afterEach, expect, test, vi } from 'vitest'
import { embeddedVersion } from './binaries.ts'
import { withDatabase } from './testing.ts'

const database = withDatabase({ migrations: [] })

afterEach(() => {
  vi.unstubAllEnvs()
})

test('tests run on the version of PostgreSQL that this run of them is for', async () => {
  const { rows } = await database().pool.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  expect(Math.floor(Number(rows[0]?.version) / 10_000)).toBe(embeddedVersion())
})

test('18 is embedded unless 15 is asked for, and nothing else', () => {
  vi.stubEnv('ENTREPOT_EMBEDDED_POSTGRES', '')
  expect(embeddedVersion()).toBe(18)
  vi.stubEnv('ENTREPOT_EMBEDDED_POSTGRES', '15')
  expect(embeddedVersion()).toBe(15)
  vi.stubEnv('ENTREPOT_EMBEDDED_POSTGRES', '14')
  expect(embeddedVersion).toThrow('ENTREPOT_EMBEDDED_POSTGRES is 15 or 18, and not 14')
})
