import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{standards,trade,server,cli,scenarios,bench,web}/**/*.test.{ts,tsx}', '*.test.ts'],
    testTimeout: 30_000,
  },
})
