import { expect, test } from 'vitest'
import { describeUnless } from '../../checks/testing-programs.ts'
import { connect } from './connect.ts'
import { type Migration, migrate } from './migrate.ts'
import { withDatabase, withoutEmbedded } from './testing.ts'
import { describe } from 'vitest'

const acts: Migration = {
  name: '0001-acts',
  sql: 'create table act (id text primary key); create table part (id text)',
}
const seals: Migration = { name: '0002-seals', sql: 'alter table act add column sealed bytea' }
const broken: Migration = { name: '0003-broken', sql: 'create table half (id text); select nothing from nowhere' }

for (const version of [18, 15] as const) {
  describeUnless(withoutEmbedded(version))(`on PostgreSQL ${version}`, () => {
    const database = withDatabase({ version, migrations: [] })

    test('migrations are applied once, in order, and a later one joins them', async () => {
      const { pool } = database()
      expect(await migrate(pool, [acts])).toEqual(['0001-acts'])
      expect(await migrate(pool, [acts])).toEqual([])
      expect(await migrate(pool, [acts, seals])).toEqual(['0002-seals'])
      const { rows } = await pool.query('select name from entrepot_migration order by name')
      expect(rows).toEqual([{ name: '0001-acts' }, { name: '0002-seals' }])
    })

    test('a failing migration leaves nothing behind and is named', async () => {
      const { pool } = database()
      await expect(migrate(pool, [acts, seals, broken])).rejects.toMatchObject({
        code: 'migration/failed',
        message: expect.stringContaining('0003-broken'),
      })
      expect((await pool.query(`select to_regclass('half') as half`)).rows).toEqual([{ half: null }])
    })

    test('an applied migration whose text changed, or that is unknown, or overtaken, is refused', async () => {
      const { pool } = database()
      await migrate(pool, [acts, seals])
      const changed = { ...acts, sql: `${acts.sql} -- more` }
      const between = { name: '0001-more', sql: 'select 1' }
      await expect(migrate(pool, [changed, seals])).rejects.toMatchObject({ code: 'migration/changed' })
      await expect(migrate(pool, [acts])).rejects.toMatchObject({ code: 'migration/unknown' })
      await expect(migrate(pool, [acts, between, seals])).rejects.toMatchObject({ code: 'migration/out-of-order' })
    })
  })
}

describe('processes that start at once', () => {
  const database = withDatabase({ migrations: [] })

  test('apply each migration once between them', async () => {
    const connections = [1, 2, 3, 4].map(() => connect(database().connectionString))
    const applied = await Promise.all(connections.map(({ pool }) => migrate(pool, [acts, seals])))
    await Promise.all(connections.map(({ close }) => close()))
    expect(applied.flat().sort()).toEqual(['0001-acts', '0002-seals'])
  })
})

test('a list with a wrong name or order is a mistake of ours, found before the database is asked', async () => {
  const { pool, close } = connect('postgresql://127.0.0.1:1/none')
  await expect(migrate(pool, [{ name: 'acts', sql: '' }])).rejects.toThrow('NNNN-name')
  await expect(migrate(pool, [seals, acts])).rejects.toThrow('0001-acts is listed after 0002-seals')
  await close()
})
