import { billOfLading } from './bill-of-lading.ts'
import { certificateOfOrigin } from './certificate-of-origin.ts'
import { commercialInvoice } from './commercial-invoice.ts'
import type { DocumentDefinition } from './define.ts'
import { documentaryCredit } from './documentary-credit.ts'
import { draft } from './draft.ts'
import { exportDeclaration } from './export-declaration.ts'
import { exportLicence } from './export-licence.ts'
import { importDeclaration } from './import-declaration.ts'
import { insuranceCertificate } from './insurance-certificate.ts'
import { packingList } from './packing-list.ts'
import { purchaseOrder } from './purchase-order.ts'
import { quotation } from './quotation.ts'
import { saleContract } from './sale-contract.ts'
import { taxAssessment } from './tax-assessment.ts'

/** Every document of this release, by definition, in the order in which a sale needs them. */
export const documents: ReadonlyMap<string, DocumentDefinition> = new Map(
  [
    ...[quotation, saleContract, purchaseOrder, documentaryCredit, exportLicence, packingList, commercialInvoice],
    ...[insuranceCertificate, certificateOfOrigin, exportDeclaration, billOfLading, draft, importDeclaration],
    taxAssessment,
  ].map((each) => [each.definition, each]),
)
