import { acceptAmendment } from './accept-amendment.ts'
import { adviseCredit } from './advise-credit.ts'
import { amendCredit } from './amend-credit.ts'
import { applyCredit } from './apply-credit.ts'
import { checkCredit } from './check-credit.ts'
import { debitAdvisingFee } from './debit-advising-fee.ts'
import { debitApplicant } from './debit-applicant.ts'
import { drawDraft } from './draw-draft.ts'
import { examineDocuments } from './examine-documents.ts'
import { executeTransfer } from './execute-transfer.ts'
import { forwardDocuments } from './forward-documents.ts'
import { issueCover } from './issue-cover.ts'
import { issueCredit } from './issue-credit.ts'
import { negotiate } from './negotiate.ts'
import { openAccount } from './open-account.ts'
import { orderTransfer } from './order-transfer.ts'
import { presentDocuments } from './present-documents.ts'
import { recordReimbursement } from './record-reimbursement.ts'
import { reimburse } from './reimburse.ts'
import { rejectAmendment } from './reject-amendment.ts'
import { rejectTransfer } from './reject-transfer.ts'
import { releaseDocuments } from './release-documents.ts'
import { requestCover } from './request-cover.ts'

/** Every act of this flow; `npm run generate` keeps the list. */
export const capitalActs = [
  acceptAmendment,
  adviseCredit,
  amendCredit,
  applyCredit,
  checkCredit,
  debitAdvisingFee,
  debitApplicant,
  drawDraft,
  examineDocuments,
  executeTransfer,
  forwardDocuments,
  issueCover,
  issueCredit,
  negotiate,
  openAccount,
  orderTransfer,
  presentDocuments,
  recordReimbursement,
  reimburse,
  rejectAmendment,
  rejectTransfer,
  releaseDocuments,
  requestCover,
]
