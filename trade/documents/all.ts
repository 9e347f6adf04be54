import { commercialInvoice } from './commercial-invoice.ts'
import type { DocumentDefinition } from './define.ts'

/** Every document of this release, by definition. */
export const documents: ReadonlyMap<string, DocumentDefinition> = new Map(
  [commercialInvoice].map((each) => [each.definition, each]),
)
