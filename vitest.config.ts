import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{standards,trade,server,cli,scenarios,bench,web,checks,runtime}/**/*.test.{ts,tsx,mjs}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['server/database/testing-clusters.ts'],
    testTimeout: 30_000,
  },
})
