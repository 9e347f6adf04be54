import { defineConfig } from 'vitest/config'
import { hasEmbedded } from './server/database/binaries.ts'

const EXCLUDED = ['**/node_modules/**', '**/dist/**']

/** Suites whose SQL must run on the oldest PostgreSQL that we promise too. What starts a server of its own, or hardly asks the database, runs once. */
const ON_15 = ['server/{acts,delivery,http,identity,registers}/**/*.test.ts', 'server/database/version.test.ts']
const ONCE = ['server/acts/deadlines.test.ts', 'server/http/strangers.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['server/database/testing-clusters.ts'],
    testTimeout: 30_000,
    // On a machine of two cores Vitest would leave one of them idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['{standards,trade,server,cli,scenarios,bench,web,checks,runtime}/**/*.test.{ts,tsx,mjs}'],
          exclude: EXCLUDED,
        },
      },
      ...(hasEmbedded(15)
        ? [
            {
              extends: true as const,
              test: {
                name: 'PostgreSQL 15',
                include: ON_15,
                exclude: [...EXCLUDED, ...ONCE],
                env: { ENTREPOT_EMBEDDED_POSTGRES: '15' },
              },
            },
          ]
        : []),
    ],
  },
})
