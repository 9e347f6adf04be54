import { type ActDefinition, type Catalogue, catalogueOf, generalActs } from '@entrepot/trade/act'
import { businessActs, sale } from '@entrepot/trade/business'
import { account, capitalActs, cover, credit, creditApplication, transfer } from '@entrepot/trade/capital'
import {
  carriage,
  entrySummary,
  exportDeclaration,
  goodsActs,
  importDeclaration,
  licence,
  origin,
} from '@entrepot/trade/goods'
import { issueDocument, issueDocumentInClear } from '@entrepot/trade/documents'
import { publication, publish } from '@entrepot/trade/information'

/** Every kind of file that a trade knows. */
export const kinds = [
  publication,
  account,
  sale,
  creditApplication,
  credit,
  cover,
  transfer,
  carriage,
  licence,
  origin,
  entrySummary,
  exportDeclaration,
  importDeclaration,
]

const acts: readonly ActDefinition[] = [
  ...generalActs,
  issueDocument,
  issueDocumentInClear,
  publish,
  ...businessActs,
  ...capitalActs,
  ...goodsActs,
]

/** Every kind of file and type of act of this release. */
export const catalogue: Catalogue = catalogueOf(kinds, acts)
