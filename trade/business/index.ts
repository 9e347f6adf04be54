export { sale } from './sale.ts'
export * from './acts/index.ts'
export * from './figures.ts'
