import { type ElementType, MAX_VALUE_DEPTH } from '@entrepot/trade/file'

/** A JSON Schema (2020-12), as far as forms need it. */
export type JsonSchema = { readonly [member: string]: unknown }

/** Describes what an element may hold; what JSON Schema cannot say stands in members that begin with `x-`. */
export function schemaOf(type: ElementType): JsonSchema {
  switch (type.is) {
    case 'text':
      return {
        ...{ type: 'string', minLength: 1, maxLength: type.max },
        ...(type.pattern ? { pattern: type.pattern.source } : {}),
        ...(type.patternHint ? { 'x-hint': type.patternHint } : {}),
      }
    case 'code':
      return { type: 'string', pattern: type.pattern.source, 'x-code-list': type.list }
    case 'choice':
      return { enum: Object.keys(type.of), 'x-labels': type.of }
    case 'decimal':
      return {
        ...{ type: 'string', pattern: decimalPattern(type.scale), 'x-unit': type.unit, 'x-minimum': type.min ?? '0' },
        ...(type.max === undefined ? {} : { 'x-maximum': type.max }),
      }
    case 'money':
      return {
        ...{ type: 'object', additionalProperties: false, required: ['amount', 'currency'] },
        properties: {
          amount: { type: 'string', pattern: decimalPattern(4) },
          currency: { type: 'string', pattern: '^[A-Z]{3}$' },
        },
      }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'instant':
      return { type: 'string', format: 'date-time' }
    case 'flag':
      return { type: 'boolean' }
    case 'list':
      return { type: 'array', minItems: 1, maxItems: type.max, items: schemaOf(type.of), 'x-depth': MAX_VALUE_DEPTH }
    case 'document':
      return { type: 'string', 'x-document': true }
  }
}

const decimalPattern = (scale: number): string =>
  scale === 0 ? '^-?(0|[1-9][0-9]*)$' : `^-?(0|[1-9][0-9]*)(\\.[0-9]{1,${scale}})?$`
