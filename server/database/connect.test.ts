import { describe, expect, test } from 'vitest'
import { describeUnless } from '../../checks/testing-programs.ts'
import { withDatabase, withoutEmbedded } from './testing.ts'
import { transact } from './transact.ts'

type Schema = { account: { id: string; balance: bigint } }

const account = {
  name: '0001-account',
  sql: 'create table account (id text primary key, balance bigint not null)',
}

for (const version of [18, 15] as const) {
  describeUnless(withoutEmbedded(version))(`on PostgreSQL ${version}`, () => {
    const database = withDatabase<Schema>({ version, migrations: [account] })

    test('an amount in minor units comes back as the bigint that it went in as', async () => {
      const { kysely } = database()
      const balance = 9_007_199_254_740_993n
      await kysely.insertInto('account').values({ id: 'large', balance }).execute()
      const rows = await kysely.selectFrom('account').select('balance').where('id', '=', 'large').execute()
      expect(rows).toEqual([{ balance }])
    })

    test('transactions that race for one balance are tried again until each has had its turn', async () => {
      const { kysely } = database()
      await kysely.insertInto('account').values({ id: 'raced', balance: 0n }).execute()
      const addOne = () =>
        transact(
          kysely,
          async (transaction) => {
            const found = transaction.selectFrom('account').select('balance').where('id', '=', 'raced')
            const { balance } = await found.executeTakeFirstOrThrow()
            await transaction
              .updateTable('account')
              .set({ balance: balance + 1n })
              .where('id', '=', 'raced')
              .execute()
          },
          'serializable',
        )
      await Promise.all([addOne(), addOne(), addOne(), addOne()])
      const rows = await kysely.selectFrom('account').select('balance').where('id', '=', 'raced').execute()
      expect(rows).toEqual([{ balance: 4n }])
    })

    test('what is not a lost race is thrown at once and leaves nothing behind', async () => {
      const { kysely } = database()
      let runs = 0
      const work = transact(kysely, async (transaction) => {
        runs += 1
        await transaction.insertInto('account').values({ id: 'gone', balance: 1n }).execute()
        throw new Error('a fault of ours')
      })
      await expect(work).rejects.toThrow('a fault of ours')
      expect(runs).toBe(1)
      expect(await kysely.selectFrom('account').selectAll().where('id', '=', 'gone').execute()).toEqual([])
    })
  })
}

describe('two clusters', () => {
  const first = withDatabase<Schema>({ migrations: [account], cluster: 'first' })
  const second = withDatabase<Schema>({ migrations: [account], cluster: 'second' })

  test('share nothing, as two shards do', async () => {
    await first().kysely.insertInto('account').values({ id: 'here', balance: 1n }).execute()
    expect(await second().kysely.selectFrom('account').selectAll().execute()).toEqual([])
  })
})
