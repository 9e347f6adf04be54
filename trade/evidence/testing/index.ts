export { pictureOf } from './picture.ts'
export { DAY_MS, erase, evidenceOf, headOf, receiptClaims, receivedAt, START_MS, testTrust } from './port.ts'
export {
  dealKind,
  hashOf,
  type Render,
  renderingOf,
  testCatalogue,
  testDocuments,
  testKnowledge,
  testTrade,
} from './trade.ts'
