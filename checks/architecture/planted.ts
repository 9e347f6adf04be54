import type { SourceFile, Violation } from './judge.ts'

/** Violations that the check must find each time before its silence about our own files counts. */
export const PLANTED: readonly (SourceFile & { readonly code: Violation['code']; readonly name: string })[] = [
  {
    name: 'a standard that knows of trade',
    code: 'arrow/not-allowed',
    path: 'standards/money/planted.ts',
    text: `import { fold } from '@entrepot/trade/file'\nexport const planted = fold`,
  },
  {
    name: 'a standard that leans on another one sideways',
    code: 'arrow/not-allowed',
    path: 'standards/calendar/planted.ts',
    text: `export { money } from '@entrepot/money'`,
  },
  {
    name: 'an arrow that is a type alone',
    code: 'arrow/not-allowed',
    path: 'trade/file/planted.ts',
    text: `import type { Act } from '../act/index.ts'\nexport type Planted = Act`,
  },
  {
    name: 'an arrow inside a type',
    code: 'arrow/not-allowed',
    path: 'trade/act/planted.ts',
    text: `export type Planted = import('@entrepot/trade/goods').Booking`,
  },
  {
    name: 'an arrow taken only when it runs',
    code: 'arrow/not-allowed',
    path: 'trade/business/planted.ts',
    text: `export const planted = () => import('@entrepot/server')`,
  },
  {
    name: 'one flow reaching into another',
    code: 'arrow/not-allowed',
    path: 'trade/capital/planted.ts',
    text: `export * from '../goods/index.ts'`,
  },
  {
    name: 'the browser reaching for the server',
    code: 'arrow/not-allowed',
    path: 'web/planted.tsx',
    text: `import { startDatabase } from '@entrepot/server'\nexport const planted = startDatabase`,
  },
  {
    name: 'an import whose target is computed',
    code: 'arrow/computed',
    path: 'server/planted.ts',
    text: `export const planted = (name: string) => import(name)`,
  },
  {
    name: 'a package entered by a path instead of its name',
    code: 'arrow/across-packages',
    path: 'standards/tariff/planted.ts',
    text: `import { money } from '../money/index.ts'\nexport const planted = money`,
  },
  {
    name: 'a room entered past its face',
    code: 'arrow/past-the-face',
    path: 'trade/act/planted.ts',
    text: `import { fold } from '../file/fold.ts'\nexport const planted = fold`,
  },
  {
    name: 'a folder that is no room',
    code: 'room/unknown',
    path: 'trade/helpers/planted.ts',
    text: `export const planted = 1`,
  },
  {
    name: 'a pure room that reads the disk',
    code: 'purity/node',
    path: 'standards/asn1/planted.ts',
    text: `import { readFileSync } from 'node:fs'\nexport const planted = readFileSync`,
  },
  ...[
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'Temporal.Now.instant()',
    `fetch('/')`,
    `console.log('')`,
    'process.env',
    'crypto.randomUUID()',
    'setTimeout(planted, 1)',
    '{ fetch }',
    'Buffer.from([])',
  ].map((expression) => ({
    name: `a pure room that uses ${expression}`,
    code: 'purity/global' as const,
    path: 'trade/file/planted.ts',
    text: `export const planted: unknown = () => (${expression})`,
  })),
  {
    name: 'the type any',
    code: 'style/any',
    path: 'server/planted.ts',
    text: `export const planted = (value: any[]) => value`,
  },
  {
    name: 'a file that is too long',
    code: 'style/too-long',
    path: 'cli/planted.ts',
    text: 'export {}\n'.repeat(301),
  },
]
