export {
  type Density,
  generateMessage,
  type GeneratedSegment,
  type GenerateOptions,
  generateSegment,
  USUAL,
} from './generate.ts'
export { type Mutant, mutate, MUTATIONS, type MutationKind } from './mutate.ts'
export { isAllowedOrder } from './oracle.ts'
export { Random } from './random.ts'
export { directoryOf, structureOf } from './structure.ts'
export { SEPARATORS, SEPARATORS_3, textOf, tokensOf } from './tokens.ts'
export { findingsIn, LATIN_1 } from './validate.ts'
