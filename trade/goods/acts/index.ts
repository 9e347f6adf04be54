import { acceptEntrySummary } from './accept-entry-summary.ts'
import { acceptExport } from './accept-export.ts'
import { acceptImport } from './accept-import.ts'
import { applyLicence } from './apply-licence.ts'
import { applyOrigin } from './apply-origin.ts'
import { arrive } from './arrive.ts'
import { assessImport } from './assess-import.ts'
import { book } from './book.ts'
import { certifyOrigin } from './certify-origin.ts'
import { confirmBooking } from './confirm-booking.ts'
import { declareExport } from './declare-export.ts'
import { declareImport } from './declare-import.ts'
import { declareVerifiedMass } from './declare-verified-mass.ts'
import { deliver } from './deliver.ts'
import { depart } from './depart.ts'
import { discharge } from './discharge.ts'
import { endorseBill } from './endorse-bill.ts'
import { gateIn } from './gate-in.ts'
import { gateOut } from './gate-out.ts'
import { grantLicence } from './grant-licence.ts'
import { instructExport } from './instruct-export.ts'
import { instructImport } from './instruct-import.ts'
import { instructShipping } from './instruct-shipping.ts'
import { issueBill } from './issue-bill.ts'
import { load } from './load.ts'
import { lodgeEntrySummary } from './lodge-entry-summary.ts'
import { noteEntrySummary } from './note-entry-summary.ts'
import { noteExportRelease } from './note-export-release.ts'
import { noteImportRelease } from './note-import-release.ts'
import { notifyArrival } from './notify-arrival.ts'
import { orderDelivery } from './order-delivery.ts'
import { provePayment } from './prove-payment.ts'
import { quoteOnCarriage } from './quote-on-carriage.ts'
import { refuseLicence } from './refuse-licence.ts'
import { refuseOrigin } from './refuse-origin.ts'
import { releaseEmpty } from './release-empty.ts'
import { releaseExport } from './release-export.ts'
import { releaseImport } from './release-import.ts'
import { returnEmpty } from './return-empty.ts'
import { stuffAndSeal } from './stuff-and-seal.ts'
import { surrenderBill } from './surrender-bill.ts'
import { transferControl } from './transfer-control.ts'
import { weighContainer } from './weigh-container.ts'

/** Every act of this flow; `npm run generate` keeps the list. */
export const goodsActs = [
  acceptEntrySummary,
  acceptExport,
  acceptImport,
  applyLicence,
  applyOrigin,
  arrive,
  assessImport,
  book,
  certifyOrigin,
  confirmBooking,
  declareExport,
  declareImport,
  declareVerifiedMass,
  deliver,
  depart,
  discharge,
  endorseBill,
  gateIn,
  gateOut,
  grantLicence,
  instructExport,
  instructImport,
  instructShipping,
  issueBill,
  load,
  lodgeEntrySummary,
  noteEntrySummary,
  noteExportRelease,
  noteImportRelease,
  notifyArrival,
  orderDelivery,
  provePayment,
  quoteOnCarriage,
  refuseLicence,
  refuseOrigin,
  releaseEmpty,
  releaseExport,
  releaseImport,
  returnEmpty,
  stuffAndSeal,
  surrenderBill,
  transferControl,
  weighContainer,
]
